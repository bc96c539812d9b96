"""A cluster of three real nodes loses one in the middle of a fill: what was acknowledged is there afterwards."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from indexer.elastic.index import ElasticIndex
from indexer.index import Entry, Everything, Query
from tests.contract.conftest import STAMP
from tests.servers.elastic import Cluster, running

_BATCHES, _BATCH = 12, 400


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with running("9.5", nodes=3, heap="384m") as cluster:
        yield cluster


def _batch(number: int) -> Iterator[Entry]:
    text = " ".join(f"词{number}{at}" for at in range(200))
    return (
        Entry(f"case:{number}-{at}", "case", text, "", text, {}, version=number * _BATCH + at + 1)
        for at in range(_BATCH)
    )


@pytest.mark.elasticsearch
def test_nothing_acknowledged_is_lost_when_a_node_is_killed(cluster: Cluster) -> None:
    """A machine of the city's cluster burns out while letters are filed: the outbox rows it took are already gone."""
    index = ElasticIndex(cluster.url)
    index.rebuild((), STAMP)
    with Elasticsearch(cluster.node_url(0)) as client:
        client.cluster.health(index="juanzong", wait_for_status="green", timeout="30s")
        shards: Any = client.cat.shards(index="juanzong", format="json", h="prirep,node,state").body
    victim = next(int(str(shard["node"])[-1]) for shard in shards if shard["prirep"] == "p")
    acknowledged: set[str] = set()
    half = threading.Event()

    def fill() -> None:
        for number in range(_BATCHES):
            index.write(_batch(number))
            acknowledged.update(entry.key for entry in _batch(number))
            if number == 3:
                half.set()

    thread = threading.Thread(target=fill)
    thread.start()
    assert half.wait(60)
    cluster.kill(victim)  # holds the primary, in the middle of a batch
    thread.join(80)

    assert len(acknowledged) == _BATCHES * _BATCH
    assert {stored.key for stored in index.stored()} == acknowledged
    assert index.search(Query(Everything(), limit=0)).total == len(acknowledged)
