"""What the events of a case mean to the clocks.

The rule table speaks of signals, which are events with what it takes several of them to know:

- ``received``: the matter came in; states ``simple``, ``small``, ``complex``, ``direct``, ``unclear``, ``own_rules``
- ``arrive``: a unit got what was passed to it (签收); while it has not signed, the day it was passed on stands in
- ``deliver:reply``, ``deliver:review``, ``deliver:recheck``: which opinion was served; once for each receiver
- ``notice:transferred``: the petitioner was told where the matter went; ``guide``: … was guided to another procedure
- ``accept`` with ``simple``; one that turns a simple matter into an ordinary one keeps the day of the first
- ``hearing`` with its days and its ``stage``: first, review or recheck
- ``agreement`` on the day it takes effect; ``instalment`` for each step of performing it, ``performed`` when it is done
  whole; ``known``: the day somebody learned that a right of his was infringed

Everything else passes as it is. What cannot be read is left out and said in ``remarks``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.cases.model import AppealRoute, Case, CaseKind, Event, MatterClass, ResolutionWay, Role
from archive.cases.procedure.actions import action_label
from archive.cases.procedure.performance import performances_of

_FIRST, _LAST = dt.date(1949, 10, 1), dt.date(2999, 12, 31)
"""Days outside are slips of the pen, and the calendar ends somewhere."""
_ANSWERS = ("reply", "review", "recheck")
_STAGES = {"review_apply": "review", "recheck_apply": "recheck", "accept": "first", "reopen": "first"}
_NAMELESS = re.compile(r"匿名|未署名|未留|不详|不清|佚名")
_PROSECUTORS = re.compile(r"纪委|监委|纪检|监察")
_JUSTICE = re.compile(r"法院|检察院|公安|派出所|政法委|司法局|司法所|国家安全")
_COMPLEX = frozenset({ResolutionWay.COORDINATED, ResolutionWay.REVIEWED})
_GUIDED = frozenset({AppealRoute.LITIGATION, AppealRoute.ARBITRATION, AppealRoute.PARTY_APPEAL})
_NOTICE_GUIDED = re.compile(r"guided|导入|其他程序|法定途径")
_NOTICE_TRANSFERRED = re.compile(r"transferred|转送|交办|转办")
_TRUE = frozenset({"true", "1", "是"})
_BEGINNINGS = frozenset({"incident", "register", "apply", "refer"})
_Order = tuple[dt.date, int]
"""The day, and of one day the place in the record."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Something the clocks react to."""

    day: dt.date
    type: str
    details: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    """The unit it concerns, or the number of an instalment."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of a case in the order they count, and what could not be read."""

    all: tuple[Signal, ...]
    remarks: tuple[str, ...]


def signals_of(case: Case) -> Signals:
    """The signals of a case. A case that does not count has none."""
    if case.voided:
        return Signals((), ())
    reader = _Reader(case)
    ordered = sorted(reader.read(), key=lambda found: found[0])
    return Signals(tuple(signal for _, signal in ordered), tuple(reader.remarks))


def day_of(value: object) -> dt.date | None:
    """A day as the details of an event state it, or None."""
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


