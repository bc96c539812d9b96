"""Statutes and published cases onto the shelf."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from itertools import chain
from pathlib import Path, PurePath

from archive.batches import batches
from archive.errors import InvalidInput, JuanzongError
from archive.laws.parse import Head, NotALaw, parse_head, parse_law
from archive.laws.sources import Source, sources, text_of
from archive.record.laws import Law, law_key
from archive.record.record import Record, Transaction

_LAWS_AT_ONCE = 100

_Identity = tuple[str, str, str]
"""Kind, short name, and the book of a statute kept in several files."""
_Day = tuple[_Identity, dt.date | None]
"""A law and the day of one of its versions."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known of a law's force beside its text."""

    start: dt.date | None = None
    ended: dt.date | None = None
    ended_by: str = ""


@dataclass(slots=True)
class LawImport:
    """What an import found and did."""

    laws: int = 0
    """Statutes and published cases of the files that are on the shelf now, each once."""
    articles: int = 0
    """Articles of those of their versions that count now; a published case is one."""
    older: int = 0
    """Earlier versions of laws, kept beside the one that counts."""
    changed: int = 0
    """Versions, or books of one, that came or changed; 0 when all of it was there already."""
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    """(file, message, advice)."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """(file, text): earlier versions, doubles passed over, articles another law holds already."""


def import_laws(record: Record, paths: Iterable[Path], stated: Stated | None = None) -> LawImport:
    """Put what Markdown files, folders and archives hold on the shelf.

    Texts of one law with different days are its versions: the newest counts, the others are kept with the time they
    were in force. The very same text again changes nothing. Pages that are no laws (an index of a collection) are passed over.

    Args:
        record: holds the shelf.
        paths: what to read.
        stated: the law's force, where its text does not tell it; then the files must hold one version of one law.

    Raises:
        InvalidInput: ``one_law``, if something is stated of several laws at once.
    """
    given = list(paths)
    result = LawImport()
    newest, older = _versions(given, result)
    if stated is not None and len(newest | older) != 1:
        raise InvalidInput(
            f"给出施行、废止日期时，一次只能导入一部法规的一个文本，现在有 {len(newest | older)} 个。",
            "请只给出那一个文件。",
            code="one_law",
        )
    names: set[tuple[str, str]] = set()
    for some in batches(chain(_chosen(given, newest, result), _chosen(given, older, result)), _LAWS_AT_ONCE):
        with record.write() as transaction:
            for name, law in some:
                _put(transaction, name, _with(law, stated), result, anew=stated is not None)
                names.add((law.kind, law.name))
    result.laws = len(names)
    return result


@dataclass(frozen=True, slots=True)
class _Version:
    """One file's claim to be the law of its title on its day."""

    rank: tuple[dt.date, str]
    """Day in the file's name; hash, so that the choice is the same every time."""
    file: str


def _versions(paths: Sequence[Path], result: LawImport) -> tuple[set[str], set[str]]:
    """The files to put on the shelf, one for each day of each law: (of the newest versions, of earlier ones).

    Doubles are noted, unreadable ones reported.
    """
    best: dict[_Day, _Version] = {}
    for source in sources(paths):
        try:
            head = parse_head(_text(source), source.name)
        except NotALaw:
            continue
        except JuanzongError as error:
            result.failures.append((source.name, error.message, error.advice))
            continue
        which = _identity(head), head.day
        digest = hashlib.sha256(source.content or b"").hexdigest()
        version = _Version((head.named_day or head.day or dt.date.min, digest), source.name)
        other = best.get(which)
        if other is None:
            best[which] = version
            continue
        kept, passed = (version, other) if version.rank > other.rank else (other, version)
        best[which] = kept
        if passed.file != kept.file:
            result.notes.append((passed.file, f"同一法规同一日期的文本有两个，采用 {PurePath(kept.file).name}。"))
    newest: dict[_Identity, dt.date] = {}
    for identity, day in best:
        newest[identity] = max(newest.get(identity, dt.date.min), day or dt.date.min)
    older = {version.file for (identity, day), version in best.items() if (day or dt.date.min) < newest[identity]}
    return {version.file for version in best.values()} - older, older


def _identity(head: Head) -> _Identity:
    return head.kind, head.name, head.book


@cache
def _known() -> dict[tuple[str, dt.date], Stated]:
    """What the texts do not say, by short name and day."""
    rows = tomllib.loads(resources.files(__package__).joinpath("known.toml").read_text("utf-8"))["version"]
    return {(row["name"], row["day"]): Stated(row.get("start"), row.get("ended"), row.get("by", "")) for row in rows}


def _with(law: Law, stated: Stated | None) -> Law:
    if stated is None and law.day:
        stated = _known().get((law.name, law.day))
    if stated is None:
        return law
    start = stated.start or law.start
    known = stated.start is not None or law.stated
    return replace(law, start=start, stated=known, ended=stated.ended or law.ended, ended_by=stated.ended_by)


def _text(source: Source) -> str:
    if source.error is not None:
        raise source.error
    return text_of(source.content or b"")


def _chosen(paths: Sequence[Path], chosen: set[str], result: LawImport) -> Iterator[tuple[str, Law]]:
    left = set(chosen)
    for source in sources(paths) if left else ():
        if source.name not in left:
            continue
        left.discard(source.name)
        try:
            law = parse_law(_text(source), source.name)
        except JuanzongError as error:  # it was readable a moment ago
            result.failures.append((source.name, error.message, error.advice))
        else:
            yield source.name, law


def _put(transaction: Transaction, file: str, law: Law, result: LawImport, *, anew: bool) -> None:
    put = transaction.laws.put(law, transaction.now, anew=anew)
    if put.current:
        result.articles += len(law.articles)
    else:
        result.older += 1
        result.notes.append((file, "书架上有同一法规更新的文本，这一个作为旧文本收录。"))
    if put.changed:
        result.changed += 1
        transaction.outbox.put(law_key(key) for key in put.touched)
        transaction.log(
            "law.import",
            law.title,
            before=None if put.before is None else {"sha256": put.before},
            after={
                "file": PurePath(file).name, "sha256": law.sha256, "articles": len(law.articles),
                "day": _iso(law.day), "start": _iso(law.start), "ended": _iso(law.ended),
            },
        )  # fmt: skip
    if put.foreign:
        result.notes.append(
            (file, f"有 {len(put.foreign)} 条的编号已属于书架上的另一部法规，未重复收录，如“{put.foreign[0]}”。")
        )


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
