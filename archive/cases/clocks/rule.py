"""One row of the rule table, as a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from archive.cases.clocks.counting import Unit
from archive.cases.clocks.deadline import Whose
from archive.cases.model import AppealRoute, Case, CaseKind, MatterClass


class Verified(StrEnum):
    """How well a rule is founded."""

    NATIONAL = "V"
    LOCAL = "V-local"
    CUSTOM = "K"
    OFFICE = "office"


class Again(StrEnum):
    """What a second beginning does while the time runs."""

    IGNORE = "ignore"
    RESTART = "restart"
    NEW = "new"


class Per(StrEnum):
    """What each has a clock of its own."""

    UNIT = "unit"
    INSTALMENT = "instalment"


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event, and what it must state."""

    on: str
    where: Mapping[str, Any] = field(default_factory=dict)

    def fits(self, type_: str, details: Mapping[str, Any]) -> bool:
        """True for an event of this type that states all of ``where``."""
        return type_ == self.on and all(details.get(key) == value for key, value in self.where.items())


@dataclass(frozen=True, slots=True)
class Extension:
    """How a time may be prolonged, once, from its original last day."""

    on: str
    most: int
    """Natural days."""
    code: str
    needs: tuple[str, ...]
    """What the event must state besides the days."""
    basis: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a time rested on that began up to a day."""

    until: dt.date
    basis: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A clock: when it begins, how long it runs, whose it is, and on what it rests. The keys are those of rules.toml."""

    code: str
    label: str
    kinds: frozenset[CaseKind]
    starts: tuple[Trigger, ...]
    met_by: tuple[Trigger, ...]
    whose: Whose
    verified: Verified
    basis: str
    length: int = 0
    unit: Unit = Unit.DAY
    due: str = ""
    before: int = 0
    routes: frozenset[AppealRoute] = frozenset()
    unrouted: bool = False
    classes: frozenset[MatterClass] = frozenset()
    category: str = ""
    window: bool = False
    ends: tuple[tuple[str, str], ...] = ()
    """(event, reason)."""
    met_day: str = ""
    again: Again = Again.IGNORE
    per: Per | None = None
    pause: Trigger | None = None
    pause_basis: str = ""
    extend: Extension | None = None
    exempt: Mapping[str, str] = field(default_factory=dict)
    warn: int | None = None
    alarms: tuple[int, ...] = ()
    on: bool = True
    quote: str = ""
    earlier: tuple[Earlier, ...] = ()
    since: dt.date | None = None
    hears: frozenset[str] = field(init=False)
    """Types of the signals that may move it."""

    def __post_init__(self) -> None:
        triggers = (*self.starts, *self.met_by, *([self.pause] if self.pause else ()))
        types = {trigger.on for trigger in triggers} | {event for event, _ in self.ends}
        object.__setattr__(self, "hears", frozenset(types | ({self.extend.on} if self.extend else set())))

    def concerns(self, case: Case) -> bool:
        """True if cases like this one have this clock."""
        return (
            self.on
            and case.kind in self.kinds
            and (not self.routes or case.appeal_route in self.routes or (case.appeal_route is None and self.unrouted))
            and (not self.classes or case.matter_class is None or case.matter_class in self.classes)
            and (not self.category or case.category == self.category)
        )

    def basis_on(self, day: dt.date) -> str:
        """On what a time rests that began that day."""
        return next((one.basis for one in self.earlier if day <= one.until), self.basis)
