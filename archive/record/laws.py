"""The legal shelf in the record: statutes by article, and published cases whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from archive.record.chunks import chunks
from archive.record.tables import articles, laws
from archive.record.text import storable


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a statute, or one published case."""

    key: str
    """民法典第五十四条, or the title of a published case; unique on the shelf."""
    heading: str
    """第五十四条, or the case's title."""
    text: str
    law: str = ""
    """The statute's full title."""
    name: str = ""
    """The statute's usual short name."""
    kind: str = "statute"
    """``statute`` or ``published_case``."""
    day: dt.date | None = None
    """When the statute was passed or last amended, as far as its text says."""


@dataclass(frozen=True, slots=True)
class Law:
    """One statute or published case as imported."""

    title: str
    name: str
    kind: str
    day: dt.date | None
    sha256: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A law on the shelf, without its articles."""

    title: str
    name: str
    kind: str
    day: dt.date | None
    sha256: str


def law_key(key: str) -> str:
    """An article's key in the outbox and the index."""
    return f"law:{key}"


_columns = (articles.c.key, articles.c.heading, articles.c.text, laws.c.title, laws.c.name, laws.c.kind, laws.c.day)
_joined = articles.join(laws, articles.c.law_id == laws.c.id)


class Laws:
    """The shelf as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def shelf(self) -> list[Shelved]:
        """Every law on the shelf, in the order it came."""
        rows = self._connection.execute(
            select(laws.c.title, laws.c.name, laws.c.kind, laws.c.day, laws.c.sha256).order_by(laws.c.id)
        )
        return [Shelved(*row) for row in rows]

    def remove(self, title: str) -> list[str]:
        """Take a law off the shelf; returns the keys of its articles, none if it was not there."""
        law_id = self._connection.execute(select(laws.c.id).where(laws.c.title == title)).scalar_one_or_none()
        return [] if law_id is None else self._remove(law_id)

    def _remove(self, law_id: int) -> list[str]:
        keys = list(self._connection.execute(select(articles.c.key).where(articles.c.law_id == law_id)).scalars())
        self._connection.execute(delete(articles).where(articles.c.law_id == law_id))
        self._connection.execute(delete(laws).where(laws.c.id == law_id))
        return keys

    def held_by_others(self, law: Law) -> list[str]:
        """Those of the law's keys that an article of another law holds; ``replace`` passes them over."""
        keys = [storable(article.key) for article in law.articles]
        found: list[str] = []
        for some in chunks(keys):
            query = select(articles.c.key).select_from(_joined)
            query = query.where(articles.c.key.in_(some), laws.c.title != storable(law.title))
            found.extend(self._connection.execute(query).scalars())
        return found

    def replace(self, law: Law, now: dt.datetime) -> list[str]:
        """Put a law on the shelf in place of one of the same title.

        Returns the keys of all articles that came, changed or went; empty if the very same text was there already.
        """
        row = self._connection.execute(select(laws).where(laws.c.title == storable(law.title))).one_or_none()
        touched: set[str] = set()
        if row is not None:
            if row.sha256 == law.sha256:
                return []
            touched.update(self._remove(row.id))
        taken = set(self.held_by_others(law))
        result = self._connection.execute(
            insert(laws).values(
                title=storable(law.title),
                name=storable(law.name),
                kind=law.kind,
                day=law.day,
                sha256=law.sha256,
                imported_at=now,
            )
        )
        key = result.inserted_primary_key
        assert key is not None
        rows = [
            {
                "law_id": key[0],
                "seq": seq,
                "key": storable(article.key),
                "heading": storable(article.heading),
                "text": storable(article.text),
            }
            for seq, article in enumerate(law.articles)
            if storable(article.key) not in taken
        ]
        if rows:
            self._connection.execute(insert(articles), rows)
        touched.update(row["key"] for row in rows)
        return sorted(touched)

    def many(self, keys: Sequence[str]) -> dict[str, Article]:
        """Those articles that are on the shelf, by key."""
        found: dict[str, Article] = {}
        for some in chunks(map(storable, keys)):
            rows = self._connection.execute(select(*_columns).select_from(_joined).where(articles.c.key.in_(some)))
            found.update((row.key, _article(row)) for row in rows)
        return found

    def all(self, *, chunk: int = 1000) -> Iterator[Article]:
        """Every article, a chunk in memory at a time."""
        last = 0
        while rows := self._connection.execute(
            select(articles.c.id, *_columns)
            .select_from(_joined)
            .where(articles.c.id > last)
            .order_by(articles.c.id)
            .limit(chunk)
        ).all():
            yield from (_article(row) for row in rows)
            last = rows[-1].id


def _article(row: Row[*tuple[Any, ...]]) -> Article:
    return Article(row.key, row.heading, row.text, row.title, row.name, row.kind, row.day)
