"""Joint meetings and their decisions in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from archive.cases.meetings.meeting import (
    Attendance,
    Decision,
    DecisionState,
    Feedback,
    Meeting,
    MeetingKind,
    Presence,
)
from archive.cases.model import CoordinationLevel
from archive.errors import Conflict, NotFound
from archive.record.ledger_tables import decisions, meetings
from archive.record.tables import cases
from archive.record.text import storable, storable_json


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings are wanted; what is left out does not narrow."""

    kinds: tuple[MeetingKind, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    case_no: str = ""
    """On its agenda, or decided about."""
    text: str = ""
    """Stands in the number, title, host or minutes."""
    voided: bool = False


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Which decisions are wanted."""

    states: tuple[DecisionState, ...] = ()
    meeting_no: str = ""
    case_no: str = ""
    units: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    due_since: dt.date | None = None
    due_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision with the meeting that made it."""

    meeting_no: str
    held: dt.date | None
    decision: Decision


class Meetings:
    """The meetings as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last_number(self, stem: str, tail: str) -> int:
        """The greatest serial that stands between ``stem`` and ``tail`` in a meeting's number; 0 if none does."""
        query = select(meetings.c.no).where(meetings.c.no.startswith(storable(stem), autoescape=True))
        serials = (no.removeprefix(stem).removesuffix(tail) for no in self._connection.execute(query).scalars())
        return max((int(serial) for serial in serials if serial.isdecimal()), default=0)

    def get(self, no: str) -> Meeting:
        """One meeting, whole. Raises NotFound."""
        row = self._connection.execute(select(meetings).where(meetings.c.no == storable(no))).first()
        if row is None:
            raise NotFound(f"没有编号为“{no}”的会议。", "请用 juanzong meeting list 查看编号。")
        return _meeting(row, [line.decision for line in self.decisions(DecisionFilter(meeting_no=no))])

    def exists(self, no: str) -> bool:
        """Whether there is a meeting of that number."""
        query = select(meetings.c.id).where(meetings.c.no == storable(no))
        return self._connection.execute(query).first() is not None

    def add(self, meeting: Meeting) -> None:
        """Record a meeting, without its decisions. Raises Conflict if the number is taken."""
        taken = Conflict(f"编号“{meeting.no}”已经有会议了。", "请换一个编号，或用 juanzong meeting show 查看。")
        if self.exists(meeting.no):
            raise taken
        try:
            self._connection.execute(insert(meetings).values(**_values(meeting), version=1))
        except IntegrityError as exc:
            raise taken from exc

    def change(self, meeting: Meeting) -> None:
        """Replace what a meeting read at ``meeting.version`` states. Raises Conflict if it was changed since."""
        changed = (
            update(meetings)
            .where(meetings.c.no == storable(meeting.no), meetings.c.version == meeting.version)
            .values(**_values(meeting), version=meeting.version + 1)
        )
        if self._connection.execute(changed).rowcount == 0:
            raise Conflict(f"会议“{meeting.no}”刚被别人改过。", "请重新查看，看过对方的修改后再改。")

    def add_decision(self, meeting_no: str, decision: Decision) -> Decision:
        """Record a decision; returns it with its number. Raises NotFound for an unknown case."""
        meeting_id = self._connection.execute(
            select(meetings.c.id).where(meetings.c.no == storable(meeting_no))
        ).scalar_one()
        last = self._connection.execute(
            select(func.max(decisions.c.seq)).where(decisions.c.meeting_id == meeting_id)
        ).scalar_one_or_none()
        values = {
            **_decision_values(decision),
            "meeting_id": meeting_id,
            "seq": 0 if last is None else last + 1,
            "case_id": self._case_id(decision.case_no),
            "version": 1,
        }
        try:
            number = self._connection.execute(insert(decisions).values(values).returning(decisions.c.id)).scalar_one()
        except IntegrityError as exc:
            raise Conflict(f"会议“{meeting_no}”刚被别人改过。", "请重试。") from exc
        return self.decision(int(number)).decision

    def decision(self, number: int) -> DecisionLine:
        """One decision. Raises NotFound."""
        row = self._connection.execute(_joined().where(decisions.c.id == number)).first()
        if row is None:
            raise NotFound(f"没有第 {number} 号议定事项。", "请用 juanzong meeting follow 查看事项号。")
        return _line(row)

    def change_decision(self, decision: Decision) -> None:
        """Replace a decision read at ``decision.version``. Raises Conflict if it was changed since."""
        changed = (
            update(decisions)
            .where(decisions.c.id == decision.id, decisions.c.version == decision.version)
            .values(**_decision_values(decision), version=decision.version + 1)
        )
        if self._connection.execute(changed).rowcount == 0:
            raise Conflict(f"第 {decision.id} 号议定事项刚被别人改过。", "请重新查看，看过对方的修改后再改。")

    def rows(self, wanted: MeetingFilter) -> list[Meeting]:
        """The meetings, the newest first, with their decisions."""
        query = select(meetings).where(*self._conditions(wanted))
        ordered = query.order_by(meetings.c.held.is_(None), meetings.c.held.desc(), meetings.c.id.desc())
        found = self._connection.execute(ordered).all()
        by_meeting: dict[int, list[Decision]] = {}
        of_these = _joined().order_by(decisions.c.meeting_id, decisions.c.seq)
        if wanted != MeetingFilter():
            of_these = of_these.where(decisions.c.meeting_id.in_([row.id for row in found]))
        for row in self._connection.execute(of_these):
            by_meeting.setdefault(row.meeting_id, []).append(_line(row).decision)
        return [_meeting(row, by_meeting.get(row.id, [])) for row in found]

    def decisions(self, wanted: DecisionFilter) -> list[DecisionLine]:
        """The decisions, those due first before the others."""
        query = _joined().where(*_decision_conditions(wanted))
        first_due = (decisions.c.due.is_(None), decisions.c.due, decisions.c.id)
        query = query.order_by(*((decisions.c.seq,) if wanted.meeting_no else first_due))
        return [_line(row) for row in self._connection.execute(query)]

    def _conditions(self, wanted: MeetingFilter) -> Iterator[ColumnElement[bool]]:
        yield (meetings.c.voided != "") if wanted.voided else (meetings.c.voided == "")
        if wanted.kinds:
            yield meetings.c.kind.in_([kind.value for kind in wanted.kinds])
        if wanted.since:
            yield meetings.c.held >= wanted.since
        if wanted.until:
            yield meetings.c.held <= wanted.until
        if wanted.case_no:
            stated = storable(wanted.case_no)
            decided = select(decisions.c.meeting_id).join(cases).where(cases.c.no == stated)
            every = self._connection.execute(select(meetings.c.id, meetings.c.agenda))
            listed = [row.id for row in every if stated in row.agenda]
            yield or_(meetings.c.id.in_(decided), meetings.c.id.in_(listed))
        if wanted.text:
            columns = (meetings.c.no, meetings.c.title, meetings.c.host, meetings.c.text)
            yield or_(*(column.contains(storable(wanted.text), autoescape=True) for column in columns))

    def _case_id(self, no: str) -> int | None:
        if not no:
            return None
        found = self._connection.execute(select(cases.c.id).where(cases.c.no == storable(no))).scalar_one_or_none()
        if found is None:
            raise NotFound(f"没有编号为“{no}”的案件。", "请用 juanzong ledger list 查看编号。")
        return int(found)


def _joined() -> Select[Any]:
    joined = decisions.join(meetings).outerjoin(cases, decisions.c.case_id == cases.c.id)
    return select(
        decisions, meetings.c.no.label("meeting_no"), meetings.c.held, cases.c.no.label("case_no")
    ).select_from(joined)


def _decision_conditions(wanted: DecisionFilter) -> Iterator[ColumnElement[bool]]:
    yield meetings.c.voided == ""
    if wanted.states:
        yield decisions.c.state.in_([state.value for state in wanted.states])
    if wanted.meeting_no:
        yield meetings.c.no == storable(wanted.meeting_no)
    if wanted.case_no:
        yield cases.c.no == storable(wanted.case_no)
    for column, values in ((decisions.c.unit, wanted.units), (decisions.c.person, wanted.persons)):
        if values:
            yield column.in_(_texts(values))
    if wanted.due_since:
        yield decisions.c.due >= wanted.due_since
    if wanted.due_until:
        yield decisions.c.due <= wanted.due_until


def _texts(values: Sequence[str]) -> list[str]:
    return [storable(value) for value in values]


def _values(meeting: Meeting) -> dict[str, Any]:
    return {
        "no": storable(meeting.no),
        "kind": meeting.kind.value,
        "title": storable(meeting.title),
        "held": meeting.held,
        "place": storable(meeting.place),
        "host": storable(meeting.host),
        "recorder": storable(meeting.recorder),
        "level": meeting.level.value if meeting.level else None,
        "attendance": [
            {"unit": storable(one.unit), "name": storable(one.name), "presence": one.presence.value}
            for one in meeting.attendance
        ],
        "agenda": storable_json(meeting.agenda),
        "text": storable(meeting.text),
        "document_id": meeting.document_id,
        "voided": storable(meeting.voided),
    }


def _decision_values(decision: Decision) -> dict[str, Any]:
    return {
        "text": storable(decision.text),
        "unit": storable(decision.unit),
        "person": storable(decision.person),
        "due": decision.due,
        "due_text": storable(decision.due_text),
        "state": decision.state.value,
        "feedback": [
            {"day": one.day.isoformat(), "text": storable(one.text), "by": storable(one.by)}
            for one in decision.feedback
        ],
        "done": decision.done,
    }


_KINDS = {one.value: one for one in MeetingKind}
_LEVELS = {one.value: one for one in CoordinationLevel}
_PRESENCES = {one.value: one for one in Presence}
_STATES = {one.value: one for one in DecisionState}
"""A list of all meetings asks for thousands of these: looking them up takes a tenth of calling the enumeration."""


@lru_cache(maxsize=4096)
def _attendance(unit: str, name: str, presence: str) -> Attendance:
    """The same people attend month after month: one object for each."""
    return Attendance(unit, name, _PRESENCES[presence])


def _meeting(row: Row[Any], decided: Sequence[Decision]) -> Meeting:
    return Meeting(
        no=row.no,
        kind=_KINDS[row.kind],
        title=row.title,
        held=row.held,
        place=row.place,
        host=row.host,
        recorder=row.recorder,
        level=_LEVELS[row.level] if row.level else None,
        attendance=tuple(_attendance(one["unit"], one["name"], one["presence"]) for one in row.attendance),
        agenda=tuple(row.agenda),
        text=row.text,
        document_id=row.document_id,
        decisions=tuple(decided),
        voided=row.voided,
        version=row.version,
    )


def _line(row: Row[Any]) -> DecisionLine:
    feedback = tuple(Feedback(dt.date.fromisoformat(one["day"]), one["text"], one["by"]) for one in row.feedback)
    decision = Decision(
        text=row.text,
        unit=row.unit,
        person=row.person,
        due=row.due,
        due_text=row.due_text,
        case_no=row.case_no or "",
        state=_STATES[row.state],
        feedback=feedback,
        done=row.done,
        id=row.id,
        version=row.version,
    )
    return DecisionLine(row.meeting_no, row.held, decision)
