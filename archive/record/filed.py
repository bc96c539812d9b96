"""When cases came, what they are about and where: the four columns the outlook asks for, never whole cases."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, select

from archive.cases.labels import category_name
from archive.cases.outlook.values import Filed
from archive.record.tables import cases


class FiledCases:
    """Every case that counts, as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def before(self, day: dt.date) -> list[Filed]:
        """Cases received before a day, voided ones left out; a class under a usual name counts under the office's own."""
        query = select(cases.c.no, cases.c.received, cases.c.category, cases.c.township).where(
            cases.c.received < day, cases.c.voided == ""
        )
        known: dict[str, str] = {}
        return [
            Filed(no, received, known.setdefault(category, category_name(category) or category.strip()), township)
            for no, received, category, township in self._connection.execute(query)
        ]

    def undated(self) -> int:
        """How many cases have no day of receipt and so count for nothing here."""
        query = select(cases.c.id).where(cases.c.received.is_(None), cases.c.voided == "")
        return len(self._connection.execute(query).all())
