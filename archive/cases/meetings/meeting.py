"""A joint meeting and its decisions, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from archive.cases.model import CoordinationLevel


class MeetingKind(StrEnum):
    """Why it meets."""

    MONTHLY = "monthly"
    SPECIAL = "special"
    URGENT = "urgent"


class Presence(StrEnum):
    """How somebody took part, in the words of the minutes."""

    PRESENT = "present"
    EXCUSED = "excused"
    OBSERVER = "observer"


class DecisionState(StrEnum):
    """What became of a decision."""

    OPEN = "open"
    DONE = "done"
    VOIDED = "voided"


KIND_LABELS: Mapping[MeetingKind, str] = {
    MeetingKind.MONTHLY: "月例会",
    MeetingKind.SPECIAL: "专题会",
    MeetingKind.URGENT: "紧急会商",
}
PRESENCE_LABELS: Mapping[Presence, str] = {
    Presence.PRESENT: "出席",
    Presence.EXCUSED: "请假",
    Presence.OBSERVER: "列席",
}
STATE_LABELS: Mapping[DecisionState, str] = {
    DecisionState.OPEN: "未办结",
    DecisionState.DONE: "已办结",
    DecisionState.VOIDED: "作废",
}


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody who was called."""

    unit: str
    name: str
    presence: Presence = Presence.PRESENT


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was reported about a decision, on a day."""

    day: dt.date
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One item decided (议定事项)."""

    text: str
    unit: str = ""
    person: str = ""
    due: dt.date | None = None
    due_text: str = ""
    """The term as the minutes have it, where it is no day."""
    case_no: str = ""
    state: DecisionState = DecisionState.OPEN
    feedback: tuple[Feedback, ...] = ()
    done: dt.date | None = None
    id: int = 0
    """In the record; 0 before it is there."""
    version: int = 0

    def overdue(self, today: dt.date) -> bool:
        """True while it is open past its day."""
        return self.state is DecisionState.OPEN and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Meeting:
    """One joint meeting."""

    no: str
    """期号 or 编号; unique."""
    kind: MeetingKind = MeetingKind.SPECIAL
    title: str = ""
    held: dt.date | None = None
    place: str = ""
    host: str = ""
    recorder: str = ""
    level: CoordinationLevel | None = None
    attendance: tuple[Attendance, ...] = ()
    agenda: tuple[str, ...] = ()
    """Numbers of the cases."""
    text: str = ""
    document_id: int | None = None
    """The minutes, where the record holds them."""
    decisions: tuple[Decision, ...] = ()
    voided: str = ""
    version: int = 0