class _Reader:
    """Walks through the events once."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.remarks: list[str] = []
        self._acts = [act for act in case.acts() if self._usable(act)]
        self._simple = False
        self._accepted: Signal | None = None
        self._stage = "first"
        self._passed: list[tuple[_Order, str]] = []
        """The units to which it was passed and which have not signed for it."""
        self._answers: list[Event] = []
        self._served: set[tuple[int, str]] = set()

    def read(self) -> Iterator[tuple[_Order, Signal]]:
        """The signals, each with the place where it counts."""
        for signal in self._received():
            yield (dt.date.min, 0), signal
        for place, act in enumerate(self._acts):
            order = (act.day, place)
            self._stage = _STAGES.get(act.type, self._stage)
            if "simple" in act.details:
                self._simple = _true(act.details["simple"])
            if act.type in ("transfer", "assign") and self.case.kind is CaseKind.PETITION:
                self._passed.append((order, str(act.details.get("to") or self.case.duty_unit)))
            if act.type == "return":
                yield from self._returned(act)
            for signal in self._meaning(act):
                yield order, signal
        yield from map(self._unsigned, self._passed)
        for number, instalment in enumerate(performances_of(self.case.mediation, self._acts), 1):
            if instalment.done:
                order = (instalment.done, len(self._acts))
                yield order, Signal(instalment.done, "performed", {}, str(number))

    def _usable(self, act: Event) -> bool:
        if _FIRST <= act.day <= _LAST:
            return True
        self._remark(act, f"日期 {act.day} 不对，没有计算")
        return False

    def _remark(self, act: Event, text: str) -> None:
        self.remarks.append(f"{action_label(self.case.kind, act.type)}（{act.day}）：{text}。")

    # ---- coming in

    def _received(self) -> Iterator[Signal]:
        case = self.case
        register = next((act for act in self._acts if act.type == "register"), None)
        if register is None and any(event.type == "register" for event in case.events):
            return  # its registration does not count
        if case.outcome and all(act.type in _BEGINNINGS for act in self._acts):
            return  # it came with its outcome and without a history
        day = case.received or (register.day if register else None)
        if day is None or not _FIRST <= day <= _LAST:
            return
        first = next((act for act in self._acts if act.type != "incident"), None)
        if first is not None and first.day < day:
            self._remark(first, f"早于收到日期 {day}，自这一天起计算")
            day = first.day
        stated: Mapping[str, Any] = register.details if register else {}
        unit = register.unit if register else ""
        direct = bool(unit) and unit == case.duty_unit and "信访" not in unit
        small = bool(case.registration.small) or _true(stated.get("small"))
        self._simple = small
        details = {
            "simple": small or _true(stated.get("simple")),
            "small": small,
            "complex": _true(stated.get("complex")) or case.owners.way in _COMPLEX,
            "direct": _true(stated["direct"]) if "direct" in stated else direct,
            "unclear": _unclear(case),
            "own_rules": self._own_rules(unit),
        }
        yield Signal(day, "received", details, unit)

    def _own_rules(self, unit: str) -> bool:
        """Bodies whose notices follow rules of their own (《信访工作条例》第二十三条第四款)."""
        return bool(
            (self.case.matter_class is MatterClass.ACCUSATION and _PROSECUTORS.search(unit))
            or (self.case.appeal_route is AppealRoute.LITIGATION and _JUSTICE.search(unit))
        )

    # ---- one event

    def _meaning(self, act: Event) -> Iterator[Signal]:
        plain = Signal(act.day, act.type, act.details, act.unit)
        if act.details.get("known"):
            yield from self._known(act)
        match act.type:
            case "transfer" | "assign" if self.case.kind is CaseKind.PETITION:
                yield Signal(act.day, act.type, self._with_day(act, "feedback_due"), self._passed[-1][1])
            case "receive":
                yield self._arrive(act)
            case "notice":
                yield Signal(act.day, self._notice(act), act.details, act.unit)
            case "accept" | "reopen":
                yield self._accept(act)
            case "hearing":
                yield self._hearing(act)
            case "supervise":
                yield Signal(act.day, act.type, self._with_day(act, "due"), act.unit)
            case "agreement":
                yield from self._agreement(act)
            case "deliver":
                yield from self._deliver(act)
            case _:
                if act.type in _ANSWERS:
                    self._answers.append(act)
                    self._accepted = None
                yield plain

    def _known(self, act: Event) -> Iterator[Signal]:
        known = day_of(act.details["known"])
        if known is None or not _FIRST <= known <= act.day:
            self._remark(act, f"知道权利被侵害的日期“{act.details['known']}”不对，没有计算")
            return
        yield Signal(known, "known", act.details, act.unit)

    def _with_day(self, act: Event, key: str) -> Mapping[str, Any]:
        stated = act.details.get(key)
        day = day_of(stated)
        if stated not in (None, "") and (day is None or not act.day <= day <= _LAST):
            self._remark(act, f"写明的日期“{stated}”不对，没有计算")
            day = None
        return {**act.details, key: day}

    def _notice(self, act: Event) -> str:
        kind = str(act.details.get("kind") or "")
        if _NOTICE_GUIDED.search(kind) or (not kind and self.case.appeal_route in _GUIDED):
            return "guide"
        return "notice:transferred" if _NOTICE_TRANSFERRED.search(kind) else "notice"

    def _accept(self, act: Event) -> Signal:
        before = self._accepted
        turned = act.type == "accept" and before is not None and before.details["simple"] and not self._simple
        note = "由简易办理转为普通程序，自受理之日起计算" if turned and before else ""
        day = before.day if turned and before else act.day
        self._accepted = Signal(day, act.type, {**act.details, "simple": self._simple}, act.unit, note)
        return self._accepted

    def _hearing(self, act: Event) -> Signal:
        first = day_of(act.details.get("from", act.day))
        last = day_of(act.details.get("to") or first)
        if first is None or last is None or last < first or not _FIRST <= first <= last <= _LAST:
            self._remark(act, "听证的起止日期不对，按登记的当天一天计算")
            first = last = act.day
        return Signal(act.day, act.type, {**act.details, "from": first, "to": last, "stage": self._stage}, act.unit)

    # ---- from hand to hand

    def _arrive(self, act: Event) -> Signal:
        named = next((one for one in self._passed if act.unit and one[1] == act.unit), None)
        found = named or (self._passed[0] if self._passed else None)
        if found:
            self._passed.remove(found)
        unit = (found[1] if found else "") or act.unit
        return Signal(act.day, "arrive", self._arrival(unit), unit)

    def _unsigned(self, passed: tuple[_Order, str]) -> tuple[_Order, Signal]:
        order, unit = passed
        note = "没有登记签收，暂自转送、交办之日起计算"
        return order, Signal(order[0], "arrive", self._arrival(unit), unit, note)

    def _arrival(self, unit: str) -> dict[str, Any]:
        return {"simple": self._simple, "own_rules": self._own_rules(unit)}

    def _returned(self, act: Event) -> Iterator[tuple[_Order, Signal]]:
        """A unit that sent the matter back without signing for it had it all the same."""
        back = [passed for passed in self._passed if passed[1] == act.unit] or list(self._passed)
        for passed in back:
            self._passed.remove(passed)
            yield self._unsigned(passed)
        self._accepted = None

    # ---- service

    def _deliver(self, act: Event) -> Iterator[Signal]:
        paper = self._delivered(act)
        if paper is None:
            self._remark(act, "前面没有答复、复查或复核意见，不起算申请期限")
            return
        service = (id(paper), str(act.details.get("receiver") or ""))
        if paper.type in _ANSWERS and service not in self._served:
            self._served.add(service)
            yield Signal(act.day, f"deliver:{paper.type}", act.details, act.unit)

    def _delivered(self, act: Event) -> Event | None:
        """The paper that was served: the one of that number, else the last opinion made."""
        numbered = [
            paper for paper in self._acts if act.number and paper.number == act.number and paper.type != "deliver"
        ]
        if numbered and numbered[0].day <= act.day:
            return numbered[0]
        return self._answers[-1] if self._answers else None

    # ---- agreements

    def _agreement(self, act: Event) -> Iterator[Signal]:
        effective = day_of(act.details.get("effective") or act.day)
        if effective is None or not _FIRST <= effective <= _LAST:
            self._remark(act, "生效日期不对，按达成协议之日计算")
            effective = act.day
        yield Signal(effective, "agreement", act.details, act.unit)
        for number, instalment in enumerate(self.case.mediation.instalments, 1):
            if instalment.due and _FIRST <= instalment.due <= _LAST:
                yield Signal(effective, "instalment", {"due": instalment.due}, str(number))


def _true(value: object) -> bool:
    """What is stated as JSON, or was typed."""
    return str(value).strip().lower() in _TRUE


def _unclear(case: Case) -> bool:
    """姓名（名称）、住址不清 (第二十三条第二款): nobody in the case can be written to."""
    people = case.parties_with(Role.PETITIONER, Role.REPRESENTATIVE, Role.APPLICANT)
    return not any(
        party.name.strip() and not _NAMELESS.search(party.name) and party.address.strip() for party in people
    )
