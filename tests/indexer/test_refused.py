"""What an engine does not take stays in the outbox; everything else is taught."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import pytest

from archive.cases.model import Case
from archive.errors import EntriesRefused
from archive.record.cases import case_key
from archive.record.document import State
from archive.record.record import Record
from archive.settings import load
from console.documents.ingest import take_in
from console.office import Office
from indexer import pipeline
from indexer.embedded.index import EmbeddedIndex
from indexer.index import Entry, SearchIndex, Stamp
from indexer.recut import stamp_of
from indexer.segment import Segmenter
from search_api.access import ADMINISTRATOR
from search_api.search import Request


class Choosy(EmbeddedIndex):
    """Takes no entry of one key, as a server does that is too small for it."""

    refuses = "case:2"

    def write(self, entries: Iterable[Entry], deleted: Iterable[str] = ()) -> None:
        refused: dict[str, str] = {}
        super().write(self._taken(entries, refused), deleted)
        if refused:
            raise EntriesRefused(refused)

    def rebuild(self, entries: Iterable[Entry], stamp: Stamp) -> int:
        refused: dict[str, str] = {}
        count = super().rebuild(self._taken(entries, refused), stamp)
        if refused:
            raise EntriesRefused(refused)
        return count

    def _taken(self, entries: Iterable[Entry], refused: dict[str, str]) -> Iterator[Entry]:
        for entry in entries:
            if entry.key == self.refuses:
                refused[entry.key] = "太大"
            else:
                yield entry


class Small(Office):
    """An office whose server is too small for its first document."""

    @cached_property
    def index(self) -> SearchIndex:
        index = Choosy(self.settings.home / "index")
        index.refuses = "document:1"
        return index


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(f"sqlite:///{tmp_path / 'record.sqlite3'}") as record:
        yield record


def _change(record: Record, *numbers: str) -> None:
    with record.write() as tx:
        for no in numbers:
            if not tx.cases.many([no]):
                tx.cases.add(Case(no, title=f"第{no}件"), tx.now)
            tx.outbox.put([case_key(no)])


def _waiting(record: Record) -> list[str]:
    with record.read() as tx:
        return [row.key for row in tx.outbox.next(100)]


def _known(index: EmbeddedIndex) -> set[str]:
    return {item.key for item in index.stored()}


def test_what_is_refused_waits_and_stops_nothing(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One volume too large for the server would keep every later letter from being found."""
    monkeypatch.setattr(pipeline, "_ROUND", 2)
    index, segmenter = Choosy(tmp_path / "index"), Segmenter()
    _change(record, "1", "2", "3", "4", "5")
    with pytest.raises(EntriesRefused, match="case:2：太大"):
        pipeline.drain(record, index, segmenter)
    assert _known(index) == {"case:1", "case:3", "case:4", "case:5"}
    assert _waiting(record) == ["case:2"]

    _change(record, "6")
    with pytest.raises(EntriesRefused):
        pipeline.drain(record, index, segmenter)
    assert "case:6" in _known(index)
    with pytest.raises(EntriesRefused):
        pipeline.rebuild(record, index, segmenter)
    assert _known(index) == {f"case:{no}" for no in (1, 3, 4, 5, 6)}
    assert _waiting(record) == ["case:2"]

    index.refuses = ""  # the server was given more memory
    assert pipeline.drain(record, index, segmenter) == 1
    assert pipeline.compare(record, index, segmenter).agrees
    index.close()


def test_a_new_word_reaches_all_but_what_is_refused(record: Record, tmp_path: Path) -> None:
    """One volume too large for the server would leave every other one cut by the list of yesterday."""
    index = Choosy(tmp_path / "index")
    index.refuses = ""
    with record.write() as tx:
        for no in ("1", "2", "3"):
            tx.cases.add(Case(no, title=f"柳林坳第{no}件"), tx.now)
            tx.outbox.put([case_key(no)])
    pipeline.drain(record, index, Segmenter())
    before = {item.key: item.digest for item in index.stored()}

    index.refuses = "case:2"
    with record.write() as tx:
        tx.add_word("柳林坳")
    for _ in range(2):  # asked again, it is said again
        with pytest.raises(EntriesRefused, match="case:2：太大"):
            pipeline.drain(record, index, Segmenter())
        now = {item.key: item.digest for item in index.stored()}
        assert {key for key in before if now[key] != before[key]} == {"case:1", "case:3"}
        assert index.stamp() == stamp_of(Segmenter(["柳林坳"]))
        assert _waiting(record) == ["case:2"]

    index.refuses = ""
    assert pipeline.drain(record, index, Segmenter()) == 1
    assert pipeline.compare(record, index, Segmenter(["柳林坳"])).agrees
    index.close()


def test_ingest_names_the_file_that_cannot_be_found_and_takes_in_the_others(tmp_path: Path) -> None:
    """A clerk must learn which of a thousand files is kept but not found, and the day's work must not be called failed."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1大卷.txt").write_text("整卷材料", "utf-8")
    (folder / "2来信.txt").write_text("反映供热不足", "utf-8")
    office = Small(load({}, tmp_path / "home"))
    outcome = take_in(office, [folder], case_no=None, jobs=1)
    found = office.searcher.search(Request("供热"), ADMINISTRATOR)
    office.close()

    assert outcome.received == 2
    assert outcome.states == {State.INDEXED: 2}
    [failure] = outcome.failures
    assert (failure.file, failure.code) == ("1大卷.txt", "index_refused")
    assert "没有编入：太大" in failure.reason
    assert found.total == 1
