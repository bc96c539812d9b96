"""The Elasticsearch adapter: servers 8.19 and 9.x, one node or a cluster.

What stands on the server, for the name ``juanzong``::

    juanzong               alias: the generation in use; all search and all writes go through it
    juanzong-000001        a generation; what it was built with is in its mapping's ``_meta``

A rebuild fills the next generation aside, moves the alias in one step and deletes all others. Text is cut before it is
sent (``indexer.terms``), so the server needs no plugin, no script and no dictionary.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from typing import Any

from elastic_transport import ConnectionTimeout, NodeConfig, TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError

from archive.errors import Conflict, EntriesRefused, IndexOutdated, IndexUnavailable
from indexer.elastic_address import Address, addresses
from indexer.elastic_alive import BEAT_SECONDS, lives, sign_of_life
from indexer.elastic_bulk import Delivered, RequestTooLarge, deliver
from indexer.elastic_errors import away, is_missing, refused, slow, too_large
from indexer.elastic_query import Body, begin_body, body, counts_body, groups_body, sizes_body
from indexer.elastic_schema import IN_USE, Operation, mapping, meta, remove, settings, store
from indexer.index import EVERYTHING, MAPPING_VERSION, Entry, Hit, Hits, Node, Query, Stamp, Stored

_WINDOW = 10_000
"""Hits one answer may hold, and as far as an offset reaches, on a server as it comes (index.max_result_window)."""
_STAMP_SECONDS = 5.0
"""How long a looked-up stamp is believed; a rebuild by a newer program is noticed at the latest after this."""
_KEEP_OPEN = "2m"


class ElasticIndex:
    """A search index on an Elasticsearch server; safe for many readers and writers at a time."""

    def __init__(
        self,
        url: str,
        *,
        name: str = "juanzong",
        threads: int = 4,
        timeout: float = 30,
        ca_certs: str | None = None,
    ) -> None:
        """Nothing is sent before the first question.

        ``url`` is as ``elastic_address.addresses`` reads it, several nodes of one cluster too. ``threads`` bulk
        requests run at a time, a search may take ``timeout`` seconds. ``ca_certs`` is a file of certificates to trust
        instead of the usual ones.
        """
        self.name = name
        self._threads = threads
        nodes = addresses(url)
        self._host = "、".join(node.name for node in nodes)
        self._path = next((node.prefix for node in nodes if node.prefix), "")
        login = next((node.authorization for node in nodes if node.authorization), "")
        self._client = Elasticsearch(
            [_node_config(node, ca_certs) for node in nodes],
            headers={"authorization": login} if login else {},
            request_timeout=timeout,
            max_retries=3,
            retry_on_status=(),
        )
        self._stamped: tuple[float, Stamp | None]
        self._forget_stamp()

    def stamp(self) -> Stamp | None:
        """What the generation in use was built with."""
        with self._answering():
            return self._read_stamp()

    def search(self, query: Query) -> Hits:
        """Answer a query from the generation in use; an index not yet built is empty."""
        asked = body(query)
        with self._answering():
            if self._current_stamp() is not None:
                try:
                    return self._search(query, asked)
                except NotFoundError:
                    # a rebuild moved the alias and deleted the generation between two steps: ask the one in use now
                    self._forget_stamp()
                    if self._current_stamp() is not None:
                        return self._search(query, asked)
            return Hits(0, (), {name: {} for name in query.facets})

    def every(self, query: Query) -> Iterator[Hit]:
        """Every hit in order, of the generation as it stands now."""
        with self._answering():
            if self._current_stamp() is None:
                return
            order = _order_of(body(query)) | {"_source": False, "track_total_hits": False}
            with self._point_in_time() as view:
                for hits in view.pages(order):
                    for hit in hits:
                        yield _hit(query, hit)

    def begin(self, name: str, prefix: str, match: Node, limit: int) -> list[tuple[str, int]]:
        """Values that begin so, counted within what matches."""
        if not prefix or limit <= 0:
            return []
        found = self._aggregated(begin_body(name, prefix, match, limit))
        buckets = found["values"]["buckets"] if found else []
        return [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]

    def counts(self, nodes: Sequence[Node], match: Node) -> list[int]:
        """How many entries match each."""
        found = self._aggregated(counts_body(nodes, match)) if nodes else {}
        buckets = found["counts"]["buckets"] if found else {}
        return [int(buckets[str(at)]["doc_count"]) if found else 0 for at in range(len(nodes))]

    def write(self, entries: Iterable[Entry], deleted: Iterable[str] = ()) -> None:
        """Add, replace and remove in the generation in use, which must exist."""
        with self._answering():
            if self._current_stamp() is None:
                raise IndexUnavailable("检索索引尚未建立。", "请运行 juanzong index rebuild。")
            delivered = self._deliver(chain(map(remove, deleted), map(store, entries)), self.name)
            self._client.indices.refresh(index=self.name)
            if delivered.refused:
                raise EntriesRefused(delivered.refused)

    def rebuild(self, entries: Iterable[Entry], stamp: Stamp) -> int:
        """Fill the next generation aside, put it in use in one step and delete all others."""
        with self._answering():
            used, others = self._generations()
            self._refuse_if_another_rebuilds(others)
            number = max((int(index.rpartition("-")[2]) for index in (*used, *others)), default=0) + 1
            aside = f"{self.name}-{number:06d}"
            self._delete(others)
            # filled through an alias: were it deleted meanwhile, the server must not make one of its own
            self._client.indices.create(
                index=aside,
                settings=settings(),
                mappings=mapping(meta(stamp, filling=sign_of_life())),
                aliases={_filling(aside): {}},
            )
            try:
                count, lacking = self._fill(aside, entries, stamp)
            except BaseException:
                with suppress(ApiError, TransportError):
                    self._delete([aside])
                raise
            leave = [{"remove": {"index": old, "alias": self.name}} for old in used]
            leave.append({"remove": {"index": aside, "alias": _filling(aside)}})
            self._client.indices.update_aliases(actions=[*leave, {"add": {"index": aside, "alias": self.name}}])
            self._forget_stamp()
            self._delete(used)
            if lacking:
                raise EntriesRefused(lacking)
            return count

    def restamp(self, stamp: Stamp) -> None:
        """Say what the generation in use is built with by now."""
        with self._answering():
            if self._current_stamp() is None:
                raise IndexUnavailable("检索索引尚未建立。", "请运行 juanzong index rebuild。")
            self._put_meta(self.name, meta(stamp))
            self._forget_stamp()

    def stored(self, match: Node = EVERYTHING) -> Iterator[Stored]:
        """Every entry of the generation in use that matches, as it stood at the first step."""
        with self._answering():
            if self._current_stamp() is None:
                return
            fields = {"_source": False, "docvalue_fields": ["key", "digest"], "track_total_hits": False}
            with self._point_in_time() as view:
                for hits in view.pages({**body(Query(match)), "sort": ["_shard_doc"], **fields}):
                    for hit in hits:
                        values = hit.get("fields", {})
                        yield Stored(str(values["key"][0]), str(values.get("digest", [""])[0]))

    def drop(self) -> None:
        """Delete everything this index has on the server."""
        with self._answering():
            used, others = self._generations()
            self._delete((*used, *others))

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    # --- searching

    def _aggregated(self, asked: Body) -> Body:
        """The aggregations of a search; nothing where there is no index yet."""
        with self._answering():
            for _ in range(2):
                if self._current_stamp() is None:
                    break
                try:
                    found = self._client.search(
                        index=self.name, allow_partial_search_results=False, **_arguments(asked)
                    )
                except NotFoundError:  # moved by a rebuild between two steps
                    self._forget_stamp()
                else:
                    return dict(found.body["aggregations"])
            return {}

    def _search(self, query: Query, asked: Body) -> Hits:
        last = query.offset + max(query.limit, 0)
        if query.grouped:
            return self._search_groups(query, asked, last)
        if last <= _WINDOW:
            found = self._client.search(
                index=self.name,
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
        opened = self._client.open_point_in_time(index=self.name, keep_alive=_KEEP_OPEN)
        view = _View(self._client, str(opened.body["id"]))
        try:
            yield view
        finally:
            with suppress(ApiError, TransportError):
                self._client.close_point_in_time(id=view.identity)

    # --- filling

    def _fill(self, aside: str, entries: Iterable[Entry], stamp: Stamp) -> tuple[int, Mapping[str, str]]:
        """(entries it holds, why others were refused)."""
        count = 0
        beaten = time.monotonic()

        def alive() -> Iterator[Operation]:
            nonlocal count, beaten
            for entry in entries:
                if time.monotonic() - beaten > BEAT_SECONDS:
                    self._put_meta(aside, meta(stamp, filling=sign_of_life()))
                    beaten = time.monotonic()
                count += 1
                yield store(entry)

        delivered = self._deliver(alive(), _filling(aside))
        self._client.indices.put_settings(index=aside, settings={"index": IN_USE})
        self._client.options(request_timeout=300).indices.flush(index=aside)
        self._client.indices.refresh(index=aside)
        kept = int(self._client.count(index=aside).body["count"])
        if kept != delivered.created:
            raise IndexUnavailable(
                f"重建检索索引时服务丢失了条目：写入 {delivered.created} 条，只存下 {kept} 条。原来的索引仍在使用。",
                "请检查 Elasticsearch 的节点和磁盘，然后重新运行 juanzong index rebuild。",
            )
        self._put_meta(aside, meta(stamp))
        self._client.cluster.health(index=aside, wait_for_status="yellow", timeout="30s")
        return count - len(delivered.refused), delivered.refused

    def _deliver(self, operations: Iterable[Operation], alias: str) -> Delivered:
        client = self._client.options(request_timeout=120)

        def send(lines: list[bytes]) -> Sequence[Mapping[str, Any]] | None:
            try:
                answer = client.bulk(
                    operations=lines,  # type: ignore[arg-type]  # taken as they are, already encoded
                    index=alias,
                    require_alias=True,
                    filter_path="items.*.status,items.*.result,items.*.error",
                )
            except ApiError as exc:
                if reason := too_large(exc.meta.status, exc.body):
                    raise RequestTooLarge(reason) from exc
                if exc.meta.status == 429:
                    return None
                raise
            return [next(iter(item.values())) for item in answer.body["items"]]

        return deliver(operations, send, threads=self._threads)

    # --- generations

    def _generations(self) -> tuple[list[str], list[str]]:
        """Generations in use, at most one unless someone meddled, and all others."""
        own = re.compile(rf"{re.escape(self.name)}-\d{{6,}}")
        found = self._client.indices.get_alias(index=f"{self.name}-*").body
        names = {index: self.name in value["aliases"] for index, value in found.items() if own.fullmatch(index)}
        return [i for i, used in names.items() if used], [i for i, used in names.items() if not used]

    def _refuse_if_another_rebuilds(self, others: Iterable[str]) -> None:
        for index in others:
            found = self._client.indices.get_mapping(index=index).body
            filling = found[index]["mappings"].get("_meta", {}).get("filling")
            if filling and lives(filling):
                raise Conflict(
                    f"检索索引正由另一个程序重建（{filling['host']} 上的进程 {filling['process']}）。",
                    "请等它结束；它若已中断，一分钟后可以重新运行。",
                    code="index_locked",
                )

    def _delete(self, indices: Iterable[str]) -> None:
        for index in indices:
            self._client.indices.delete(index=index, ignore_unavailable=True)

    def _put_meta(self, index: str, value: Body) -> None:
        self._client.indices.put_mapping(index=index, meta=value)

    def _read_stamp(self) -> Stamp | None:
        try:
            found = self._client.indices.get_mapping(index=self.name).body
        except NotFoundError as exc:
            if is_missing(exc.body):
                return None
            raise  # another server, which has nothing at that address
        values = next(iter(found.values()))["mappings"].get("_meta", {})
        words, unsure = (tuple(map(str, values.get(name, ()))) for name in ("words", "unsure"))
        return Stamp(int(values.get("mapping", 0)), str(values.get("segmenter", "")), words, unsure)

    def _current_stamp(self) -> Stamp | None:
        """The stamp, looked up at most every few seconds; raises ``IndexOutdated`` for another program's mapping."""
        looked_up, stamp = self._stamped
        if stamp is None or time.monotonic() - looked_up > _STAMP_SECONDS:
            stamp = self._read_stamp()
            self._stamped = (time.monotonic(), stamp)
        if stamp is not None and stamp.mapping != MAPPING_VERSION:
            raise IndexOutdated("检索索引是另一版本的程序建立的。", "请运行 juanzong index rebuild 重建索引。")
        return stamp

    def _forget_stamp(self) -> None:
        self._stamped = (float("-inf"), None)

    # --- errors

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Foreign errors end here."""
        try:
            yield
        except ConnectionTimeout as exc:
            raise slow(self._host) from exc
        except TransportError as exc:
            raise away(self._host) from exc
        except ApiError as exc:
            raise refused(self._host, exc.meta.status, exc.body, self._path) from exc


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


def _node_config(node: Address, ca_certs: str | None) -> NodeConfig:
    if node.scheme == "http":
        return NodeConfig(node.scheme, node.host, node.port, path_prefix=node.prefix)
    return NodeConfig(node.scheme, node.host, node.port, path_prefix=node.prefix, ca_certs=ca_certs, verify_certs=True)


def _filling(aside: str) -> str:
    """The alias through which a generation is filled."""
    return f"{aside}-filling"
