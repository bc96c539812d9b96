"""The server's size of the office: real PostgreSQL, Redis and Elasticsearch, and real workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from indexer.elastic.index import ElasticIndex
from tests.work.program import Program


@pytest.fixture
def broker(redis_url: str) -> Iterator[str]:
    """The address of an empty Redis."""
    with redis.Redis.from_url(redis_url) as client:
        client.flushall()
        yield redis_url
        client.flushall()


@pytest.fixture
def elastic_index(elasticsearch_url: Callable[[str], str]) -> Iterator[str]:
    """The address of an Elasticsearch that holds no index of ours."""
    url = elasticsearch_url("9.5")
    index = ElasticIndex(url)
    index.drop()
    yield url
    index.drop()
    index.close()


@pytest.fixture
def server(tmp_path: Path, postgresql_url: str, broker: str, elastic_index: str) -> Program:
    """An office on all three servers."""
    settings = {"JUANZONG_DATABASE": postgresql_url, "JUANZONG_INDEX": elastic_index, "JUANZONG_BROKER": broker}
    return Program(tmp_path / "server", settings)


@pytest.fixture
def workshop(tmp_path: Path, postgresql_url: str, broker: str) -> Program:
    """An office with workers behind a broker, on PostgreSQL, with the embedded index."""
    return Program(tmp_path / "server", {"JUANZONG_DATABASE": postgresql_url, "JUANZONG_BROKER": broker})
