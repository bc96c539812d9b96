"""What likeness of cases is told by: the counted words of each, and figures over all of them.

What is kept apart (《信访工作条例》第三十条) has counted words, but no part in the figures: what others are told by would
change with it. All of it is computed from the cases and can be computed again; the bytes are those of ``indexer.likeness``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, literal, select, true

from archive.record.chunks import chunks
from archive.record.tables import cases, claims, likeness_model, likenesses
from archive.storable import storable

_AT_ONCE = 500
"""Rows of one query."""
_ONLY = 1
"""Id of the one row of figures."""
_FILED = (cases.c.id, cases.c.no, cases.c.category, cases.c.legal_basis)


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
        """Number and counted words of every case that is not kept apart, a chunk in memory at a time."""
        last = ""
        apart = select(cases.c.no).where(cases.c.restricted).where(cases.c.no == likenesses.c.no).exists()
        while rows := self._connection.execute(
            select(likenesses).where(likenesses.c.no > last, ~apart).order_by(likenesses.c.no).limit(_AT_ONCE)
        ).all():
            yield from ((row.no, row.terms) for row in rows)
            last = rows[-1].no

    def standing(self, numbers: Sequence[str]) -> dict[str, Standing]:
        """What these cases are filed under and rest on."""
        found: dict[str, Standing] = {}
        for some in chunks(map(storable, numbers)):
            rows = self._connection.execute(select(*_FILED).where(cases.c.no.in_(some))).all()
            found |= self._standing(rows)
        return found

    def standings(self) -> Iterator[Standing]:
        """The same of every case that is not kept apart, a chunk in memory at a time."""
        last = 0
        openly = select(*_FILED).where(cases.c.restricted.is_not(true())).order_by(cases.c.id).limit(_AT_ONCE)
        while rows := self._connection.execute(openly.where(cases.c.id > last)).all():
            yield from self._standing(rows).values()
            last = rows[-1].id

    def _standing(self, rows: Sequence[Row[Any, Any, Any, Any]]) -> dict[str, Standing]:
        in_claims: dict[int, list[str]] = {}
        of_these = select(claims.c.case_id, claims.c.basis).where(claims.c.case_id.in_([row.id for row in rows]))
        for case_id, basis in self._connection.execute(of_these.order_by(claims.c.case_id, claims.c.seq)):
            in_claims.setdefault(case_id, []).extend(basis)
        return {
            row.no: Standing(row.category, tuple(dict.fromkeys([*row.legal_basis, *in_claims.get(row.id, ())])))
            for row in rows
        }

    def size(self) -> int:
        """How many cases have counted words."""
        return int(self._connection.execute(select(func.count()).select_from(likenesses)).scalar_one())

    def uncounted(self) -> int:
        """How many cases that count have no counted words."""
        every = select(func.count()).select_from(cases)
        voided = every.where(cases.c.voided != literal("", literal_execute=True))  # as its index has it
        alive = int(self._connection.execute(every).scalar_one()) - int(self._connection.execute(voided).scalar_one())
        if alive == self.size():
            return 0  # as nearly always; to look at each of a province's cases takes long
        counted = select(likenesses.c.no).where(likenesses.c.no == cases.c.no).exists()
        return int(self._connection.execute(every.where(cases.c.voided == "", ~counted)).scalar_one())

    def model_of(self) -> tuple[str, int]:
        """With which words, and of how many cases, the figures were made; of none if there are none."""
        row = self._connection.execute(select(likeness_model.c.segmenter, likeness_model.c.cases)).first()
        return ("", 0) if row is None else (row.segmenter, row.cases)

    def model(self) -> bytes | None:
        """The figures over the cases that are not kept apart; None if there are none yet."""
        return self._connection.execute(select(likeness_model.c.content)).scalar_one_or_none()

    def set_model(self, content: bytes, segmenter: str, of_cases: int) -> None:
        """Replace the figures."""
        self._connection.execute(delete(likeness_model))
        self._connection.execute(
            insert(likeness_model).values(id=_ONLY, segmenter=segmenter, cases=of_cases, content=content)
        )
