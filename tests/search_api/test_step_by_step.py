"""What is found is read step by step, however much it is."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.cases.model import Case
from archive.extract.reading import Line, Page
from archive.met import nothing_met
from archive.record.cases import case_key
from archive.record.document import Extracted, document_key
from archive.record.record import Record
from indexer import pipeline
from indexer.embedded.index import EmbeddedIndex
from indexer.index import Hits, Query
from indexer.segment import Segmenter
from search_api import saved
from search_api.access import ADMINISTRATOR
from search_api.export import everything
from search_api.export.everything import export
from search_api.labels import KIND_LABELS
from search_api.search import Request, Searcher

DAY = dt.date(2023, 4, 3)


class Listened(EmbeddedIndex):
    """Notes how many hits it is asked for at a time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[int] = []

    def search(self, query: Query) -> Hits:
        self.asked.append(query.limit)
        return super().search(query)


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Searcher]:
    index, segmenter = Listened(tmp_path / "index"), Segmenter()
    with Record(f"sqlite:///{tmp_path}/r") as record:
        yield Searcher(record, index, lambda: segmenter)
    index.close()


def _add(searcher: Searcher, numbers: range) -> None:
    cases = [Case(f"A{n:05d}", title="灌溉", facts="灌溉用水") for n in numbers]
    with searcher.record.write() as tx:
        tx.cases.add_many(cases, tx.now)
        tx.outbox.put(case_key(case.no) for case in cases)
    pipeline.drain(searcher.record, searcher.index, searcher.segmenter)


def test_nothing_asks_for_all_hits_at_once(searcher: Searcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A province asks for everything of ten years: the machine that serves a hundred clerks must not stop."""
    monkeypatch.setattr(saved, "_AT_ONCE", 7)
    monkeypatch.setattr(everything, "_AT_ONCE", 7)
    asked = Request("灌溉", grouped=True)
    _add(searcher, range(20))

    assert export(searcher, asked, ADMINISTRATOR, tmp_path / "a.csv", ("id",)).rows == 20
    assert saved.save(searcher, "水", asked, ADMINISTRATOR) == 20
    _add(searcher, range(20, 40))
    digest = saved.digest(searcher, ADMINISTRATOR, DAY, 3)[0]
    again = saved.digest(searcher, ADMINISTRATOR, DAY, 3)[0]
    looked = saved.run(searcher, "水", ADMINISTRATOR, DAY, 3)
    whole = saved.run(searcher, "水", ADMINISTRATOR, DAY, 5, also_seen=True)

    assert [(one.total, one.new, len(one.hits)) for one in (digest, again, looked, whole)] == [
        (40, 20, 3), (40, 20, 3), (40, 20, 3), (40, 17, 5)
    ]  # fmt: skip
    assert isinstance(searcher.index, Listened)
    assert max(searcher.index.asked) <= 10


def test_a_case_and_its_letters_are_one_row_as_on_the_page(searcher: Searcher, tmp_path: Path) -> None:
    """A table that lists a case once for each of its letters is counted wrongly at the meeting."""
    _add(searcher, range(3))
    with searcher.record.write() as tx:
        for text, no in (("灌溉渠灌溉渠", "A00001"), ("灌溉", "A00001"), ("反映灌溉", ""), ("灌溉水泵", "")):
            number = tx.documents.add(name="来信.txt", source="", now=tx.now)
            tx.documents.settle(
                number, Extracted([Page(1, (Line(text),))], "text", "", "", "", None, None, (), ()), tx.now
            )
            tx.outbox.put([document_key(number)])
            if no:
                tx.file(number, no)
    pipeline.drain(searcher.record, searcher.index, searcher.segmenter)
    asked = Request("灌溉", grouped=True)

    made = export(searcher, asked, ADMINISTRATOR, tmp_path / "a.csv", ("kind", "id"))

    rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))[1:]
    page = searcher.search(asked, ADMINISTRATOR)
    assert rows == [[KIND_LABELS[hit.kind], hit.id] for hit in page.hits]
    assert (made.rows, made.gone, page.total) == (5, 0, 5)


def test_what_was_met_is_not_new() -> None:
    with nothing_met() as met:
        assert met.are_new(["甲", "乙", "甲"]) == [True, True, False]
        assert met.are_new(["乙", "丙"]) == [False, True]
