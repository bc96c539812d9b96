"""What a week's entries come to, place by place, from the hamlet up to the county. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.cases.places import Places, Region, RegionKind
from archive.cases.procedure.standing import ListLevel
from archive.cases.units import Unit
from archive.cases.weekly.entry import ReportedEntry

NOWHERE = ""
"""Code of the line for entries without a place."""


@dataclass(slots=True)
class Tally:
    """Entries counted."""

    entries: int = 0
    persons: int = 0
    resolved: int = 0
    levels: Counter[ListLevel | None] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)

    @property
    def open(self) -> int:
        """Unresolved."""
        return self.entries - self.resolved

    def add(self, one: ReportedEntry) -> None:
        """Count one."""
        self.entries += 1
        self.persons += one.entry.persons
        self.resolved += one.entry.resolved
        self.levels[one.entry.level] += 1
        self.categories[one.entry.category or "未分类"] += 1


@dataclass(frozen=True, slots=True)
class RollupLine:
    """One place with everything in it."""

    code: str
    name: str
    kind: RegionKind | None
    """None for what lies in no place of the tree."""
    depth: int
    """0 for the county."""
    expected: int
    """Bodies in it of which a report is expected."""
    reported: int
    """Those of them that have reported."""
    tally: Tally


@dataclass(frozen=True, slots=True)
class Rollup:
    """The week as a whole."""

    lines: tuple[RollupLine, ...]
    """Places in the order of the tree, each before what lies in it."""
    total: Tally
    repeated: int
    """Entries left out because another body reported the same dispute in the same week."""


def roll_up(entries: Iterable[ReportedEntry], places: Places, units: Sequence[Unit], reported: Iterable[str]) -> Rollup:
    """Count the entries of one week, each dispute once, in its place and in every place above it."""
    kept, repeated = _once(entries)
    tallies: dict[str, Tally] = {}
    total = Tally()
    for one in kept:
        total.add(one)
        path = places.path(one.entry.region_code)
        for code in [region.code for region in path] or [NOWHERE]:
            tallies.setdefault(code, Tally()).add(one)
    expected, done = _bodies(places, units, frozenset(reported))
    lines = [
        RollupLine(
            region.code,
            region.name,
            region.kind,
            depth,
            expected[region.code],
            done[region.code],
            tallies.get(region.code, Tally()),
        )
        for region, depth in _in_order(places)
    ]
    if NOWHERE in tallies or expected[NOWHERE]:
        tally = tallies.get(NOWHERE, Tally())
        lines.append(RollupLine(NOWHERE, "未落到属地", None, 0, expected[NOWHERE], done[NOWHERE], tally))
    return Rollup(tuple(lines), total, repeated)


def _once(entries: Iterable[ReportedEntry]) -> tuple[list[ReportedEntry], int]:
    """One entry a dispute: a township repeats what its villages report. Told by the case, or by subject and people."""
    first: dict[object, str] = {}
    kept: list[ReportedEntry] = []
    repeated = 0
    for one in entries:
        key: object = one.case_no or (one.entry.title, one.entry.people, one.entry.region_code)
        if first.setdefault(key, one.unit) != one.unit:
            repeated += 1
        else:
            kept.append(one)
    return kept, repeated


def _bodies(places: Places, units: Sequence[Unit], reported: frozenset[str]) -> tuple[Counter[str], Counter[str]]:
    expected: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for unit in units:
        if not (unit.reports_weekly and unit.active):
            continue
        for code in [region.code for region in places.path(unit.region_code)] or [NOWHERE]:
            expected[code] += 1
            done[code] += unit.name in reported
    return expected, done


def _in_order(places: Places) -> list[tuple[Region, int]]:
    children: dict[str, list[Region]] = {}
    known = {region.code for region in places}
    for region in places:
        children.setdefault(region.parent if region.parent in known else "", []).append(region)
    found: list[tuple[Region, int]] = []

    def walk(code: str, depth: int) -> None:
        for region in children.get(code, ()):
            found.append((region, depth))
            if region.code != code:
                walk(region.code, depth + 1)

    walk("", 0)
    return found
