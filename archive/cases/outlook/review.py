"""How warnings came out: a past year replayed, and set against looking up the same weeks of the year before.

The year is cut into blocks of four weeks from 1 January (thirteen, the last day or two left out). A *cell* is a class in a place
(the county, or a township) in a block. At the start of every second block the outlook of eight weeks is told from the cases before
that day alone.

- A cell was *busy* if at least ``LEAST`` cases came, and at least ``TIMES`` as many as usual: as four weeks had on the average of the
  52 weeks before the look.
- A cell was *warned* if warnings cover at least half of its days. Warned and busy is a hit, warned and not busy a false alarm,
  busy and not warned a miss.
- The *plain guess* picks as many cells of the year as were warned: those whose same four weeks of the year before lay furthest
  above that year's average (Anscombe's residual). It is judged by the same hits.

Cells are those of the classes and places with enough cases to be tested at all, where four weeks usually bring ``USUAL`` cases or
more: where they bring fewer, busy cannot be told from chance. The same cells are open to both.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.cases.outlook.ahead import WEEKS, look
from archive.cases.outlook.history import History, Key, Series, history
from archive.cases.outlook.seasons import LEAST_YEARS
from archive.cases.outlook.values import Filed, Outlook, Span, Warning
from archive.cases.outlook.windows import years_before

BLOCK = 28
"""Days of a block."""
BLOCKS = 13
USUAL = 1.0
LEAST = 3
TIMES = 1.5


@dataclass(frozen=True, slots=True)
class Told:
    """A warning of the past and what came."""

    warning: Warning
    cases: tuple[str, ...]
    """Numbers of the cases that came in its days."""
    over: bool
    """Its days are over."""

    @property
    def within(self) -> bool:
        """As many came as the interval said."""
        return self.over and self.warning.forecast.low <= len(self.cases) <= self.warning.forecast.high


@dataclass(frozen=True, slots=True)
class Cell:
    """A class in a place in a block of four weeks."""

    category: str
    place: str
    span: Span
    cases: tuple[str, ...]
    usual: float
    """Cases that the average of the 52 weeks before the look brings in four weeks."""
    busy: bool
    warned: bool
    guessed: bool
    """Picked by the plain guess."""


@dataclass(frozen=True, slots=True)
class Score:
    """Hits among cells picked."""

    picked: int
    hits: int
    busy: int

    @property
    def false_alarms(self) -> int:
        """Picked, and not busy."""
        return self.picked - self.hits

    @property
    def misses(self) -> int:
        """Busy, and not picked."""
        return self.busy - self.hits

    @property
    def hit_rate(self) -> float | None:
        """Share of the picked that were busy; None if none was picked."""
        return self.hits / self.picked if self.picked else None

    @property
    def found_rate(self) -> float | None:
        """Share of the busy that were picked; None if none was busy."""
        return self.hits / self.busy if self.busy else None


@dataclass(frozen=True, slots=True)
class Review:
    """One year, replayed."""

    year: int
    told: tuple[Told, ...]
    cells: tuple[Cell, ...]
    reason: str
    """In Chinese: why the year could not be replayed; empty if it was."""

    @property
    def ours(self) -> Score:
        """The warnings' score."""
        return _score(self.cells, [one.warned for one in self.cells])

    @property
    def plain(self) -> Score:
        """The plain guess's."""
        return _score(self.cells, [one.guessed for one in self.cells])


def review(filed: Iterable[Filed], year: int, today: dt.date, *, seed: int = 0) -> Review:
    """Replay a year's outlooks, by what is known ``today``. A year not over, or with too few before it, is not judged."""
    given = list(filed)
    after = history(given, today)
    last = max((series.days[-1] for series in after.series.values()), default=None)
    if last is None:
        return Review(year, (), (), "没有案件。")
    if last < dt.date(year, 1, 1) + dt.timedelta((BLOCKS - 1) * BLOCK):
        return Review(year, (), (), f"{year} 年的台账不全，只到 {last}。")
    told: list[Told] = []
    cells: list[tuple[Cell, float]] = []
    for start in range(0, BLOCKS * BLOCK, WEEKS * 7):
        past = history(given, dt.date(year, 1, 1) + dt.timedelta(start))
        if len(past.years) < LEAST_YEARS:
            return Review(year, (), (), f"{year} 年以前可用的台账不足 {LEAST_YEARS} 年。")
        said = look(past, seed=seed)
        told += [Told(one, after.series[_key(one)].within(one.span), one.span.end <= today) for one in said.warnings]
        ends = min(start + WEEKS * 7, BLOCKS * BLOCK)
        for block in range(start, ends, BLOCK):
            cells += _cells(past, after, said, dt.date(year, 1, 1) + dt.timedelta(block))
    return Review(year, tuple(told), tuple(_guess(cells)), "")


def years_to_review(filed: Iterable[Filed], today: dt.date) -> list[int]:
    """The years that are over and have a history long enough before them, newest first."""
    past = history(filed, today)
    if not past.years:
        return []
    return list(range(today.year - 1, past.first.year + LEAST_YEARS - 1, -1))


def _cells(past: History, after: History, said: Outlook, start: dt.date) -> Iterator[tuple[Cell, float]]:
    """The cells of a block, each with how far the year before lay above its average then."""
    span = Span(start, start + dt.timedelta(BLOCK))
    before = Span(past.today - dt.timedelta(364), past.today)
    same = Span(years_before(span.start, 1), years_before(span.end, 1))
    year_before = Span(dt.date(start.year - 1, 1, 1), dt.date(start.year, 1, 1))
    for key in said.seasons.keys:
        series = past.series[key]
        usual = series.count(before) / BLOCKS
        if usual < USUAL:
            continue
        cases = after.series[key].within(span)
        warned = sum(_shared(one.span, span) for one in said.warnings if _key(one) == key)
        cell = Cell(
            category=key[0],
            place=key[1],
            span=span,
            cases=cases,
            usual=usual,
            busy=len(cases) >= max(LEAST, TIMES * usual),
            warned=2 * warned >= BLOCK,
            guessed=False,
        )
        yield cell, _excess(series, same, year_before)


def _excess(series: Series, same: Span, year: Span) -> float:
    average = series.count(year) * same.days / year.days
    return 2 * (math.sqrt(series.count(same) + 0.375) - math.sqrt(average + 0.375))


def _guess(cells: list[tuple[Cell, float]]) -> Iterator[Cell]:
    """The cells with the plain guess's picks marked: as many as were warned."""
    allowed = sum(cell.warned for cell, _ in cells)
    order = sorted(range(len(cells)), key=lambda number: (-cells[number][1], number))
    picked = set(order[:allowed])
    for number, (cell, _) in enumerate(cells):
        yield Cell(
            cell.category, cell.place, cell.span, cell.cases, cell.usual, cell.busy, cell.warned, number in picked
        )


def _shared(one: Span, other: Span) -> int:
    return max(0, (min(one.end, other.end) - max(one.start, other.start)).days)


def _key(warning: Warning) -> Key:
    return warning.season.category, warning.season.place


def _score(cells: Iterable[Cell], picked: Iterable[bool]) -> Score:
    pairs = list(zip(cells, picked, strict=True))
    return Score(
        picked=sum(is_picked for _, is_picked in pairs),
        hits=sum(is_picked and cell.busy for cell, is_picked in pairs),
        busy=sum(cell.busy for cell, _ in pairs),
    )
