"""Papers that may be one and the same: what was found of them, which can be computed again, and what people said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Row, Select, and_, delete, func, insert, or_, select

from archive.record.chunks import chunks
from archive.record.document import State
from archive.record.tables import alike_bands, alike_pairs, alike_papers, alike_verdicts, documents
from archive.storable import storable

_READ = (State.INDEXED.value, State.REVIEW.value)


class Relation(StrEnum):
    """What two like papers may be to each other."""

    RESCAN = "rescan"
    COPY = "copy"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents with much text in common."""

    one: int
    """Id of the earlier document."""
    other: int
    likeness: float
    """Part of the longer text that is in the other, 0 to 1."""
    contained: float
    """Part of the shorter text that is in the other, 0 to 1."""
    relation: Relation


@dataclass(frozen=True, slots=True)
class LikeVerdict:
    """What somebody said of two documents."""

    one: int
    other: int
    same: bool
    person: str
    at: dt.datetime
    note: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of one document, so that later ones find it."""

    document_id: int
    bands: Sequence[int]
    passed_over: int
    """Its bands that too many documents share already, and documents found but not compared."""


class AlikePapers:
    """Like papers as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sharing(self, bands: Iterable[int]) -> dict[int, list[int]]:
        """The documents that have each of these bands, by band."""
        found: dict[int, list[int]] = {}
        for some in chunks(bands):
            query = select(alike_bands).where(alike_bands.c.band.in_(some)).order_by(alike_bands.c.document_id)
            for row in self._connection.execute(query):
                found.setdefault(row.band, []).append(row.document_id)
        return found

    def put(self, sketches: Sequence[Sketch], pairs: Sequence[Pair]) -> None:
        """Keep what was found of these documents, in place of what was kept of them."""
        self.forget([sketch.document_id for sketch in sketches])
        rows = [{"band": band, "document_id": one.document_id} for one in sketches for band in one.bands]
        if rows:
            self._connection.execute(insert(alike_bands), rows)
        if sketches:
            self._connection.execute(
                insert(alike_papers),
                [{"document_id": one.document_id, "passed_over": one.passed_over} for one in sketches],
            )
        if pairs:
            self._connection.execute(
                insert(alike_pairs),
                [
                    {
                        "one": p.one, "other": p.other, "likeness": p.likeness, "contained": p.contained,
                        "relation": p.relation.value,
                    }
                    for p in pairs
                ],
            )  # fmt: skip

    def forget(self, ids: Sequence[int]) -> None:
        """Take away what was found of these documents; what people said of them stays."""
        for some in chunks(ids):
            for table, column in (
                (alike_bands, alike_bands.c.document_id),
                (alike_papers, alike_papers.c.document_id),
                (alike_pairs, alike_pairs.c.one),
                (alike_pairs, alike_pairs.c.other),
            ):
                self._connection.execute(delete(table).where(column.in_(some)))

    def unseen(self, limit: int) -> list[int]:
        """The first documents that have been read and not been looked at since."""
        looked = select(alike_papers.c.document_id).where(alike_papers.c.document_id == documents.c.id)
        query = select(documents.c.id).where(documents.c.state.in_(_READ), ~looked.exists())
        return list(self._connection.execute(query.order_by(documents.c.id).limit(limit)).scalars())

    def waiting(self) -> int:
        """How many documents have been read and not been looked at since."""
        looked = select(alike_papers.c.document_id).where(alike_papers.c.document_id == documents.c.id)
        query = select(func.count()).select_from(documents).where(documents.c.state.in_(_READ), ~looked.exists())
        return int(self._connection.execute(query).scalar_one())

    def pairs(self, document_id: int | None = None) -> Iterator[Pair]:
        """The pairs found, of one document or of all, the likest first."""
        query = select(alike_pairs).order_by(
            alike_pairs.c.contained.desc(), alike_pairs.c.likeness.desc(), alike_pairs.c.one, alike_pairs.c.other
        )
        if document_id is not None:
            query = query.where(or_(alike_pairs.c.one == document_id, alike_pairs.c.other == document_id))
        for row in self._connection.execute(query):
            yield Pair(row.one, row.other, row.likeness, row.contained, Relation(row.relation))

    def passed_over(self) -> list[int]:
        """Documents so like many others that not every other was compared."""
        query = select(alike_papers.c.document_id).where(alike_papers.c.passed_over > 0)
        return list(self._connection.execute(query.order_by(alike_papers.c.document_id)).scalars())

    def judge(
        self, one: int, other: int, *, same: bool, person: str, now: dt.datetime, note: str
    ) -> LikeVerdict | None:
        """Keep what somebody says of two documents, in place of what was said before, which is returned."""
        one, other = sorted((one, other))
        before = self.verdicts(one).get((one, other))
        where = and_(alike_verdicts.c.one == one, alike_verdicts.c.other == other)
        self._connection.execute(delete(alike_verdicts).where(where))
        self._connection.execute(
            insert(alike_verdicts).values(
                one=one, other=other, same=same, person=storable(person), at=now, note=storable(note)
            )
        )
        return before

    def verdicts(self, document_id: int | None = None) -> Mapping[tuple[int, int], LikeVerdict]:
        """What was said, of one document or of all, by the two ids, the smaller first."""
        query: Select[tuple[object, ...]] = select(alike_verdicts).order_by(
            alike_verdicts.c.one, alike_verdicts.c.other
        )
        if document_id is not None:
            query = query.where(or_(alike_verdicts.c.one == document_id, alike_verdicts.c.other == document_id))
        return {(row.one, row.other): _verdict(row) for row in self._connection.execute(query)}


def _verdict(row: Row[tuple[object, ...]]) -> LikeVerdict:
    return LikeVerdict(row.one, row.other, bool(row.same), row.person, row.at, row.note)
