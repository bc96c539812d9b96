"""What each person asked before, for completion; the person may erase it, or have none of it kept."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, delete, func, insert, select, update

from archive.record.tables import asked_queries, asked_unkept
from archive.storable import storable

KEPT = 300
"""Queries kept of one person; older ones go."""
LONGEST = 200
"""Characters; a longer query is a pasted text, and is not kept."""


class Asked:
    """Past queries as seen by one transaction. They are nobody's business: no line of the trail names them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, person: str, limit: int = KEPT) -> list[str]:
        """The queries of a person, the newest first."""
        table = asked_queries.c
        found = select(table.typed).where(table.person == storable(person)).order_by(table.asked_at.desc(), table.typed)
        return list(self._connection.execute(found.limit(limit)).scalars())

    def keeps(self, person: str) -> bool:
        """Whether the queries of a person are kept."""
        return not self._connection.execute(
            select(func.count()).select_from(asked_unkept).where(asked_unkept.c.person == storable(person))
        ).scalar_one()

    def keep(self, person: str, typed: str, now: dt.datetime) -> None:
        """Keep a query as the newest, unless the person has none kept."""
        typed, person = storable(typed.strip()), storable(person)
        if not typed or len(typed) > LONGEST or not self.keeps(person):
            return
        table = asked_queries.c
        same = (table.person == person) & (table.typed == typed)
        if not self._connection.execute(update(asked_queries).where(same).values(asked_at=now)).rowcount:
            self._connection.execute(insert(asked_queries).values(person=person, typed=typed, asked_at=now))
        newest = select(table.typed).where(table.person == person).order_by(table.asked_at.desc(), table.typed)
        for old in self._connection.execute(newest.offset(KEPT)).scalars().all():
            self._connection.execute(delete(asked_queries).where(table.person == person, table.typed == old))

    def erase(self, person: str, typed: str | None = None) -> int:
        """Erase one query of a person, or all; returns how many there were."""
        wanted = asked_queries.c.person == storable(person)
        if typed is not None:
            wanted &= asked_queries.c.typed == storable(typed.strip())
        return int(self._connection.execute(delete(asked_queries).where(wanted)).rowcount)

    def switch(self, person: str, *, on: bool) -> None:
        """Have queries kept from now on, or none of them; switched off, those kept are erased."""
        self._connection.execute(delete(asked_unkept).where(asked_unkept.c.person == storable(person)))
        if not on:
            self.erase(person)
            self._connection.execute(insert(asked_unkept).values(person=storable(person)))
