"""When a window stands: its days in a year, on the calendar's clock or on the Spring Festival's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from archive.cases.outlook.values import Clock, Span, Window
from archive.chinese.festival import FIRST_YEAR, LAST_YEAR, spring_festival

YEAR = 365
"""Days of a year here; 29 February counts as the 28th."""
_FIRST_OF_MONTH = tuple((dt.date(2001, month, 1) - dt.date(2001, 1, 1)).days for month in range(1, 13))


def day_of_year(day: dt.date) -> int:
    """0 for 1 January … 364 for 31 December, in leap years too."""
    return _FIRST_OF_MONTH[day.month - 1] + (27 if (day.month, day.day) == (2, 29) else day.day - 1)


def date_of(year: int, number: int) -> dt.date:
    """The date with that ``day_of_year``; numbers beyond the year run into its neighbours."""
    over, number = divmod(number, YEAR)
    common = dt.date(2001, 1, 1) + dt.timedelta(number)
    return dt.date(year + over, common.month, common.day)


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day of an earlier year; 29 February becomes the 28th."""
    return date_of(day.year - years, day_of_year(day))


def in_year(window: Window, year: int) -> Span | None:
    """The window that begins in a calendar year, or belongs to that year's festival; None outside the festival's table."""
    if window.clock is Clock.YEAR:
        return Span(date_of(year, window.start), date_of(year, window.start + 7 * window.weeks))
    festival = spring_festival(year)
    if festival is None:
        return None
    start = festival + dt.timedelta(window.start)
    return Span(start, start + dt.timedelta(weeks=window.weeks))


def occurrences(window: Window, first: dt.date, last: dt.date) -> Iterator[Span]:
    """Every time the window stood or stands wholly or partly between two days (``last`` is the day after), in order."""
    for year in range(max(1, first.year - 1), last.year + 2):
        span = in_year(window, year)
        if span and span.start < last and span.end > first:
            yield span


def same_days(span: Span, window: Window, years: int) -> Span | None:
    """The days of a part of a window, so many years before, by the window's own clock."""
    if window.clock is Clock.YEAR:
        return Span(years_before(span.start, years), years_before(span.end, years))
    festival = _festival_of(span, window)
    earlier = spring_festival(festival.year - years) if festival else None
    if festival is None or earlier is None:
        return None
    return Span(earlier + (span.start - festival), earlier + (span.end - festival))


def _festival_of(span: Span, window: Window) -> dt.date | None:
    """The festival whose window the days are a part of."""
    middle = span.start + dt.timedelta(span.days // 2 - window.start - 7 * window.weeks // 2)
    near = (
        spring_festival(year) for year in range(max(FIRST_YEAR, middle.year - 1), min(LAST_YEAR, middle.year + 1) + 1)
    )
    return min((day for day in near if day), key=lambda day: abs((day - middle).days), default=None)
