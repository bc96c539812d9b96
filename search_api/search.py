"""Answers a search: asks the index within the asker's rights and joins what it finds with the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from archive.record.record import Record
from indexer.index import (
    FACETS,
    And,
    AnyTerm,
    Bonus,
    Everything,
    Hit,
    Hits,
    Keyword,
    Kind,
    Node,
    Not,
    Query,
    SearchIndex,
    Sort,
)
from indexer.recut import unsettled
from indexer.segment import Segmenter
from indexer.terms import without_atoms
from search_api.access import Asker, within
from search_api.cited import cited_by
from search_api.habits.widening import HABITS, Habits
from search_api.hits import SearchHit, joined
from search_api.language.parse import Parsed, parse, plain
from search_api.ranking import EXACT_FIRST, TITLE_WEIGHT

_COUNTED_AT_ONCE = 100
"""Length and size of a query up to which what it matches is counted while it is found; more is not looked for once more."""
_WITHOUT_PERSONS = {name: most for name, most in FACETS.items() if name != "party"}


@dataclass(frozen=True, slots=True)
class Used:
    """A habit that found something."""

    habit: str
    typed: str
    also: tuple[str, ...]
    found: int
    """Entries found by it that do not hold the query as typed."""

    @property
    def said(self) -> str:
        """In Chinese."""
        return f"按{HABITS[self.habit]}，“{self.typed}”也找了{'、'.join(self.also)}（{self.found} 条，排在后面）。"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found."""

    total: int
    hits: tuple[SearchHit, ...]
    facets: Mapping[str, Mapping[str, int]]
    relaxed: bool
    """True if nothing had all words, and these have any of them."""
    notes: tuple[str, ...] = ()
    """What was not understood, left out, or is not up to date, in Chinese."""
    reading: str = ""
    """The query as it was understood, said back in Chinese."""
    used: tuple[Used, ...] = ()
    """The habits that found something the letters as typed do not."""


