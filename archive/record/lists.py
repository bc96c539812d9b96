"""The three lists as rows: what stands in them, since when, and whether its petitioner came again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from archive.cases.labels import HIDDEN
from archive.cases.procedure.standing import ListLevel
from archive.cases.procedure.status import Status
from archive.record.apart import of_case
from archive.record.chunks import chunks
from archive.record.ledger import LedgerFilter, conditions
from archive.record.tables import cases, events

_LATER = cases.alias("later")
_FROM_CASES = (
    "no", "received", "petitioner", "group_size", "township", "region", "category", "title", "summary", "duty_unit",
    "leader", "status", "outcome", "resolved", "level", "level_since", "strike_applied", "restricted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListRow:
    """One entry of a list, as it may be handed round (``archive.record.apart``)."""

    no: str
    received: dt.date | None
    petitioner: str
    group_size: int
    township: str
    region: str
    category: str
    title: str
    summary: str
    duty_unit: str
    leader: str
    status: Status
    outcome: str
    resolved: dt.date | None
    level: ListLevel
    level_since: dt.date
    strike_applied: dt.date | None
    restricted: bool
    petitions: int
    """Later cases received since that name this one as the earlier of the same matter."""
    reason: str
    """Why it stands where it stands, as the last entry or move has it."""


class Lists:
    """The lists as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, wanted: LedgerFilter) -> list[ListRow]:
        """The entries, level by level, the oldest first."""
        later = (
            select(func.count())
            .select_from(_LATER)
            .where(_LATER.c.repeat_of == cases.c.no, _LATER.c.voided == "", _LATER.c.received > cases.c.level_since)
            .scalar_subquery()
        )
        query: Select[Any] = (
            select(cases.c.id, *of_case(_FROM_CASES), later.label("petitions"))
            .where(cases.c.level.is_not(None), *conditions(wanted))
            .order_by(cases.c.level, cases.c.level_since, cases.c.id)
        )
        found = self._connection.execute(query).all()
        reasons = self._reasons([row.id for row in found if not row.restricted])
        return [_row(row, HIDDEN if row.restricted else reasons.get(row.id, "")) for row in found]

    def petitions(self, no: str, since: dt.date) -> list[str]:
        """Numbers of the later cases, received after ``since``, that name ``no`` as the earlier of the same matter."""
        query = (
            select(cases.c.no)
            .where(cases.c.repeat_of == no, cases.c.voided == "", cases.c.received > since)
            .order_by(cases.c.id)
        )
        return list(self._connection.execute(query).scalars())

    def _reasons(self, ids: list[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for some in chunks(ids):
            query = (
                select(events.c.case_id, events.c.details, events.c.text)
                .where(
                    events.c.case_id.in_(some),
                    events.c.type.in_(("list_enter", "list_move")),
                    events.c.voided == "",
                )
                .order_by(events.c.case_id, events.c.day, events.c.seq)
            )
            for row in self._connection.execute(query):
                found[row.case_id] = str(row.details.get("reason") or row.text)
        return found


def _row(row: Row[Any], reason: str) -> ListRow:
    values = {name: row._mapping[name] for name in _FROM_CASES}
    values["status"], values["level"] = Status(values["status"]), ListLevel(values["level"])
    return ListRow(**values, petitions=row.petitions, reason=reason)
