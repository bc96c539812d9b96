"""What likeness of cases is told by: the counted words of each, and figures over all of them.

All of it is computed from the cases and can be computed again; the bytes are those of ``indexer.likeness``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from archive.record.chunks import chunks
from archive.record.tables import cases, claims, likeness_model, likenesses
from archive.record.text import storable

_AT_ONCE = 500
"""Rows of one query."""
_ONLY = 1
"""Id of the one row of figures."""
_STREAMED = {"yield_per": 1000}
"""Rows of a whole archive, some at a time."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case is filed under and rests on."""

    category: str
    cited: tuple[str, ...]
    """Citations of the case and of its claims, as they were typed."""


class Likeness:
    """Counted words and figures as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, counted: Mapping[str, bytes]) -> None:
        """Keep the counted words of cases by number, in place of what stood there."""
        self.forget(list(counted))
        rows = [{"no": storable(no), "terms": terms} for no, terms in counted.items()]
        if rows:
            self._connection.execute(insert(likenesses), rows)

    def forget(self, numbers: Sequence[str]) -> None:
        """Take them away."""
        for some in chunks(map(storable, numbers)):
            self._connection.execute(delete(likenesses).where(likenesses.c.no.in_(some)))

    def of(self, numbers: Sequence[str]) -> dict[str, bytes]:
        """The counted words of those of the cases that have some."""
        found: dict[str, bytes] = {}
        for some in chunks(map(storable, numbers)):
            rows = self._connection.execute(select(likenesses).where(likenesses.c.no.in_(some)))
            found.update((row.no, row.terms) for row in rows)
        return found

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Number and counted words of every case, a chunk in memory at a time."""
        last = ""
        while rows := self._connection.execute(
            select(likenesses).where(likenesses.c.no > last).order_by(likenesses.c.no).limit(_AT_ONCE)
        ).all():
            yield from ((row.no, row.terms) for row in rows)
            last = rows[-1].no

    def standing(self, numbers: Sequence[str] | None = None) -> dict[str, Standing]:
        """What these cases, or all, are filed under and rest on."""
        if numbers is not None:
            return {no: one for some in chunks(map(storable, numbers)) for no, one in self._standing(some).items()}
        return self._standing(None)

    def _standing(self, some: Sequence[str] | None) -> dict[str, Standing]:
        query = select(cases.c.no, cases.c.category, cases.c.legal_basis)
        of_claims = select(cases.c.no, claims.c.basis).join_from(claims, cases, claims.c.case_id == cases.c.id)
        if some is not None:
            query, of_claims = query.where(cases.c.no.in_(some)), of_claims.where(cases.c.no.in_(some))
        in_claims: dict[str, list[str]] = {}
        for no, basis in self._connection.execute(of_claims, execution_options=_STREAMED):
            if basis:
                in_claims.setdefault(no, []).extend(basis)
        shared: dict[Standing, Standing] = {}  # most cases rest on what others do, and a province has millions
        found: dict[str, Standing] = {}
        for row in self._connection.execute(query, execution_options=_STREAMED):
            cited = dict.fromkeys([*row.legal_basis, *in_claims.get(row.no, ())])
            one = Standing(row.category, tuple(cited))
            found[row.no] = shared.setdefault(one, one)
        return found

    def size(self) -> int:
        """How many cases have counted words."""
        return int(self._connection.execute(select(func.count()).select_from(likenesses)).scalar_one())

    def uncounted(self) -> int:
        """How many cases that count have no counted words."""
        counted = select(likenesses.c.no).where(likenesses.c.no == cases.c.no).exists()
        query = select(func.count()).select_from(cases).where(cases.c.voided == "", ~counted)
        return int(self._connection.execute(query).scalar_one())

    def model_of(self) -> tuple[str, int]:
        """With which words, and of how many cases, the figures were made; of none if there are none."""
        row = self._connection.execute(select(likeness_model.c.segmenter, likeness_model.c.cases)).first()
        return ("", 0) if row is None else (row.segmenter, row.cases)

    def model(self) -> bytes | None:
        """The figures over all cases; None if there are none yet."""
        return self._connection.execute(select(likeness_model.c.content)).scalar_one_or_none()

    def set_model(self, content: bytes, segmenter: str, of_cases: int) -> None:
        """Replace the figures."""
        self._connection.execute(delete(likeness_model))
        self._connection.execute(
            insert(likeness_model).values(id=_ONLY, segmenter=segmenter, cases=of_cases, content=content)
        )
