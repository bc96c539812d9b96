"""Asking the server: pages of hits as far as it pages, steps through a point in time beyond, groups, and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from indexer.elastic.query import Body, body, groups_body, sizes_body
from indexer.index import Hit, Hits, Node, Query, Stored

_WINDOW = 10_000
"""Hits one answer may hold, and as far as an offset reaches, on a server as it comes (index.max_result_window)."""
_KEEP_OPEN = "2m"


class Asking:
    """Questions to the generation in use of one index, which must exist."""

    def __init__(self, client: Elasticsearch, name: str) -> None:
        """Nothing is asked yet."""
        self._client = client
        self._name = name

    def every(self, query: Query) -> Iterator[Hit]:
        """Every hit in order, of the generation as it stands now."""
        order = _order_of(body(query)) | {"_source": False, "track_total_hits": False}
        with self._point_in_time() as view:
            for hits in view.pages(order):
                for hit in hits:
                    yield _hit(query, hit)

    def stored(self, match: Node) -> Iterator[Stored]:
        """Every entry that matches, as it stood at the first step."""
        fields = {"_source": False, "docvalue_fields": ["key", "digest"], "track_total_hits": False}
        with self._point_in_time() as view:
            for hits in view.pages({**body(Query(match)), "sort": ["_shard_doc"], **fields}):
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
        if query.grouped:
            return self._search_groups(query, asked, last)
        if last <= _WINDOW:
            found = self._client.search(
                index=self._name,
                from_=query.offset if query.limit > 0 else 0,
                size=max(query.limit, 0),
                track_total_hits=True,
                allow_partial_search_results=False,
                **_arguments(asked),
            )
            return _hits(query, found.body, found.body["hits"]["hits"])
        with self._point_in_time() as view:
            first = view.ask({**asked, "size": 0, "track_total_hits": True})
            wanted: list[Body] = []
            order = _order_of(asked)
            order |= {"_source": False, "track_total_hits": False}
            seen = 0
            for hits in view.pages(order, last):
                wanted += hits[max(query.offset - seen, 0) :]
                seen += len(hits)
            return _hits(query, first, wanted)

    def _search_groups(self, query: Query, asked: Body, last: int) -> Hits:
        """The first hit of each group. As far as the server pages, it groups; beyond, its hits are grouped here."""
        groups = {"groups": groups_body(query)}
        with self._point_in_time() as view:
            if last <= _WINDOW:
                whole = {**asked, "aggs": {**asked.get("aggs", {}), **groups}, "collapse": {"field": "group"}}
                page = {"from": query.offset if query.limit > 0 else 0, "size": max(query.limit, 0)}
                answer = view.ask({**whole, **page, "track_total_hits": False})
                found = answer["hits"]["hits"]
                total = int(answer["aggregations"]["groups"]["within"]["value"])
            else:
                answer = view.ask({**asked, "size": 0, "track_total_hits": False})
                fields = {"docvalue_fields": ["group"], "_source": False, "track_total_hits": False}
                order = _order_of(asked)
                first: dict[int, Body] = {}
                for hits in view.pages({**order, **fields}):
                    for hit in hits:
                        first.setdefault(hit["fields"]["group"][0], hit)
                found, total = list(first.values())[query.offset : last], len(first)
            numbers = [int(hit["fields"]["group"][0]) for hit in found]
            sizes: dict[int, int] = {}
            if numbers:
                counted = view.ask(sizes_body(query, numbers))["aggregations"]["groups"]["buckets"]
                sizes = {int(bucket["key"]): int(bucket["doc_count"]) for bucket in counted}
        together = [sizes.get(number, 1) for number in numbers]
        return _hits(query, {**answer, "hits": {"total": {"value": total}}}, found, together)

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
            pit={"id": self.identity, "keep_alive": _KEEP_OPEN}, allow_partial_search_results=False, **_arguments(asked)
        ).body
        self.identity = found["pit_id"]
        return dict(found)

    def pages(self, asked: Body, limit: float = float("inf")) -> Iterator[list[Body]]:
        """The first ``limit`` hits in order, in steps of at most 10,000."""
        seen = 0
        after: Body = {}
        while (size := int(min(_WINDOW, limit - seen))) > 0:
            hits = self.ask({**asked, **after, "size": size})["hits"]["hits"]
            if hits:
                yield hits
            if len(hits) < size:
                return
            seen += size
            after = {"search_after": hits[-1]["sort"]}


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
