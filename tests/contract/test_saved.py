"""Saved searches over every engine: what is new is told once, and only to one who may see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.cases.model import Case
from archive.errors import Conflict, NotFound
from archive.record.cases import case_key
from archive.record.record import Record
from indexer import pipeline
from indexer.segment import Segmenter
from search_api import saved
from search_api.access import Asker
from search_api.saved import News
from search_api.search import Request, Searcher
from tests.contract.conftest import Url, opening

CLERK = Asker("办事员")
CHIEF = Asker("办事员", sees_restricted=True)
MONDAY, TUESDAY = dt.date(2023, 4, 3), dt.date(2023, 4, 4)


@dataclass(frozen=True, slots=True)
class Desk:
    """A record and an index that grow."""

    searcher: Searcher

    def add(self, no: str, facts: str, *, restricted: bool = False) -> None:
        with self.searcher.record.write() as tx:
            tx.cases.add(Case(no, title=no, facts=facts, restricted=restricted), tx.now)
            tx.outbox.put([case_key(no)])
        self.index()

    def index(self) -> None:
        pipeline.drain(self.searcher.record, self.searcher.index, self.searcher.segmenter)

    def withhold(self, no: str, *, gone: bool) -> None:
        """Take a case out of what is found, or put it back, as a withdrawal does."""
        key = case_key(no)
        if gone:
            self.searcher.index.write([], [key])
        else:
            with self.searcher.record.write() as tx:
                tx.outbox.put([key])
            self.index()

    def run(self, asker: Asker = CLERK, limit: int = 20) -> list[str]:
        return _ids(saved.run(self.searcher, "水", asker, MONDAY, limit))

    def digest(self, day: dt.date, asker: Asker = CLERK) -> list[str]:
        return _ids(*saved.digest(self.searcher, asker, day, 20))


def _ids(*told: News) -> list[str]:
    return sorted(hit.id for news in told for hit in news.hits)


@pytest.fixture
def desk(engine: str, tmp_path: Path, elasticsearch_url: Url) -> Iterator[Desk]:
    with opening(engine, tmp_path / "index", elasticsearch_url) as make, Record(f"sqlite:///{tmp_path}/r") as record:
        index, segmenter = make(), Segmenter()
        desk = Desk(Searcher(record, index, lambda: segmenter))
        desk.add("A1", "灌溉用水")
        saved.save(desk.searcher, "水", Request("灌溉"), CLERK)
        yield desk


def test_what_is_new_is_told_once(desk: Desk) -> None:
    """What was there when it was saved, was shown, was withdrawn and came back is not new; what was not shown still is."""
    assert desk.run() == []
    desk.add("A2", "灌溉水渠")
    desk.add("A3", "灌溉水泵")
    desk.add("A4", "道路")

    first, second, third = desk.run(limit=1), desk.run(), desk.run()
    assert len(first) == 1
    assert sorted(first + second) == ["A2", "A3"]
    assert third == []
    desk.withhold("A2", gone=True)
    assert saved.run(desk.searcher, "水", CLERK, MONDAY, 20, also_seen=True).total == 2
    desk.withhold("A2", gone=False)
    assert desk.run() == []
    assert _ids(saved.run(desk.searcher, "水", CLERK, MONDAY, 20, also_seen=True)) == ["A1", "A2", "A3"]


def test_the_digest_of_a_day_is_the_same_again(desk: Desk) -> None:
    """A digest made twice must not lose what the first one said, nor say it again the next day."""
    desk.add("A2", "灌溉水渠")
    assert desk.digest(MONDAY) == ["A2"] == desk.digest(MONDAY)
    desk.add("A3", "灌溉水泵")
    assert desk.digest(MONDAY) == ["A2", "A3"]
    assert desk.digest(TUESDAY) == []
    assert desk.run() == ["A2", "A3"]
    assert desk.digest(TUESDAY) == []


def test_rights_are_those_of_the_moment(desk: Desk) -> None:
    """One who lost the right must not learn of reports from a search saved while they had it, not even their number."""
    desk.add("B1", "灌溉款被侵占", restricted=True)

    with desk.searcher.record.read() as tx:
        search = tx.saved.get("办事员", "水")
    assert saved.unseen(desk.searcher, search, CLERK, 20).new == 0
    assert saved.unseen(desk.searcher, search, CHIEF, 20).new == 1
    assert desk.digest(MONDAY) == []
    assert desk.digest(MONDAY, CHIEF) == ["B1"]
    assert desk.digest(MONDAY) == []
    assert desk.run() == []


def test_each_person_s_own_and_no_name_twice(desk: Desk) -> None:
    with pytest.raises(Conflict):
        saved.save(desk.searcher, " 水 ", Request("道路"), CLERK)
    with pytest.raises(NotFound):
        saved.run(desk.searcher, "水", Asker("别人"), MONDAY, 20)
    with desk.searcher.record.write() as tx:
        tx.saved.remove("办事员", "水")
        assert tx.saved.of("办事员") == []
    saved.save(desk.searcher, "水", Request("没有的词 灌溉"), CLERK)
    assert desk.run() == []  # what would be found of a part of it does not count
