"""Cases that may belong together: who shares an identity number, a phone, a name, or a place and class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select

from archive.cases.model import Case
from archive.record.chunks import chunks
from archive.record.ledger_tables import case_links
from archive.record.tables import cases, parties
from archive.storable import storable


@dataclass(frozen=True, slots=True)
class Link:
    """What a clerk decided about two cases."""

    other: str
    """Number of the earlier case."""
    relation: str
    score: float
    reasons: tuple[str, ...]
    decided_by: str
    decided_at: dt.datetime


class Kin:
    """Likely kin as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sharing(self, *, numbers: Iterable[str], phones: Iterable[str], names: Iterable[str]) -> list[str]:
        """Numbers of the cases that have a party with one of these identity numbers, phones or names."""
        found: dict[str, None] = {}
        for column, values in ((parties.c.id_number, numbers), (parties.c.phone, phones), (parties.c.name, names)):
            for some in chunks(storable(value) for value in sorted(set(values)) if value):
                query = select(cases.c.no).join(parties, parties.c.case_id == cases.c.id).where(column.in_(some))
                found |= dict.fromkeys(self._connection.execute(query).scalars())
        return list(found)

    def nearby(self, case: Case, *, surnames: Iterable[str], limit: int) -> list[str]:
        """Numbers of the newest cases of the same place or township by people of these surnames, or of the same class."""
        place = _place(case)
        if place is None:
            return []
        like: list[ColumnElement[bool]] = [
            parties.c.name.startswith(storable(one), autoescape=True) for one in surnames if one
        ]
        if case.category:
            like.append(cases.c.category == storable(case.category))
        if not like:
            return []
        query = (
            select(cases.c.no, cases.c.id)
            .join(parties, parties.c.case_id == cases.c.id)
            .where(and_(place, or_(*like)))
            .distinct()
            .order_by(cases.c.id.desc())
            .limit(limit)
        )
        return [row.no for row in self._connection.execute(query)]

    def link(
        self,
        case_id: int,
        other_id: int,
        *,
        relation: str,
        score: float,
        reasons: Sequence[str],
        by: str,
        now: dt.datetime,
    ) -> None:
        """Keep what was decided about two cases, in place of what was decided before."""
        pair = and_(case_links.c.case_id == case_id, case_links.c.other_id == other_id)
        self._connection.execute(delete(case_links).where(pair))
        values: dict[str, Any] = {
            "case_id": case_id,
            "other_id": other_id,
            "relation": relation,
            "score": score,
            "reasons": [storable(reason) for reason in reasons],
            "decided_by": storable(by),
            "decided_at": now,
        }
        self._connection.execute(insert(case_links).values(**values))

    def links(self, no: str) -> list[Link]:
        """What was decided about a case and earlier ones."""
        mine, other = cases.alias("mine"), cases.alias("other")
        query = (
            select(case_links, other.c.no)
            .join(mine, case_links.c.case_id == mine.c.id)
            .join(other, case_links.c.other_id == other.c.id)
            .where(mine.c.no == storable(no))
            .order_by(case_links.c.id)
        )
        return [
            Link(row.no, row.relation, row.score, tuple(row.reasons), row.decided_by, row.decided_at)
            for row in self._connection.execute(query)
        ]


def _place(case: Case) -> ColumnElement[bool] | None:
    if case.region_code:
        return cases.c.region_code == case.region_code
    return cases.c.region == storable(case.region) if case.region else None
