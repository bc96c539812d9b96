"""Cases as a search shows them: what a hit is recognised by and what is marked in it, in one short statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from archive.record.chunks import chunks
from archive.record.tables import case_texts, cases
from archive.storable import storable

# put together once, because a search waits for it
_SHOWN = (
    select(cases.c.no, cases.c.title, cases.c.received, cases.c.restricted, case_texts.c.text)
    .join_from(cases, case_texts)
    .where(cases.c.no.in_(bindparam("numbers", expanding=True)))
)


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
    for some in chunks(map(storable, numbers)):
        found.update((row[0], ShownCase(*row)) for row in connection.execute(_SHOWN, {"numbers": some}).all())
    return found
