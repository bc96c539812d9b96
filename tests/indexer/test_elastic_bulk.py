"""Every item of every bulk answer is looked at. The server is a few lines of ours that answer as Elasticsearch does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from archive.errors import IndexUnavailable
from indexer.elastic.bulk import Delivered, RequestTooLarge, deliver
from indexer.elastic.schema import Operation


class Server:
    """Takes operations; answers each key with the states prepared for it, then with 201."""

    def __init__(self, states: Mapping[str, list[int]] | None = None, refusals: int = 0) -> None:
        self.states = {key: list(values) for key, values in (states or {}).items()}
        self.refusals = refusals
        self.kept: list[str] = []

    def __call__(self, lines: list[bytes]) -> Sequence[Mapping[str, Any]] | None:
        if self.refusals:
            self.refusals -= 1
            return None
        return [self._item(line.decode()) for line in lines]

    def _item(self, key: str) -> Mapping[str, Any]:
        status = self.states[key].pop(0) if self.states.get(key) else 201
        if status == 201:
            self.kept.append(key)
            return {"status": 201, "result": "created"}
        if status == 404:
            return {"status": 404, "result": "not_found"}
        return {"status": status, "error": {"reason": f"reason {status}", "caused_by": {"reason": "deeper"}}}


def _operations(*keys: str) -> list[Operation]:
    return [Operation(key, key.encode()) for key in keys]


def test_busy_items_are_sent_again_and_only_they() -> None:
    """Counting 429 as success lost files silently for users of a known crawler."""
    server = Server({"b": [429, 503], "c": [429]})

    created = deliver(_operations("a", "b", "c"), server, threads=1, pauses=(0, 0, 0)).created

    assert created == 3
    assert server.kept == ["a", "c", "b"]


def test_a_request_refused_as_a_whole_is_sent_again() -> None:
    server = Server(refusals=2)

    assert deliver(_operations("a", "b"), server, threads=1, pauses=(0, 0)).created == 2


@pytest.mark.parametrize("server", [Server({"b": [429] * 9}), Server(refusals=9)], ids=["item", "request"])
def test_a_server_that_stays_busy_is_told(server: Server) -> None:
    """Waiting in silence for ever is no better than losing."""
    with pytest.raises(IndexUnavailable, match="繁忙"):
        deliver(_operations("b"), server, threads=2, pauses=(0, 0))


def test_a_refused_item_is_told_with_key_and_reason_and_stops_no_other() -> None:
    """One entry the server does not take would keep all later letters from being found."""
    server = Server({"b": [400]})
    delivered = deliver(_operations("a", "b", "c"), server, threads=2, pauses=())

    assert delivered == Delivered(2, {"b": "reason 400；deeper"})
    assert server.kept == ["a", "c"]


def test_where_all_are_refused_the_server_is_to_blame() -> None:
    """A rebuild must not put an empty index in use because the mapping is wrong."""
    with pytest.raises(IndexUnavailable, match="a：reason 400；deeper"):
        deliver(_operations("a", "b"), Server({"a": [400], "b": [400]}), threads=2, pauses=())


def test_a_request_too_large_is_sent_in_parts() -> None:
    """What is too large is one entry of it; the others are taken."""
    kept: list[bytes] = []

    def send(lines: list[bytes]) -> Sequence[Mapping[str, Any]]:
        if b"large" in lines:
            raise RequestTooLarge("too large")
        kept.extend(lines)
        return [{"status": 201, "result": "created"} for _ in lines]

    assert deliver(_operations("a", "b", "large", "c"), send, threads=1) == Delivered(3, {"large": "too large"})
    assert kept == [b"a", b"b", b"c"]


def test_a_newer_version_and_a_missing_document_are_no_errors() -> None:
    server = Server({"stale": [409], "gone": [404]})

    assert deliver(_operations("stale", "gone", "new"), server, threads=2).created == 1


def test_a_missing_index_is_an_error_though_its_state_is_404_too() -> None:
    """Taking it for a document already removed would lose every deletion."""

    def send(lines: list[bytes]) -> Sequence[Mapping[str, Any]]:
        return [{"status": 404, "error": {"reason": "no such index"}} for _ in lines]

    assert deliver(_operations("a"), send, threads=1).refused == {"a": "no such index"}


def test_operations_on_one_key_keep_their_order() -> None:
    """Sent side by side, or one of them again, an older text could end on top."""
    seen: list[bytes] = []

    def send(lines: list[bytes]) -> Sequence[Mapping[str, Any]]:
        if lines == [b"first"] and not seen:
            seen.append(b"refused")
            return [{"status": 429}]
        seen.extend(lines)
        return [{"status": 200, "result": "updated"} for _ in lines]

    deliver([Operation("a", b"first"), Operation("a", b"second")], send, threads=4, pauses=(0.05,))

    assert seen == [b"refused", b"first", b"second"]


def test_no_more_is_read_ahead_than_is_being_sent() -> None:
    """A rebuild of a million letters must not gather them in memory while the server is slow."""
    read = 0
    most = 0
    sent = 0

    def operations() -> Iterator[Operation]:
        nonlocal read
        for number in range(40):
            read += 1
            yield Operation(str(number), bytes(2 * 1024 * 1024))

    def send(lines: list[bytes]) -> Sequence[Mapping[str, Any]]:
        nonlocal most, sent
        most = max(most, read - sent)
        sent += len(lines)
        return [{"status": 201, "result": "created"} for _ in lines]

    assert deliver(operations(), send, threads=2).created == 40
    assert most <= 10
