"""Bodies of the county, and who answers for which matter and place. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    """What kind of body."""

    PETITION_OFFICE = "petition_office"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    VILLAGE = "village"
    COMMITTEE = "committee"
    """人民调解委员会."""
    UPPER = "upper"
    """A body above the county."""
    OTHER = "other"


UNIT_LABELS: Mapping[UnitKind, str] = {
    UnitKind.PETITION_OFFICE: "信访部门",
    UnitKind.DEPARTMENT: "县直部门",
    UnitKind.TOWNSHIP: "乡镇街道",
    UnitKind.VILLAGE: "村社区",
    UnitKind.COMMITTEE: "人民调解委员会",
    UnitKind.UPPER: "上级机关",
    UnitKind.OTHER: "其他单位",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One body."""

    name: str
    """全称; unique."""
    kind: UnitKind = UnitKind.OTHER
    short: str = ""
    """规范简称."""
    letters: str = ""
    """机关代字, with which its document numbers begin."""
    parent: str = ""
    review_unit: str = ""
    """Who reviews (复查) its opinions: 原办理机关、单位的上一级机关、单位, 《信访工作条例》第三十五条."""
    recheck_unit: str = ""
    """Who re-examines (复核), 第三十六条."""
    region_code: str = ""
    reports_weekly: bool = False
    """Whether a weekly check (周排查) is expected of it."""
    active: bool = True


class OwnerSubject(StrEnum):
    """By what somebody answers for a case."""

    MATTER = "matter"
    """属事: a class of disputes."""
    PLACE = "place"
    """属地: a place."""


SUBJECT_LABELS: Mapping[OwnerSubject, str] = {OwnerSubject.MATTER: "属事", OwnerSubject.PLACE: "属地"}


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a class of disputes, or for a place."""

    subject: OwnerSubject
    key: str
    """A category, or the code of a region."""
    unit: str = ""
    person: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Mediator:
    """人民调解员."""

    name: str
    committee: str
    region_code: str = ""
    phone: str = ""
    active: bool = True