@dataclass(frozen=True, slots=True)
class Request:
    """One search as asked."""

    typed: str
    kind: Kind | None = None
    sort: Sort = "relevance"
    limit: int = 10
    offset: int = 0
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facet values chosen, any of each, by the facet's name; a facet's own counts are not narrowed by them."""
    facets: bool = True
    without: frozenset[str] = frozenset()
    """Habits switched off, by name."""
    grouped: bool = False
    """Whether a case and its documents are one hit, what stands first of them."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a request asks."""

    parsed: Parsed
    exact: Parsed
    """The query without habits."""
    match: Node
    """What matches all of it."""
    notes: tuple[str, ...]
    segmenter: Segmenter
    """What cut the words of the query."""
    query: Query
    """What the index is asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """Which entries answer a request, not yet counted by facets."""

    understood: Understood
    hits: Hits
    relaxed: bool
    query: Query
    """What the index was asked in the end."""


@dataclass(frozen=True, slots=True)
class Searcher:
    """The search over one record and one index."""

    record: Record
    index: SearchIndex
    words: Callable[[], Segmenter]
    """Gives the segmenter with the office's words as they are now."""
    today: Callable[[], dt.date] = dt.date.today
    """Gives the day that 近三个月 counts from."""
    habits: Callable[[], Habits] = Habits
    """Gives the habits with the office's own words."""
    most_with_persons: int = 20_000
    """Entries up to which the parties among them are counted."""
    beside: ThreadPoolExecutor = field(default_factory=ThreadPoolExecutor)
    """Asks the index for facets while hits are found and joined with the record."""

    @property
    def segmenter(self) -> Segmenter:
        """The segmenter with the office's words as they are now."""
        return self.words()

    def search(self, request: Request, asker: Asker) -> Answer:
        """Find what was typed."""
        asked = self._understood(request, asker)
        at_once = len(request.typed) + asked.parsed.size <= _COUNTED_AT_ONCE
        counting = self._counting(asked.query, request) if at_once else None
        found = self._answered(asked, request, asker)
        if found.relaxed or not at_once:
            counting = self._counting(found.query, request, found.hits.total)
        used = self._used(asked, request, asker)
        shown = self.join(found.hits.hits, asked.parsed, asker)
        notes = (*asked.notes, *self._warnings(asked.segmenter))
        facets = counting.result() if counting else {}
        if request.facets and "party" not in facets:
            facets = {**facets, "party": {}}
            if request.typed.strip():
                more = f"找到的超过 {self.most_with_persons:,} 条，没有统计当事人；加上条件缩小范围后就有。"
                notes = (*notes, more)
        return Answer(found.hits.total, shown, facets, found.relaxed, notes, asked.parsed.reading, used)

    def find(self, request: Request, asker: Asker) -> Found:
        """Which entries answer what was typed, not yet joined with the record."""
        return self._answered(self._understood(request, asker), request, asker)

    def _understood(self, request: Request, asker: Asker) -> Understood:
        segmenter = self.segmenter
        habits = self.habits().without(request.without)
        parsed = parse(request.typed, segmenter, self.today(), habits)
        exact = parse(request.typed, segmenter, self.today()) if parsed.widened else parsed
        first = (Bonus(exact.match, EXACT_FIRST),) if parsed.widened else ()
        cited = cited_by(self.record, request.typed, self.today())
        match = cited.widened(parsed.match)
        query = self._query(match, without_atoms(parsed.rank), request, asker, (*cited.bonuses, *first))
        return Understood(parsed, exact, match, (*parsed.notes, *cited.notes), segmenter, query)

    def _answered(self, asked: Understood, request: Request, asker: Asker) -> Found:
        """What has all that was asked for; where nothing has, and it may be relaxed, what has any of it."""
        hits = self.index.search(asked.query)
        if hits.total == 0 and asked.parsed.relaxed is not None:
            query = self._query(asked.parsed.relaxed, asked.parsed.rank, request, asker, asked.parsed.hints)
            hits = self.index.search(query)
            if hits.total:
                return Found(asked, hits, relaxed=True, query=query)
        return Found(asked, hits, relaxed=False, query=asked.query)

    def scope(self, match: Node, request: Request, asker: Asker) -> Node:
        """What matches, is of the kind and has the values of facets asked for, and may be seen by the asker."""
        return Query(self._confined(match, request, asker), chosen=_chosen(request)).confined

    def parse(self, typed: str, without: Collection[str] = ()) -> Parsed:
        """What was typed, understood with the words and the day of now, and the habits not switched off."""
        return parse(typed, self.segmenter, self.today(), self.habits().without(without))

    def rank(
        self,
        text: str,
        asker: Asker,
        *,
        kind: Kind | None,
        limit: int,
        among: Sequence[str] | None = None,
        having: Sequence[Node] = (),
    ) -> list[Hit]:
        """Rank entries by how much of a plain text's words they hold; any word is enough.

        ``among`` names the only cases to rank, None ranks all; what is ranked matches every node of ``having``.
        """
        rank = plain(text, self.segmenter)
        match: Node = AnyTerm(tuple(rank))
        filters = list(having)
        if among is not None:
            filters.append(Keyword("key", tuple(f"{kind or 'case'}:{name}" for name in among)))
        elif kind is not None:
            filters.append(Keyword("kind", (kind,)))
        if filters:
            match = And((match, *filters))
        query = Query(within(match, asker), rank, title_weight=0.0, limit=limit)
        return list(self.index.search(query).hits)

    def _used(self, asked: Understood, request: Request, asker: Asker) -> tuple[Used, ...]:
        """The habits that found something more, each counted among what the asker may see."""
        widened = asked.parsed.widened
        more = And((asked.parsed.match, Not(asked.exact.match)))
        totals = self.index.counts([one.node for one in widened], self.scope(more, request, asker)) if widened else []
        return tuple(
            Used(one.habit, one.typed, one.also, total) for one, total in zip(widened, totals, strict=True) if total
        )

    def _counting(
        self, query: Query, request: Request, total: int | None = None
    ) -> Future[Mapping[str, Mapping[str, int]]] | None:
        known = None if request.grouped or "party" in query.chosen else total
        return self.beside.submit(self._counted, query, known) if request.facets else None

    def _counted(self, query: Query, entries: int | None) -> Mapping[str, Mapping[str, int]]:
        """The facets of what matches; without persons where it is too much: to count all of a county takes long.

        ``entries`` is how many match whatever their persons are, if that is known.
        """
        query = replace(query, rank={}, bonuses=(), sort="relevance", offset=0, limit=0, grouped=False)
        if entries is None:
            (entries,) = self.index.counts([query.without("party")], Everything())
        counted = FACETS if entries <= self.most_with_persons else _WITHOUT_PERSONS
        return self.index.search(replace(query, facets=counted)).facets

    def _confined(self, match: Node, request: Request, asker: Asker) -> Node:
        """What matches of the kind asked for and may be seen."""
        return within(match if request.kind is None else And((match, Keyword("kind", (request.kind,)))), asker)

    def _query(
        self, match: Node, rank: Mapping[str, float], request: Request, asker: Asker, bonuses: tuple[Bonus, ...] = ()
    ) -> Query:
        return Query(
            self._confined(match, request, asker),
            rank,
            TITLE_WEIGHT,
            sort=request.sort,
            offset=request.offset,
            limit=request.limit,
            bonuses=bonuses,
            chosen=_chosen(request),
            grouped=request.grouped,
        )

    def _warnings(self, segmenter: Segmenter) -> list[str]:
        stamp = self.index.stamp()
        if stamp is None:
            return ["还没有建立检索索引。请导入文件，或运行 juanzong index rebuild。"]
        words = unsettled(stamp, segmenter)
        if words is None:
            return [
                "索引是用另一版程序的词表建的：能找到的不会少，排序可能略差。请在空闲时运行 juanzong index rebuild。"
            ]
        if words:
            return [
                "词表改过，有关的条目还在重新切分：能找到的不会少，排序可能略差。用 juanzong words check 看还有多少。"
            ]
        return []

    def join(self, hits: Sequence[Hit], parsed: Parsed, asker: Asker) -> tuple[SearchHit, ...]:
        """The hits as the record has them now; what the asker may not see, or is gone, is left out."""
        with self.record.read() as tx:
            return joined(tx, hits, parsed, asker)


def _chosen(request: Request) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in request.filters.items() if name in FACETS and values}
