"""Asking the server: pages of hits as far as it pages, steps through a point in time beyond, groups, and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError, Elasticsearch

from indexer.elastic.query import Body, body, exact_groups_body, groups_body, sizes_body
from indexer.elastic.schema import WINDOW
from indexer.index import Hit, Hits, Node, Query, Stored

_STEP = 10_000
"""Hits one answer may hold, and as far as an offset reaches, in a generation of before ``schema.WINDOW`` was set."""
_KEEP_OPEN = "2m"
_WANTED = [
    "pit_id",
    "hits.total",
    "hits.hits.sort",
    "hits.hits.fields",
    "aggregations",
    "-aggregations.groups.listed.buckets",
]
"""Of an answer; the rest of 10,000 hits, their identities above all, takes longer to read and to send than to find them."""


class Asking:
    """Questions to the generation in use of one index, which must exist."""

    def __init__(self, client: Elasticsearch, name: str) -> None:
        """Nothing is asked yet."""
        self._client = client
        self._name = name

    def every(self, query: Query) -> Iterator[Hit]:
        """Every hit in order, of the generation as it stands now."""
        with self._point_in_time() as view:
            for hits in view.pages(_order_of(body(query))):
                for hit in hits:
                    yield _hit(query, hit)

    def stored(self, match: Node) -> Iterator[Stored]:
        """Every entry that matches, as it stood at the first step."""
        fields = {"sort": ["_shard_doc"], "docvalue_fields": ["key", "digest"]}
        with self._point_in_time() as view:
            for hits in view.pages({**_order_of(body(Query(match))), **fields}):
                for hit in hits:
                    values = hit.get("fields", {})
                    yield Stored(str(values["key"][0]), str(values.get("digest", [""])[0]))

    def aggregations(self, asked: Body) -> Body:
        """The aggregations of a search."""
        found = self._client.search(index=self._name, allow_partial_search_results=False, **_arguments(asked))
        return dict(found.body["aggregations"])

    def search(self, query: Query, asked: Body) -> Hits:
        """Answer a query, whose body is ``asked``."""
        last = query.offset + max(query.limit, 0)
        if last <= WINDOW:
            try:
                found = self._page_of_groups(query, asked, last) if query.grouped else self._page(query, asked)
                if found is not None:
                    return found
            except BadRequestError as exc:
                if last <= _STEP or "max_result_window" not in str(exc.body):
                    raise
        return self._groups_by_steps(query, asked, last) if query.grouped else self._by_steps(query, asked, last)

    def _page(self, query: Query, asked: Body) -> Hits:
        found = self._client.search(
            index=self._name,
            track_total_hits=True,
            allow_partial_search_results=False,
            **_arguments(asked | _cut(query)),
        ).body
        return _hits(query, found, found["hits"]["hits"])

    def _by_steps(self, query: Query, asked: Body, last: int) -> Hits:
        """A page beyond the server's window."""
        with self._point_in_time() as view:
            first = view.ask({**asked, "size": 0, "track_total_hits": True})
            wanted: list[Body] = []
            seen = 0
            for hits in view.pages(_order_of(asked), last):
                wanted += hits[max(query.offset - seen, 0) :]
                seen += len(hits)
            return _hits(query, first, wanted)

    def _page_of_groups(self, query: Query, asked: Body, last: int) -> Hits | None:
        """The first hit of each group; None where there are too many groups for the end of a far page to be known."""
        groups = groups_body(query) if last <= _STEP else exact_groups_body(query)
        aggregations = {**asked.get("aggs", {}), "groups": groups}
        with self._point_in_time() as view:
            answer = view.ask({
                **asked, **_cut(query), "aggs": aggregations, "collapse": {"field": "group"}, "track_total_hits": False,
            })  # fmt: skip
            counted = answer["aggregations"]["groups"]
            if counted.get("listed", {}).get("sum_other_doc_count"):
                return None
            total = int(counted["counted"].get("value", counted["counted"].get("count")))
            return _grouped(view, query, answer, answer["hits"]["hits"], total)

    def _groups_by_steps(self, query: Query, asked: Body, last: int) -> Hits:
        """The same beyond the server's window: its hits are grouped here."""
        with self._point_in_time() as view:
            answer = view.ask({**asked, "size": 0, "track_total_hits": False})
            first: dict[int, Body] = {}
            for hits in view.pages({**_order_of(asked), "docvalue_fields": ["group"]}):
                for hit in hits:
                    first.setdefault(hit["fields"]["group"][0], hit)
            return _grouped(view, query, answer, list(first.values())[query.offset : last], len(first))

    @contextmanager
    def _point_in_time(self) -> Iterator[_View]:
        opened = self._client.open_point_in_time(index=self._name, keep_alive=_KEEP_OPEN)
        view = _View(self._client, str(opened.body["id"]))
        try:
            yield view
        finally:
            with suppress(ApiError, TransportError):
                self._client.close_point_in_time(id=view.identity)


