"""One dispute in a weekly check, as the body that found it reports it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.cases.procedure.standing import ListLevel


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line of the form states."""

    title: str
    """事由."""
    people: tuple[str, ...] = ()
    """当事人."""
    persons: int = 1
    """涉及人数."""
    category: str = ""
    region: str = ""
    region_code: str = ""
    level: ListLevel | None = None
    owner: str = ""
    """责任人、包保人."""
    measures: str = ""
    """化解措施和进展."""
    resolved: bool = False
    found: dt.date | None = None
    """排查日期."""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ReportedEntry:
    """An entry in the record."""

    id: int
    unit: str
    week: dt.date
    """Monday of the week."""
    reported: dt.date
    """The day the body sent it in."""
    entry: Entry
    case_no: str = ""
    """The case in the ledger that it became or belongs to."""
    voided: str = ""
    voided_on: dt.date | None = None

    def in_force(self, day: dt.date) -> bool:
        """Whether it stood there at the end of a day: sent in by then, and not yet taken back."""
        return self.reported <= day and (self.voided_on is None or self.voided_on > day)
