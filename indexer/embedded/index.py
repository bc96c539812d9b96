"""The embedded adapter: tantivy, in a folder, without a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import tantivy

from indexer.embedded.asking import Asking
from indexer.embedded.filling import fill
from indexer.embedded.generations import Generations
from indexer.embedded.schema import schema
from indexer.index import EVERYTHING, Entry, Hit, Hits, Node, Query, Stamp, Stored


class EmbeddedIndex:
    """A search index in a folder; safe for many readers and one writer at a time."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Nothing is opened before the first question."""
        self._folder = folder
        self._threads = threads
        self._schema = schema()
        self._generations = Generations(folder, self._schema)
        self._asking = Asking(self._schema)

    def stamp(self) -> Stamp | None:
        """What the generation in use was built with."""
        return self._generations.stamp()

    def search(self, query: Query) -> Hits:
        """Answer a query from the generation in use; an index not yet built is empty."""
        searcher = self._searcher()
        if searcher is None:
            return Hits(0, (), {name: {} for name in query.facets})
        return self._asking.search(searcher, query)

    def every(self, query: Query) -> Iterator[Hit]:
        """Every hit in order, of the generation as it stands now."""
        if (searcher := self._searcher()) is not None:
            yield from self._asking.every(searcher, query)

    def begin(self, name: str, prefix: str, match: Node, limit: int) -> list[tuple[str, int]]:
        """Values that begin so, counted within what matches."""
        searcher = self._searcher()
        return [] if searcher is None else self._asking.begin(searcher, name, prefix, match, limit)

    def counts(self, nodes: Sequence[Node], match: Node) -> list[int]:
        """How many entries match each."""
        searcher = self._searcher()
        return [0] * len(nodes) if searcher is None else self._asking.counts(searcher, nodes, match)

    def write(self, entries: Iterable[Entry], deleted: Iterable[str] = ()) -> None:
        """Add, replace and remove in the generation in use, which must exist."""
        name = self._generations.needed()
        self._generations.check_mapping()
        with self._generations.writing():
            fill(self._schema, self._folder / name, self._threads, entries, deleted)
        self._generations.reload()

    def rebuild(self, entries: Iterable[Entry], stamp: Stamp) -> int:
        """Build the next generation aside and swap it in."""
        with self._generations.writing():
            return self._generations.replaced(lambda aside: fill(self._schema, aside, self._threads, entries), stamp)

    def restamp(self, stamp: Stamp) -> None:
        """Say what the generation in use is built with by now."""
        with self._generations.writing():
            self._generations.put_stamp(stamp)

    def stored(self, match: Node = EVERYTHING) -> Iterator[Stored]:
        """Every entry of the generation in use that matches."""
        if (searcher := self._searcher()) is not None:
            yield from self._asking.stored(searcher, match)

    def close(self) -> None:
        """Let go of the opened generation."""
        self._generations.close()

    def _searcher(self) -> tantivy.Searcher | None:
        index = self._generations.in_use()
        return None if index is None else index.searcher()
