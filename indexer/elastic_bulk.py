"""Delivers a stream of operations in bulk requests: every item of every answer is looked at, memory stays constant."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from archive.errors import IndexUnavailable
from indexer.elastic_schema import Operation

Send = Callable[[list[bytes]], Sequence[Mapping[str, Any]] | None]
"""Sends one bulk request and gives its items in order, each the value under ``index`` or ``delete``; None if the
server refused the whole request because it is too busy."""

_CHUNK_BYTES = 4 * 1024 * 1024
_CHUNK_OPERATIONS = 1_000
_BUSY = frozenset({429, 503, 504})
"""Item states that pass: a full queue, a shard whose copy is just taking over after a node died."""
_PAUSES = (0.1, 0.3, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before each further try; half a minute in all, then the server is said to be unavailable."""


def deliver(operations: Iterable[Operation], send: Send, *, threads: int, pauses: Sequence[float] = _PAUSES) -> int:
    """Send all operations, several requests at a time; returns how many documents are new.

    Operations on one key keep their order. Raises ``IndexUnavailable`` with key and reason as soon as one is refused;
    what was sent before stands. At most ``threads`` requests of about 4 MB are in memory.
    """
    created = 0
    running: dict[Future[int], frozenset[str]] = {}
    with ThreadPoolExecutor(threads, thread_name_prefix="bulk") as pool:
        for chunk in _chunks(operations):
            keys = frozenset(operation.key for operation in chunk)
            while len(running) >= threads or any(not keys.isdisjoint(others) for others in running.values()):
                created += _collect(running)
            running[pool.submit(_deliver_chunk, chunk, send, pauses)] = keys
        while running:
            created += _collect(running)
    return created


def _collect(running: dict[Future[int], frozenset[str]]) -> int:
    finished = wait(running, return_when=FIRST_COMPLETED).done
    for future in finished:
        del running[future]
    return sum(future.result() for future in finished)


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


def _deliver_chunk(chunk: list[Operation], send: Send, pauses: Sequence[float]) -> int:
    created = 0
    reason = "服务繁忙"
    for pause in (*pauses, None):
        items = send([operation.lines for operation in chunk])
        if items is not None:
            busy: list[Operation] = []
            for operation, item in zip(chunk, items, strict=True):
                if item["status"] in _BUSY:
                    busy.append(operation)
                    reason = _reason(item)
                elif not _settled(item):
                    raise IndexUnavailable(
                        f"检索索引拒收条目 {operation.key}：{_reason(item)}。",
                        "请运行 juanzong doctor 检查；若程序刚升级过，请运行 juanzong index rebuild。",
                        code="index_refused",
                    )
                else:
                    created += item.get("result") == "created"
            if not busy:
                return created
            chunk = busy
        if pause is not None:
            time.sleep(pause)
    raise IndexUnavailable(
        f"检索服务繁忙，重试 {len(pauses)} 次后仍有 {len(chunk)} 个条目没有写入（如 {chunk[0].key}：{reason}）。",
        "请稍后再试；经常如此时，请给 Elasticsearch 增加内存或节点。",
        code="index_busy",
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
