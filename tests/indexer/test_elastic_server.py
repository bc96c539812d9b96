"""What the office is told when a real Elasticsearch server is away, slow, locked, or asked too much."""

from __future__ import annotations

import socket
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from archive.errors import EntriesRefused, IndexUnavailable, InvalidInput, SettingsError
from indexer.elastic.index import ElasticIndex
from indexer.index import MAPPING_VERSION, Adjacent, And, AnyTerm, Entry, Everything, Node, Not, Or, Query, Stamp
from tests.servers import elastic, proxy
from tests.servers.processes import free_ports, wait_until

pytestmark = pytest.mark.elasticsearch
STAMP = Stamp(MAPPING_VERSION, "test")
PASSWORD = "机密 p@ss:/?#"
LOGIN = f"office:{PASSWORD}"
IN_URL = "office:%E6%9C%BA%E5%AF%86%20p%40ss%3A%2F%3F%23"


def answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _entry(key: str, terms: str = "甲") -> Entry:
    return Entry(key, "case", terms, "", "", {})


@pytest.fixture
def url(elasticsearch_url: Callable[[str], str]) -> str:
    return elasticsearch_url("9.5")


@pytest.fixture
def index(url: str) -> Iterator[ElasticIndex]:
    index = ElasticIndex(url, name=f"server-{uuid.uuid4().hex[:12]}")
    index.rebuild([_entry("case:1")], STAMP)
    yield index
    index.drop()
    index.close()


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    port = free_ports()
    index = ElasticIndex(f"http://{IN_URL}@127.0.0.1:{port}")

    with pytest.raises(IndexUnavailable) as told:
        index.search(Query(Everything()))

    assert f"127.0.0.1:{port}" in told.value.message
    assert "已启动" in told.value.advice
    assert "p@ss" not in str(told.value.as_dict())
    assert "p%40ss" not in str(told.value.as_dict())


def test_a_password_and_a_certificate_of_the_office_are_used(url: str, index: ElasticIndex, tmp_path: Path) -> None:
    tls = proxy.certificate(tmp_path)
    with proxy.running(url, login=LOGIN, tls=tls) as port:
        behind = ElasticIndex(f"https://{IN_URL}@127.0.0.1:{port}", name=index.name, ca_certs=str(tls))
        behind.write([_entry("case:2")])

        assert behind.search(Query(Everything())).total == 2


def test_a_wrong_password_is_told(url: str) -> None:
    with (
        proxy.running(url, login=LOGIN) as port,
        pytest.raises(IndexUnavailable, match="拒绝登录") as told,
    ):
        ElasticIndex(f"http://office:wrong@127.0.0.1:{port}").search(Query(Everything()))

    assert "密码" in told.value.advice
    assert "wrong" not in str(told.value.as_dict())


def test_a_path_the_server_does_not_know_is_told(url: str) -> None:
    """Whoever pastes the address of a page into the setting must learn what is too much."""
    index = ElasticIndex(f"{url}/juanzong/_search")

    with pytest.raises(IndexUnavailable, match="没有“/juanzong/_search”这个路径") as told:
        index.search(Query(Everything()))
    with pytest.raises(IndexUnavailable, match="没有“/juanzong/_search”这个路径"):
        index.rebuild([], STAMP)
    assert "9200" in told.value.advice


@pytest.mark.parametrize(("path", "said"), [("", "不是检索服务"), ("/abc", "没有“/abc”这个路径")])
def test_another_server_is_not_taken_for_an_empty_index(tmp_path: Path, path: str, said: str) -> None:
    """A wrong port must not look like an archive in which nothing was ever filed."""
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    port = free_ports()
    with subprocess.Popen([*command, str(port)], stderr=subprocess.DEVNULL) as server:
        try:
            wait_until(lambda: answers(port), "the other server")
            index = ElasticIndex(f"http://127.0.0.1:{port}{path}")

            with pytest.raises(IndexUnavailable, match=said):
                index.search(Query(Everything()))
            with pytest.raises(IndexUnavailable, match=said):
                index.rebuild([], STAMP)
        finally:
            server.terminate()


def test_a_certificate_nobody_knows_is_not_trusted(url: str, tmp_path: Path) -> None:
    """Letters sent to whoever answers on that address would be no secret."""
    with (
        proxy.running(url, tls=proxy.certificate(tmp_path)) as port,
        pytest.raises(IndexUnavailable, match="连不上"),
    ):
        ElasticIndex(f"https://127.0.0.1:{port}").search(Query(Everything()))


def test_a_server_that_answers_too_late_is_told(url: str) -> None:
    with (
        proxy.running(url, delay=2) as port,
        pytest.raises(IndexUnavailable, match="没有及时答复"),
    ):
        ElasticIndex(f"http://127.0.0.1:{port}", timeout=0.3).search(Query(Everything()))


def test_a_busy_server_gets_its_time() -> None:
    """A real node that refuses (429) what it has no memory for takes everything in the end."""
    limit = ("indexing_pressure.memory.limit=9mb",)
    with elastic.running("9.5", settings=limit) as cluster:
        index = ElasticIndex(cluster.url, threads=3)
        text = " ".join(f"词{at}" for at in range(20_000))
        count = index.rebuild((_entry(f"case:{number}", text) for number in range(80)), STAMP)
        with Elasticsearch(cluster.url) as client:
            nodes = client.nodes.stats(metric="indexing_pressure").body["nodes"]

        refused = next(iter(nodes.values()))["indexing_pressure"]["memory"]["total"]["coordinating_rejections"]
        assert refused > 0
        assert count == index.search(Query(Everything(), limit=0)).total == 80


