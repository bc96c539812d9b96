"""Rows of what joint meetings decided: how they are asked for, read and written. The queries are those of ``meetings``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from archive.cases.labels import HIDDEN
from archive.cases.meetings.meeting import Decision, DecisionState, Feedback
from archive.record.ledger_tables import decisions, meetings
from archive.record.narrowing import among, between
from archive.record.tables import cases
from archive.storable import storable


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


_OWN = ("id", "meeting_id", "version", "text", "unit", "person", "due", "due_text", "state", "feedback", "done")


def joined_decisions() -> Select[Any]:
    """Decisions with their meeting and their case."""
    whole = decisions.join(meetings).outerjoin(cases, decisions.c.case_id == cases.c.id)
    own = (decisions.c[name] for name in _OWN)
    no = cases.c.no.label("case_no")
    return select(*own, no, cases.c.restricted, meetings.c.no.label("meeting_no"), meetings.c.held).select_from(whole)


def decision_conditions(wanted: DecisionFilter) -> Iterator[ColumnElement[bool]]:
    """What a row of ``joined_decisions`` must fulfil."""
    yield meetings.c.voided == ""
    if wanted.meeting_no:
        yield meetings.c.no == storable(wanted.meeting_no)
    if wanted.case_no:
        yield cases.c.no == storable(wanted.case_no)
    yield from among(
        (decisions.c.state, wanted.states), (decisions.c.unit, wanted.units), (decisions.c.person, wanted.persons)
    )
    yield from between(decisions.c.due, wanted.due_since, wanted.due_until)


def decision_values(decision: Decision) -> dict[str, Any]:
    """What a decision states, as columns."""
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


_STATES = {one.value: one for one in DecisionState}
"""A list of all meetings asks for thousands: looking them up takes a tenth of calling the enumeration."""


def decision_told(line: DecisionLine) -> DecisionLine:
    """A decision about a case kept apart: who is to do something, and by when."""
    one = line.decision
    feedback = tuple(replace(said, text=HIDDEN) for said in one.feedback)
    return replace(line, decision=replace(one, text=HIDDEN, feedback=feedback))


def decision_line(row: Row[Any]) -> DecisionLine:
    """A row as a value, whole."""
    number, _, version, text, unit, person, due, due_text, state, feedback, done, case_no, _, no, held = tuple(row)
    said = tuple(Feedback(dt.date.fromisoformat(one["day"]), one["text"], one["by"]) for one in feedback)
    stands = _STATES[state]
    decision = Decision(text, unit, person, due, due_text, case_no or "", stands, said, done, number, version)
    return DecisionLine(no, held, decision)
