"""What people judged of hits while searching, in the record: one judgement of each person, query and thing, the latest."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from archive.record.tables import judgements
from archive.storable import storable

What = Literal["search", "precedents"]
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that hits are judged for."""

    what: What
    query: str
    """What was typed, or the text likes were asked of; empty where a case was."""
    case_no: str = ""
    """The case likes were asked of."""

    @property
    def key(self) -> str:
        """The same for the same query, and short enough to be an id."""
        told = "\x00".join((self.what, self.case_no, " ".join(self.query.split())))
        return f"{self.what[0]}{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement."""

    asked: Asked
    target: str
    """Number of the case, id of the document or name of the article, as hits have it."""
    relevant: int
    """0 is not relevant; the more the better."""
    person: str
    judged_at: dt.datetime


class Judgements:
    """Judgements as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, asked: Asked, target: str, relevant: int, person: str, now: dt.datetime) -> None:
        """Keep a judgement, in place of what this person judged before."""
        self.take_back(asked, target, person)
        self._connection.execute(
            insert(judgements).values(
                person=storable(person),
                what=asked.what,
                query_key=asked.key,
                query=storable(asked.query),
                case_no=storable(asked.case_no),
                target=storable(target),
                relevant=relevant,
                judged_at=now,
            )
        )

    def take_back(self, asked: Asked, target: str, person: str) -> bool:
        """Forget a judgement; False if there was none."""
        gone = self._connection.execute(
            delete(judgements).where(
                judgements.c.person == storable(person),
                judgements.c.query_key == asked.key,
                judgements.c.target == storable(target),
            )
        )
        return gone.rowcount > 0

    def of(self, asked: Asked, person: str) -> dict[str, int]:
        """What a person judged for one query, by what was judged."""
        query = select(judgements.c.target, judgements.c.relevant).where(
            judgements.c.person == storable(person), judgements.c.query_key == asked.key
        )
        return {row.target: row.relevant for row in self._connection.execute(query)}

    def all(self) -> Iterator[Judgement]:
        """Every judgement in the order given, some in memory at a time."""
        last = 0
        while rows := self._connection.execute(
            select(judgements).where(judgements.c.id > last).order_by(judgements.c.id).limit(_AT_ONCE)
        ).all():
            for row in rows:
                asked = Asked(row.what, row.query, row.case_no)
                yield Judgement(asked, row.target, row.relevant, row.person, row.judged_at)
            last = rows[-1].id
