"""Cases as a search shows them: what a hit is recognised by and what is marked in it, in one short statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import BindParameter, Connection, Dialect, bindparam, select

from archive.record.chunks import chunks
from archive.record.tables import case_texts, cases
from archive.storable import storable


@dataclass(frozen=True, slots=True)
class ShownCase:
    """Of a case what its hit shows."""

    no: str
    title: str
    received: dt.date | None
    restricted: bool
    text: str
    """``case_text`` of it."""


def shown(connection: Connection, numbers: Sequence[str]) -> dict[str, ShownCase]:
    """Those of the cases that exist, by number."""
    found: dict[str, ShownCase] = {}
    dialect = connection.dialect
    cursor = connection.connection.cursor()  # every search waits for it, and through SQLAlchemy it takes thrice as long
    for some in chunks(map(storable, numbers)):
        named = {_name(at): number for at, number in enumerate(some)}
        cursor.execute(_statement(dialect, len(some)), tuple(some) if dialect.positional else named)
        for no, title, received, restricted, text in cursor.fetchall():
            day = dt.date.fromisoformat(received) if isinstance(received, str) else received
            found[no] = ShownCase(no, title, day, bool(restricted), text)
    return found


@lru_cache
def _statement(dialect: Dialect, count: int) -> str:
    """What shows so many cases, as the database's driver takes it."""
    numbers: list[BindParameter[str]] = [bindparam(_name(at)) for at in range(count)]
    asked = select(cases.c.no, cases.c.title, cases.c.received, cases.c.restricted, case_texts.c.text)
    return str(asked.join_from(cases, case_texts).where(cases.c.no.in_(numbers)).compile(dialect=dialect))


def _name(at: int) -> str:
    return f"no{at}"
