"""A report as values: sections of tables, some with a chart. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Chart = Literal["", "column", "line", "pie"]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    """The first cell of a row names it; what is drawn is in ``drawn``."""
    chart: Chart = ""
    drawn: tuple[int, ...] = ()
    """Columns (from 1) whose numbers are drawn."""
    note: str = ""
    """What to know of its figures: the variant, what is missing."""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One part of a report."""

    title: str
    tables: tuple[ReportTable, ...]
    sentences: tuple[str, ...] = ()
    """What a leader reads first."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    title: str
    sections: tuple[ReportSection, ...]

    @property
    def tables(self) -> Sequence[ReportTable]:
        """All its tables, in order."""
        return [table for section in self.sections for table in section.tables]
