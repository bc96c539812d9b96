"""Which classes peak where and when: every class and place tested, what chance may bring put aside.

A season must

1. pass the scan of ``scan.py`` on one of the two clocks, its p-value doubled for having two;
2. stay below a false discovery rate of ``RATE`` over all classes of the county, or over all classes and townships;
3. be there in most of the past years, and in three at least;
4. be large enough to act upon.

Where one is found, the rest of that year is searched for a second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.cases.outlook.history import AFTER_FESTIVAL, WEEKS, History, Key, Series, counts, days_of_weeks
from archive.cases.outlook.scan import LENGTHS, Peak, Places, benjamini_hochberg, peaks
from archive.cases.outlook.values import COUNTY, Clock, Occurrence, Season, Seasons, Span, Window
from archive.cases.outlook.windows import YEAR, day_of_year, occurrences

RATE = 0.02
"""False discovery rate of each family, the county's classes and those of the townships; together 4 %."""
TURNS = 4999
"""Turned circles behind a p-value."""
LEAST_YEARS = 3
"""Fewer years cannot agree."""
LEAST_CASES = 10
"""Cases of a class in a place, and two a year at least: fewer cannot show weeks."""
AGREEMENT = 0.6
"""Share of the past years in which more must have come."""
LEAST_RATIO = 1.3
"""A smaller rise is no ground to act upon."""
GONE = 3
"""So many years without it, one after the other, end a season."""
APART = 3
"""Weeks between a season and a second one of the same class and place."""
BEFORE_FESTIVAL = 12
"""Weeks before a festival that its clock looks at."""
_HALF_A_CASE = 0.5 / YEAR
"""A day: what is taken for the rest of a year in which none came."""

Blocked = NDArray[np.bool_]


def find(past: History, *, seed: int = 0) -> Seasons:
    """The seasons of a history. The same history and seed give the same answer, in whatever order the cases came."""
    years = len(past.years)
    least = max(LEAST_CASES, 2 * years)
    sizes = {key: sum(one.count(span) for span in past.years) for key, one in past.series.items()}
    keys = [key for key, size in sizes.items() if size >= least] if years >= LEAST_YEARS else []
    found = _tested(past, keys, {}, seed)
    second = _tested(past, list(found), found, seed)
    seasons = sorted([*found.values(), *second.values()], key=lambda one: (one.category, one.place, one.window.start))
    classes = {category for category, place in past.series if place == COUNTY}
    tested = {category for category, place in keys if place == COUNTY}
    return Seasons(
        today=past.today,
        found=tuple(seasons),
        years=years,
        keys=tuple(keys),
        quiet=tuple(sorted(tested - {one.category for one in seasons})),
        thin=tuple(sorted(classes - tested)),
        notes=tuple(_notes(past, keys)),
    )


def _tested(past: History, keys: Sequence[Key], found: dict[Key, Season], seed: int) -> dict[Key, Season]:
    """The season of each series that has one; beside the one already found there, if any."""
    by_clock = {clock: _peaks(past, keys, found, clock, seed) for clock in Clock}
    p = [min(1.0, 2 * min(by_clock[clock][number].p for clock in Clock)) for number in range(len(keys))]
    adjusted = _adjusted(keys, p)
    passed = [number for number in range(len(keys)) if adjusted[number] <= RATE]
    limit = max((p[number] for number in passed), default=0.0)
    seasons: dict[Key, Season] = {}
    for number in sorted(passed, key=lambda one: keys[one]):  # the county comes before its townships
        category = keys[number][0]
        clock = max(Clock, key=lambda one: by_clock[one][number].strength)
        whole = seasons.get((category, COUNTY))
        if whole and 2 * by_clock[whole.window.clock][number].p <= limit:
            clock = whole.window.clock  # a township alone has few cases to tell the clocks apart
        window = _window(past, by_clock[clock][number], clock)
        season = _season(past, keys[number], window, p[number], adjusted[number])
        if season.agreed >= max(LEAST_YEARS, AGREEMENT * len(season.occurrences)) and season.ratio >= LEAST_RATIO:
            seasons[keys[number]] = season
    return seasons


def _adjusted(keys: Sequence[Key], p: Sequence[float]) -> list[float]:
    """P-values adjusted for their number: the county's classes are one family, those of the townships another."""
    adjusted = [1.0] * len(keys)
    for of_county in (True, False):
        family = [number for number, (_, place) in enumerate(keys) if (place == COUNTY) is of_county]
        for number, value in zip(family, benjamini_hochberg([p[number] for number in family]), strict=True):
            adjusted[number] = value
    return adjusted


