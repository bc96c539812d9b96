"""Delivers a stream of operations in bulk requests: every item of every answer is looked at, memory stays constant."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from archive.errors import IndexUnavailable
from indexer.elastic.schema import Operation

Send = Callable[[list[bytes]], Sequence[Mapping[str, Any]] | None]
"""Sends one bulk request and gives its items in order, each the value under ``index`` or ``delete``; None if the
server refused the whole request because it is too busy. Raises ``RequestTooLarge`` if it will never take it."""

_CHUNK_BYTES = 4 * 1024 * 1024
_CHUNK_OPERATIONS = 1_000
_BUSY = frozenset({429, 503, 504})
"""Item states that pass: a full queue, a shard whose copy is just taking over after a node died."""
_MOST_REFUSED = 100
"""Entries refused for themselves; with more of them something is wrong with the index or the program."""
_PAUSES = (0.1, 0.3, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before each further try; half a minute in all, then the server is said to be unavailable."""


class RequestTooLarge(Exception):
    """The server will never take a request of this size; its argument says why."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of operations."""

    created: int
    """Documents that are new."""
    refused: Mapping[str, str]
    """Why, by key, of what the server will not take."""


def deliver(
    operations: Iterable[Operation], send: Send, *, threads: int, pauses: Sequence[float] = _PAUSES
) -> Delivered:
    """Send all operations, several requests at a time.

    Operations on one key keep their order. What is refused does not stop the others. At most ``threads`` requests of about
    4 MB are in memory. Raises ``IndexUnavailable`` if the server stays busy, or refuses all or more than a hundred; what was
    sent before stands.
    """
    created = sent = 0
    refused: dict[str, str] = {}
    running: dict[Future[Delivered], frozenset[str]] = {}

    def collect() -> None:
        nonlocal created
        for outcome in _finished(running):
            created += outcome.created
            refused.update(outcome.refused)
        if len(refused) > _MOST_REFUSED:
            raise _refused_all(refused)

    with ThreadPoolExecutor(threads, thread_name_prefix="bulk") as pool:
        for chunk in _chunks(operations):
            keys = frozenset(operation.key for operation in chunk)
            sent += len(keys)
            while len(running) >= threads or any(not keys.isdisjoint(others) for others in running.values()):
                collect()
            running[pool.submit(_deliver_chunk, chunk, send, pauses)] = keys
        while running:
            collect()
    if refused and len(refused) >= sent > 1:
        raise _refused_all(refused)
    return Delivered(created, refused)


def _refused_all(refused: Mapping[str, str]) -> IndexUnavailable:
    key, reason = next(iter(refused.items()))
    return IndexUnavailable(
        f"检索索引接连拒收条目，如 {key}：{reason}。",
        "请运行 juanzong doctor 检查；若程序刚升级过，请运行 juanzong index rebuild。",
        code="index_refused",
    )


def _finished(running: dict[Future[Delivered], frozenset[str]]) -> Iterator[Delivered]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        del running[future]
        yield future.result()


def _chunks(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """Operations in requests of bounded size; no key twice in one, so that a second try cannot reorder them."""
    chunk: list[Operation] = []
    keys: set[str] = set()
    size = 0
    for operation in operations:
        full = size + len(operation.lines) > _CHUNK_BYTES or len(chunk) == _CHUNK_OPERATIONS
        if chunk and (full or operation.key in keys):
            yield chunk
            chunk, keys, size = [], set(), 0
        chunk.append(operation)
        keys.add(operation.key)
        size += len(operation.lines)
    if chunk:
        yield chunk


def _deliver_chunk(chunk: list[Operation], send: Send, pauses: Sequence[float]) -> Delivered:
    created = 0
    refused: dict[str, str] = {}
    reason = "服务繁忙"
    for pause in (*pauses, None):
        try:
            items = send([operation.lines for operation in chunk])
        except RequestTooLarge as exc:
            return _apart(chunk, send, pauses, Delivered(created, refused), str(exc))
        if items is not None:
            busy: list[Operation] = []
            for operation, item in zip(chunk, items, strict=True):
                if item["status"] in _BUSY:
                    busy.append(operation)
                    reason = _reason(item)
                elif not _settled(item):
                    refused[operation.key] = _reason(item)
                else:
                    created += item.get("result") == "created"
            if not busy:
                return Delivered(created, refused)
            chunk = busy
        if pause is not None:
            time.sleep(pause)
    raise IndexUnavailable(
        f"检索服务繁忙，重试 {len(pauses)} 次后仍有 {len(chunk)} 个条目没有写入（如 {chunk[0].key}：{reason}）。",
        "请稍后再试；经常如此时，请给 Elasticsearch 增加内存或节点。",
        code="index_busy",
    )


def _apart(chunk: list[Operation], send: Send, pauses: Sequence[float], so_far: Delivered, reason: str) -> Delivered:
    """Halves of a request that is too large, until each is taken or is one operation that is not."""
    if len(chunk) == 1:
        return Delivered(so_far.created, {**so_far.refused, chunk[0].key: reason})
    half = len(chunk) // 2
    halves = [_deliver_chunk(part, send, pauses) for part in (chunk[:half], chunk[half:])]
    return Delivered(
        so_far.created + sum(one.created for one in halves),
        {**so_far.refused, **halves[0].refused, **halves[1].refused},
    )


def _settled(item: Mapping[str, Any]) -> bool:
    """Done, or nothing left to do: a newer version stands there (409), or what was to be removed is gone (404)."""
    status = item["status"]
    return bool(200 <= status < 300 or status == 409 or (status == 404 and item.get("result") == "not_found"))


def _reason(item: Mapping[str, Any]) -> str:
    error = item.get("error") or {}
    cause = error.get("caused_by") or {}
    told = [text for text in (error.get("reason"), cause.get("reason")) if text]
    return "；".join(told)[:300] or f"状态 {item['status']}"
