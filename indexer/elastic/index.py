"""The Elasticsearch adapter: servers 8.19 and 9.x, one node or a cluster.

What stands on the server, for the name ``juanzong``::

    juanzong               alias: the generation in use; all search and all writes go through it
    juanzong-000001        a generation; what it was built with is in its mapping's ``_meta``

A rebuild fills the next generation aside, moves the alias in one step and deletes all others. Text is cut before it is
sent (``indexer.terms``), so the server needs no plugin, no script and no dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from elastic_transport import ConnectionTimeout, NodeConfig, TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError

from archive.errors import IndexUnavailable
from indexer.elastic.address import Address, addresses
from indexer.elastic.asking import Asking
from indexer.elastic.errors import away, refused, slow
from indexer.elastic.filling import Filling
from indexer.elastic.generations import Generations
from indexer.elastic.query import begin_body, body, counts_body
from indexer.elastic.schema import meta
from indexer.index import EVERYTHING, Entry, Hit, Hits, Node, Query, Stamp, Stored

_T = TypeVar("_T")


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

        ``url`` is as ``address.addresses`` reads it, several nodes of one cluster too. ``threads`` bulk
        requests run at a time, a search may take ``timeout`` seconds. ``ca_certs`` is a file of certificates to trust
        instead of the usual ones.
        """
        self.name = name
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
        self._generations = Generations(self._client, name)
        self._asking = Asking(self._client, name)
        self._filling = Filling(self._client, self._generations, threads)

    def stamp(self) -> Stamp | None:
        """What the generation in use was built with."""
        with self._answering():
            return self._generations.read_stamp()

    def search(self, query: Query) -> Hits:
        """Answer a query from the generation in use; an index not yet built is empty."""
        asked = body(query)
        found = self._in_use(lambda: self._asking.search(query, asked))
        return found if found is not None else Hits(0, (), {name: {} for name in query.facets})

    def every(self, query: Query) -> Iterator[Hit]:
        """Every hit in order, of the generation as it stands now."""
        with self._answering():
            if self._generations.current_stamp() is not None:
                yield from self._asking.every(query)

    def begin(self, name: str, prefix: str, match: Node, limit: int) -> list[tuple[str, int]]:
        """Values that begin so, counted within what matches."""
        if not prefix or limit <= 0:
            return []
        found = self._in_use(lambda: self._asking.aggregations(begin_body(name, prefix, match, limit)))
        buckets = found["values"]["buckets"] if found else []
        return [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]

    def counts(self, nodes: Sequence[Node], match: Node) -> list[int]:
        """How many entries match each."""
        found = self._in_use(lambda: self._asking.aggregations(counts_body(nodes, match))) if nodes else None
        buckets = found["counts"]["buckets"] if found else {}
        return [int(buckets[str(at)]["doc_count"]) if found else 0 for at in range(len(nodes))]

    def write(self, entries: Iterable[Entry], deleted: Iterable[str] = ()) -> None:
        """Add, replace and remove in the generation in use, which must exist."""
        with self._answering():
            self._refuse_if_not_built()
            self._filling.write(entries, deleted)

    def rebuild(self, entries: Iterable[Entry], stamp: Stamp) -> int:
        """Fill the next generation aside, put it in use in one step and delete all others."""
        with self._answering():
            return self._filling.rebuild(entries, stamp)

    def restamp(self, stamp: Stamp) -> None:
        """Say what the generation in use is built with by now."""
        with self._answering():
            self._refuse_if_not_built()
            self._generations.put_meta(self.name, meta(stamp))
            self._generations.forget_stamp()

    def stored(self, match: Node = EVERYTHING) -> Iterator[Stored]:
        """Every entry of the generation in use that matches, as it stood at the first step."""
        with self._answering():
            if self._generations.current_stamp() is not None:
                yield from self._asking.stored(match)

    def drop(self) -> None:
        """Delete everything this index has on the server."""
        with self._answering():
            used, others = self._generations.found()
            self._generations.delete((*used, *others))

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _in_use(self, ask: Callable[[], _T]) -> _T | None:
        """The answer of the generation in use; None where there is none."""
        with self._answering():
            if self._generations.current_stamp() is None:
                return None
            try:
                return ask()
            except NotFoundError:
                # a rebuild moved the alias and deleted the generation between two steps: ask the one in use now
                self._generations.forget_stamp()
                return ask() if self._generations.current_stamp() is not None else None

    def _refuse_if_not_built(self) -> None:
        if self._generations.current_stamp() is None:
            raise IndexUnavailable("检索索引尚未建立。", "请运行 juanzong index rebuild。")

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


def _node_config(node: Address, ca_certs: str | None) -> NodeConfig:
    if node.scheme == "http":
        return NodeConfig(node.scheme, node.host, node.port, path_prefix=node.prefix)
    return NodeConfig(node.scheme, node.host, node.port, path_prefix=node.prefix, ca_certs=ca_certs, verify_certs=True)
