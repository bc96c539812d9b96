"""What is due: the reminders list of the office, and all clocks of one case."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.counting import workdays_after
from archive.cases.clocks.deadline import Deadline
from archive.cases.clocks.deadlines import deadlines_of, guessed
from archive.cases.clocks.lights import Light, light, yellow_until
from archive.cases.clocks.rules import Clocks
from archive.cases.clocks.signals import signals_of
from archive.cases.labels import HIDDEN
from archive.cases.model import Case
from archive.record.deadlines import DueFilter, DueRow
from archive.record.record import Transaction

PRESSING = frozenset({Light.RED, Light.YELLOW})
"""What a list shows if nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One deadline as it stands today."""

    row: DueRow
    light: Light
    days_left: int
    """Natural days; negative when overdue."""
    workdays_left: int
    """0 when overdue."""


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due today, the most urgent first."""

    lines: tuple[DueLine, ...]
    counts: Mapping[Light, int]
    """How many lines there are of each light."""
    green: int
    """How many run that are not yet near their end, shown or not."""
    missing_years: tuple[int, ...]
    """Years without a complete holiday table, by which some of the days were guessed."""


@dataclass(frozen=True, slots=True)
class CaseClocks:
    """Every clock of one case."""

    case: Case
    lines: tuple[DueLine, ...]
    remarks: tuple[str, ...]
    """What in its events could not be counted."""
    missing_years: tuple[int, ...]


def due_list(
    tx: Transaction, clocks: Clocks, wanted: DueFilter, *, today: dt.date, lights: frozenset[Light] = PRESSING
) -> DueList:
    """The deadlines that run, by filter and light; straight from the record's own table."""
    calendar = tx.holidays.calendar()
    asked = wanted
    if Light.GREEN not in lights:
        most = max((rule.warn or 0 for rule in clocks.rules), default=0)
        bound = yellow_until(today, calendar, clocks.lights, most)
        asked = replace(wanted, until=min(bound, wanted.until or bound))
    rows = tx.deadlines.open(asked, lapsed=clocks.windows, today=today)
    found = list(_lines(rows, clocks, calendar, today))
    lines = tuple(line for line in found if line.light in lights)
    pressing = sum(line.light in PRESSING for line in found)
    return DueList(
        lines=lines,
        counts=Counter(line.light for line in lines),
        green=tx.deadlines.count(wanted, lapsed=clocks.windows, today=today) - pressing,
        missing_years=_missing((line.row.deadline for line in lines), calendar),
    )


def clocks_of(tx: Transaction, clocks: Clocks, no: str, *, today: dt.date) -> CaseClocks:
    """Every clock of a case, also those met and cancelled, counted anew. Raises NotFound."""
    case, calendar = tx.cases.get(no), tx.holidays.calendar()
    found = deadlines_of(case, clocks.rules, calendar)
    title = HIDDEN if case.restricted else case.title
    rows = [DueRow(no, title, "", one.body or case.duty_unit, case.handler, case.restricted, one) for one in found]
    return CaseClocks(
        case=case,
        lines=tuple(_lines(rows, clocks, calendar, today)),
        remarks=signals_of(case).remarks,
        missing_years=_missing((one for one in found if one.open), calendar),
    )


def _lines(rows: Iterable[DueRow], clocks: Clocks, calendar: Calendar, today: dt.date) -> Iterator[DueLine]:
    warn = {rule.code: rule.warn for rule in clocks.rules}
    windows = clocks.windows
    workdays: dict[dt.date, int] = {}
    for row in rows:
        one = row.deadline
        if one.open and one.due not in workdays:
            workdays[one.due] = workdays_after(today, one.due, calendar)
        left = workdays[one.due] if one.open else 0
        shown = light(one, today, left, clocks.lights, window=one.code in windows, warn=warn.get(one.code))
        yield DueLine(row=row, light=shown, days_left=(one.due - today).days, workdays_left=left)


def _missing(found: Iterable[Deadline], calendar: Calendar) -> tuple[int, ...]:
    return tuple(sorted({year for one in found for year in guessed(one, calendar)}))
