"""The weekly checks of the county: what each body found and reported, what it missed, and what it said untruly."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from random import Random

from archive.cases.procedure.standing import ListLevel
from archive.cases.weekly.entry import Entry
from archive.cases.weekly.weeks import monday_of
from archive.chinese.festival import spring_festival
from archive.county.bodies import Bodies
from archive.county.grammar import render
from archive.county.matter import Hardness, Matter, Reported
from archive.county.people import names
from archive.county.places import CountyPlaces
from archive.county.wording import wordings
from archive.record.weekly_reports import NewReport

_WEEK = dt.timedelta(7)
_MOST_WEEKS = {Hardness.EASY: 4, Hardness.MIDDLE: 7, Hardness.HARD: 16}
_OWN_A_WEEK = 3.6
"""Small quarrels a week that are settled on the spot and never become a case."""
_BY_DEPARTMENT, _ALSO_BY_TOWNSHIP, _LATER_TOLD = 0.08, 0.12, 0.5
_LEVELS = {Hardness.EASY: None, Hardness.MIDDLE: ListLevel.SPECIAL, Hardness.HARD: ListLevel.CLOSE}


_Line = tuple[str, Entry, str]


def weekly_reports(
    matters: Iterable[tuple[Matter, dt.date | None]],
    first: dt.date,
    last: dt.date,
    bodies: Bodies,
    places: CountyPlaces,
    seed: int,
) -> Iterator[NewReport]:
    """The reports between two days, by week and body; each matter comes with the day it was resolved, if it was."""
    yield from _Checks(first, last, bodies, places, seed).reports(matters)


class _Checks:
    """What stands in which week's reports."""

    def __init__(self, first: dt.date, last: dt.date, bodies: Bodies, places: CountyPlaces, seed: int) -> None:
        self._random = Random(f"weekly:{seed}")
        self._first, self._last = monday_of(first), monday_of(last)
        self._bodies = bodies
        self._places = places
        self._words = wordings().common["weekly"]
        self._lines: defaultdict[dt.date, list[_Line]] = defaultdict(list)

    def reports(self, matters: Iterable[tuple[Matter, dt.date | None]]) -> Iterator[NewReport]:
        """All of them."""
        for matter, resolved in matters:
            self._put(matter, resolved)
        self._put_small_ones()
        reporters = self._reporters()
        sloth = {unit: self._random.uniform(0.005, 0.06) for unit in reporters}
        week = self._first
        while week <= self._last:
            by_unit: defaultdict[str, list[tuple[Entry, str]]] = defaultdict(list)
            for unit, entry, no in self._lines.pop(week, ()):
                by_unit[unit].append((entry, no))
            idle = 0.25 if _holidays(week) else 0.0
            for unit, reporter in reporters.items():
                if self._random.random() < sloth[unit] + idle:
                    continue
                yield NewReport(unit, week, reporter, self._sent(week), tuple(by_unit.get(unit, ())))
            week += _WEEK

    def _reporters(self) -> Mapping[str, str]:
        found = {}
        for body in (
            *self._bodies.villages.values(),
            *self._bodies.townships.values(),
            *self._bodies.departments.values(),
        ):
            if body.unit.reports_weekly:
                found[body.unit.name] = body.handlers[-1]
        return found

    def _sent(self, week: dt.date) -> dt.date:
        """On Friday as a rule, and some on the days after."""
        return week + dt.timedelta(self._random.choice((3, 4, 4, 4, 4, 5, 6)))

    # ---- disputes that became cases

    def _put(self, matter: Matter, resolved: dt.date | None) -> None:
        random = self._random
        unit = self._unit(matter)
        entry = self._entry(matter)
        begun = monday_of(matter.day - dt.timedelta(random.randint(8, 32)))
        came = monday_of(matter.day)
        most = came + _MOST_WEEKS[matter.hardness] * _WEEK
        end = min(monday_of(resolved) if resolved else most, most)
        if matter.reported is Reported.MISSED:
            if random.random() < _LATER_TOLD:
                self._stand(unit, entry, came + _WEEK, end, matter, resolved)
            return
        if matter.reported is Reported.UNTRUE:
            self._untrue(unit, entry, begun, came, matter)
            self._stand(unit, entry, came + _WEEK, end, matter, resolved)
            return
        self._stand(
            unit, replace(entry, found=begun + dt.timedelta(random.randint(0, 3))), begun, end, matter, resolved
        )
        if matter.hardness is Hardness.HARD and random.random() < _ALSO_BY_TOWNSHIP:
            township = self._bodies.townships[matter.township].unit.name
            self._stand(township, entry, came, end, matter, resolved)

    def _untrue(self, unit: str, entry: Entry, begun: dt.date, came: dt.date, matter: Matter) -> None:
        """Reported as settled, or as smaller than it is, before its people came."""
        wrong = replace(entry, resolved=True, level=ListLevel.OBSERVED, measures=self._say("settled"), found=begun)
        if matter.group_size >= 5 and self._random.random() < 0.5:
            wrong = replace(entry, persons=1)
        week = begun
        while week < came:
            self._add(week, unit, wrong, "")
            week += _WEEK

    def _stand(
        self, unit: str, entry: Entry, start: dt.date, end: dt.date, matter: Matter, resolved: dt.date | None
    ) -> None:
        """The entry in every week from one to another; the last says that it is settled, if it is."""
        came = monday_of(matter.day)
        week = start
        while week <= end:
            settled = resolved is not None and week >= monday_of(resolved)
            line = replace(
                entry,
                resolved=settled,
                level=ListLevel.OBSERVED if settled else entry.level,
                measures=self._say("settled" if settled else "measures"),
            )
            self._add(week, unit, line, matter.no if week > came else "")
            week += _WEEK

    def _unit(self, matter: Matter) -> str:
        departments = {body.unit.name for body in self._bodies.departments.values()}
        if matter.unit in departments and self._random.random() < _BY_DEPARTMENT:
            return matter.unit
        return self._bodies.villages[matter.village.region.code].unit.name

    def _entry(self, matter: Matter) -> Entry:
        people = [matter.petitioner.name, *([matter.opponent.name] if matter.opponent else [])]
        against = people[1] if len(people) > 1 else matter.opposed_body
        title = f"{people[0]}与{against}{matter.about}" if against else f"{people[0]}反映{matter.about}"
        owner = self._bodies.villages[matter.village.region.code].handlers[0]
        return Entry(
            title=title,
            people=tuple(people),
            persons=max(len(people), matter.group_size),
            category=matter.category,
            region=matter.region,
            region_code=matter.place.code,
            level=_LEVELS[matter.hardness],
            owner=owner,
            found=monday_of(matter.day),
        )

    # ---- small ones

    def _put_small_ones(self) -> None:
        """Quarrels that a village settles in the week it finds them."""
        random, stock = self._random, names()
        villages = [(name, village) for name, listed in self._places.villages.items() for village in listed]
        abouts = [
            (wording.category, about)
            for wording in wordings().classes.values()
            if wording.category in ("邻里", "土地", "婚姻家庭", "涉农")
            for about in wording.matters
        ]
        week = self._first
        while week <= self._last:
            for _ in range(int(random.gauss(_OWN_A_WEEK, 1.8) + 0.5)):
                township, village = random.choice(villages)
                category, about = random.choice(abouts)
                pair = tuple(
                    stock.name(random, random.choice("男女"), random.randrange(1945, 1995))[0] for _ in range(2)
                )
                entry = Entry(
                    title=f"{pair[0]}与{pair[1]}{about}",
                    people=pair,
                    persons=2,
                    category=category,
                    region=township + village.region.name,
                    region_code=village.region.code,
                    level=ListLevel.OBSERVED,
                    owner=self._bodies.villages[village.region.code].handlers[0],
                    measures=self._say("settled"),
                    resolved=True,
                    found=week + dt.timedelta(random.randint(0, 4)),
                )
                self._add(week, self._bodies.villages[village.region.code].unit.name, entry, "")
            week += _WEEK

    def _add(self, week: dt.date, unit: str, entry: Entry, no: str) -> None:
        if self._first <= week <= self._last:
            self._lines[week].append((unit, entry, no))

    def _say(self, key: str) -> str:
        return render(self._random.choice(self._words[key]), self._number, self._random)

    def _number(self, slot: str, bounds: str) -> str:
        least, most = bounds.split("-")
        return str(self._random.randint(int(least), int(most)))


def _holidays(week: dt.date) -> bool:
    """Whether the Spring Festival or the National Day's week lies in it."""
    festival = spring_festival(week.year)
    national = dt.date(week.year, 10, 1)
    return any(day is not None and week <= day < week + _WEEK for day in (festival, national))
