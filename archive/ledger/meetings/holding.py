"""A joint meeting is called and held: agenda, attendance, decisions. Each is one transaction with its line in the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from archive.cases.meetings.level import Fronts, LevelProposal, propose_level
from archive.cases.meetings.meeting import Attendance, Decision, DecisionState, Feedback, Meeting
from archive.cases.model import Event
from archive.cases.procedure.days import FIRST_DAY
from archive.errors import Conflict, InvalidInput
from archive.ledger.acts import void_event_in
from archive.ledger.changing import act_in
from archive.ledger.dispatch.addressees import full_name
from archive.record.record import Record, Transaction

_AHEAD = dt.timedelta(days=366)
"""How far ahead a meeting may be called."""


def meeting_key(no: str) -> str:
    """A meeting's subject in the audit trail."""
    return f"meeting:{no}"


def decision_key(number: int) -> str:
    """A decision's subject in the audit trail."""
    return f"decision:{number}"


def hold(record: Record, meeting: Meeting, *, today: dt.date) -> Meeting:
    """Record a meeting; it is given a number where it has none. Raises Conflict, NotFound, InvalidInput."""
    with record.write() as tx:
        return hold_in(tx, meeting, today=today)


def hold_in(tx: Transaction, meeting: Meeting, *, today: dt.date) -> Meeting:
    """The same, as part of a transaction that does more."""
    day = meeting.held or today
    if not FIRST_DAY <= day <= today + _AHEAD:
        raise InvalidInput(f"会议日期 {day} 不对。", "应在 1949 年以后、一年以内。", code="bad_day")
    for no in meeting.agenda:
        tx.cases.id_of(no)
    if not meeting.no.strip():
        stem = f"联席〔{day.year}〕"
        meeting = replace(meeting, no=f"{stem}{tx.meetings.last_number(stem, '号') + 1}号")
    meeting = replace(meeting, held=day, decisions=())
    tx.meetings.add(meeting)
    tx.log("meeting.new", meeting_key(meeting.no), after=_said(meeting))
    return tx.meetings.get(meeting.no)


def change(
    record: Record, no: str, how: Callable[[Meeting], Meeting], action: str, *, expected: int | None = None
) -> Meeting:
    """Change what a meeting states. Raises NotFound, Conflict, InvalidInput if it is voided."""
    with record.write() as tx:
        before = _standing(tx, no, expected)
        after = how(before)
        for case_no in set(after.agenda) - set(before.agenda):
            tx.cases.id_of(case_no)
        if after != before:
            tx.meetings.change(after)
            old, new = _said(before), _said(after)
            keys = [key for key in new if old[key] != new[key]]
            tx.log(
                action,
                meeting_key(no),
                before={key: old[key] for key in keys},
                after={key: new[key] for key in keys},
            )
        return tx.meetings.get(no)


def set_agenda(
    record: Record, no: str, *, add: Sequence[str] = (), drop: Sequence[str] = (), expected: int | None = None
) -> Meeting:
    """Put cases on the agenda, or take them off it."""

    def changed(meeting: Meeting) -> Meeting:
        kept = [one for one in meeting.agenda if one not in drop]
        return replace(meeting, agenda=tuple(dict.fromkeys([*kept, *add])))

    return change(record, no, changed, "meeting.agenda", expected=expected)


def set_attendance(record: Record, no: str, came: Sequence[Attendance], *, expected: int | None = None) -> Meeting:
    """Say who came, who was excused and who listened; what was said of the same person before is replaced."""

    def changed(meeting: Meeting) -> Meeting:
        by_person = {(one.unit, one.name): one for one in (*meeting.attendance, *came)}
        return replace(meeting, attendance=tuple(by_person.values()))

    return change(record, no, changed, "meeting.attend", expected=expected)


def propose(tx: Transaction, numbers: Sequence[str], fronts: Fronts, further: Sequence[str] = ()) -> LevelProposal:
    """At which level a meeting on these cases coordinates."""
    return propose_level(tx.cases.many(numbers).values(), fronts, further)


def decide(
    record: Record, no: str, decision: Decision, *, today: dt.date, by: str, expected: int | None = None
) -> Decision:
    """Record a decision; one about a case becomes an event of the case. Raises NotFound, Conflict, InvalidInput."""
    with record.write() as tx:
        meeting = _standing(tx, no, expected)
        return decide_in(tx, meeting, decision, today=today, by=by)


def decide_in(tx: Transaction, meeting: Meeting, decision: Decision, *, today: dt.date, by: str) -> Decision:
    """The same, as part of a transaction that does more."""
    held = meeting.held or today
    if not decision.text.strip():
        raise InvalidInput("没有写议定了什么。", "请写明事项、责任单位、责任人和完成时限。")
    if decision.due is not None and decision.due < held:
        raise InvalidInput(f"完成期限 {decision.due} 早于会议日期 {held}。", "请核对期限。", code="bad_day")
    if held > today + dt.timedelta(days=1):
        raise InvalidInput(f"会议 {held} 才开，还不能登记议定事项。", "请核对会议日期。", code="bad_day")
    added = tx.meetings.add_decision(meeting.no, replace(decision, unit=full_name(tx, decision.unit)))
    if decision.case_no:
        act_in(tx, decision.case_no, _event(meeting.no, held, added, by), today=today)
    tx.log("decision.new", decision_key(added.id), after={"meeting": meeting.no, **_said_decision(added)})
    return added


