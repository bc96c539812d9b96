"""The deadlines of a case: a pure function of its events, the rules and the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.counting import Pause, Unit, count, roll
from archive.cases.clocks.deadline import Deadline, Whose
from archive.cases.clocks.rule import Again, Per, Rule
from archive.cases.clocks.signals import Signal, signals_of
from archive.cases.model import Case

_DAY = dt.timedelta(days=1)


def deadlines_of(case: Case, rules: Sequence[Rule], calendar: Calendar) -> tuple[Deadline, ...]:
    """Every deadline its events gave rise to, in the order they began; also those met and cancelled.

    Args:
        case: the case; voided events do not count, and a voided case has no deadlines.
        rules: the rule table in force.
        calendar: which days are off. A year it lacks counts with weekends; ``Calendar.missing`` says which.
    """
    signals = signals_of(case).all
    types = {signal.type for signal in signals}
    begun = [rule for rule in rules if any(start.on in types for start in rule.starts) and rule.concerns(case)]
    found = [_deadline(clock, calendar) for rule in begun for clock in _run(rule, signals, calendar)]
    return tuple(sorted(found, key=lambda deadline: deadline.start))


@dataclass(slots=True)
class _Clock:
    """A deadline in the making."""

    rule: Rule
    start: dt.date
    key: str
    asked: str = ""
    """The body that is asked to decide, where that is not the one the case is with."""
    stated: dt.date | None = None
    """The last day, where the event itself states it."""
    extended: int = 0
    extended_basis: str = ""
    pauses: list[Pause] = field(default_factory=list)
    met: dt.date | None = None
    cancelled: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return self.met is None and not self.cancelled


def _run(rule: Rule, signals: Sequence[Signal], calendar: Calendar) -> Iterator[_Clock]:
    """The clocks of one rule."""
    clocks: list[_Clock] = []
    for signal in signals:
        if signal.type not in rule.hears:
            continue
        running = [clock for clock in clocks if clock.open]
        _pause(rule, running, signal)
        _extend(rule, running, signal, calendar)
        _end(rule, running, signal, calendar)
        _begin(rule, clocks, signal)
    yield from clocks


def _begin(rule: Rule, clocks: list[_Clock], signal: Signal) -> None:
    if not any(trigger.fits(signal.type, signal.details) for trigger in rule.starts):
        return
    if rule.since and signal.day < rule.since:
        return
    clock = _Clock(rule, signal.day, signal.key if rule.per else "")
    if rule.whose is Whose.UNIT and signal.type in _ASKED:
        clock.asked = signal.key
    if signal.note:
        clock.notes.append(signal.note)
    if rule.due:
        stated = signal.details.get(rule.due)
        if not isinstance(stated, dt.date):
            return  # without its day it cannot run; signals_of says so
        clock.stated = stated - rule.before * _DAY
        clock.start = min(signal.day, clock.stated)
    same = [one for one in clocks if one.open and one.key == clock.key]
    if same and rule.again is Again.IGNORE:
        return
    if rule.again is Again.RESTART:
        clocks[:] = [one for one in clocks if one not in same]
    clock.cancelled = next((why for condition, why in rule.exempt.items() if signal.details.get(condition)), "")
    if any(trigger.on == "self" for trigger in rule.met_by):
        clock.met = signal.day
    clocks.append(clock)


def _pause(rule: Rule, running: list[_Clock], signal: Signal) -> None:
    if rule.pause and rule.pause.fits(signal.type, signal.details):
        for clock in running:
            clock.pauses.append(Pause(signal.details["from"], signal.details["to"]))


def _extend(rule: Rule, running: list[_Clock], signal: Signal, calendar: Calendar) -> None:
    """Once, in time, by as many days as the law allows, with approval and reason; otherwise it does not count."""
    if rule.extend is None or signal.type != rule.extend.on:
        return
    days = _whole(signal.details.get("days"))
    for clock in running:
        if clock.extended:
            refusal = "只能延期一次"
        elif not 0 < days <= rule.extend.most:
            refusal = f"延长应在 1 至 {rule.extend.most} 日之间"
        elif missing := [need for need in rule.extend.needs if not signal.details.get(need)]:
            refusal = "、".join(_NEEDS.get(need, need) for need in missing) + "没有写明"
        elif signal.day > _counted(clock, calendar)[0]:
            refusal = "批准时已经到期"
        else:
            clock.extended, clock.extended_basis = days, rule.extend.basis
            continue
        clock.notes.append(f"{signal.day} 的延期没有计算：{refusal}")


_ASKED = ("review_apply", "recheck_apply", "review", "recheck")
"""Who is asked for these has to decide and to serve what it decided, not the body that replied (第三十五条、第三十六条)."""
_NEEDS = {"approver": "批准人", "reason": "理由"}


def _end(rule: Rule, running: list[_Clock], signal: Signal, calendar: Calendar) -> None:
    if any(trigger.fits(signal.type, signal.details) for trigger in rule.met_by):
        for clock in _concerned(rule, running, signal):
            stated = signal.details.get(rule.met_day)
            clock.met = stated if isinstance(stated, dt.date) else signal.day
        return
    for event, reason in rule.ends:
        if event == signal.type:
            # no case ends by instalments: what files it ends them all
            whole = rule.per is Per.INSTALMENT
            for clock in running if whole else _concerned(rule, running, signal):
                lapsed = rule.window and signal.day > roll(_counted(clock, calendar)[0], calendar)
                clock.cancelled = "期满没有提出" if lapsed else f"{reason}（{signal.day}）"
            return


def _concerned(rule: Rule, running: list[_Clock], signal: Signal) -> list[_Clock]:
    """Which of the clocks an event concerns: its instalment's; its unit's, or all where that is none of theirs."""
    if rule.per is None:
        return running
    named = [clock for clock in running if clock.key == signal.key]
    return named or (running if rule.per is Per.UNIT else [])


def _counted(clock: _Clock, calendar: Calendar) -> tuple[dt.date, int]:
    """(last day, paused days)."""
    if clock.stated:
        return clock.stated, 0
    rule = clock.rule
    counted = count(clock.start, rule.length, rule.unit, calendar, extended=clock.extended, pauses=clock.pauses)
    return counted.last, counted.paused


def _deadline(clock: _Clock, calendar: Calendar) -> Deadline:
    rule = clock.rule
    last, paused = _counted(clock, calendar)
    basis = rule.basis_on(clock.start)
    if clock.extended_basis:
        basis += f"（延期：{clock.extended_basis}）"
    if paused and rule.pause_basis:
        basis += f"（听证不计：{rule.pause_basis}）"
    return Deadline(
        code=rule.code,
        label=f"{rule.label}（第{clock.key}期）" if rule.per is Per.INSTALMENT else rule.label,
        start=clock.start,
        due_raw=last,
        due_rolled=roll(last, calendar),
        unit=Unit.DAY if clock.stated else rule.unit,
        length=(clock.stated - clock.start).days if clock.stated else rule.length,
        paused_days=paused,
        extended_days=clock.extended,
        whose=rule.whose,
        basis=basis,
        met=clock.met,
        cancelled=clock.cancelled,
        body=clock.key if rule.per is Per.UNIT else clock.asked,
        note="；".join(clock.notes),
    )


def _whole(value: Any) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0


def guessed(deadline: Deadline, calendar: Calendar) -> tuple[int, ...]:
    """The years whose missing holiday table may move this deadline; empty if it is sure."""
    first = deadline.start if deadline.unit is Unit.WORKDAY else deadline.due_raw
    return calendar.missing(first, deadline.due_rolled)
