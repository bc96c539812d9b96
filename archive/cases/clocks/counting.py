"""How days, workdays and months are counted.

《民法典》第二百零一条: the day on which a time begins does not count. 第二百零二条: a time in months ends on the day of the
same number, and on the last of the month where there is none. 第二百零三条: a last day that is off moves to the next day
that is not. Pauses are days that do not count at all (《信访工作条例》第三十六条第二款).
"""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from archive.cases.clocks.calendar import Calendar

_DAY = dt.timedelta(days=1)


class Unit(StrEnum):
    """What a time is counted in."""

    DAY = "day"
    WORKDAY = "workday"
    MONTH = "month"


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """Days that do not count, both ends included."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a pause ends before it begins")


@dataclass(frozen=True, slots=True)
class Count:
    """Where a count ends."""

    last: dt.date
    """Its last day, not moved for holidays."""
    paused: int
    """How many days of it did not count."""


def count(
    start: dt.date, length: int, unit: Unit, calendar: Calendar, *, extended: int = 0, pauses: Iterable[Pause] = ()
) -> Count:
    """The last day of ``length`` units after ``start``, which itself does not count.

    Args:
        start: the day on which it begins.
        length: how many units, 0 or more; 0 ends on ``start``.
        unit: days, workdays or months.
        calendar: which days are workdays; asked for workdays only.
        extended: natural days added to the last day.
        pauses: days that do not count; they may overlap and lie outside.
    """
    apart = _merged(pauses)
    if unit is Unit.WORKDAY:
        plain = _workdays(start, length, calendar, apart)
        last = plain + extended * _DAY
        return Count(last, sum(_within(pause, start, last) for pause in apart))
    plain = start + length * _DAY if unit is Unit.DAY else months_after(start, length)
    plain += extended * _DAY
    last = _stretched(start, plain, apart)
    return Count(last, (last - plain).days)


def roll(day: dt.date, calendar: Calendar) -> dt.date:
    """``day``, or the first day after it that is not off (《民法典》第二百零三条)."""
    while calendar.is_off(day):
        day += _DAY
    return day


def months_after(start: dt.date, months: int) -> dt.date:
    """The day of the same number that many months later, or the last of that month (《民法典》第二百零二条)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return dt.date(year, month + 1, min(start.day, gregorian.monthrange(year, month + 1)[1]))


def workdays_after(day: dt.date, until: dt.date, calendar: Calendar) -> int:
    """How many workdays lie after ``day`` up to and with ``until``; 0 if ``until`` is not later."""
    days = (day + number * _DAY for number in range(1, (until - day).days + 1))
    return sum(not calendar.is_off(one) for one in days)


def _workdays(start: dt.date, length: int, calendar: Calendar, pauses: list[Pause]) -> dt.date:
    day = start
    while length:
        day += _DAY
        if not calendar.is_off(day) and not any(pause.first <= day <= pause.last for pause in pauses):
            length -= 1
    return day


def _stretched(start: dt.date, last: dt.date, pauses: list[Pause]) -> dt.date:
    for pause in pauses:
        if pause.first > last:
            break
        first = max(pause.first, start + _DAY)
        if pause.last >= first:
            last += (pause.last - first) + _DAY
    return last


def _within(pause: Pause, start: dt.date, last: dt.date) -> int:
    return max(0, (min(pause.last, last) - max(pause.first, start + _DAY)).days + 1)


def _merged(pauses: Iterable[Pause]) -> list[Pause]:
    """The same days as pauses that are in order and do not touch each other."""
    merged: list[Pause] = []
    for pause in sorted(pauses):
        if merged and pause.first <= merged[-1].last + _DAY:
            merged[-1] = Pause(merged[-1].first, max(merged[-1].last, pause.last))
        else:
            merged.append(pause)
    return merged
