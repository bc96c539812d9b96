"""The demonstration county: ten years of an invented petition office, made from a plan and a seed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.holidays import shipped_calendar
from archive.cases.meetings.meeting import Meeting
from archive.cases.model import Case
from archive.cases.places import Region
from archive.cases.reception.visit import Duty, Reception
from archive.cases.units import Mediator, Owner, Unit
from archive.county.arrivals import Arrival, arrivals
from archive.county.bodies import Bodies, bodies
from archive.county.matter import Matter
from archive.county.matters import matters
from archive.county.meetings import MeetingPlan, meeting_plan
from archive.county.places import CountyPlaces, places
from archive.county.plan import Plan
from archive.county.proposing import proposals
from archive.county.reception import receptions, roster
from archive.county.seasons import load
from archive.county.weekly import weekly_reports
from archive.county.writing import Writer
from archive.record.proposals import Proposal
from archive.record.weekly_reports import NewReport

YEARS, CASES = 10, 10_000
_MARGIN = 1.06
"""By how much more is drawn than is wanted, so that chance leaves enough."""
_RESOLVING = frozenset({"resolve", "agreement"})


def county(
    seed: int = 1, years: int = YEARS, cases: int = CASES, *, until: dt.date | None = None, plan: Plan | None = None
) -> County:
    """A county of so many cases in the years that end with ``until``, by default the last day of the plan.

    The same arguments give the same county. What comes in follows the plan's rates; the cases are then drawn from it.
    """
    drawn = plan or load()
    last = until or dt.date(drawn.first_year + drawn.years - 1, 12, 31)
    first = _years_before(last, years)
    window = replace(drawn, first_year=first.year, years=last.year - first.year + 1)
    came = [one for one in arrivals(_scaled(window, first, last, cases, seed), seed) if first <= one.day <= last]
    kept = sorted(Random(f"kept:{seed}").sample(range(len(came)), min(cases, len(came))))
    return County(seed, years, first, last, tuple(came[at] for at in kept))


@dataclass(frozen=True)
class County:
    """A county. Cases and reports are made as they are asked for, one after the other; only who, where and what is kept."""

    seed: int
    years: int
    first: dt.date
    last: dt.date
    """The day on which everything is told."""
    arrivals: tuple[Arrival, ...]

    @property
    def regions(self) -> tuple[Region, ...]:
        """The places."""
        return self._places.regions

    @property
    def units(self) -> tuple[Unit, ...]:
        """The bodies."""
        return self._bodies.units

    @property
    def owners(self) -> tuple[Owner, ...]:
        """Who answers for what."""
        return self._bodies.owners

    @property
    def mediators(self) -> tuple[Mediator, ...]:
        """The mediators."""
        return self._bodies.mediators

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The joint meetings, with their decisions."""
        return self._meeting_plan.meetings

    @cached_property
    def matters(self) -> tuple[Matter, ...]:
        """What is decided of every case before it is written."""
        return tuple(matters(self.arrivals, self.seed))

    def cases(self) -> Iterator[Case]:
        """Every case as the record holds it on the last day, by the day it came in."""
        writer = self._writer()
        for matter in self.matters:
            yield writer.case(matter, self._meeting_plan.events.get(matter.no, ()), self._again.get(matter.no, ()))

    def weekly(self) -> Iterator[NewReport]:
        """The reports of the weekly checks, by week."""
        yield from weekly_reports(self._resolved(), self.first, self.last, self._bodies, self._places, self.seed)

    def roster(self) -> Iterator[Duty]:
        """Who was on duty in the hall."""
        yield from roster(self.first, self.last, self._bodies, self._calendar, self.seed)

    def receptions(self) -> Iterator[Reception]:
        """Who was received, and where leaders went."""
        yield from receptions(self.matters, self.first, self.last, self._bodies, self._calendar, self.seed)

    def proposals(self) -> Iterator[Proposal]:
        """What the office proposed."""
        yield from proposals(self.matters, self.first, self.last, self.seed)

    # ---- what it is made of

    @property
    def _places(self) -> CountyPlaces:
        return places()

    @property
    def _bodies(self) -> Bodies:
        return bodies()

    @cached_property
    def _calendar(self) -> Calendar:
        return shipped_calendar()

    @cached_property
    def _meeting_plan(self) -> MeetingPlan:
        return meeting_plan(self.matters, self.first, self.last, self._bodies, self._calendar, self.seed)

    @cached_property
    def _again(self) -> Mapping[str, Sequence[Matter]]:
        """Number of a case to the later ones that bring its matter again."""
        found: defaultdict[str, list[Matter]] = defaultdict(list)
        for matter in self.matters:
            if matter.repeat_of:
                found[matter.repeat_of].append(matter)
        return found

    def _writer(self) -> Writer:
        return Writer(self.seed, self.last, self._bodies, self._calendar)

    def _resolved(self) -> Iterator[tuple[Matter, dt.date | None]]:
        """Every matter with the day it was resolved, if it was by the end."""
        writer = self._writer()
        for matter in self.matters:
            meetings = self._meeting_plan.events.get(matter.no, ())
            history = writer.history(matter, meetings, self._again.get(matter.no, ()))
            yield matter, next((event.day for event in history.events if event.type in _RESOLVING), None)


def _years_before(last: dt.date, years: int) -> dt.date:
    """The first day of the years that end with a day."""
    following = last + dt.timedelta(1)
    try:
        return following.replace(year=following.year - years)
    except ValueError:  # 29 February
        return dt.date(following.year - years, 3, 1)


def _scaled(plan: Plan, first: dt.date, last: dt.date, cases: int, seed: int) -> Plan:
    """The plan with as many cases as are wanted, and a few more."""
    expected = sum(first <= one.day <= last for one in arrivals(plan, seed))
    factor = cases * _MARGIN / expected
    if factor <= 1:
        return plan
    return replace(
        plan,
        classes=tuple(replace(one, per_year=one.per_year * factor) for one in plan.classes),
        bursts=tuple(replace(one, cases=round(one.cases * factor)) for one in plan.bursts),
    )
