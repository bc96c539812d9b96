"""Building the index anew while others read and search."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from archive.errors import Conflict
from console.documents.ingest import take_in
from indexer import pipeline
from search_api.access import ADMINISTRATOR
from search_api.search import Request
from tests.servers.processes import wait_until
from tests.work.letters import quick, slow
from tests.work.program import Program


def test_search_is_never_empty_while_the_index_is_rebuilt(tmp_path: Path) -> None:
    """A clerk who searches during the rebuild, or during an import, must find what was there all along."""
    program = Program(tmp_path / "home")
    old = quick(tmp_path / "old", 40)
    new = [*quick(tmp_path / "new", 20, seed=1), *slow(tmp_path / "new", 4)]
    with program.office() as office:
        take_in(office, [tmp_path / "old"], case_no=None)
        found: list[int] = []
        stop = threading.Event()

        def search() -> None:
            while not stop.wait(0.02):
                found.append(office.searcher.search(Request("供热温度"), ADMINISTRATOR).total)

        searching = threading.Thread(target=search)
        searching.start()
        with program.running("ingest", tmp_path / "new", "--json") as ingest:
            wait_until(lambda: ingest.ended or bool(ingest.readers()), "the reading to begin", 60)
            rebuilt = [pipeline.rebuild(office.record, office.index, office.segmenter) for _ in range(4)]
            done = ingest.wait(90)
        stop.set()
        searching.join()
        difference = pipeline.compare(office.record, office.index, office.segmenter)

    assert done.code == 0, done.err
    assert done.json["states"]["indexed"] == len(new)
    assert difference.agrees
    assert difference.waiting == 0
    assert min(rebuilt) >= len(old)
    assert min(found) >= len(old), "search saw a gap"
    assert max(found) == 60


def test_a_rebuild_waits_for_its_turn_but_not_for_ever(tmp_path: Path) -> None:
    """Others write for a moment at a time: a rebuild that gives up at once would fail by chance."""
    with Program(tmp_path / "home").office() as office:
        quick(tmp_path / "in", 3)
        take_in(office, [tmp_path / "in"], case_no=None)
        with office.record.exclusive("index") as held:
            assert held
            with pytest.raises(Conflict, match="另一个程序写入"):
                pipeline.rebuild(office.record, office.index, office.segmenter, patience=0.3)

        assert pipeline.rebuild(office.record, office.index, office.segmenter) == 3
