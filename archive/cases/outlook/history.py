"""Past cases as counts: for each class and place, the weeks of whole years, laid over one another.

A clock gives the years. On the calendar's clock a year ends the day before ``today``; on the Spring Festival's it ends
eight weeks after a festival, so that the weeks around the festival lie over one another although the festival moves.
A year is a circle of 52 weeks; on the calendar's clock 29 February counts as the 28th and the last week has the 365th day.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from archive.cases.outlook.values import COUNTY, Clock, Filed, Span
from archive.cases.outlook.windows import years_before
from archive.chinese.festival import spring_festival

WEEKS = 52
"""Of a year's circle."""
AFTER_FESTIVAL = 8
"""Weeks from a festival to the end of its year."""
ENOUGH_A_YEAR = 24
"""Cases in the county: a year with fewer was hardly kept, and tells nothing about weeks."""
LONGEST_GAP, MANY_GAPS = 60, 12
"""Days without any case, or so many times the mean gap: a year with a longer gap was not kept throughout."""
MOST_YEARS = 12
"""Older years say little about now."""

Counts = NDArray[np.int32]
Key = tuple[str, str]
"""Class and place."""


@dataclass(frozen=True, slots=True)
class Series:
    """The cases of one class in one place, by day; those of one day by number."""

    days: tuple[dt.date, ...]
    numbers: tuple[str, ...]

    def count(self, span: Span) -> int:
        """How many came within the span."""
        return bisect_left(self.days, span.end) - bisect_left(self.days, span.start)

    def within(self, span: Span) -> tuple[str, ...]:
        """Their numbers."""
        return self.numbers[bisect_left(self.days, span.start) : bisect_left(self.days, span.end)]


@dataclass(frozen=True, slots=True)
class History:
    """What came before ``today``."""

    today: dt.date
    series: dict[Key, Series]
    years: tuple[Span, ...]
    """The calendar clock's years that were kept, newest first."""
    festivals: tuple[Span, ...]
    """The festival clock's."""
    missing: tuple[Span, ...]
    """Years between them with too few cases."""
    unclassed: int
    """Cases without a class."""
    later: int
    """Cases dated today or later, which a look ahead from today must not see."""

    @property
    def first(self) -> dt.date:
        """The first day of the oldest year."""
        return self.years[-1].start

    def spans(self, clock: Clock) -> tuple[Span, ...]:
        """The years of a clock."""
        return self.years if clock is Clock.YEAR else self.festivals


def history(filed: Iterable[Filed], today: dt.date) -> History:
    """Sort cases by class and place, and find the whole years before ``today``. The order given does not matter."""
    given = list(filed)
    known = sorted((one for one in given if one.category and one.day < today), key=lambda one: (one.day, one.no))
    groups: dict[Key, list[Filed]] = {}
    for one in known:
        for place in {COUNTY, one.township}:
            groups.setdefault((one.category, place), []).append(one)
    series = {
        key: Series(tuple(one.day for one in group), tuple(one.no for one in group))
        for key, group in sorted(groups.items())
    }
    days = [one.day for one in known]
    kept, missing = _kept(_years(days, today), days)
    festivals, _ = _kept(_festival_years(kept, today), days)
    return History(
        today=today,
        series=series,
        years=kept,
        festivals=festivals,
        missing=missing,
        unclassed=sum(not one.category for one in given),
        later=sum(one.day >= today for one in given if one.category),
    )


def counts(past: History, keys: Sequence[Key], clock: Clock) -> Counts:
    """Cases by class and place × year × week of the clock's year."""
    spans = past.spans(clock)
    result = np.zeros((len(keys), len(spans), WEEKS), np.int32)
    for row, span in enumerate(spans):
        where = _positions(span)
        for number, key in enumerate(keys):
            series = past.series[key]
            inside = series.days[bisect_left(series.days, span.start) : bisect_left(series.days, span.end)]
            np.add.at(result[number, row], [where[(day - span.start).days] for day in inside], 1)
    return result


def days_of_weeks(clock: Clock) -> NDArray[np.int64]:
    """How many days each week of a clock's circle has."""
    days = np.full(WEEKS, 7)
    days[-1] += clock is Clock.YEAR
    return days


def _positions(span: Span) -> list[int]:
    """The week in which each day of a year stands on the circle."""
    at = -1
    positions = []
    for offset in range(span.days):
        day = span.start + dt.timedelta(offset)
        if at < 0 or span.days == 7 * WEEKS or (day.month, day.day) != (2, 29):
            at += 1
        positions.append(min(at // 7, WEEKS - 1))
    return positions


def _years(days: Sequence[dt.date], today: dt.date) -> list[Span]:
    """Whole years back from today as far as cases go, newest first."""
    spans = []
    for back in range(MOST_YEARS):
        if today.year - back <= 2:
            break
        span = Span(years_before(today, back + 1), years_before(today, back))
        if not days or span.end <= days[0]:
            break
        spans.append(span)
    return spans


def _festival_years(kept: Sequence[Span], today: dt.date) -> list[Span]:
    """Years that end eight weeks after a festival and lie within the years kept, newest first."""
    spans = []
    for year in range(today.year, today.year - MOST_YEARS - 1, -1):
        festival = spring_festival(year)
        if festival is None or not kept:
            continue
        end = festival + dt.timedelta(weeks=AFTER_FESTIVAL)
        start = end - dt.timedelta(weeks=WEEKS)
        if end <= today and start >= kept[-1].start:
            spans.append(Span(start, end))
    return spans


def _kept(spans: Sequence[Span], days: Sequence[dt.date]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The years that were kept throughout, and those between them that were not; what lies before the oldest is no gap."""
    whole = [_whole(span, days[bisect_left(days, span.start) : bisect_left(days, span.end)]) for span in spans]
    oldest = max((number for number, is_whole in enumerate(whole) if is_whole), default=-1)
    kept = tuple(span for span, is_whole in zip(spans, whole, strict=True) if is_whole)
    return kept, tuple(spans[number] for number in range(oldest + 1) if not whole[number])


def _whole(span: Span, days: Sequence[dt.date]) -> bool:
    """Whether a year has cases enough, and no time without any that chance would not make."""
    if len(days) < ENOUGH_A_YEAR:
        return False
    edges = [span.start, *days, span.end]
    return max((after - before).days for before, after in pairwise(edges)) <= max(
        LONGEST_GAP, MANY_GAPS * span.days / len(days)
    )
