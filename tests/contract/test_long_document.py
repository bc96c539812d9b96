"""A document of two thousand pages: its words are found, shown and marked, however far apart they stand."""

from __future__ import annotations

from pathlib import Path

from archive.extract.reading import Line, Page
from archive.record.document import Extracted, document_key
from archive.record.record import Record
from indexer import pipeline
from indexer.segment import Segmenter
from search_api.access import ADMINISTRATOR
from search_api.hits import SearchHit
from search_api.search import Request, Searcher
from tests.contract.conftest import MakeIndex

PAGES = 2_000
_FILLER = ("本页是会议记录的附表，逐户登记姓名、住址和面积。",) * 4
_BOX = (0.1, 0.1, 0.9, 0.12)


def _volume(record: Record) -> int:
    """A volume with a word on its first page and another on the last but one; returns its id."""
    said = {1: "关于红星水库移民的来信", PAGES - 1: "最终由县财政局拨付过渡费"}
    pages = [
        Page(number, tuple(Line(text, _BOX) for text in (*_FILLER, said.get(number, "第几户"), *_FILLER)))
        for number in range(1, PAGES + 1)
    ]
    with record.write() as tx:
        document_id = tx.documents.add(name="卷.pdf", source="卷.pdf", now=tx.now)
        tx.documents.settle(document_id, Extracted(pages, "pdf", "test", "", "移民安置卷", None, None, (), ()), tx.now)
        tx.outbox.put([document_key(document_id)])
    return document_id


def _one(searcher: Searcher, typed: str) -> SearchHit:
    [hit] = searcher.search(Request(typed), ADMINISTRATOR).hits
    return hit


def test_words_far_apart_are_both_shown_with_their_pages(make_index: MakeIndex, tmp_path: Path) -> None:
    """A lawyer who is shown one word of two must turn two thousand pages for the other."""
    index, segmenter = make_index(), Segmenter()
    with Record(f"sqlite:///{tmp_path}/r") as record:
        _volume(record)
        pipeline.drain(record, index, segmenter)
        searcher = Searcher(record, index, lambda: segmenter)

        hit = _one(searcher, "水库 财政局")
        assert hit.page in hit.pages == (1, PAGES - 1)
        assert {hit.snippet[a:b] for a, b in hit.highlights} == {"水库", "财政局"}
        other = next(page for page in hit.pages if page != hit.page)
        assert f"（第{other}页）" in hit.snippet
        assert {box.page for box in hit.boxes} == {1, PAGES - 1}

        last = _one(searcher, "拨付 财政局")
        assert (last.page, last.pages) == (PAGES - 1, (PAGES - 1,))
        assert {last.snippet[a:b] for a, b in last.highlights} == {"拨付", "财政局"}
        assert _one(searcher, "移民安置卷 OR 水库").pages == (1,)
