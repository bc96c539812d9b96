"""What was passed on to whom, as rows: straight from the table that is computed of the cases' events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select

from archive.record.apart import of_case, saying, told
from archive.record.ledger import streamed
from archive.record.ledger_tables import dispatches
from archive.record.narrowing import among, between
from archive.record.tables import cases


class DispatchState(StrEnum):
    """How something that was passed on stands."""

    UNSIGNED = "unsigned"
    """Nobody has signed for it."""
    OPEN = "open"
    """Something is awaited of the body; the unsigned, the objected and the overdue are among them."""
    OBJECTED = "objected"
    """The body says that it is not competent, and nobody has decided."""
    OVERDUE = "overdue"
    """The day by which it was to report has passed."""
    RETURNED = "returned"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class DispatchFilter:
    """Which are wanted; what is left out does not narrow."""

    states: tuple[DispatchState, ...] = ()
    """Any of these."""
    units: tuple[str, ...] = ()
    """Passed on to one of these."""
    kinds: tuple[str, ...] = ()
    since: dt.date | None = None
    """Passed on on this day or later."""
    until: dt.date | None = None
    townships: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    text: str = ""
    """Stands in the number of the case or of the paper, the title, summary or petitioner's name."""


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """One time a case was passed on, as it may be handed round (``archive.record.apart``)."""

    no: str
    petitioner: str
    township: str
    category: str
    title: str
    summary: str
    restricted: bool
    kind: str
    from_unit: str
    to_unit: str
    number: str
    day: dt.date
    received: dt.date | None
    feedback_due: dt.date | None
    objected: dt.date | None
    objection: str
    returned: dt.date | None
    answered: dt.date | None
    supervised: int

    def state(self, today: dt.date) -> DispatchState:
        """How it stands, the most pressing first."""
        if self.returned is not None:
            return DispatchState.RETURNED
        if self.answered is not None:
            return DispatchState.ANSWERED
        if self.objected is not None:
            return DispatchState.OBJECTED
        if self.feedback_due is not None and self.feedback_due < today:
            return DispatchState.OVERDUE
        return DispatchState.UNSIGNED if self.received is None else DispatchState.OPEN


@dataclass(frozen=True, slots=True)
class UnitTally:
    """What was passed on to one body."""

    unit: str
    total: int
    open: int
    unsigned: int
    objected: int
    overdue: int
    answered: int
    returned: int
    supervised: int


_OF_CASE = ("no", "petitioner", "township", "category", "title", "summary", "restricted")
_COLUMNS = [
    *of_case(_OF_CASE),
    *(dispatches.c[name] for name in DispatchRow.__slots__ if name not in (*_OF_CASE, "objection")),
    told(dispatches.c.objection).label("objection"),
]
_JOINED = dispatches.join(cases, cases.c.id == dispatches.c.case_id)


class Dispatches:
    """What was passed on, as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(
        self, wanted: DispatchFilter, *, today: dt.date, limit: int | None = None, offset: int = 0
    ) -> Iterator[DispatchRow]:
        """The rows, the newest first; what is overdue stands by its day."""
        query: Select[Any] = (
            select(*_COLUMNS)
            .select_from(_JOINED)
            .where(*_conditions(wanted, today))
            .order_by(dispatches.c.day.desc(), dispatches.c.id.desc())
            .offset(offset)
        )
        if limit is not None:
            query = query.limit(limit)
        yield from map(_row, self._connection.execute(query, execution_options=streamed(limit)))

    def count(self, wanted: DispatchFilter, *, today: dt.date) -> int:
        """How many rows there are."""
        query: Select[Any] = select(func.count()).select_from(_JOINED).where(*_conditions(wanted, today))
        return int(self._connection.execute(query).scalar_one())

    def by_unit(self, wanted: DispatchFilter, *, today: dt.date) -> list[UnitTally]:
        """How many rows of each kind every body has, those with most open ones first."""

        def of(state: DispatchState) -> ColumnElement[Any]:
            return func.sum(case((_in_state(state, today), 1), else_=0)).label(state.value)

        states = list(DispatchState)
        query: Select[Any] = (
            select(
                dispatches.c.to_unit,
                func.count().label("total"),
                *map(of, states),
                func.sum(dispatches.c.supervised).label("supervised"),
            )
            .select_from(_JOINED)
            .where(*_conditions(wanted, today))
            .group_by(dispatches.c.to_unit)
        )
        found = [
            UnitTally(
                row.to_unit,
                int(row.total),
                **{state.value: int(row._mapping[state.value]) for state in states},
                supervised=int(row.supervised),
            )
            for row in self._connection.execute(query)
        ]
        return sorted(found, key=lambda one: (-one.overdue, -one.open, -one.total, one.unit))


def _conditions(wanted: DispatchFilter, today: dt.date) -> Iterator[ColumnElement[bool]]:
    yield cases.c.voided == ""
    if wanted.states:
        yield or_(*(_in_state(state, today) for state in wanted.states))
    yield from among(
        (dispatches.c.to_unit, wanted.units),
        (dispatches.c.kind, wanted.kinds),
        (cases.c.township, wanted.townships),
        (cases.c.category, wanted.categories),
    )
    yield from between(dispatches.c.day, wanted.since, wanted.until)
    if wanted.text:
        matter = [cases.c.title, cases.c.summary, cases.c.petitioner]
        yield saying(wanted.text, [cases.c.no, dispatches.c.number], matter)


def _in_state(state: DispatchState, today: dt.date) -> ColumnElement[bool]:
    table = dispatches.c
    waiting = and_(table.returned.is_(None), table.answered.is_(None))
    match state:
        case DispatchState.UNSIGNED:
            return and_(waiting, table.received.is_(None))
        case DispatchState.OPEN:
            return waiting
        case DispatchState.OBJECTED:
            return and_(waiting, table.objected.is_not(None))
        case DispatchState.OVERDUE:
            return and_(waiting, table.objected.is_(None), table.feedback_due < today)
        case DispatchState.RETURNED:
            return table.returned.is_not(None)
        case DispatchState.ANSWERED:
            return and_(table.answered.is_not(None), table.returned.is_(None))


def _row(row: Row[Any]) -> DispatchRow:
    return DispatchRow(**row._mapping)
