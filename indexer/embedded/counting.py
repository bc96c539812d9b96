"""Counting the values of facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import tantivy

from indexer.embedded.query import Queries
from indexer.embedded.schema import NUMBERED
from indexer.index import Node, Query, number_of

_COUNTED = 65_000
"""Different values of a facet counted in each part of the index; no search counts persons among so many."""
_MOST_VALUES = 100_000
"""Numbers of which the values are remembered."""


class Counting:
    """Counts facets, and remembers what the numbers of values stand for."""

    def __init__(self, schema: tantivy.Schema, queries: Queries) -> None:
        """Nothing is counted yet."""
        self._schema = schema
        self._queries = queries
        self._values: dict[int, str] = {}
        """Values that numbers stand for, as far as they were asked for; they never change."""

    def facets(self, searcher: tantivy.Searcher, query: Query) -> dict[str, dict[str, int]]:
        """Each facet within what is chosen of the others; those of which nothing is chosen in one pass."""
        free = {name: most for name, most in query.facets.items() if name not in query.chosen}
        found = self._counted(searcher, query.confined, free)
        for name, most in query.facets.items():
            if name in query.chosen:
                found |= self._counted(searcher, query.without(name), {name: most})
        return {name: found[name] for name in query.facets}

    def _counted(self, searcher: tantivy.Searcher, match: Node, wanted: Mapping[str, int]) -> dict[str, dict[str, int]]:
        counted = {name: most for name, most in wanted.items() if not (name == "year" and "month" in wanted)}
        asked = {
            name: {"terms": {"field": NUMBERED.get(name, name), "size": most, "segment_size": _COUNTED}}
            for name, most in counted.items()
        }
        found = searcher.aggregate(self._queries.node(match), asked)
        counts = {name: {b["key"]: int(b["doc_count"]) for b in found[name]["buckets"]} for name in counted}
        for name in NUMBERED.keys() & counts.keys():
            counts[name] = {self._value(searcher, name, number): count for number, count in counts[name].items()}
        if counted.keys() != wanted.keys():
            counts["year"] = _years(counts["month"], wanted["year"])
        return counts

    def _value(self, searcher: tantivy.Searcher, name: str, number: int) -> str:
        """The value a number stands for, as an entry that has it tells."""
        value = self._values.get(number)
        if value is None:
            asked = tantivy.Query.term_query(self._schema, NUMBERED[name], number)
            ((_, address),) = searcher.search(asked, limit=1, count=False).hits
            told = {number_of(value): value for value in searcher.doc(address).get_all(name)}
            if len(self._values) > _MOST_VALUES:
                self._values = {}
            self._values |= told
            value = told[number]
        return value


def _years(months: Mapping[str, int], most: int) -> dict[str, int]:
    """The years that so many entries of each month make."""
    years: Counter[str] = Counter()
    for month, count in months.items():
        years[month.partition("-")[0]] += count
    return dict(years.most_common(most))