def _peaks(past: History, keys: Sequence[Key], found: dict[Key, Season], clock: Clock, seed: int) -> list[Peak]:
    """The peak of each series on one clock; where a season is found already, of the rest of the year."""
    spans = past.spans(clock)
    if len(spans) < LEAST_YEARS or not keys:
        return [Peak(-np.inf, 1.0, 0, LENGTHS[0])] * len(keys)
    counted = counts(past, keys, clock)
    if not found:
        return peaks(counted, _places(clock, np.zeros(WEEKS, np.bool_)), TURNS, seed)
    result = []
    for number, key in enumerate(keys):
        blocked = _blocked(found[key].window, spans)
        kept = np.flatnonzero(~blocked)
        places = _places(clock, blocked)
        onto = np.cumsum(~blocked) - 1
        rest = Places(places.days[kept], onto[places.starts], places.allowed)
        (peak,) = peaks(counted[number : number + 1, :, kept], rest, TURNS, seed)
        result.append(Peak(peak.strength, peak.p, int(kept[peak.start]), peak.weeks))
    return result


def _places(clock: Clock, blocked: Blocked) -> Places:
    """The windows that are tried on a clock's circle, of weeks that are not blocked."""
    first = 0 if clock is Clock.YEAR else WEEKS - AFTER_FESTIVAL - BEFORE_FESTIVAL
    starts = np.arange(first, WEEKS)
    ends = starts[:, None] + np.array(LENGTHS)[None, :]
    allowed = ends <= (WEEKS if clock is Clock.SPRING_FESTIVAL else 2 * WEEKS)
    before = np.concatenate([[0], np.tile(blocked, 2).cumsum()])
    allowed &= before[ends] == before[starts][:, None]
    kept = ~blocked[starts]
    return Places(days_of_weeks(clock), starts[kept], allowed[kept])


def _blocked(window: Window, spans: Sequence[Span]) -> Blocked:
    """Weeks of the circle on which the window, with some weeks around it, stands in any of the years."""
    blocked = np.zeros(WEEKS, np.bool_)
    apart = dt.timedelta(weeks=APART)
    for span in spans:
        for one in occurrences(window, span.start - apart, span.end + apart):
            first, last = one.start - apart - span.start, one.end + apart - span.start
            blocked[max(0, first.days // 7) : max(0, min(WEEKS, -(-last.days // 7)))] = True
    return blocked


def _window(past: History, peak: Peak, clock: Clock) -> Window:
    """Where a peak of the circle stands on its clock."""
    if clock is Clock.YEAR:
        return Window(clock, (day_of_year(past.today) + 7 * peak.start) % YEAR, peak.weeks)
    return Window(clock, 7 * (peak.start - WEEKS + AFTER_FESTIVAL), peak.weeks)


def _season(past: History, key: Key, window: Window, p: float, adjusted: float) -> Season:
    series = past.series[key]
    complete = [
        span
        for span in occurrences(window, past.first, past.today)
        if past.first <= span.start and span.end <= past.today
    ]
    each = [_occurrence(past, series, span) for span in reversed(complete)]
    kept = [one for one in each if any(year.start <= one.span.start < year.end for year in past.years)]
    inside, outside = (sum(values) for values in zip(*(_rates(past, series, one.span) for one in kept), strict=True))
    last = kept[:GONE]
    return Season(
        category=key[0],
        place=key[1],
        window=window,
        p=p,
        adjusted_p=adjusted,
        ratio=inside / max(outside, _HALF_A_CASE),
        occurrences=tuple(kept),
        stopped=len(last) == GONE and not any(one.agrees for one in last),
    )


def _occurrence(past: History, series: Series, span: Span) -> Occurrence:
    inside, outside = _rates(past, series, span)
    return Occurrence(span, series.within(span), inside / max(outside, _HALF_A_CASE), inside > outside)


def _rates(past: History, series: Series, span: Span) -> tuple[float, float]:
    """Cases a day within a span, and in the rest of the year around it, as far as the history goes."""
    middle = span.start + dt.timedelta(span.days // 2)
    around = Span(max(past.first, middle - dt.timedelta(182)), min(past.today, middle + dt.timedelta(183)))
    inside = series.count(span)
    rest = around.days - span.days
    return inside / span.days, (series.count(around) - inside) / rest if rest > 0 else 0.0


def _notes(past: History, keys: Sequence[Key]) -> list[str]:
    """Why nothing, or less, is said."""
    notes = []
    if not past.series:
        notes.append("台账里还没有写明类别的案件，无从展望。")
    elif len(past.years) < LEAST_YEARS:
        notes.append(
            f"到 {past.today} 为止只有 {len(past.years)} 个整年的台账可用，至少要 {LEAST_YEARS} 年才看得出季节。"
        )
    elif not keys:
        notes.append("没有哪一类的案件多到看得出季节。")
    notes += [f"{span.start} 至 {span.end - dt.timedelta(1)} 案件太少，没有采用。" for span in past.missing]
    if past.unclassed:
        notes.append(f"{past.unclassed} 件没有类别，没有计入。")
    return notes
