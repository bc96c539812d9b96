"""Every engine behind one fixture: a test that takes ``index``, ``make_index`` or ``built`` runs over all of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.elastic.index import ElasticIndex
from indexer.embedded.index import EmbeddedIndex
from indexer.index import MAPPING_VERSION, Entry, SearchIndex, Stamp
from tests.contract.sample import SEGMENTER
from tests.servers.elastic import VERSIONS

STAMP = Stamp(MAPPING_VERSION, SEGMENTER.fingerprint)
MakeIndex = Callable[[], SearchIndex]
Built = Callable[[Iterable[Entry]], SearchIndex]
Url = Callable[[str], str]


@pytest.fixture(
    scope="session",
    params=[
        pytest.param("embedded", id="embedded"),
        *(pytest.param(line, id=f"elasticsearch-{line}", marks=pytest.mark.elasticsearch) for line in VERSIONS),
    ],
)
def engine(request: pytest.FixtureRequest) -> str:
    """Which engine."""
    return str(request.param)


@contextmanager
def opening(engine: str, folder: Path, url: Url) -> Iterator[MakeIndex]:
    """Opens the same fresh index, each time as another process would; nothing is left of it afterwards."""
    opened: list[SearchIndex] = []
    name = f"contract-{uuid.uuid4().hex[:12]}"

    def make() -> SearchIndex:
        index: SearchIndex = EmbeddedIndex(folder) if engine == "embedded" else ElasticIndex(url(engine), name=name)
        opened.append(index)
        return index

    yield make
    for index in opened:
        if isinstance(index, ElasticIndex):
            index.drop()
        index.close()


@pytest.fixture
def make_index(engine: str, tmp_path: Path, elasticsearch_url: Url) -> Iterator[MakeIndex]:
    """Opens the test's index, which is not yet built."""
    with opening(engine, tmp_path, elasticsearch_url) as make:
        yield make


@pytest.fixture
def index(make_index: MakeIndex) -> SearchIndex:
    """An index not yet built."""
    return make_index()


@pytest.fixture(scope="module")
def built(engine: str, tmp_path_factory: pytest.TempPathFactory, elasticsearch_url: Url) -> Iterator[Built]:
    """Builds an index for all tests of a module."""
    with opening(engine, tmp_path_factory.mktemp("index"), elasticsearch_url) as make:

        def build(entries: Iterable[Entry]) -> SearchIndex:
            index = make()
            index.rebuild(entries, STAMP)
            return index

        yield build
