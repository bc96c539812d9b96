"""What of agreements is still to be performed, as rows: straight from the table that is computed of the cases' events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from archive.record.apart import of_case, told
from archive.record.ledger_tables import instalments
from archive.record.narrowing import among
from archive.record.tables import cases


@dataclass(frozen=True, slots=True)
class InstalmentFilter:
    """Which are wanted; what is left out does not narrow."""

    until: dt.date | None = None
    """Due on this day or earlier; what has no day is left out then."""
    committees: tuple[str, ...] = ()
    townships: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """One step of an agreement that has not been performed whole."""

    no: str
    petitioner: str
    title: str
    summary: str
    township: str
    committee: str
    restricted: bool
    seq: int
    """From 1."""
    due: dt.date | None
    amount_fen: int | None
    paid_fen: int | None
    text: str


class Instalments:
    """The instalments as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, wanted: InstalmentFilter) -> Iterator[InstalmentRow]:
        """What is not done yet, the most urgent first."""
        query: Select[Any] = (
            select(
                *of_case(("no", "petitioner", "title", "summary", "township")),
                cases.c.duty_unit.label("committee"),
                cases.c.restricted,
                (instalments.c.seq + 1).label("seq"),
                instalments.c.due,
                instalments.c.amount_fen,
                instalments.c.paid_fen,
                told(instalments.c.text).label("text"),
            )
            .select_from(instalments.join(cases, cases.c.id == instalments.c.case_id))
            .where(instalments.c.done.is_(None), cases.c.voided == "", *_narrowed(wanted))
            .order_by(instalments.c.due.is_(None), instalments.c.due, cases.c.no, instalments.c.seq)
        )
        for row in self._connection.execute(query):
            yield InstalmentRow(**row._mapping)


def _narrowed(wanted: InstalmentFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.until:
        yield instalments.c.due <= wanted.until
    yield from among((cases.c.duty_unit, wanted.committees), (cases.c.township, wanted.townships))
