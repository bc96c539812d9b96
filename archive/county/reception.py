"""Reception in the county: which leader is on duty when, who came, and where leaders went themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random

from archive.cases.clocks.calendar import Calendar
from archive.cases.model import CaseKind, Channel
from archive.cases.reception.visit import Duty, Reception, ReceptionKind, ReceptionRules
from archive.county.bodies import Bodies, Leader
from archive.county.matter import Hardness, Matter

_COMES_BACK = {Hardness.EASY: 0.18, Hardness.MIDDLE: 0.7, Hardness.HARD: 1.4}
"""Further visits, on the mean, of those who came in person."""
_VISITS_TO_THE_GROUND, _SOLVED_THERE = 65, 45
"""A year."""


def roster(first: dt.date, last: dt.date, bodies: Bodies, calendar: Calendar, seed: int) -> Iterator[Duty]:
    """The roster of the hall: a leader for every day that is worked, in turn."""
    random = Random(f"roster:{seed}")
    leaders: list[Leader] = []
    day = first
    while day <= last:
        if not calendar.is_off(day):
            if not leaders:
                leaders = random.sample(bodies.leaders, len(bodies.leaders))
            leader = leaders.pop()
            yield Duty(day, leader.name, leader.post)
        day += dt.timedelta(1)


def receptions(
    matters: Sequence[Matter], first: dt.date, last: dt.date, bodies: Bodies, calendar: Calendar, seed: int
) -> Iterator[Reception]:
    """Everyone received in the hall, and every visit to the ground, by day."""
    random = Random(f"receptions:{seed}")
    on_duty = {duty.day: duty.leader for duty in roster(first, last, bodies, calendar, seed)}
    clerk = bodies.clerks[0]
    found = list(_batches(matters, last, calendar, random))
    found += _ground(matters, first, last, calendar, random)
    for day, matter, persons, to_the_ground in sorted(found, key=lambda one: (one[0], one[1].serial)):
        leader = random.choice(bodies.leaders).name if to_the_ground else on_duty.get(day, clerk)
        solved = random.random() < (_SOLVED_THERE / _VISITS_TO_THE_GROUND if to_the_ground else 0.3)
        told = ("当场答复", "现场协调解决") if solved else ("已登记转办", "约定回访", "责成限期答复")
        yield Reception(
            day=day,
            persons=persons,
            kind=ReceptionKind.GROUND if to_the_ground else ReceptionKind.HALL,
            leader=leader,
            place=matter.region if to_the_ground else "",
            case_no=matter.no,
            township=matter.township,
            category=matter.category,
            summary=f"{matter.petitioner.name}反映{matter.about}",
            outcome=random.choice(told),
            resolved=solved,
            representatives=tuple(one.name for one in (matter.petitioner, *matter.companions)[:5])
            if persons >= 5
            else (),
            group_visit=persons >= ReceptionRules().group_from and not to_the_ground,
        )


_Batch = tuple[dt.date, Matter, int, bool]


def _batches(matters: Sequence[Matter], last: dt.date, calendar: Calendar, random: Random) -> Iterator[_Batch]:
    for matter in matters:
        if matter.kind is not CaseKind.PETITION or matter.channel is not Channel.VISIT:
            continue
        yield matter.day, matter, matter.group_size, False
        if matter.pending_repeat:
            continue
        day = matter.day
        while random.random() < _COMES_BACK[matter.hardness] / (1 + _COMES_BACK[matter.hardness]):
            day = _workday(day + dt.timedelta(random.randint(6, 60)), calendar)
            if day > last:
                break
            yield day, matter, max(1, round(matter.group_size * random.uniform(0.4, 1.0))), False


def _ground(
    matters: Sequence[Matter], first: dt.date, last: dt.date, calendar: Calendar, random: Random
) -> list[_Batch]:
    wanted = round((last - first).days / 365.25 * _VISITS_TO_THE_GROUND)
    worth = [one for one in matters if one.kind is CaseKind.PETITION and one.hardness is not Hardness.EASY]
    chosen = random.sample(worth, min(wanted, len(worth)))
    found = [
        (_workday(one.day + dt.timedelta(random.randint(5, 40)), calendar), one, one.group_size, True) for one in chosen
    ]
    return [one for one in found if one[0] <= last]


def _workday(day: dt.date, calendar: Calendar) -> dt.date:
    while calendar.is_off(day):
        day += dt.timedelta(1)
    return day
