"""The duty roster of the leaders in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from archive.cases.reception.visit import Duty
from archive.record.ledger_tables import duty_roster
from archive.storable import storable


class Roster:
    """The duty roster as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def duties(self, first: dt.date, last: dt.date) -> list[Duty]:
        """Who is on duty between two days."""
        query = select(duty_roster).where(duty_roster.c.day.between(first, last))
        rows = self._connection.execute(query.order_by(duty_roster.c.day, duty_roster.c.place))
        return [Duty(row.day, row.leader, row.post, row.place) for row in rows]

    def put(self, duty: Duty) -> Duty | None:
        """Put a leader on duty; returns who stood there before, or None."""
        place = storable(duty.place)
        mine = (duty_roster.c.day == duty.day, duty_roster.c.place == place)
        row = self._connection.execute(select(duty_roster).where(*mine)).first()
        values = {"leader": storable(duty.leader), "post": storable(duty.post)}
        if row is None:
            self._connection.execute(insert(duty_roster).values(**values, day=duty.day, place=place))
            return None
        self._connection.execute(update(duty_roster).where(*mine).values(values))
        return Duty(row.day, row.leader, row.post, row.place)

    def add_whole(self, duties: Sequence[Duty]) -> None:
        """Record a roster for days that have none yet."""
        rows = [
            {"day": one.day, "place": storable(one.place), "leader": storable(one.leader), "post": storable(one.post)}
            for one in duties
        ]
        if rows:
            self._connection.execute(insert(duty_roster), rows)
