"""One case of the county as it is decided before its history and its words: who, where, what, by which way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from archive.cases.model import AppealRoute, CaseKind, Channel, MatterClass, MediationSource
from archive.cases.places import Region
from archive.county.people import Person
from archive.county.places import Village


class Hardness(StrEnum):
    """How hard a case is to resolve (the office's three ways)."""

    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"


class Reported(StrEnum):
    """What the weekly checks said of it before it came in."""

    FOUND = "found"
    MISSED = "missed"
    UNTRUE = "untrue"


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided of a case."""

    serial: int
    """Its place among all cases, from 0."""
    no: str
    day: dt.date
    kind: CaseKind
    channel: Channel | None
    category: str
    about: str
    township: str
    village: Village
    hamlet: Region | None
    matter_class: MatterClass | None
    route: AppealRoute | None
    hardness: Hardness
    petitioner: Person
    companions: tuple[Person, ...]
    """Those who speak for a group with the petitioner."""
    opponent: Person | None
    """The person on the other side, where it is one."""
    opposed_body: str
    """The body on the other side, where it is one."""
    group_size: int
    amount_fen: int | None
    unit: str
    """The body that answers in the end."""
    simple: bool
    reported: Reported
    source: MediationSource | None = None
    committee: str = ""
    """Key of the mediation committee in ``Bodies.committees``."""
    repeat_of: str = ""
    pending_repeat: bool = False
    """Whether the earlier one was still being handled."""

    @property
    def place(self) -> Region:
        """The smallest place it arose in."""
        return self.hamlet or self.village.region

    @property
    def region(self) -> str:
        """The place as the form states it."""
        return self.township + self.village.region.name + (self.hamlet.name if self.hamlet else "")
