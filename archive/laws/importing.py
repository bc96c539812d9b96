"""Statutes and published cases onto the shelf."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from archive.errors import JuanzongError
from archive.laws.parse import Head, NotALaw, parse_head, parse_law
from archive.laws.sources import Source, sources, text_of
from archive.record.laws import Law, Shelved, law_key
from archive.record.record import Record, Transaction

_LAWS_AT_ONCE = 100

_Identity = tuple[str, str, str]
"""Kind, short name, and the book of a statute kept in several files."""


@dataclass(slots=True)
class LawImport:
    """What an import found and did."""

    laws: int = 0
    """Statutes and published cases of the files that are on the shelf now, each once."""
    articles: int = 0
    """Their articles; a published case is one."""
    changed: int = 0
    """Laws, or books of a law, that came or changed; 0 when all of it was there already."""
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    """(file, message, advice)."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """(file, text): older versions passed over, articles another law holds already."""


def import_laws(record: Record, paths: Iterable[Path]) -> LawImport:
    """Put what Markdown files, folders and archives hold on the shelf.

    Of several versions of a law the newest by date counts, among the files and against the shelf; the very same text
    again changes nothing. Pages that are no laws (an index of a collection) are passed over.
    """
    given = list(paths)
    result = LawImport()
    chosen = _newest(given, result)
    with record.read() as transaction:
        shelf = {_identity(row.kind, row.name, row.title): row for row in transaction.laws.shelf()}
    names: set[tuple[str, str]] = set()
    for some in _batches(_chosen(given, chosen, result)):
        with record.write() as transaction:
            for name, law in some:
                if _put(transaction, name, law, shelf, result):
                    names.add((law.kind, law.name))
                    result.articles += len(law.articles)
    result.laws = len(names)
    return result


@dataclass(frozen=True, slots=True)
class _Version:
    """One file's claim to be the law of its title."""

    rank: tuple[dt.date, dt.date, str]
    """Day passed or amended; day in the file's name; hash, so that the choice is the same every time."""
    file: str


def _newest(paths: Sequence[Path], result: LawImport) -> set[str]:
    """The files to put on the shelf: of each law the newest. The others are noted, unreadable ones reported."""
    best: dict[_Identity, _Version] = {}
    for source in sources(paths):
        try:
            head = parse_head(_text(source), source.name)
        except NotALaw:
            continue
        except JuanzongError as error:
            result.failures.append((source.name, error.message, error.advice))
            continue
        identity = _identity(head.kind, head.name, head.title)
        version = _Version(_rank(head, source.content or b""), source.name)
        other = best.get(identity)
        if other is None:
            best[identity] = version
            continue
        newer, older = (version, other) if version.rank > other.rank else (other, version)
        best[identity] = newer
        if older.file != newer.file:
            result.notes.append((older.file, f"同一法规有更新的文本，采用 {PurePath(newer.file).name}。"))
    return {version.file for version in best.values()}


def _rank(head: Head, content: bytes) -> tuple[dt.date, dt.date, str]:
    day = head.day or dt.date.min
    return day, head.named_day or day, hashlib.sha256(content).hexdigest()


def _identity(kind: str, name: str, title: str) -> _Identity:
    return kind, name, title.partition(" ")[2] if kind == "statute" else ""


def _text(source: Source) -> str:
    if source.error is not None:
        raise source.error
    return text_of(source.content or b"")


def _chosen(paths: Sequence[Path], chosen: set[str], result: LawImport) -> Iterator[tuple[str, Law]]:
    left = set(chosen)
    for source in sources(paths):
        if source.name not in left:
            continue
        left.discard(source.name)
        try:
            law = parse_law(_text(source), source.name)
        except JuanzongError as error:  # it was readable a moment ago
            result.failures.append((source.name, error.message, error.advice))
        else:
            yield source.name, law


def _batches(laws: Iterator[tuple[str, Law]]) -> Iterator[list[tuple[str, Law]]]:
    some: list[tuple[str, Law]] = []
    for item in laws:
        some.append(item)
        if len(some) == _LAWS_AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _put(transaction: Transaction, file: str, law: Law, shelf: dict[_Identity, Shelved], result: LawImport) -> bool:
    """Put one law on the shelf; False if a newer one stands there."""
    identity = _identity(law.kind, law.name, law.title)
    there = shelf.get(identity)
    if there is not None and (law.day or dt.date.min) < (there.day or dt.date.min):
        result.notes.append((file, f"书架上已有更新的文本（{there.day}），未采用。"))
        return False
    touched: list[str] = []
    if there is not None and there.title != law.title:
        touched += transaction.laws.remove(there.title)
    foreign = transaction.laws.held_by_others(law)
    touched += transaction.laws.replace(law, transaction.now)
    if touched:
        shelf[identity] = Shelved(law.title, law.name, law.kind, law.day, law.sha256)
        result.changed += 1
        transaction.outbox.put(law_key(key) for key in sorted(set(touched)))
        transaction.log(
            "law.import",
            law.title,
            before=None if there is None else {"sha256": there.sha256},
            after={"file": PurePath(file).name, "sha256": law.sha256, "articles": len(law.articles)},
        )
    if foreign:
        result.notes.append(
            (file, f"有 {len(foreign)} 条的编号已属于书架上的另一部法规，未重复收录，如“{foreign[0]}”。")
        )
    return True
