"""The joint meetings of the county: monthly, on special matters, and at once where a crowd came; with what they decided."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from archive.cases.clocks.calendar import Calendar
from archive.cases.meetings.meeting import Attendance, Decision, DecisionState, Feedback, Meeting, MeetingKind, Presence
from archive.cases.model import CoordinationLevel, Event, MatterClass
from archive.county.bodies import Bodies, Body
from archive.county.grammar import render
from archive.county.matter import Hardness, Matter
from archive.county.scene import Scene
from archive.county.wording import wordings

_SPECIAL_A_YEAR = 14
_CROWD = 14
"""People in a visit that call a meeting at once."""
_URGENT_A_YEAR = 3
_HARD_FOR = 150
"""Days in which a hard case may come on an agenda."""
_LATE, _FORGOTTEN = 0.1, 0.04
_PLACES = ("县委二楼会议室", "县政府三楼会议室", "县信访局会议室", "县委常委会议室")


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """All meetings, and what they mean for each case."""

    meetings: tuple[Meeting, ...]
    events: Mapping[str, Sequence[Event]]
    """Number of a case to the decisions about it, as events of the case."""


def meeting_plan(
    matters: Sequence[Matter], first: dt.date, last: dt.date, bodies: Bodies, calendar: Calendar, seed: int
) -> MeetingPlan:
    """The meetings between two days on these cases, which are in the order they came in."""
    return _Planning(matters, first, last, bodies, calendar, seed).plan()


class _Planning:
    """Goes through the county's years."""

    def __init__(
        self,
        matters: Sequence[Matter],
        first: dt.date,
        last: dt.date,
        bodies: Bodies,
        calendar: Calendar,
        seed: int,
    ) -> None:
        self._random = Random(f"meetings:{seed}")
        self._hard = [
            one
            for one in matters
            if one.hardness is Hardness.HARD and one.matter_class is MatterClass.APPEAL and not one.pending_repeat
        ]
        self._first, self._last = first, last
        self._bodies = bodies
        self._calendar = calendar
        known = (bodies.office, *bodies.departments.values(), *bodies.townships.values())
        self._units: Mapping[str, Body] = {body.unit.name: body for body in known}
        self._words = wordings().common["meeting"]
        self._events: defaultdict[str, list[Event]] = defaultdict(list)
        self._serial: defaultdict[int, int] = defaultdict(int)

    def plan(self) -> MeetingPlan:
        """Every meeting, by day."""
        held = sorted([*self._monthly(), *self._specials(), *self._urgent()], key=lambda one: one[0])
        meetings = [self._meeting(day, kind, agenda) for day, kind, agenda in held]
        return MeetingPlan(tuple(meetings), dict(self._events))

    def _monthly(self) -> list[tuple[dt.date, MeetingKind, list[Matter]]]:
        found = []
        month = self._first.replace(day=1)
        while month <= self._last:
            day = self._workday(month + dt.timedelta(self._random.randint(20, 26)))
            month = (month + dt.timedelta(32)).replace(day=1)
            if self._first <= day <= self._last and self._random.random() > 0.02:
                found.append((day, MeetingKind.MONTHLY, self._agenda(day, self._random.randint(2, 5))))
        return found

    def _specials(self) -> list[tuple[dt.date, MeetingKind, list[Matter]]]:
        days = (self._last - self._first).days
        count = round(days / 365.25 * _SPECIAL_A_YEAR)
        picked = sorted(
            self._workday(self._first + dt.timedelta(self._random.randint(10, days - 8))) for _ in range(count)
        )
        found = ((day, MeetingKind.SPECIAL, self._agenda(day, self._random.randint(1, 2))) for day in picked)
        return [one for one in found if one[2] and one[0] <= self._last]

    def _urgent(self) -> list[tuple[dt.date, MeetingKind, list[Matter]]]:
        crowds = [one for one in self._hard if one.group_size >= _CROWD]
        wanted = round((self._last - self._first).days / 365.25 * _URGENT_A_YEAR)
        some = self._random.sample(crowds, min(len(crowds), wanted))
        found = [
            (self._workday(one.day + dt.timedelta(self._random.randint(0, 1))), MeetingKind.URGENT, [one])
            for one in some
        ]
        return [one for one in found if one[0] <= self._last]

    def _agenda(self, day: dt.date, count: int) -> list[Matter]:
        waiting = [one for one in self._hard if 2 <= (day - one.day).days <= _HARD_FOR]
        return self._random.sample(waiting, min(len(waiting), count))

    def _meeting(self, day: dt.date, kind: MeetingKind, agenda: Sequence[Matter]) -> Meeting:
        random = self._random
        self._serial[day.year] += 1
        no = f"联席〔{day.year}〕{self._serial[day.year]}号"
        host = random.choice(self._bodies.leaders)
        decisions = [decision for one in agenda for decision in self._decisions(one, day, no)]
        if kind is MeetingKind.MONTHLY:
            title = f"{day.year}年{day.month}月信访工作联席会议"
        else:
            title = f"研究{agenda[0].township}{agenda[0].about}问题的{'紧急会商' if kind is MeetingKind.URGENT else '专题会议'}"
        return Meeting(
            no=no,
            kind=kind,
            title=title,
            held=day,
            place=random.choice(_PLACES),
            host=host.name,
            recorder=random.choice(self._bodies.clerks),
            level=self._level(kind, agenda),
            attendance=self._attendance(agenda, host.name),
            agenda=tuple(one.no for one in agenda),
            text=self._say("opening", agenda[0], day) if agenda else "会议通报了当月信访情况，没有需要协调的事项。",
            decisions=tuple(decisions),
        )

    def _level(self, kind: MeetingKind, agenda: Sequence[Matter]) -> CoordinationLevel:
        units = {one.unit for one in agenda}
        if kind is MeetingKind.URGENT or (len(units) >= 3 and kind is not MeetingKind.MONTHLY):
            return CoordinationLevel.TOP
        return CoordinationLevel.CONVENER if len(units) > 1 else CoordinationLevel.FRONT

    def _attendance(self, agenda: Sequence[Matter], host: str) -> tuple[Attendance, ...]:
        random = self._random
        office = self._bodies.office
        called = [self._units[one.unit] for one in agenda]
        called += [self._bodies.townships[one.township] for one in agenda]
        called += random.sample(list(self._bodies.departments.values()), 2)
        found = {host: Attendance("安和县", host), office.head: Attendance(office.unit.name, office.head)}
        for body in called:
            presence = Presence.EXCUSED if random.random() < 0.06 else Presence.PRESENT
            found.setdefault(body.head, Attendance(body.unit.name, body.head, presence))
        advisers = self._bodies.departments["司法局"].handlers
        found.setdefault(advisers[0], Attendance("县政府法律顾问", advisers[0], Presence.OBSERVER))
        return tuple(found.values())

    def _decisions(self, matter: Matter, day: dt.date, no: str) -> list[Decision]:
        random = self._random
        bodies = [self._units[matter.unit], self._bodies.townships[matter.township], self._bodies.office]
        found = []
        for body in bodies[: random.choice((1, 1, 2, 2, 3))]:
            due = self._workday(day + dt.timedelta(random.choice((7, 10, 15, 20, 30, 45, 60))))
            text = self._say("decision", matter, day, unit=body.unit.name)
            found.append(self._decision(text, body, due, matter.no))
            details = {"unit": body.unit.name, "person": body.head, "due": due.isoformat()}
            self._events[matter.no].append(Event(day, "meeting", text, body.unit.name, "", no, None, details))
        return found

    def _decision(self, text: str, body: Body, due: dt.date, case_no: str) -> Decision:
        random = self._random
        drawn = random.random()
        late = -random.randint(0, 5)
        if drawn < _LATE:
            late = random.randint(2, 40)
        elif drawn > 1 - _FORGOTTEN:
            late = random.randint(90, 400)
        done: dt.date | None = due + dt.timedelta(late)
        if done is not None and done > self._last:
            done = None
        feedback = (
            (Feedback(done, render(random.choice(self._words["done"]), _nothing, random), body.head),) if done else ()
        )
        state = DecisionState.DONE if done else DecisionState.OPEN
        return Decision(text, body.unit.name, body.head, due, "", case_no, state, feedback, done)

    def _say(self, key: str, matter: Matter, day: dt.date, unit: str = "") -> str:
        scene = Scene(matter, self._random, {"unit": unit or matter.unit})
        scene.be_formal()
        return render(self._random.choice(self._words[key]), scene.say, self._random)

    def _workday(self, day: dt.date) -> dt.date:
        while self._calendar.is_off(day):
            day += dt.timedelta(1)
        return day


def _nothing(slot: str, bounds: str) -> str:
    raise KeyError(slot)
