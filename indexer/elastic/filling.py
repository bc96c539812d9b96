"""Writing to the server: into the generation in use, and a rebuild aside that takes its place in one step."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from archive.errors import EntriesRefused, IndexUnavailable
from indexer.elastic.alive import BEAT_SECONDS, sign_of_life
from indexer.elastic.bulk import Delivered, RequestTooLarge, deliver
from indexer.elastic.errors import too_large
from indexer.elastic.generations import Generations
from indexer.elastic.schema import IN_USE, Operation, mapping, meta, remove, settings, store
from indexer.index import Entry, Stamp


class Filling:
    """Fills the generations of one index."""

    def __init__(self, client: Elasticsearch, generations: Generations, threads: int) -> None:
        """``threads`` bulk requests run at a time."""
        self._client = client
        self._generations = generations
        self._threads = threads

    def write(self, entries: Iterable[Entry], deleted: Iterable[str]) -> None:
        """Add, replace and remove in the generation in use. Raises EntriesRefused after all others are in."""
        name = self._generations.name
        delivered = self._deliver(chain(map(remove, deleted), map(store, entries)), name)
        self._client.indices.refresh(index=name)
        if delivered.refused:
            raise EntriesRefused(delivered.refused)

    def rebuild(self, entries: Iterable[Entry], stamp: Stamp) -> int:
        """Fill the next generation aside, put it in use in one step and delete all others."""
        name = self._generations.name
        used, others = self._generations.found()
        self._generations.refuse_if_another_rebuilds(others)
        number = max((int(index.rpartition("-")[2]) for index in (*used, *others)), default=0) + 1
        aside = f"{name}-{number:06d}"
        self._generations.delete(others)
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
                self._generations.delete([aside])
            raise
        leave = [{"remove": {"index": old, "alias": name}} for old in used]
        leave.append({"remove": {"index": aside, "alias": _filling(aside)}})
        self._client.indices.update_aliases(actions=[*leave, {"add": {"index": aside, "alias": name}}])
        self._generations.forget_stamp()
        self._generations.delete(used)
        if lacking:
            raise EntriesRefused(lacking)
        return count

    def _fill(self, aside: str, entries: Iterable[Entry], stamp: Stamp) -> tuple[int, Mapping[str, str]]:
        """(entries it holds, why others were refused)."""
        count = 0
        beaten = time.monotonic()

        def alive() -> Iterator[Operation]:
            nonlocal count, beaten
            for entry in entries:
                if time.monotonic() - beaten > BEAT_SECONDS:
                    self._generations.put_meta(aside, meta(stamp, filling=sign_of_life()))
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
        self._generations.put_meta(aside, meta(stamp))
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


def _filling(aside: str) -> str:
    """The alias through which a generation is filled."""
    return f"{aside}-filling"
