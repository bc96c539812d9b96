"""The embedded adapter: tantivy, in a folder, without a server.

Layout of the folder::

    current            name of the generation in use, replaced atomically
    writer.lock        held by the one process that writes; names it
    g-000001/          one generation: tantivy's files and stamp.json
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import tantivy

from archive.errors import Conflict, IndexOutdated, IndexUnavailable
from indexer.embedded_query import NO_DAY, Asking
from indexer.index import (
    EVERYTHING,
    FACETS,
    KEYWORDS,
    MAPPING_VERSION,
    WORDS,
    And,
    Days,
    Entry,
    Everything,
    Hit,
    Hits,
    Keyword,
    Node,
    Not,
    Query,
    Stamp,
    Stored,
    group_of,
    number_of,
)
from indexer.small_file import SmallFile, state_of
from indexer.terms import NOT_WORDS, checked_key, is_listed, safe_keyword

_WRITER_MEMORY = 96 * 1024 * 1024
_MOST_WAITING = 128_000_000
"""Characters of terms handed to the writer before they are committed. tantivy lets 10,000 documents wait for its
threads, however long they are; a commit waits for them, so that memory does not grow with the archive. Half as many cost a third of the speed."""
_SEVERAL = 3
"""Counts within the same entries from which on it pays to look for these first."""
_FEW = 100
"""Entries that are named one by one."""
_AT_ONCE = 10_000
"""Hits in memory where all of them are asked for."""
_NUMBERED = {"party": "party_number", "unit": "unit_number"}
"""Facets of many values, counted by numbers that stand for them: tantivy takes 20 µs to tell the text of one value,
and tells all that were found before it knows which are the most frequent."""
_COUNTED = 65_000
"""Different values of a facet counted in each part of the index; no search counts persons among so many."""
_TOTAL = "\0total"
_MOST_VALUES = 100_000
"""Numbers of which the values are remembered."""
_Found = tuple[Any, tantivy.DocAddress]
"""Score or day, and where the entry lies."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("rank_terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("title_terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("atoms", tokenizer_name="whitespace", index_option="position")
    for name in KEYWORDS:
        named = name in _NUMBERED
        counted = name in FACETS and not named
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=counted, stored=named)
    for numbered in _NUMBERED.values():
        builder.add_integer_field(numbered, indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("amounts", fast=True)
    builder.add_integer_field("group", fast=True)
    builder.add_integer_field("version", stored=True)
    return builder.build()


@dataclass(frozen=True, slots=True)
class _Opened:
    """The generation in use."""

    name: str
    index: tantivy.Index
    meta: Path
    state: object
    """Of its files when they were last read."""


class EmbeddedIndex:
    """A search index in a folder; safe for many readers and one writer at a time."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._folder = folder
        self._current_name = SmallFile(folder / "current")
        self._stamp = SmallFile(folder)
        self._threads = threads
        self._schema = _schema()
        self._asking = Asking(self._schema)
        self._values: dict[int, str] = {}
        """Values that numbers stand for, as far as they were asked for; they never change."""
        self._open: _Opened | None = None

    def stamp(self) -> Stamp | None:
        """What the generation in use was built with."""
        name = self._current()
        if name is None:
            return None
        stamp = self._stamp
        if stamp.path.parent.name != name:
            stamp = self._stamp = SmallFile(self._folder / name / "stamp.json")
        try:
            values = json.loads(stamp.text())
            words, unsure = (tuple(map(str, values.get(name, ()))) for name in ("words", "unsure"))
            return Stamp(int(values["mapping"]), str(values["segmenter"]), words, unsure)
        except (OSError, ValueError, KeyError) as exc:
            raise IndexUnavailable(
                "检索索引已损坏，读不到它的标记。", "请运行 juanzong index rebuild 重建索引；原件和案卷不受影响。"
            ) from exc

    def search(self, query: Query) -> Hits:
        """Answer a query from the generation in use; an index not yet built is empty."""
        index = self._in_use()
        if index is None:
            return Hits(0, (), {name: {} for name in query.facets})
        searcher = index.searcher()
        if query.limit <= 0 and not query.grouped:
            total, counts = self._facets(searcher, query)
            return Hits(total, (), counts)
        counts = self._facets(searcher, query)[1] if query.facets else {}
        limit = max(query.limit, 1)
        together: list[int] = []
        if query.grouped:
            total, found, together = self._grouped(searcher, query, limit)
        else:
            total, found = self._found(searcher, query, query.offset, limit)
        if query.limit <= 0:
            return Hits(total, (), counts)
        hits = [_hit(searcher, query, one, together[at] if together else 1) for at, one in enumerate(found)]
        return Hits(total, tuple(hits), counts)

    def every(self, query: Query) -> Iterator[Hit]:
        """Every hit in order, of the generation as it stands now."""
        index = self._in_use()
        if index is None:
            return
        searcher = index.searcher()
        seen, total = 0, 1
        while seen < total:
            total, found = self._found(searcher, query, seen, _AT_ONCE)
            if not found:
                return
            for one in found:
                yield _hit(searcher, query, one)
            seen += len(found)

    def begin(self, name: str, prefix: str, match: Node, limit: int) -> list[tuple[str, int]]:
        """Values that begin so, counted within what matches."""
        index = self._in_use()
        if index is None or not prefix or (name == WORDS and prefix[0] in NOT_WORDS):
            return []
        asked = None if isinstance(match, Everything) else self._asking.node(match)
        field = "rank_terms" if name == WORDS else name
        found = index.searcher().terms_with_prefix(field, prefix, asked, None if name == WORDS else limit)
        return [(str(term), int(count)) for term, count in found if count and (name != WORDS or is_listed(term))][
            :limit
        ]

    def counts(self, nodes: Sequence[Node], match: Node) -> list[int]:
        """How many entries match each."""
        index = self._in_use()
        if index is None:
            return [0] * len(nodes)
        searcher = index.searcher()
        within = self._few(searcher, match) if len(nodes) > _SEVERAL and not isinstance(match, Everything) else match
        found = (searcher.search(self._asking.node(And((within, node))), limit=1) for node in nodes)
        return [_page(one)[0] for one in found]

    def _few(self, searcher: tantivy.Searcher, match: Node) -> Node:
        """The same by keys where only a few match: what they are is then not looked for again and again."""
        total, found = _page(searcher.search(self._asking.node(match), limit=_FEW))
        if total > _FEW:
            return match
        return Keyword("key", tuple(str(searcher.doc(address).get_first("key")) for _, address in found))

    def _found(self, searcher: tantivy.Searcher, query: Query, offset: int, limit: int) -> tuple[int, list[_Found]]:
        if query.sort == "relevance":
            return _page(searcher.search(self._asking.ranked(query), limit=limit, offset=offset))
        if query.sort == "newest":  # undated entries have the day zero, and so come last
            return self._by_day(searcher, query.confined, tantivy.Order.Desc, offset, limit)
        return self._oldest(searcher, query.confined, offset, limit)

    def _grouped(self, searcher: tantivy.Searcher, query: Query, limit: int) -> tuple[int, list[_Found], list[int]]:
        """Every group that matches is counted; of the page's groups the first hit, and how many match in each."""
        total, _ = _page(searcher.search(self._asking.node(query.confined), limit=1))
        _, found = self._found(searcher, query, 0, max(total, 1))
        groups = searcher.fast_field_values("group", [address for _, address in found])
        first: dict[float | None, int] = {}
        for at, group in enumerate(groups):
            first.setdefault(group, at)
        page = list(first.items())[query.offset : query.offset + limit]
        sizes = Counter(groups)
        return len(first), [found[at] for _, at in page], [sizes[group] for group, _ in page]

    def _oldest(self, searcher: tantivy.Searcher, match: Node, offset: int, limit: int) -> tuple[int, list[_Found]]:
        """The dated entries from the oldest on, then those without a day."""
        dated = Days(None, None)
        count, found = self._by_day(searcher, And((match, dated)), tantivy.Order.Asc, offset, limit)
        rest = limit - len(found)
        undated, last = self._by_day(
            searcher,
            And((match, Not(dated))),
            tantivy.Order.Asc,
            max(offset - count, 0),
            max(rest, 1),
        )
        return count + undated, [*found, *last[:rest]]

    def _by_day(
        self, searcher: tantivy.Searcher, match: Node, order: tantivy.Order, offset: int, limit: int
    ) -> tuple[int, list[_Found]]:
        asked = self._asking.node(match)
        return _page(searcher.search(asked, limit=limit, offset=offset, order_by_field="day", order=order))

    def write(self, entries: Iterable[Entry], deleted: Iterable[str] = ()) -> None:
        """Add, replace and remove in the generation in use, which must exist."""
        name = self._current()
        if name is None:
            raise IndexUnavailable("检索索引尚未建立。", "请运行 juanzong index rebuild。")
        self._check_mapping()
        with self._lock():
            self._fill(self._folder / name, entries, deleted)
        if self._open is not None:
            self._open.index.reload()

    def rebuild(self, entries: Iterable[Entry], stamp: Stamp) -> int:
        """Build the next generation aside and swap it in."""
        with self._lock():
            before = self._current()
            number = int(before[2:]) + 1 if before else 1
            name = f"g-{number:06d}"
            aside = self._folder / name
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir(parents=True)
            count = self._fill(aside, entries)
            _put_stamp(aside, stamp)
            _replace(self._folder / "current", name)
            self._open = None
            for old in self._folder.glob("g-*"):
                if old.name not in (name, before):
                    shutil.rmtree(old, ignore_errors=True)
        return count

    def restamp(self, stamp: Stamp) -> None:
        """Say what the generation in use is built with by now."""
        with self._lock():
            name = self._current()
            if name is None:
                raise IndexUnavailable("检索索引尚未建立。", "请运行 juanzong index rebuild。")
            _put_stamp(self._folder / name, stamp)

    def stored(self, match: Node = EVERYTHING) -> Iterator[Stored]:
        """Every entry of the generation in use that matches."""
        index = self._in_use()
        if index is None:
            return
        searcher = index.searcher()
        asked = self._asking.node(match)
        total = searcher.num_docs if match == EVERYTHING else _page(searcher.search(asked, limit=1))[0]
        if not total:
            return
        for _, address in searcher.search(asked, limit=total, count=False).hits:
            document = searcher.doc(address)
            yield Stored(str(document.get_first("key")), str(document.get_first("digest")))

    def close(self) -> None:
        """Let go of the opened generation."""
        self._open = None

    def _current(self) -> str | None:
        try:
            return self._current_name.text().strip()
        except FileNotFoundError:
            return None
        except OSError as exc:
            raise IndexUnavailable(f"读不了检索索引文件夹：{exc.strerror}。", "请检查文件夹的权限和磁盘。") from exc

    def _in_use(self) -> tantivy.Index | None:
        name = self._current()
        if name is None:
            return None
        known = self._open
        meta = known.meta if known is not None and known.name == name else self._folder / name / "meta.json"
        state = _state(meta)  # looked at before reading: what is written meanwhile is read next time
        if known is not None and known.name == name:
            if known.state is None or known.state != state:
                known.index.reload()
                self._open = replace(known, state=state)
            return known.index
        self._check_mapping()
        try:
            index = tantivy.Index(self._schema, path=str(self._folder / name))
        except ValueError as exc:
            raise IndexUnavailable(
                "检索索引已损坏，打不开。", "请运行 juanzong index rebuild 重建索引；原件和案卷不受影响。"
            ) from exc
        self._open = _Opened(name, index, meta, state)
        return index

    def _check_mapping(self) -> None:
        stamp = self.stamp()
        if stamp is not None and stamp.mapping != MAPPING_VERSION:
            raise IndexOutdated("检索索引是另一版本的程序建立的。", "请运行 juanzong index rebuild 重建索引。")

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "writer.lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as exc:
                file.seek(0)
                raise Conflict(
                    f"检索索引正由另一个程序写入（进程 {file.read().strip() or '未知'}）。",
                    "请等它结束，或先停掉它。",
                    code="index_locked",
                ) from exc
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield

    def _fill(self, folder: Path, entries: Iterable[Entry], deleted: Iterable[str] | None = None) -> int:
        """Add entries to a generation and commit; with ``deleted`` remove these and replace what stands there."""
        index = tantivy.Index(self._schema, path=str(folder))
        standing = None if deleted is None else _Versions(index.searcher(), self._schema)
        writer = index.writer(_WRITER_MEMORY, self._threads)
        count = waiting = 0
        try:
            for key in map(checked_key, deleted or ()):
                writer.delete_documents_by_term("key", key)
            for entry in entries:
                document = self._document(entry)
                if standing is not None:
                    if standing.has_newer(entry):
                        continue
                    writer.delete_documents_by_term("key", entry.key)
                writer.add_document(document)
                count += 1
                waiting += len(entry.rank_terms) + len(entry.title_terms) + len(entry.pairs) + len(entry.atoms)
                if waiting > _MOST_WAITING:
                    _commit(writer)
                    waiting = 0
            _commit(writer)
            writer.wait_merging_threads()
        finally:
            del writer  # its lock goes with it; a traceback that is kept must not keep it
        return count

    def _document(self, entry: Entry) -> tantivy.Document:
        document = tantivy.Document()
        document.add_text("key", checked_key(entry.key))
        document.add_text("digest", entry.digest)
        document.add_text("rank_terms", entry.rank_terms)
        document.add_text("title_terms", entry.title_terms)
        document.add_text("pairs", entry.pairs)
        document.add_text("atoms", entry.atoms)
        for fen in entry.amounts:
            document.add_integer("amounts", fen)
        for name, values in entry.keywords.items():
            for value in dict.fromkeys(map(safe_keyword, values)):
                document.add_text(name, value)
                if name in _NUMBERED:
                    document.add_integer(_NUMBERED[name], number_of(value))
        document.add_integer("day", entry.day or NO_DAY)
        document.add_integer("group", group_of(entry))
        document.add_integer("version", entry.version)
        return document

    def _facets(self, searcher: tantivy.Searcher, query: Query) -> tuple[int, dict[str, dict[str, int]]]:
        """How many match, and each facet within what is chosen of the others; those of which nothing is chosen in one pass."""
        free = {name: most for name, most in query.facets.items() if name not in query.chosen}
        total, found = self._counted(searcher, query.confined, free)
        for name, most in query.facets.items():
            if name in query.chosen:
                found |= self._counted(searcher, query.without(name), {name: most})[1]
        return total, {name: found[name] for name in query.facets}

    def _counted(
        self, searcher: tantivy.Searcher, match: Node, wanted: Mapping[str, int]
    ) -> tuple[int, dict[str, dict[str, int]]]:
        asked: dict[str, Any] = {
            name: {"terms": {"field": _NUMBERED.get(name, name), "size": most, "segment_size": _COUNTED}}
            for name, most in wanted.items()
        }
        asked[_TOTAL] = {"value_count": {"field": "group"}}  # of which every entry has one
        found = searcher.aggregate(self._asking.node(match), asked)
        counts = {name: {b["key"]: int(b["doc_count"]) for b in found[name]["buckets"]} for name in wanted}
        for name in _NUMBERED.keys() & counts.keys():
            counts[name] = {self._value(searcher, name, number): count for number, count in counts[name].items()}
        return int(found[_TOTAL]["value"]), counts

    def _value(self, searcher: tantivy.Searcher, name: str, number: int) -> str:
        """The value a number stands for, as an entry that has it tells."""
        value = self._values.get(number)
        if value is None:
            asked = tantivy.Query.term_query(self._schema, _NUMBERED[name], number)
            ((_, address),) = searcher.search(asked, limit=1, count=False).hits
            told = {number_of(value): value for value in searcher.doc(address).get_all(name)}
            if len(self._values) > _MOST_VALUES:
                self._values = {}
            self._values |= told
            value = told[number]
        return value


def _state(meta: Path) -> object:
    """Differs after every commit, which puts another file in the place of ``meta.json``; None if it cannot be told."""
    try:
        return state_of(meta)
    except OSError:
        return None


def _hit(searcher: tantivy.Searcher, query: Query, found: _Found, together: int = 1) -> Hit:
    score, address = found
    score = float(score) if query.sort == "relevance" else 0.0
    return Hit(str(searcher.doc(address).get_first("key")), score, together)


def _page(found: tantivy.SearchResult) -> tuple[int, list[_Found]]:
    """How many match, and those of the page."""
    return found.count, found.hits  # type: ignore[attr-defined]


def _commit(writer: tantivy.IndexWriter) -> None:
    try:
        writer.commit()
    except ValueError as exc:
        raise IndexUnavailable(
            "写不进检索索引文件夹，原来的索引仍在使用。", "请检查磁盘空间和文件夹的权限，然后重试。"
        ) from exc


class _Versions:
    """The versions standing in a generation while it is written to."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self._searcher = searcher
        self._schema = schema
        self._written: dict[str, int] = {}

    def has_newer(self, entry: Entry) -> bool:
        """Whether a newer version stands there; if not, this one is taken for written."""
        if entry.version <= 0:
            return False
        standing = self._written.get(entry.key)
        if standing is None:
            query = tantivy.Query.term_query(self._schema, "key", entry.key, "basic")
            found = self._searcher.search(query, limit=1, count=False).hits
            standing = int(self._searcher.doc(found[0][1]).get_first("version") or 0) if found else 0
        self._written[entry.key] = max(standing, entry.version)
        return standing > entry.version


def _put_stamp(generation: Path, stamp: Stamp) -> None:
    _replace(generation / "stamp.json", json.dumps(asdict(stamp), ensure_ascii=False))


def _replace(path: Path, text: str) -> None:
    """Write a small file so that it is whole or not there, even through a power cut."""
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    with suppress(OSError):
        directory = os.open(path.parent, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)