def feed_back(
    record: Record,
    number: int,
    text: str,
    *,
    day: dt.date,
    today: dt.date,
    by: str,
    done: bool = False,
    expected: int | None = None,
) -> Decision:
    """Keep what was reported about a decision, and that it is done. Raises NotFound, Conflict, InvalidInput."""
    with record.write() as tx:
        line = tx.meetings.decision(number)
        before = _open(line.decision, expected)
        if not text.strip():
            raise InvalidInput("没有写办理情况。", "请用 --text 写明。")
        if not (line.held or FIRST_DAY) <= day <= today:
            raise InvalidInput(f"日期 {day} 不对。", "应在会议以后、今天以前。", code="bad_day")
        said = (*before.feedback, Feedback(day, text.strip(), by))
        after = replace(before, feedback=said)
        if done:
            after = replace(after, state=DecisionState.DONE, done=day)
            if before.case_no:
                details = {"decision": str(number), "done": day.isoformat()}
                event = Event(
                    day, "meeting", f"议定事项已办结：{text.strip()}", before.unit, by, line.meeting_no, None, details
                )
                act_in(tx, before.case_no, event, today=today)
        tx.meetings.change_decision(after)
        tx.log(
            "decision.done" if done else "decision.feedback",
            decision_key(number),
            before=_said_decision(before),
            after=_said_decision(after),
        )
        return tx.meetings.decision(number).decision


def void_decision(record: Record, number: int, reason: str, *, today: dt.date, by: str) -> Decision:
    """Say that a decision does not count; its event in the case does not either. Raises NotFound, InvalidInput."""
    with record.write() as tx:
        before = tx.meetings.decision(number).decision
        if before.state is DecisionState.VOIDED:
            raise InvalidInput(f"第 {number} 号议定事项已经作废了。", "不必再作废。")
        if not reason.strip():
            raise InvalidInput("作废要写明理由。", "请用 --reason 写明。")
        after = replace(
            before,
            state=DecisionState.VOIDED,
            feedback=(*before.feedback, Feedback(today, f"作废：{reason.strip()}", by)),
        )
        tx.meetings.change_decision(after)
        if before.case_no:
            case = tx.cases.get(before.case_no)
            for seq in reversed(range(len(case.events))):
                event = case.events[seq]
                if event.type == "meeting" and event.details.get("decision") == str(number) and not event.voided:
                    void_event_in(tx, case.no, seq, reason.strip())
        tx.log("decision.void", decision_key(number), before=_said_decision(before), after=_said_decision(after))
        return tx.meetings.decision(number).decision


def void_meeting(record: Record, no: str, reason: str, *, expected: int | None = None) -> Meeting:
    """Say that a meeting does not count. Raises InvalidInput while decisions of it are open or done."""

    def changed(meeting: Meeting) -> Meeting:
        if not reason.strip():
            raise InvalidInput("作废要写明理由。", "请用 --reason 写明。")
        if any(one.state is not DecisionState.VOIDED for one in meeting.decisions):
            raise InvalidInput("会议还有议定事项。", "请先用 juanzong meeting void --decision 逐项作废。")
        return replace(meeting, voided=reason.strip())

    return change(record, no, changed, "meeting.void", expected=expected)


def _standing(tx: Transaction, no: str, expected: int | None) -> Meeting:
    meeting = tx.meetings.get(no)
    if expected is not None and meeting.version != expected:
        raise Conflict(
            f"会议“{no}”刚被别人改过（现在是第 {meeting.version} 版，您看的是第 {expected} 版）。",
            "请重新查看，看过对方的修改后再改。",
        )
    if meeting.voided:
        raise InvalidInput(f"会议“{no}”已作废。", f"当时的理由：{meeting.voided}。")
    return meeting


def _open(decision: Decision, expected: int | None) -> Decision:
    if expected is not None and decision.version != expected:
        raise Conflict(f"第 {decision.id} 号议定事项刚被别人改过。", "请重新查看，看过对方的修改后再改。")
    if decision.state is not DecisionState.OPEN:
        raise InvalidInput(f"第 {decision.id} 号议定事项已经办结或作废。", "请核对事项号。")
    return decision


def _event(meeting_no: str, held: dt.date, decision: Decision, by: str) -> Event:
    details = {"decision": str(decision.id), "person": decision.person, "unit": decision.unit}
    if decision.due is not None:
        details["due"] = decision.due.isoformat()
    stated = {key: value for key, value in details.items() if value}
    return Event(held, "meeting", decision.text, decision.unit, by, meeting_no, None, stated)


def _said(meeting: Meeting) -> dict[str, object]:
    return {
        "kind": meeting.kind.value,
        "title": meeting.title,
        "held": meeting.held.isoformat() if meeting.held else None,
        "place": meeting.place,
        "host": meeting.host,
        "recorder": meeting.recorder,
        "level": meeting.level.value if meeting.level else None,
        "attendance": [[one.unit, one.name, one.presence.value] for one in meeting.attendance],
        "agenda": list(meeting.agenda),
        "document": meeting.document_id,
        "voided": meeting.voided,
    }


def _said_decision(decision: Decision) -> dict[str, object]:
    return {
        "text": decision.text,
        "unit": decision.unit,
        "person": decision.person,
        "due": decision.due.isoformat() if decision.due else decision.due_text,
        "case": decision.case_no,
        "state": decision.state.value,
        "feedback": [[one.day.isoformat(), one.text, one.by] for one in decision.feedback],
        "done": decision.done.isoformat() if decision.done else None,
    }