def test_more_words_than_the_server_can_take_is_told(index: ElasticIndex) -> None:
    """Silently asking for fewer words would be a silent limit."""
    terms = {f"词{number}": 1.0 for number in range(100_000)}

    with pytest.raises(InvalidInput, match="过长"):
        index.search(Query(AnyTerm(tuple(terms)), rank=terms))


def test_thousands_of_words_are_answered(index: ElasticIndex) -> None:
    """A whole petition is a question of thousands of terms, and more values than one clause takes are asked for."""
    terms = {f"词{number}": 1.0 for number in range(3_000)} | {"甲": 1.0}

    assert index.search(Query(AnyTerm(tuple(terms)), rank=terms)).total == 1
    assert index.search(Query(AnyTerm((*(f"词{number}" for number in range(70_000)), "甲")))).total == 1


def test_brackets_within_brackets(index: ElasticIndex) -> None:
    """Twenty-five levels are answered; a hundred are refused in Chinese, not with the server's stack trace."""

    def nested(levels: int) -> Node:
        node: Node = Adjacent(("甲",))
        for level in range(levels):
            node = Or((node, Adjacent(("乙",)))) if level % 2 else And((node, Everything(), Not(Adjacent(("丙",)))))
        return node

    index.write([_entry("case:2", ".甲"), _entry("case:3", ".甲 .丙")])

    assert index.search(Query(nested(25))).total == 1
    with pytest.raises(InvalidInput, match="括号"):
        index.search(Query(nested(100)))


def test_brackets_that_change_nothing_cost_nothing(index: ElasticIndex) -> None:
    node: Node = Everything()
    for _ in range(100):
        node = And((Or((Not(Not(node)),)),))

    assert index.search(Query(node)).total == 1


def test_a_field_the_mapping_does_not_know_is_refused_with_its_key(index: ElasticIndex) -> None:
    """A mapping that grows by itself would hide a misspelt field for ever."""
    with pytest.raises(IndexUnavailable, match="case:9"):
        index.write([replace(_entry("case:9"), keywords={"categorie": ("错",)})])


def test_an_index_dropped_behind_our_back_is_empty_not_remade(url: str, index: ElasticIndex) -> None:
    """A write must not make an index without our mapping; a search must not fail."""
    index.search(Query(Everything()))
    with Elasticsearch(url) as client:
        client.indices.delete(index=f"{index.name}-000001")

        with pytest.raises(IndexUnavailable):
            index.write([_entry("case:2")])
        assert index.search(Query(Everything())).total == 0
        assert not client.indices.exists(index=index.name)


def test_half_built_leftovers_are_deleted(url: str, index: ElasticIndex) -> None:
    with Elasticsearch(url) as client:
        client.indices.create(index=f"{index.name}-000007")
        client.indices.create(index=f"{index.name}-other")

        index.rebuild([_entry("case:1")], STAMP)

        found = client.indices.get(index=f"{index.name}-*").body
        client.indices.delete(index=f"{index.name}-other")
    assert set(found) == {f"{index.name}-000008", f"{index.name}-other"}


@pytest.mark.parametrize(
    "url", ["", "elastic:9200", "ftp://host:9200", "http://", "http://host:0x", "http://host:99999"]
)
def test_an_address_that_is_none_is_told_at_once(url: str) -> None:
    with pytest.raises(SettingsError):
        ElasticIndex(url)


def test_an_entry_beyond_the_server_is_told_and_stops_no_other(url: str) -> None:
    """A bound volume of thousands of pages, too large for the server's memory, must not keep the letters after it away."""
    volume = _entry("document:7", "甲 " * 15_000_000)
    index = ElasticIndex(url, name=f"large-{uuid.uuid4().hex[:12]}")
    try:
        with pytest.raises(EntriesRefused, match=r"document:7.*超过") as told:
            index.rebuild([_entry("case:1"), volume, _entry("case:2")], STAMP)
        assert set(told.value.reasons) == {"document:7"}
        assert index.stamp() == STAMP
        with pytest.raises(EntriesRefused):
            index.write([_entry("case:3"), volume, _entry("case:4")])
        assert {item.key for item in index.stored()} == {f"case:{number}" for number in (1, 2, 3, 4)}
    finally:
        index.drop()
        index.close()


@pytest.mark.parametrize("grouped", [False, True])
def test_a_generation_made_with_a_smaller_window_pages_as_deep(url: str, index: ElasticIndex, grouped: bool) -> None:
    """An office that has not rebuilt its index since must not be told that a far page is too large a question."""
    index.rebuild((_entry(f"case:{number:05d}") for number in range(10_030)), STAMP)
    query = Query(Everything(), {"甲": 1.0}, offset=9_995, limit=20, grouped=grouped)
    before = index.search(query)

    with Elasticsearch(url) as client:
        client.indices.put_settings(index=index.name, settings={"index.max_result_window": 10_000})

    assert index.search(query) == before
    assert [hit.key for hit in before.hits] == [f"case:{number:05d}" for number in range(9_995, 10_015)]
