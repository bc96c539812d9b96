"""Joint meetings and their decisions in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from archive.cases.labels import HIDDEN
from archive.cases.meetings.meeting import (
    Attendance,
    Decision,
    DecisionState,
    Meeting,
    MeetingKind,
    Presence,
)
from archive.cases.model import CoordinationLevel
from archive.errors import Conflict, NotFound
from archive.record.chunks import chunks
from archive.record.decisions import (
    DecisionFilter,
    DecisionLine,
    decision_conditions,
    decision_line,
    decision_told,
    decision_values,
    joined_decisions,
)
from archive.record.ledger_tables import decisions, meetings
from archive.record.narrowing import among, between
from archive.record.tables import cases
from archive.storable import storable, storable_json


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
class MeetingLine:
    """A meeting as one line of a list, as it may be handed round (``archive.record.apart``)."""

    no: str
    kind: MeetingKind
    title: str
    held: dt.date | None
    host: str
    level: CoordinationLevel | None
    agenda: int
    """Cases on its agenda."""
    decided: int
    """Decisions that count."""
    open: int
    """Those of them not done yet."""


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
        decided = self._connection.execute(
            joined_decisions().where(decisions.c.meeting_id == row.id).order_by(decisions.c.seq)
        )
        return _meeting(row, [decision_line(one).decision for one in decided])

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
            **decision_values(decision),
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
        row = self._connection.execute(joined_decisions().where(decisions.c.id == number)).first()
        if row is None:
            raise NotFound(f"没有第 {number} 号议定事项。", "请用 juanzong meeting follow 查看事项号。")
        return decision_line(row)

    def change_decision(self, decision: Decision) -> None:
        """Replace a decision read at ``decision.version``. Raises Conflict if it was changed since."""
        changed = (
            update(decisions)
            .where(decisions.c.id == decision.id, decisions.c.version == decision.version)
            .values(**decision_values(decision), version=decision.version + 1)
        )
        if self._connection.execute(changed).rowcount == 0:
            raise Conflict(f"第 {decision.id} 号议定事项刚被别人改过。", "请重新查看，看过对方的修改后再改。")

    def rows(self, wanted: MeetingFilter) -> list[Meeting]:
        """The meetings, the newest first, with their decisions, as they may be handed round (``archive.record.apart``)."""
        found, apart = self._found(select(meetings), wanted)
        by_meeting: dict[int, list[Decision]] = {}
        of_these = joined_decisions().order_by(decisions.c.meeting_id, decisions.c.seq)
        if wanted != MeetingFilter():
            of_these = of_these.where(decisions.c.meeting_id.in_([row.id for row in found]))
        for row in self._connection.execute(of_these):
            by_meeting.setdefault(row.meeting_id, []).append(_decision(row).decision)
        made = ((row.id, _meeting(row, by_meeting.get(row.id, []))) for row in found)
        return [_meeting_told(one) if number in apart else one for number, one in made]

    def lines(self, wanted: MeetingFilter) -> list[MeetingLine]:
        """The same meetings as lines: neither minutes nor attendance nor decisions are read."""
        of = meetings.c
        columns = select(of.id, of.no, of.kind, of.title, of.held, of.host, of.level, of.agenda)
        found, apart = self._found(columns, wanted)
        counted = select(
            decisions.c.meeting_id,
            func.count().filter(decisions.c.state != DecisionState.VOIDED.value),
            func.count().filter(decisions.c.state == DecisionState.OPEN.value),
        ).group_by(decisions.c.meeting_id)
        if wanted != MeetingFilter():
            counted = counted.where(decisions.c.meeting_id.in_([row.id for row in found]))
        decided = {number: (count, still) for number, count, still in self._connection.execute(counted)}
        return [
            MeetingLine(
                row.no, _KINDS[row.kind], row.title and HIDDEN if row.id in apart else row.title, row.held, row.host,
                _LEVELS[row.level] if row.level else None, len(row.agenda), *decided.get(row.id, (0, 0)),
            )
            for row in found
        ]  # fmt: skip

    def days(self) -> list[tuple[MeetingKind, dt.date]]:
        """Kind and day of every meeting that was held and counts."""
        query = select(meetings.c.kind, meetings.c.held).where(meetings.c.voided == "", meetings.c.held.is_not(None))
        return [(_KINDS[kind], held) for kind, held in self._connection.execute(query)]

    def decisions(self, wanted: DecisionFilter) -> list[DecisionLine]:
        """The decisions, those due first before the others, as they may be handed round (``archive.record.apart``)."""
        query = joined_decisions().where(*decision_conditions(wanted))
        first_due = (decisions.c.due.is_(None), decisions.c.due, decisions.c.id)
        query = query.order_by(*((decisions.c.seq,) if wanted.meeting_no else first_due))
        return [_decision(row) for row in self._connection.execute(query)]

    def _found(self, query: Select[Any], wanted: MeetingFilter) -> tuple[list[Row[Any]], set[int]]:
        """The rows wanted, the newest first, and which of them are about a case kept apart.

        A word of such a meeting's title or minutes does not find it.
        """
        newest = (meetings.c.held.is_(None), meetings.c.held.desc(), meetings.c.id.desc())
        found = self._connection.execute(query.where(*self._conditions(wanted)).order_by(*newest)).all()
        apart = self._apart(found)
        if wanted.text:
            found = [row for row in found if row.id not in apart or wanted.text in row.no or wanted.text in row.host]
        return list(found), apart

    def _apart(self, found: Sequence[Row[Any]]) -> set[int]:
        kept: set[str] = set()
        for some in chunks({storable(no) for row in found for no in row.agenda}):
            query = select(cases.c.no).where(cases.c.no.in_(some), cases.c.restricted)
            kept.update(self._connection.execute(query).scalars())
        decided = select(decisions.c.meeting_id).join(cases).where(cases.c.restricted)
        return {
            *(row.id for row in found if not kept.isdisjoint(row.agenda)),
            *self._connection.execute(decided).scalars(),
        }

    def _conditions(self, wanted: MeetingFilter) -> Iterator[ColumnElement[bool]]:
        yield (meetings.c.voided != "") if wanted.voided else (meetings.c.voided == "")
        yield from among((meetings.c.kind, wanted.kinds))
        yield from between(meetings.c.held, wanted.since, wanted.until)
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


_KINDS = {one.value: one for one in MeetingKind}
_LEVELS = {one.value: one for one in CoordinationLevel}
_PRESENCES = {one.value: one for one in Presence}
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


def _decision(row: Row[Any]) -> DecisionLine:
    return decision_told(decision_line(row)) if row.restricted else decision_line(row)


def _meeting_told(meeting: Meeting) -> Meeting:
    """A meeting about a case kept apart: that it was held and who came; its minutes are opened one by one."""
    return replace(meeting, title=meeting.title and HIDDEN, text=meeting.text and HIDDEN)
