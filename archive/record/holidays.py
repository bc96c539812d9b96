"""The office's own holiday table in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.holidays import Holiday, calendar_of
from archive.record.ledger_tables import holidays
from archive.storable import storable


class Holidays:
    """The days the office stated itself, as seen by one transaction; they take the place of the program's table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, year: int | None = None) -> list[Holiday]:
        """The days in order, of one year or of all."""
        query = select(holidays).order_by(holidays.c.day)
        if year is not None:
            query = query.where(holidays.c.year == year)
        return [Holiday(row.day, row.off, row.note) for row in self._connection.execute(query)]

    def calendar(self) -> Calendar:
        """The calendar in force."""
        return calendar_of(self.all())

    def put(self, stated: Sequence[Holiday], *, replacing: Iterable[int] = ()) -> list[dt.date]:
        """State these days; returns those that changed.

        Days stated before stay unless they are stated again or lie in one of the years that are ``replacing``.
        """
        before = {one.day: one for one in self.all()}
        years = set(replacing)
        after = {day: one for day, one in before.items() if day.year not in years} | {
            one.day: Holiday(one.day, one.off, storable(one.note)) for one in stated
        }
        changed = [day for day in before.keys() | after.keys() if before.get(day) != after.get(day)]
        if changed:
            self._connection.execute(delete(holidays).where(holidays.c.day.in_(changed)))
            rows = [
                {"day": day, "off": after[day].off, "note": after[day].note, "year": day.year}
                for day in changed
                if day in after
            ]
            if rows:
                self._connection.execute(insert(holidays), rows)
        return sorted(changed)
