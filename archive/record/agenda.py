"""Open cases as a joint meeting looks at them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from archive.cases.model import ResolutionWay
from archive.cases.procedure.standing import ListLevel
from archive.cases.procedure.status import ENDED
from archive.record.apart import of_case
from archive.record.tables import cases


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One open case."""

    no: str
    title: str
    township: str
    duty_unit: str
    level: ListLevel | None
    way: ResolutionWay | None
    next_step: str
    next_due: dt.date | None
    supervised: int


class Agenda:
    """Open cases as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_cases(self) -> list[AgendaRow]:
        """Every case that is not over, by number."""
        query = (
            select(
                *of_case(("no", "title", "summary", "township", "duty_unit", "level", "owners")),
                cases.c.next_step, cases.c.next_due, cases.c.supervised,
            )
            .where(cases.c.status.not_in(sorted(ENDED)), cases.c.voided == "")
            .order_by(cases.c.no)
        )  # fmt: skip
        return [
            AgendaRow(
                row.no,
                row.title or row.summary[:40],
                row.township,
                row.duty_unit,
                ListLevel(row.level) if row.level else None,
                ResolutionWay(row.owners["way"]) if row.owners.get("way") else None,
                row.next_step,
                row.next_due,
                row.supervised,
            )
            for row in self._connection.execute(query)
        ]
