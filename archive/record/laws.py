"""The legal shelf in the record: statutes by article in every version, and published cases whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, select, update

from archive.record.chunks import chunks
from archive.record.tables import articles, laws, repeals
from archive.storable import storable


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a statute, or one published case."""

    key: str
    """民法典第五十四条, or the title of a published case; unique among what counts now."""
    heading: str
    """第五十四条, or the case's title."""
    text: str
    """A line for each 款, 项 and 目, as printed."""
    law: str = ""
    """The statute's full title."""
    name: str = ""
    """The statute's usual short name."""
    kind: str = "statute"
    """``statute`` or ``published_case``."""
    day: dt.date | None = None
    """When the statute was passed or last amended, as far as its text says."""


@dataclass(frozen=True, slots=True)
class Repeal:
    """What a statute says is no longer law."""

    name: str
    """Short name of the statute repealed."""
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Law:
    """One version of a statute, or a published case, as imported."""

    title: str
    name: str
    kind: str
    day: dt.date | None
    sha256: str
    articles: tuple[Article, ...]
    book: str = ""
    """总则, where a statute is kept in several files."""
    first: dt.date | None = None
    """When the statute was first passed."""
    start: dt.date | None = None
    """From when this version is in force."""
    stated: bool = False
    """Whether the text says so; otherwise ``start`` is the day it was passed or amended."""
    ended: dt.date | None = None
    """From when it is no longer in force, as far as its own lines or the import say."""
    ended_by: str = ""
    """By what."""
    repeals: tuple[Repeal, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a law on the shelf, without its articles."""

    id: int
    title: str
    name: str
    book: str
    kind: str
    day: dt.date | None
    first: dt.date | None
    start: dt.date | None
    stated: bool
    ended: dt.date | None
    ended_by: str
    current: bool
    """The newest, which is indexed."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Put:
    """What came of putting a version on the shelf."""

    changed: bool
    touched: tuple[str, ...]
    """Keys of the articles that count now and came, changed or went."""
    current: bool
    foreign: tuple[str, ...]
    """Keys an article of another law holds already; passed over."""
    before: str | None
    """SHA-256 of what it replaced."""


def law_key(key: str) -> str:
    """An article's key in the outbox and the index."""
    return f"law:{key}"


_VERSION = (
    laws.c.id, laws.c.title, laws.c.name, laws.c.book, laws.c.kind, laws.c.day, laws.c.first, laws.c.start,
    laws.c.stated, laws.c.ended, laws.c.ended_by, laws.c.current, laws.c.sha256,
)  # fmt: skip
_ARTICLE = (articles.c.key, articles.c.heading, articles.c.text, laws.c.title, laws.c.name, laws.c.kind, laws.c.day)
_joined = articles.join(laws, articles.c.law_id == laws.c.id)


class Laws:
    """The shelf as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Versions

    def shelf(self) -> list[Version]:
        """Every version of every law on the shelf, by name, oldest first."""
        query = select(*_VERSION).order_by(laws.c.kind.desc(), laws.c.name, laws.c.book, laws.c.day, laws.c.id)
        return self._versions(query)

    def has_statutes(self) -> bool:
        """Whether there is any."""
        return self._connection.execute(select(laws.c.id).where(laws.c.kind == "statute").limit(1)).first() is not None

    def versions(self, names: Iterable[str]) -> list[Version]:
        """Every version of the laws with these short names, oldest first."""
        wanted = sorted({storable(name) for name in names})
        query = select(*_VERSION).where(laws.c.name.in_(wanted)).order_by(laws.c.book, laws.c.day, laws.c.id)
        return self._versions(query)

    def named_like(self, part: str, *, limit: int) -> list[str]:
        """Short names that contain ``part``, shortest first."""
        query = select(laws.c.name).where(laws.c.name.contains(storable(part), autoescape=True)).distinct()
        return sorted(self._connection.execute(query).scalars(), key=lambda name: (len(name), name))[:limit]

    def sizes(self) -> dict[int, int]:
        """Count of articles by version."""
        query = select(articles.c.law_id, func.count().label("size")).group_by(articles.c.law_id)
        return {row.law_id: row.size for row in self._connection.execute(query)}

    def repealed_by(self, names: Iterable[str]) -> list[tuple[str, Repeal]]:
        """(title of the law that repeals, what it repeals) for the laws with these short names."""
        wanted = sorted({storable(name) for name in names})
        query = select(laws.c.title, laws.c.name, repeals.c.name, repeals.c.day).join(
            laws, repeals.c.law_id == laws.c.id
        )
        rows = self._connection.execute(query.where(repeals.c.name.in_(wanted)).order_by(repeals.c.day, laws.c.id))
        return [(title, Repeal(name, day)) for title, own, name, day in rows if own != name]

    def put(self, law: Law, now: dt.datetime, *, anew: bool = False) -> Put:
        """Put a version of a law on the shelf, in place of one of the same day.

        The newest version is the one that counts: it is indexed, and its articles are found by key. What an earlier
        import stated of the very same text stays, unless ``anew``.
        """
        same = and_(*_same_law(law), laws.c.day == law.day if law.day else laws.c.day.is_(None))
        there = self._versions(select(*_VERSION).where(same))
        if there and not anew and there[0].sha256 == law.sha256:
            law = _with_what_was_stated(law, there[0])
        if (
            there
            and _as_imported(there[0]) == _as_imported(law)
            and self._repeals(there[0].id) == {Repeal(storable(one.name), one.day) for one in law.repeals}
        ):
            return Put(False, (), there[0].current, (), None)
        before = self._counting(law)
        foreign = tuple(self._held_by_others(law))
        for version in there:
            self._remove(version.id)
        self._insert(law, set(foreign), now)
        current = self._choose(law)
        after = self._counting(law)
        touched = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
        return Put(True, tuple(touched), current, foreign, there[0].sha256 if there else None)

    def _insert(self, law: Law, foreign: set[str], now: dt.datetime) -> None:
        values = {
            "title": storable(law.title), "name": storable(law.name), "book": storable(law.book), "kind": law.kind,
            "day": law.day, "first": law.first, "start": law.start, "stated": law.stated, "ended": law.ended,
            "ended_by": storable(law.ended_by), "current": False, "sha256": law.sha256, "imported_at": now,
        }  # fmt: skip
        key = self._connection.execute(insert(laws).values(values)).inserted_primary_key
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
            if storable(article.key) not in foreign
        ]
        if rows:
            self._connection.execute(insert(articles), rows)
        gone = [{"law_id": key[0], "name": storable(one.name), "day": one.day} for one in law.repeals]
        if gone:
            self._connection.execute(insert(repeals), gone)

    def _choose(self, law: Law) -> bool:
        """Let the newest version count; whether it is the one of that day."""
        versions = self._versions(select(*_VERSION).where(*_same_law(law)))
        newest = max(versions, key=lambda version: (version.day or dt.date.min, version.id))
        self._connection.execute(update(laws).where(*_same_law(law)).values(current=laws.c.id == newest.id))
        return newest.day == law.day

    def _counting(self, law: Law) -> dict[str, tuple[str, str, dt.date | None]]:
        """What an index entry is made of, by key, of the version that counts."""
        query = select(*_ARTICLE).select_from(_joined).where(*_same_law(law), laws.c.current)
        return {row.key: (row.text, row.name, row.day) for row in self._connection.execute(query)}

    def _held_by_others(self, law: Law) -> list[str]:
        found: list[str] = []
        for some in chunks([storable(article.key) for article in law.articles]):
            query = select(articles.c.key).select_from(_joined).where(articles.c.key.in_(some), laws.c.current)
            found.extend(self._connection.execute(query.where(~and_(*_same_law(law)))).scalars())
        return found

    def _remove(self, law_id: int) -> None:
        for table in (articles, repeals):
            self._connection.execute(delete(table).where(table.c.law_id == law_id))
        self._connection.execute(delete(laws).where(laws.c.id == law_id))

    def _repeals(self, law_id: int) -> set[Repeal]:
        query = select(repeals.c.name, repeals.c.day).where(repeals.c.law_id == law_id)
        return {Repeal(name, day) for name, day in self._connection.execute(query)}

    def _versions(self, query: Select[Any]) -> list[Version]:
        return [Version(*row) for row in self._connection.execute(query)]

    # Articles

    def many(self, keys: Sequence[str]) -> dict[str, Article]:
        """Those articles that count now, by key."""
        found: dict[str, Article] = {}
        for some in chunks(map(storable, keys)):
            query = select(*_ARTICLE).select_from(_joined).where(articles.c.key.in_(some), laws.c.current)
            found.update((row.key, Article(*row)) for row in self._connection.execute(query))
        return found

    def keys(self, kind: str) -> list[str]:
        """Keys of the articles of a kind of law that count now."""
        query = select(articles.c.key).select_from(_joined).where(laws.c.kind == kind, laws.c.current)
        return list(self._connection.execute(query).scalars())

    def of_version(self, version_id: int) -> list[Article]:
        """The articles of a version, in order."""
        query = select(*_ARTICLE).select_from(_joined).where(articles.c.law_id == version_id).order_by(articles.c.seq)
        return [Article(*row) for row in self._connection.execute(query)]

    def all(self, *, chunk: int = 1000) -> Iterator[Article]:
        """Every article that counts now, a chunk in memory at a time."""
        last = 0
        while rows := self._connection.execute(
            select(articles.c.id, *_ARTICLE)
            .select_from(_joined)
            .where(articles.c.id > last, laws.c.current)
            .order_by(articles.c.id)
            .limit(chunk)
        ).all():
            yield from (Article(*row[1:]) for row in rows)
            last = rows[-1].id


def _same_law(law: Law) -> tuple[ColumnElement[bool], ...]:
    return laws.c.kind == law.kind, laws.c.name == storable(law.name), laws.c.book == storable(law.book)


def _with_what_was_stated(law: Law, there: Version) -> Law:
    if there.stated and not law.stated:
        law = replace(law, start=there.start, stated=True)
    if there.ended and law.ended is None:
        law = replace(law, ended=there.ended, ended_by=there.ended_by)
    return law


def _as_imported(law: Law | Version) -> tuple[object, ...]:
    return storable(law.title), law.day, law.first, law.start, law.stated, law.ended, storable(law.ended_by), law.sha256
