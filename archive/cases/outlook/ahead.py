"""The warnings of the weeks ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from archive.cases.outlook.forecast import forecast
from archive.cases.outlook.history import History, history
from archive.cases.outlook.seasons import find
from archive.cases.outlook.values import COUNTY, Filed, Outlook, Past, Season, Span, Warning
from archive.cases.outlook.windows import occurrences, same_days

WEEKS = 8
"""How far the office looks ahead."""
LEAST_DAYS = 7
"""A season that only brushes the weeks ahead is left for the next look."""
LEAST_EXPECTED = 1.0
"""Cases: fewer are no ground to act upon."""
STALE = 28
"""Days without any case after which the history is said to be old."""


def outlook(filed: Iterable[Filed], today: dt.date, *, weeks: int = WEEKS, seed: int = 0) -> Outlook:
    """What to expect from ``today`` on, told from the cases before it alone."""
    return look(history(filed, today), weeks=weeks, seed=seed)


def look(past: History, *, weeks: int = WEEKS, seed: int = 0) -> Outlook:
    """The same, of a history."""
    seasons = find(past, seed=seed)
    span = Span(past.today, past.today + dt.timedelta(weeks=weeks))
    ahead = [warning for season in seasons.found for warning in _warnings(past, season, span)]
    warnings = [one for one in ahead if one.forecast.expected >= LEAST_EXPECTED]
    return Outlook(span, tuple(_in_order(warnings)), len(ahead) - len(warnings), seasons)


def stale(past: History) -> int | None:
    """Days since the last case, if they are so many that the history is old."""
    last = max((series.days[-1] for series in past.series.values()), default=None)
    days = (past.today - last).days if last else 0
    return days if days > STALE else None


def _warnings(past: History, season: Season, ahead: Span) -> Iterator[Warning]:
    if season.stopped:
        return
    for stands in occurrences(season.window, ahead.start, ahead.end):
        span = Span(max(stands.start, ahead.start), min(stands.end, ahead.end))
        if span.days < LEAST_DAYS:
            continue
        series = past.series[season.category, season.place]
        years, within, totals = [], [], []
        for back in range(1, past.today.year):
            same = same_days(span, season.window, back)
            if same is None or same.start < past.first:
                break
            year = next((one for one in past.years if one.end.year == past.today.year - back + 1), None)
            if year is None or same.end > past.today:
                continue
            years.append(Past(same, series.within(same)))
            within.append(series.count(same))
            totals.append(series.count(year))
        yield Warning(season, span, forecast(within, totals), tuple(years))


def _in_order(warnings: list[Warning]) -> list[Warning]:
    """Class by class as they begin; within a class the county first, then the townships by the cases expected."""
    first: dict[str, dt.date] = {}
    for one in warnings:
        category = one.season.category
        first[category] = min(first.get(category, one.span.start), one.span.start)
    return sorted(
        warnings,
        key=lambda one: (
            first[one.season.category],
            one.season.category,
            one.season.place != COUNTY,
            -one.forecast.expected,
            one.season.place,
            one.span.start,
        ),
    )
