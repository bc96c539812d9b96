"""Who cites what: a projection of what cases state and documents say, which can be computed again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select

from archive.record.chunks import chunks
from archive.record.tables import citations
from archive.storable import storable


class Cites(StrEnum):
    """What is cited."""

    ARTICLE = "article"
    NUMBER = "number"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Edge:
    """One citation."""

    source: str
    """Key of what cites: ``case:XF…`` or ``document:12``."""
    page: int | None
    """From 1; None for what a case states."""
    line: int | None
    kind: Cites
    target: str
    """民法典第五十四条, 松信访复字〔2022〕12号, or the number of a case."""
    place: str
    """第二款第一项 of that article; empty for the whole."""
    words: str
    """As it stands there."""


class Citations:
    """The citations as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, sources: Sequence[str], edges: Iterable[Edge]) -> None:
        """Keep what these sources cite, in place of what was kept of them."""
        self.forget(sources)
        rows = [
            {
                "source": storable(edge.source), "page": edge.page, "line": edge.line, "kind": edge.kind.value,
                "target": storable(edge.target), "place": edge.place, "words": storable(edge.words),
            }
            for edge in edges
        ]  # fmt: skip
        if rows:
            self._connection.execute(insert(citations), rows)

    def forget(self, sources: Sequence[str]) -> None:
        """Take them away."""
        for some in chunks(map(storable, sources)):
            self._connection.execute(delete(citations).where(citations.c.source.in_(some)))

    def clear(self) -> None:
        """Take all away, before they are computed anew."""
        self._connection.execute(delete(citations))

    def made_by(self, sources: Sequence[str]) -> list[Edge]:
        """What these sources cite, in the order it stands there."""
        found: list[Edge] = []
        for some in chunks(map(storable, sources)):
            query = select(citations).where(citations.c.source.in_(some)).order_by(citations.c.source, citations.c.id)
            found += [_edge(row) for row in self._connection.execute(query)]
        return found

    def made_of(self, targets: Sequence[str], law: str = "") -> list[Edge]:
        """Who cites these articles, numbers or cases; ``law`` takes every article of that law."""
        found: list[Edge] = []
        for some in chunks(map(storable, targets)) if targets else ():
            query = select(citations).where(citations.c.target.in_(some)).order_by(citations.c.source, citations.c.id)
            found += [_edge(row) for row in self._connection.execute(query)]
        if law:
            whole = or_(
                citations.c.target == storable(law),
                citations.c.target.startswith(storable(f"{law}第"), autoescape=True),
            )
            query = select(citations).where(citations.c.kind == Cites.ARTICLE.value, whole)
            found += [
                _edge(row) for row in self._connection.execute(query.order_by(citations.c.source, citations.c.id))
            ]
        return found


def _edge(row: Row[Any]) -> Edge:
    return Edge(row.source, row.page, row.line, Cites(row.kind), row.target, row.place, row.words)
