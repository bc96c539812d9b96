"""The power fails while a new word's entries are cut anew: nothing is lost meanwhile, and whoever comes next goes on."""

from __future__ import annotations

import json
import time
from pathlib import Path

from archive.cases.model import Case
from archive.record.cases import case_key
from console.office import Office
from console.words.recut import settle, touched
from indexer import pipeline
from search_api.access import ADMINISTRATOR
from search_api.search import Request
from tests.work.program import Program

CASES = 500


def _fill(office: Office) -> None:
    cases = [Case(no=f"K{number:04}", facts=f"柳林坳第{number}户反映路灯的事。" * 40) for number in range(CASES)]
    with office.record.write() as tx:
        tx.cases.add_many(cases, tx.now)
        tx.outbox.put(case_key(case.no) for case in cases)
    pipeline.drain(office.record, office.index, office.segmenter)


def _unsure(program: Program) -> list[str]:
    [stamp] = (program.home / "index").glob("g-*/stamp.json")
    return list(json.loads(stamp.read_text("utf-8")).get("unsure", ()))


def test_a_change_of_words_that_was_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    """An index half cut by one list and half by another must say so, find everything, and mend without a rebuild."""
    program = Program(tmp_path / "home")
    with program.office() as office:
        _fill(office)
    with program.running("words", "add", "柳林坳") as running:
        tired = time.monotonic() + 60
        while not _unsure(program) and not running.ended and time.monotonic() < tired:
            time.sleep(0.002)
        running.kill()

    assert _unsure(program) == ["柳林坳"], running.shown()
    with program.office() as office:
        pending = touched(office, office.segmenter)
        assert 0 < len(pending.entries) <= CASES
        found = office.searcher.search(Request("柳林坳"), ADMINISTRATOR)
        assert found.total == CASES
        assert "词表改过" in found.notes[0]

        settle(office)

        assert office.searcher.search(Request("柳林坳"), ADMINISTRATOR).notes == ()
        assert touched(office, office.segmenter).entries == ()
        assert pipeline.compare(office.record, office.index, office.segmenter).agrees
    assert _unsure(program) == []
