"""Holiday tables: the one that comes with the program, an office's own, and whether a table can be true."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from archive.cases.clocks.calendar import Calendar
from archive.errors import InvalidInput
from archive.sheets.files import BadRow

FIRST_YEAR = 1949
"""《全国年节及纪念日放假办法》 is of 23 December 1949."""
_SATURDAY = 5
_WEEKDAYS = "一二三四五六日"
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that differs from the week."""

    day: dt.date
    off: bool
    """True for a holiday, False for a weekend day that is worked (调休上班)."""
    note: str = ""
    """Which festival it belongs to."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A day as a table or notice states it."""

    line: int
    """From 1: row or line."""
    holiday: Holiday


def weekday(day: dt.date) -> str:
    """星期一 … 星期日."""
    return f"星期{_WEEKDAYS[day.weekday()]}"


@cache
def shipped() -> tuple[Holiday, ...]:
    """The table that comes with the program: the State Council's notices of 2004 to 2026."""
    text = resources.files(__package__).joinpath("holidays.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Holiday(dt.date.fromisoformat(row["day"]), row["off"] == "放假", row["note"]) for row in rows)


@cache
def shipped_calendar() -> Calendar:
    """The calendar of the program's own table."""
    off = {holiday.day: holiday.off for holiday in shipped()}
    return Calendar(off, frozenset(year for year in {day.year for day in off} if not lacking(year, off)))


def calendar_of(own: Iterable[Holiday]) -> Calendar:
    """The program's table with the office's days in place of its own; years are known where the result is complete."""
    base = shipped_calendar()
    stated = {holiday.day: holiday.off for holiday in own}
    if not stated:
        return base
    off = {**base.off, **stated}
    changed = {day.year for day in stated}
    return Calendar(off, base.years - changed | {year for year in changed if not lacking(year, off)})


def lacking(year: int, off: Mapping[dt.date, bool]) -> tuple[str, ...]:
    """The festivals that a table for ``year`` says nothing of; empty if it is complete.

    Since 2008 each gives at least one weekday off, whatever day of the week it falls on (《放假办法》第六条), save that
    中秋 may be taken together with 国庆; then its own day is listed, or the eighth of October.
    """
    missing = [
        name
        for name, since, first, last, least in _FESTIVALS
        if year >= since and sum(day.weekday() < _SATURDAY for day in _listed(off, year, first, last)) < least
    ]
    if year >= 2008 and not (_listed(off, year, (9, 7), (9, 30)) or _listed(off, year, (10, 8), (10, 8))):
        missing.append("中秋节")
    return tuple(missing)


_FESTIVALS = (
    ("元旦", FIRST_YEAR, (1, 1), (1, 3), 1),
    ("春节", FIRST_YEAR, (1, 20), (2, 28), 3),
    ("清明节", 2008, (4, 3), (4, 7), 1),
    ("劳动节", FIRST_YEAR, (4, 28), (5, 5), 1),
    ("端午节", 2008, (5, 25), (6, 30), 1),
    ("国庆节", FIRST_YEAR, (10, 1), (10, 7), 3),
)
"""(name, first year, the days between which it lies, how many weekdays off it gives at least)."""


def _listed(off: Mapping[dt.date, bool], year: int, first: tuple[int, int], last: tuple[int, int]) -> list[dt.date]:
    start, end = dt.date(year, *first), dt.date(year, *last)
    return [day for number in range((end - start).days + 1) if off.get(day := start + number * _DAY, False)]


def sound(stated: Iterable[Stated], today: dt.date) -> tuple[list[Holiday], list[BadRow]]:
    """The days that can be true, in order, and what was refused; a bad day never takes a good one with it.

    Args:
        stated: the days of one table.
        today: nothing later than the end of next year is known yet.
    """
    good: dict[dt.date, Holiday] = {}
    refused: list[BadRow] = []
    rows = list(stated)
    said: dict[dt.date, set[bool]] = {}
    for row in rows:
        said.setdefault(row.holiday.day, set()).add(row.holiday.off)
    for row in rows:
        holiday = row.holiday
        if reason := _impossible(holiday, len(said[holiday.day]) > 1, today):
            refused.append(BadRow(row.line, reason))
        else:
            good.setdefault(holiday.day, holiday)
    return [good[day] for day in sorted(good)], refused


def _impossible(holiday: Holiday, contradicted: bool, today: dt.date) -> InvalidInput | None:
    day = holiday.day
    if contradicted:
        return InvalidInput(f"{day} 既写了放假，又写了上班。", "请对照国务院办公厅的通知，只留一个。")
    if not FIRST_YEAR <= day.year <= today.year + 1:
        return InvalidInput(
            f"{day} 不在 {FIRST_YEAR} 年到 {today.year + 1} 年之间。", "请核对年份；放假安排只公布到明年。"
        )
    if not holiday.off and day.weekday() < _SATURDAY and not shipped_calendar().is_off(day):
        return InvalidInput(f"{day} 是{weekday(day)}，本来就上班，不会是调休上班日。", "请核对日期和年份。")
    return None
