"""One deadline of a case, as it was computed from the case's events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from archive.cases.clocks.counting import Unit


class Whose(StrEnum):
    """Who has to act, or who may."""

    OFFICE = "office"
    UNIT = "unit"
    PETITIONER = "petitioner"
    COURT = "court"
    PARTY = "party"


ROLLED = frozenset({Whose.PETITIONER, Whose.PARTY, Whose.COURT})
"""Whose time ends on the rolled day. Our own duties are warned of by the day that is not rolled, to be on the safe side."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A duty with its last day, or a time within which something may be asked for."""

    code: str
    label: str
    start: dt.date
    """The day it begins; itself not counted."""
    due_raw: dt.date
    """The last day as counted."""
    due_rolled: dt.date
    """The last day, moved behind holidays (《民法典》第二百零三条)."""
    unit: Unit
    length: int
    """In units, without pauses and extensions."""
    paused_days: int
    extended_days: int
    whose: Whose
    basis: str
    met: dt.date | None = None
    """The day it was done."""
    cancelled: str = ""
    """Why it no longer runs; empty while it does, or when it was met."""
    body: str = ""
    """The unit it runs for, where the events name one."""
    note: str = ""
    """What a reader must know about how it was counted."""

    @property
    def due(self) -> dt.date:
        """The last day that holds for whoever's it is."""
        return self.due_rolled if self.whose in ROLLED else self.due_raw

    @property
    def open(self) -> bool:
        """True while it is neither met nor cancelled."""
        return self.met is None and not self.cancelled

    @property
    def late(self) -> bool:
        """True if it was met after the last day that holds."""
        return self.met is not None and self.met > self.due
