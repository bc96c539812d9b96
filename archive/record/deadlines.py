"""What is due, asked of the deadlines that are stored beside the cases; no case is loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select

from archive.cases.clocks.counting import Unit
from archive.cases.clocks.deadline import ROLLED, Deadline, Whose
from archive.record.apart import of_case
from archive.record.ledger_tables import deadlines
from archive.record.narrowing import among
from archive.record.tables import cases
from archive.storable import storable

_MOST_ROLLED = dt.timedelta(days=31)
"""No holiday moves a last day further."""


@dataclass(frozen=True, slots=True)
class DueFilter:
    """Which deadlines are wanted; what is left out does not narrow."""

    until: dt.date | None = None
    """Due on this day or earlier."""
    since: dt.date | None = None
    """Due on this day or later."""
    whose: tuple[Whose, ...] = ()
    codes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    """The duty unit of the case, or the unit the deadline runs for."""
    townships: tuple[str, ...] = ()
    case_no: str = ""


@dataclass(frozen=True, slots=True)
class DueRow:
    """One line of what is due, as it may be handed round (``archive.record.apart``)."""

    case_no: str
    title: str
    township: str
    unit: str
    """Who has to act: the unit it runs for, else the duty unit of the case."""
    handler: str
    restricted: bool
    deadline: Deadline


class Deadlines:
    """The deadlines as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, wanted: DueFilter, *, lapsed: frozenset[str], today: dt.date) -> Iterator[DueRow]:
        """What still runs, the most urgent first.

        Args:
            wanted: which.
            lapsed: codes of the times for asking, which are left out once they have ended.
            today: the day of asking.
        """
        query = (
            select(*_COLUMNS)
            .join(cases, cases.c.id == deadlines.c.case_id)
            .where(*_still_running(lapsed, today), *_narrowed(wanted))
            .order_by(_DUE, cases.c.no, deadlines.c.seq)
        )
        for row in self._connection.execute(query, execution_options={"yield_per": 500}):
            yield _line(row)

    def count(self, wanted: DueFilter, *, lapsed: frozenset[str], today: dt.date) -> int:
        """How many still run."""
        query: Select[Any] = (
            select(func.count())
            .select_from(deadlines.join(cases, cases.c.id == deadlines.c.case_id))
            .where(*_still_running(lapsed, today), *_narrowed(wanted))
        )
        return int(self._connection.execute(query).scalar_one())

    def last_running(self) -> dt.date | None:
        """The latest day on which anything that still runs is due."""
        query = select(func.max(deadlines.c.due_rolled)).where(deadlines.c.met.is_(None), deadlines.c.cancelled == "")
        found: dt.date | None = self._connection.execute(query).scalar()
        return found

    def touching(self, days: Sequence[dt.date]) -> list[str]:
        """Numbers of the cases with a deadline between whose beginning and end one of these days lies."""
        if not days:
            return []
        first, last = min(days), max(days)
        spanning = and_(deadlines.c.start <= last, deadlines.c.due_rolled >= first)
        query = (
            select(cases.c.no).where(cases.c.id.in_(select(deadlines.c.case_id).where(spanning))).order_by(cases.c.id)
        )
        return list(self._connection.execute(query).scalars())


_DUE: ColumnElement[Any] = case(
    (deadlines.c.whose.in_(sorted(ROLLED)), deadlines.c.due_rolled), else_=deadlines.c.due_raw
)
"""The last day that holds, as ``Deadline.due`` has it."""
_FIELDS = [field.name for field in fields(Deadline)]
_UNIT, _WHOSE = _FIELDS.index("unit"), _FIELDS.index("whose")
_OF_DEADLINE = [deadlines.c[name] for name in _FIELDS]
_OF_CASE = of_case(("no", "title", "summary", "township", "duty_unit", "handler", "restricted"))
_COLUMNS = [*_OF_DEADLINE, *_OF_CASE]


def _still_running(lapsed: frozenset[str], today: dt.date) -> Iterator[ColumnElement[bool]]:
    yield deadlines.c.met.is_(None)
    yield deadlines.c.cancelled == ""
    yield cases.c.voided == ""
    if lapsed:
        yield or_(deadlines.c.code.not_in(sorted(lapsed)), today <= _DUE)


def _narrowed(wanted: DueFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.until:
        yield deadlines.c.due_raw <= wanted.until  # what the index holds
        yield wanted.until >= _DUE
    if wanted.since:
        yield deadlines.c.due_raw >= wanted.since - _MOST_ROLLED
        yield wanted.since <= _DUE
    yield from among(
        (deadlines.c.whose, wanted.whose), (deadlines.c.code, wanted.codes), (cases.c.township, wanted.townships)
    )
    if wanted.case_no:
        yield cases.c.no == storable(wanted.case_no)
    if wanted.units:
        names = [storable(name) for name in wanted.units]
        yield or_(deadlines.c.body.in_(names), and_(deadlines.c.body == "", cases.c.duty_unit.in_(names)))


def _line(row: Row[Any]) -> DueRow:
    values = list(row[: len(_OF_DEADLINE)])
    values[_UNIT], values[_WHOSE] = Unit(values[_UNIT]), Whose(values[_WHOSE])
    deadline = Deadline(*values)
    no, title, summary, township, duty_unit, handler, restricted = row[len(_OF_DEADLINE) :]
    return DueRow(no, title or summary, township, deadline.body or duty_unit, handler, restricted, deadline)
