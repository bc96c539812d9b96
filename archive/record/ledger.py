"""The ledger as rows: one line a case, by filters, straight from indexed columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from archive.cases.model import CaseKind, Channel
from archive.cases.procedure.standing import ListLevel, Score
from archive.cases.procedure.status import ENDED, EndReason, Status
from archive.record.apart import of_case, saying
from archive.record.chunks import chunks
from archive.record.narrowing import among, between
from archive.record.tables import cases
from archive.storable import storable


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which cases are wanted; what is left out does not narrow."""

    kinds: tuple[CaseKind, ...] = ()
    statuses: tuple[Status, ...] = ()
    levels: tuple[ListLevel, ...] = ()
    channels: tuple[Channel, ...] = ()
    townships: tuple[str, ...] = ()
    region_codes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()
    since: dt.date | None = None
    """Received on this day or later."""
    until: dt.date | None = None
    """Received on this day or earlier."""
    open_only: bool = False
    due_until: dt.date | None = None
    """The next step is due by this day."""
    adrift: bool = False
    """Open, or unresolved in a list, and without a next step or its date."""
    text: str = ""
    """Stands in the number, or in the title, summary or petitioner's name of a case that is not kept apart."""
    voided: bool = False
    """True for the voided cases alone; else they are left out."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of the ledger, as it may be handed round (``archive.record.apart``)."""

    no: str
    kind: CaseKind
    received: dt.date | None
    petitioner: str
    group_size: int
    township: str
    region: str
    channel: Channel | None
    category: str
    title: str
    summary: str
    duty_unit: str
    handler: str
    leader: str
    status: Status
    level: ListLevel | None
    accepted: dt.date | None
    next_step: str
    next_due: dt.date | None
    replied: dt.date | None
    served: dt.date | None
    finished: dt.date | None
    end_reason: EndReason | None
    resolved: dt.date | None
    outcome: str
    score_office: Score | None
    score_unit: Score | None
    restricted: bool
    voided: str


_WATCHED = frozenset(ListLevel) - {ListLevel.OBSERVED}
"""Levels of what is not resolved: its procedure may be over, and the office still has to do something."""
_COLUMNS = of_case(LedgerRow.__slots__)


class Ledger:
    """The ledger as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, wanted: LedgerFilter, *, limit: int | None = None, offset: int = 0) -> Iterator[LedgerRow]:
        """The lines, the newest received first."""
        query = _narrowed(select(*_COLUMNS), wanted).order_by(cases.c.received.desc().nulls_last(), cases.c.id.desc())
        if limit is not None:
            query = query.limit(limit)
        yield from map(_row, self._connection.execute(query.offset(offset), execution_options=streamed(limit)))

    def named(self, numbers: Sequence[str]) -> Iterator[LedgerRow]:
        """The lines of these cases, voided ones too, in no order."""
        for some in chunks(numbers):
            query = select(*_COLUMNS).where(cases.c.no.in_(_texts(some)))
            yield from map(_row, self._connection.execute(query))

    def count(self, wanted: LedgerFilter) -> int:
        """How many lines there are."""
        return int(self._connection.execute(_narrowed(select(func.count()).select_from(cases), wanted)).scalar_one())

    def tally(self, wanted: LedgerFilter, column: str) -> dict[str, int]:
        """How many lines there are for each value of ``township``, ``category``, ``status``, ``level`` or ``channel``."""
        counted = cases.c[column]
        query = (
            _narrowed(select(counted, func.count()), wanted).group_by(counted).order_by(func.count().desc(), counted)
        )
        return {str(value or ""): count for value, count in self._connection.execute(query)}


def streamed(limit: int | None) -> dict[str, int]:
    """How a list is fetched: whole lists some rows at a time, a page at once.

    PostgreSQL plans a cursor for its first rows, and takes three times as long over a page of ten years' cases.
    """
    return {"yield_per": 500} if limit is None else {}


def _narrowed(query: Select[Any], wanted: LedgerFilter) -> Select[Any]:
    return query.where(*conditions(wanted))


def conditions(wanted: LedgerFilter) -> Iterator[ColumnElement[bool]]:
    """What a row of ``cases`` must fulfil."""
    yield (cases.c.voided != "") if wanted.voided else (cases.c.voided == "")
    yield from among(
        (cases.c.kind, wanted.kinds),
        (cases.c.status, wanted.statuses),
        (cases.c.level, wanted.levels),
        (cases.c.channel, wanted.channels),
        (cases.c.township, wanted.townships),
        (cases.c.region_code, wanted.region_codes),
        (cases.c.category, wanted.categories),
        (cases.c.duty_unit, wanted.units),
        (cases.c.handler, wanted.handlers),
    )
    yield from between(cases.c.received, wanted.since, wanted.until)
    if wanted.open_only:
        yield cases.c.status.not_in(_texts(sorted(ENDED)))
    if wanted.adrift:
        watched = and_(cases.c.level.in_(_texts(sorted(_WATCHED))), cases.c.resolved.is_(None))
        yield or_(cases.c.status.not_in(_texts(sorted(ENDED))), watched)
        yield or_(cases.c.next_due.is_(None), cases.c.next_step == "")
    if wanted.due_until:
        yield cases.c.next_due <= wanted.due_until
    if wanted.text:
        yield saying(wanted.text, [cases.c.no], [cases.c.title, cases.c.summary, cases.c.petitioner])


def _texts(values: Sequence[str]) -> list[str]:
    return [storable(str(value)) for value in values]


def _row(row: Row[Any]) -> LedgerRow:
    values = dict(row._mapping)
    for name, code in (
        ("kind", CaseKind),
        ("channel", Channel),
        ("status", Status),
        ("level", ListLevel),
        ("end_reason", EndReason),
        ("score_office", Score),
        ("score_unit", Score),
    ):
        values[name] = code(values[name]) if values[name] else None
    return LedgerRow(**values)
