"""A visit that was received, and a leader's day on duty."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from archive.errors import SettingsError


class ReceptionKind(StrEnum):
    """Where people met."""

    HALL = "hall"
    """They came to the hall."""
    GROUND = "ground"
    """A leader went to them."""


RECEPTION_LABELS: Mapping[ReceptionKind, str] = {ReceptionKind.HALL: "来访接待", ReceptionKind.GROUND: "下访"}


@dataclass(frozen=True, slots=True)
class Duty:
    """A leader on duty."""

    day: dt.date
    leader: str
    post: str = ""
    """职务."""
    place: str = ""
    """Empty is the county's hall."""


@dataclass(frozen=True, slots=True)
class Reception:
    """One batch (批次) of people who were received."""

    day: dt.date
    persons: int = 1
    """人次."""
    kind: ReceptionKind = ReceptionKind.HALL
    leader: str = ""
    place: str = ""
    case_no: str = ""
    township: str = ""
    category: str = ""
    summary: str = ""
    outcome: str = ""
    """What they were told or promised."""
    resolved: bool = False
    representatives: tuple[str, ...] = ()
    group_visit: bool = False
    """集体访, by the office's threshold when it was received."""
    voided: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class ReceptionRules:
    """What the office goes by."""

    group_from: int = 5
    """People from whom a visit is a group visit."""


def rules_of_office(path: Path) -> ReceptionRules:
    """The office's own rules, or the usual ones where the file is not there. Raises SettingsError."""
    try:
        stated = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ReceptionRules()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise SettingsError(f"读不懂接访规则 {path}：{exc}", "请改正这个文件，或先把它移开。") from exc
    number = stated.pop("group_from", ReceptionRules().group_from)
    if stated or isinstance(number, bool) or not isinstance(number, int) or number < 2:
        raise SettingsError(f"接访规则 {path} 写得不对。", "只能写 group_from = 人数，不小于 2。")
    return ReceptionRules(number)
