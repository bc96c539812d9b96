"""Asking a generation: pages of hits in their orders, groups, counts and the beginnings of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import tantivy

from indexer.embedded.counting import Counting
from indexer.embedded.query import Queries
from indexer.index import EVERYTHING, WORDS, And, Days, Everything, Hit, Hits, Keyword, Node, Not, Query, Stored
from indexer.terms import NOT_WORDS, is_listed

_SEVERAL = 3
"""Counts within the same entries from which on it pays to look for these first."""
_FEW = 100
"""Entries that are named one by one."""
_AT_ONCE = 10_000
"""Hits in memory where all of them are asked for."""
_Found = tuple[Any, tantivy.DocAddress]
"""Score or day, and where the entry lies."""


class Asking:
    """Questions to a generation as a searcher sees it."""

    def __init__(self, schema: tantivy.Schema) -> None:
        """Nothing is asked yet."""
        self._queries = Queries(schema)
        self._counting = Counting(schema, self._queries)

    def search(self, searcher: tantivy.Searcher, query: Query) -> Hits:
        """Answer a query."""
        counts = self._counting.facets(searcher, query) if query.facets else {}
        if query.limit <= 0 and not query.grouped:
            of_kinds = "kind" in counts.keys() - query.chosen.keys()  # every entry is of one kind
            total = sum(counts["kind"].values()) if of_kinds else self._total(searcher, query.confined)
            return Hits(total, (), counts)
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

    def every(self, searcher: tantivy.Searcher, query: Query) -> Iterator[Hit]:
        """Every hit in order."""
        seen, total = 0, 1
        while seen < total:
            total, found = self._found(searcher, query, seen, _AT_ONCE)
            if not found:
                return
            for one in found:
                yield _hit(searcher, query, one)
            seen += len(found)

    def begin(
        self, searcher: tantivy.Searcher, name: str, prefix: str, match: Node, limit: int
    ) -> list[tuple[str, int]]:
        """Values that begin so, counted within what matches."""
        if not prefix or (name == WORDS and prefix[0] in NOT_WORDS):
            return []
        asked = None if isinstance(match, Everything) else self._queries.node(match)
        field = "rank_terms" if name == WORDS else name
        found = searcher.terms_with_prefix(field, prefix, asked, None if name == WORDS else limit)
        return [(str(term), int(count)) for term, count in found if count and (name != WORDS or is_listed(term))][
            :limit
        ]

    def counts(self, searcher: tantivy.Searcher, nodes: Sequence[Node], match: Node) -> list[int]:
        """How many entries match each."""
        within = self._few(searcher, match) if len(nodes) > _SEVERAL and not isinstance(match, Everything) else match
        asked = nodes if isinstance(within, Everything) else [And((within, node)) for node in nodes]
        return [self._total(searcher, node) for node in asked]

    def _total(self, searcher: tantivy.Searcher, match: Node) -> int:
        return _page(searcher.search(self._queries.node(match), limit=1))[0]

    def _few(self, searcher: tantivy.Searcher, match: Node) -> Node:
        """The same by keys where only a few match: what they are is then not looked for again and again."""
        total, found = _page(searcher.search(self._queries.node(match), limit=_FEW))
        if total > _FEW:
            return match
        return Keyword("key", tuple(str(searcher.doc(address).get_first("key")) for _, address in found))

    def _found(self, searcher: tantivy.Searcher, query: Query, offset: int, limit: int) -> tuple[int, list[_Found]]:
        if query.sort == "relevance":
            return _page(searcher.search(self._queries.ranked(query), limit=limit, offset=offset))
        if query.sort == "newest":  # undated entries have the day zero, and so come last
            return self._by_day(searcher, query.confined, tantivy.Order.Desc, offset, limit)
        return self._oldest(searcher, query.confined, offset, limit)

    def _grouped(self, searcher: tantivy.Searcher, query: Query, limit: int) -> tuple[int, list[_Found], list[int]]:
        """Every group that matches is counted; of the page's groups the first hit, and how many match in each."""
        total = self._total(searcher, query.confined)
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
        asked = self._queries.node(match)
        return _page(searcher.search(asked, limit=limit, offset=offset, order_by_field="day", order=order))

    def stored(self, searcher: tantivy.Searcher, match: Node) -> Iterator[Stored]:
        """Every entry that matches."""
        asked = self._queries.node(match)
        total = searcher.num_docs if match == EVERYTHING else _page(searcher.search(asked, limit=1))[0]
        if not total:
            return
        for _, address in searcher.search(asked, limit=total, count=False).hits:
            document = searcher.doc(address)
            yield Stored(str(document.get_first("key")), str(document.get_first("digest")))


def _hit(searcher: tantivy.Searcher, query: Query, found: _Found, together: int = 1) -> Hit:
    score, address = found
    score = float(score) if query.sort == "relevance" else 0.0
    return Hit(str(searcher.doc(address).get_first("key")), score, together)


def _page(found: tantivy.SearchResult) -> tuple[int, list[_Found]]:
    """How many match, and those of the page."""
    return found.count, found.hits  # type: ignore[attr-defined]