class _View:
    """A point in time: the generation as it stood when it was opened."""

    def __init__(self, client: Elasticsearch, identity: str) -> None:
        self._client = client
        self.identity = identity

    def ask(self, asked: Body) -> Body:
        """One answer."""
        found = self._client.search(
            pit={"id": self.identity, "keep_alive": _KEEP_OPEN},
            allow_partial_search_results=False,
            filter_path=_WANTED,
            **_arguments(asked),
        ).body
        self.identity = found["pit_id"]
        return {**found, "hits": {"hits": [], **found.get("hits", {})}}

    def pages(self, asked: Body, limit: float = float("inf")) -> Iterator[list[Body]]:
        """The first ``limit`` hits in order, some thousands at a time."""
        seen = 0
        after: Body = {}
        while (size := int(min(_STEP, limit - seen))) > 0:
            step = {**asked, **after, "size": size, "_source": False, "track_total_hits": False}
            hits = self.ask({**step, "stored_fields": ["_none_"]})["hits"]["hits"]
            if hits:
                yield hits
            if len(hits) < size:
                return
            seen += size
            after = {"search_after": hits[-1]["sort"]}


def _cut(query: Query) -> Body:
    """The part of the hits that is wanted."""
    return {"from": query.offset if query.limit > 0 else 0, "size": max(query.limit, 0)}


def _grouped(view: _View, query: Query, answer: Body, found: Sequence[Body], total: int) -> Hits:
    """Groups by their first hits, with how many of each match."""
    numbers = [int(hit["fields"]["group"][0]) for hit in found]
    sizes: dict[int, int] = {}
    if numbers:
        counted = view.ask(sizes_body(query, numbers))["aggregations"]["groups"]["buckets"]
        sizes = {int(bucket["key"]): int(bucket["doc_count"]) for bucket in counted}
    together = [sizes.get(number, 1) for number in numbers]
    return _hits(query, {**answer, "hits": {"total": {"value": total}}}, found, together)


def _hits(query: Query, answer: Body, found: Iterable[Body], together: Sequence[int] = ()) -> Hits:
    hits = tuple(_hit(query, hit, together[at] if together else 1) for at, hit in enumerate(found))
    counts = {}
    for name in query.facets:
        counted = answer["aggregations"][name]
        buckets = counted.get("within", counted)["buckets"]
        counts[name] = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
    return Hits(int(answer["hits"]["total"]["value"]), hits, counts)


def _hit(query: Query, hit: Body, together: int = 1) -> Hit:
    score = float(hit["sort"][0]) if query.sort == "relevance" else 0.0
    return Hit(str(hit["sort"][1]), score, together)


def _order_of(asked: Body) -> Body:
    """Of a search what decides which hits come and in what order."""
    return {name: value for name, value in asked.items() if name in ("query", "sort", "post_filter")}


def _arguments(asked: Body) -> Body:
    """The names a body has in the client's ``search``."""
    return {
        {"_source": "source", "aggs": "aggregations", "from": "from_"}.get(name, name): value
        for name, value in asked.items()
    }
