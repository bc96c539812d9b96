"""A petition from the registration to the file, without its words: 《信访工作条例》 as the county's office works by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.cases.model import AppealRoute, Channel, Event, MatterClass, ResolutionWay
from archive.county.bodies import ARBITRATION, COURT, DISCIPLINE
from archive.county.histories.acts import Acts
from archive.county.histories.lists import Wandering
from archive.county.histories.review import Bodies3, review
from archive.county.matter import Hardness, Matter

_GUIDED = {
    AppealRoute.LITIGATION: COURT,
    AppealRoute.ARBITRATION: ARBITRATION,
    AppealRoute.PARTY_APPEAL: DISCIPLINE,
    AppealRoute.ADMIN_PROCEDURE: "",
}
"""Routes that lead out of the petition, and to whom; to the duty unit itself where nobody is named."""
_ANNOTATED = {Hardness.EASY: 0.05, Hardness.MIDDLE: 0.13, Hardness.HARD: 0.36}
_RESOLVED = {Hardness.EASY: 0.97, Hardness.MIDDLE: 0.9, Hardness.HARD: 0.74}
_LISTED = {Hardness.EASY: 0.0, Hardness.MIDDLE: 0.03, Hardness.HARD: 0.55}
_LATE_DISPATCH, _LATE_NOTICE, _LATE_REPLY = 0.015, 0.03, 0.045
_WRONG_UNIT, _UPHELD = 0.045, 0.2
_SETTLED, _WITHDRAWN, _REFUSED = 0.09, 0.03, 0.015


@dataclass(frozen=True, slots=True)
class Setting:
    """What a petition meets in the office."""

    office: str
    clerk: str
    wrong_unit: str
    """To whom it goes first by mistake."""
    handler: str
    leader: str
    approver: str
    review: Bodies3
    meetings: Sequence[Event] = ()
    """What joint meetings decided about it."""
    again: Sequence[Matter] = ()
    """Petitions that brought the same matter again."""


@dataclass(slots=True)
class Petition:
    """A petition on its way."""

    acts: Acts
    matter: Matter
    setting: Setting
    resolved: dt.date | None = None
    _due: dt.date = field(default=dt.date.max)

    def run(self) -> None:
        """Add everything that happens, however long it takes."""
        acts, matter, setting = self.acts, self.matter, self.setting
        simple: dict[str, Any] = {"simple": True} if matter.simple else {}
        acts.act("register", unit=setting.office, actor=setting.clerk, **simple)
        self._beside()
        if not self._turned_away():
            self._handle()
        acts.done += setting.meetings
        answered = any(event.type in ("reply", "settle") for event in acts.done)
        if answered and acts.chance(_LISTED[matter.hardness]):
            Wandering(acts, matter, setting.office, setting.leader).run(self.resolved, setting.again)

    def _handle(self) -> None:
        self._dispatch()
        if not self._leaves():
            self._accept()
            if not self._ends_early():
                self._reply()

    def _beside(self) -> None:
        """Annotations and first plans, beside the procedure."""
        acts, matter = self.acts, self.matter
        if matter.channel is Channel.LEADER or acts.chance(_ANNOTATED[matter.hardness]):
            day = matter.day if matter.channel is Channel.LEADER else acts.workday(self._later(1, 6))
            acts.act("annotate", unit=self.setting.office, day=day, leader=self.setting.leader)
        if matter.hardness is Hardness.HARD or matter.group_size >= 5:
            day = acts.workday(matter.day + dt.timedelta(acts.random.randint(0, 2) + 4 * acts.chance(0.08)))
            due = acts.workday(day + dt.timedelta(acts.random.randint(7, 25)))
            acts.act("plan", unit=self.setting.office, day=day, due=due.isoformat())

    def _later(self, least: int, most: int) -> dt.date:
        return self.acts.day + dt.timedelta(self.acts.random.randint(least, most))

    # ---- at the office

    def _turned_away(self) -> bool:
        """What the office itself refuses or guides elsewhere."""
        acts, matter = self.acts, self.matter
        office = self.setting.office
        if matter.pending_repeat and acts.chance(0.7):
            acts.wait(0, 9)
            acts.act("refuse", unit=office, ground="第十九条第三款：同一信访事项正在办理")
            return self._filed()
        body = _GUIDED.get(matter.route) if matter.route else None
        if body and acts.chance(0.55):
            acts.wait(0, 10)
            acts.act("guide", unit=office, body=body, route=matter.route.value if matter.route else "")
            return self._filed()
        return False

    def _dispatch(self) -> None:
        acts, matter, setting = self.acts, self.matter, self.setting
        if acts.chance(_WRONG_UNIT) and setting.wrong_unit != matter.unit:
            self._pass_on(setting.wrong_unit)
            acts.wait(0, 1)
            acts.act("receive", unit=setting.wrong_unit)
            acts.wait_workdays(1, 4 if acts.chance(0.9) else 8)
            acts.act("object", unit=setting.wrong_unit, reason="", suggest=matter.unit)
            if acts.chance(_UPHELD):
                acts.wait(0, 3)
                acts.act("uphold", unit=setting.office, reason="")
            acts.wait(0, 3)
            self._take_back(setting.wrong_unit)
        self._pass_on(matter.unit)
        if acts.chance(0.45) and not matter.simple:
            acts.act("notice", unit=setting.office, kind="transferred")
        if acts.chance(0.93):
            acts.wait(0, 1 if matter.simple else 3)
            acts.act("receive", unit=matter.unit, actor=setting.handler)

    def _take_back(self, unit: str) -> None:
        """A body whose objection was overruled objects again, and is believed."""
        acts, office = self.acts, self.setting.office
        if acts.done[-1].type == "uphold":
            acts.act("object", unit=unit, reason="", suggest=self.matter.unit)
            acts.wait(0, 2)
        acts.act("return", unit=office)

    def _pass_on(self, unit: str) -> None:
        acts, matter, office = self.acts, self.matter, self.setting.office
        if matter.simple:
            acts.wait(0, 0 if acts.chance(0.94) else 2)
        elif acts.chance(_LATE_DISPATCH):
            acts.wait(16, 26)
        else:
            acts.wait(0, 8)
        watched = matter.channel in (Channel.LEADER, Channel.TRANSFER) or matter.hardness is Hardness.HARD
        if not matter.simple and acts.chance(0.75 if watched else 0.12):
            due = acts.day + dt.timedelta(acts.random.choice((60, 75, 90, 90)))
            acts.act("assign", unit=office, to=unit, feedback_due=due.isoformat())
        else:
            acts.act("transfer", unit=office, to=unit)

    # ---- at the unit

    def _leaves(self) -> bool:
        """Guided to another procedure, or refused, by the unit."""
        acts, matter = self.acts, self.matter
        if matter.route in _GUIDED and acts.chance(0.75):
            acts.wait(1, 12)
            body = _GUIDED[matter.route] or matter.unit
            acts.act("guide", unit=matter.unit, body=body, route=matter.route.value)
            self._report()
            return self._filed()
        if matter.matter_class is MatterClass.APPEAL and acts.chance(_REFUSED):
            acts.wait(1, 12)
            acts.act("refuse", unit=matter.unit, ground="第二十三条：不属于本机关、本系统职权范围")
            self._report()
            return self._filed()
        return False

    def _accept(self) -> None:
        acts, matter = self.acts, self.matter
        if matter.simple:
            acts.wait_workdays(0, 3)
        elif acts.chance(_LATE_NOTICE):
            acts.wait(17, 34)
        else:
            acts.wait(1, 12)
        simple: dict[str, Any] = {"simple": True} if matter.simple else {}
        acts.act("accept", unit=matter.unit, actor=self.setting.handler, **simple)
        self._due = acts.day + dt.timedelta(60)
        self._plan_without_clock()

    def _plan_without_clock(self) -> None:
        """Of accusations and suggestions the law says no number of days: the body says itself by when."""
        acts, matter = self.acts, self.matter
        if matter.matter_class is not MatterClass.APPEAL and not matter.simple:
            due = acts.workday(max(acts.day + dt.timedelta(5), self._due))
            acts.act("plan", unit=matter.unit, step="核查并回复", due=due.isoformat())

    def _ends_early(self) -> bool:
        """Settled between the parties, or withdrawn."""
        acts, matter, unit = self.acts, self.matter, self.matter.unit
        body = matter.opposed_body
        private = matter.opponent is not None or bool(body and not body.endswith(("人民政府", "委员会", "局")))
        if matter.matter_class is not MatterClass.APPEAL:
            return False
        if acts.chance(_WITHDRAWN):
            acts.wait(2, 30)
            acts.act("withdraw", unit=unit, reason="")
            self._resolve(0, 0)
            self._report()
            return self._filed()
        if private and not matter.simple and acts.chance(_SETTLED):
            self._inquire(3, 25)
            acts.act("mediate", unit=unit, result="成功")
            acts.wait(0, 7)
            acts.act("settle", unit=unit)
            self._resolve(0, 6)
            self._report()
            self._rate()
            return self._filed()
        return False

    def _reply(self) -> None:
        acts, matter, unit = self.acts, self.matter, self.matter.unit
        if matter.simple:
            acts.wait_workdays(0, 8 if acts.chance(0.96) else 16)
        else:
            self._inquire(2, 20)
            if matter.hardness is not Hardness.EASY:
                self._inquire(2, 14)
            self._extend()
            self._come_to_reply()
        acts.act("reply", unit=unit, actor=self.setting.handler)
        acts.wait(0, 1 if matter.simple else 5)
        acts.act("deliver", unit=unit, method="")
        served = acts.day
        if acts.chance(_RESOLVED[matter.hardness]):
            self._resolve(0, 12 if matter.hardness is Hardness.EASY else 45)
        self._report()
        self._rate()
        self._afterwards(served)

    def _inquire(self, least: int, most: int) -> None:
        acts, matter, unit = self.acts, self.matter, self.matter.unit
        acts.wait(least, most)
        acts.act("investigate", unit=unit, actor=self.setting.handler)
        if matter.hardness is Hardness.HARD and acts.chance(0.09):
            first = acts.wait(6, 12)
            days: dict[str, Any] = {"from": first.isoformat(), "to": first.isoformat()}
            acts.act("hearing", unit=unit, **days)
        self._plan_without_clock()

    def _extend(self) -> None:
        acts, matter = self.acts, self.matter
        share = {Hardness.EASY: 0.02, Hardness.MIDDLE: 0.09, Hardness.HARD: 0.42}[matter.hardness]
        if matter.route is AppealRoute.PETITION_PROCEDURE and acts.day < self._due and acts.chance(share):
            room = (self._due - acts.day).days
            asked = acts.workday(acts.day + dt.timedelta(acts.random.randint(room // 2, max(room // 2, room - 4))))
            if asked > self._due:  # the office was closed until the time was over
                return
            acts.day = asked
            days = acts.random.choice((10, 15, 20, 30, 30))
            acts.act("extend", unit=matter.unit, days=days, approver=self.setting.approver, reason="")
            self._due += dt.timedelta(days)

    def _come_to_reply(self) -> None:
        """Let time pass up to the reply: within its limit as a rule, and sometimes not."""
        acts = self.acts
        if acts.chance(_LATE_REPLY):
            overdue = acts.workday(self._due + dt.timedelta(acts.random.randint(1, 5)))
            acts.day = max(acts.day, overdue)
            if acts.chance(0.6):
                due = acts.workday(acts.day + dt.timedelta(10))
                acts.act("supervise", unit=self.setting.office, requirement="", due=due.isoformat())
            acts.wait(1, 10)
            return
        room = max(0, (self._due - acts.day).days - 4)
        acts.wait(0, int(acts.random.triangular(0, room, room * 0.75)) if room else 0)

    # ---- afterwards

    def _resolve(self, least: int, most: int) -> None:
        day = self.acts.workday(self._later(least, most))
        self.resolved = day
        self.acts.act("resolve", unit=self.matter.unit, day=day, outcome="已化解")
        if self.acts.chance(0.4):
            visited = self.acts.workday(day + dt.timedelta(self.acts.random.randint(3, 40)))
            self.acts.act("visit", unit=self.setting.office, day=visited)

    def _report(self) -> None:
        """The report that an assignment, or a reminder, asks for."""
        assigned = next((one for one in reversed(self.acts.done) if one.type == "assign"), None)
        if assigned is None and any(one.type == "supervise" for one in self.acts.done):
            self.acts.act("feedback", unit=self.matter.unit)
        if assigned is None:
            return
        due = dt.date.fromisoformat(assigned.details["feedback_due"])
        late = self.acts.random.randint(1, 12) if self.acts.chance(0.1) else 0
        if self.acts.chance(0.03):  # forgotten, until somebody goes through the ledger
            late = self.acts.random.randint(40, 240)
        day = max(self.acts.day, min(due, self._later(0, 6))) + dt.timedelta(late)
        self.acts.act("feedback", unit=self.matter.unit, day=self.acts.workday(day))

    def _rate(self) -> None:
        acts, matter = self.acts, self.matter
        if matter.repeat_of or matter.matter_class is MatterClass.ACCUSATION or not acts.chance(0.74):
            return
        day = acts.workday(self._later(2, 30))
        pleased = (78, 18, 4) if self.resolved else (20, 38, 42)
        for target, weights in (("petition_office", (86, 12, 2)), ("duty_unit", pleased)):
            score = acts.random.choices(("satisfied", "basic", "unsatisfied"), weights)[0]
            acts.act("rate", unit=self.setting.office, day=day, target=target, score=score)

    def _afterwards(self, served: dt.date) -> None:
        acts, matter = self.acts, self.matter
        if matter.route is not AppealRoute.PETITION_PROCEDURE:
            acts.day = max(acts.workday(served + dt.timedelta(acts.random.randint(3, 25))), acts.day)
            acts.act("finish", unit=matter.unit, reason="answered")
            self._filed()
            return
        unhappy = self.resolved is None or self.resolved > served + dt.timedelta(25)
        if unhappy and not matter.simple and acts.chance(0.42):
            review(acts, self.setting.review, matter.unit)
            resolved = self.resolved
            if resolved is not None and any(one.type == "reopen" and one.day >= resolved for one in acts.done):
                self._resolve(0, 12)  # taken up anew, it was not resolved any more
        else:
            acts.day = max(acts.day, acts.workday(served + dt.timedelta(acts.random.randint(31, 48))))
            acts.act("finish", unit=matter.unit, reason="no_review")
        if self.resolved is None and matter.hardness is not Hardness.EASY and acts.chance(0.93):
            self._resolve(30, 320)
        self._filed()

    def _filed(self) -> bool:
        """Into the file; True, so that a step can say it was the last."""
        self.acts.wait(5, 60)
        self.acts.act("archive", unit=self.setting.office)
        return True


def way_of(matter: Matter) -> ResolutionWay:
    """The office's way of resolving a case."""
    if matter.hardness is Hardness.HARD:
        return ResolutionWay.REVIEWED if matter.serial % 3 == 0 else ResolutionWay.COORDINATED
    return ResolutionWay.DIRECT
