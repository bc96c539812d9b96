"""Who rests on what: with page and line, kept as it is now, and never telling of a case somebody may not see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.cases.model import Case, Claim, Reply
from archive.errors import NotFound
from archive.laws.importing import import_laws
from archive.record.cases import case_key
from archive.record.citations import Cites
from archive.record.record import Record
from indexer.citing import edges_of
from indexer.embedded.index import EmbeddedIndex
from indexer.entry import Draft
from indexer.pipeline import drain, rebuild
from search_api.access import ADMINISTRATOR, Asker
from search_api.law_hints import hints_for_text
from search_api.precedents.graph import cited, cites
from search_api.search import Searcher
from tests.archive.laws.test_import import folder
from tests.archive.laws.test_shelf import LAKES
from tests.archive.laws.test_shelf import OLD as OLD_LAW
from tests.contract.sample import SEGMENTER

CLERK = Asker("员")
OLD = Case("XF2021030007LF", title="旧案", facts="丈量。", reply=Reply(number="柳信访复字〔2021〕5号"))
NEW = Case(
    "XF2022050012LX",
    title="新案",
    facts="根据柳信访复字[2021]005号，并见XF2021030007LF。依据《民法典》第二百三十六条第一款。",
    claims=(Claim("退还", basis=("《民法典》第二百三十六条", "《土地管理法》第十四条、第十五条")),),
)
KEPT = replace(NEW, no="XF2022060001LF", title="检举", restricted=True)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[tuple[Record, EmbeddedIndex]]:
    """Three cases, one kept apart."""
    with Record(f"sqlite:///{tmp_path / 'record.db'}") as record:
        with record.write() as tx:
            tx.cases.add_many([OLD, NEW, KEPT], tx.now)
            tx.outbox.put(map(case_key, (OLD.no, NEW.no, KEPT.no)))
        index = EmbeddedIndex(tmp_path / "index")
        drain(record, index, SEGMENTER)
        yield record, index
        index.close()


def test_a_page_and_a_line_are_told_however_a_number_is_written() -> None:
    """A reference nobody can open is no reference."""
    text = "关于答复\n柳信访复字[2021]005号\f第一行\n依据《民法典》第五条、第六条第二款\n再依《民法典》第五条"
    found = edges_of(Draft("document:7", "document", text, "", None, {}))
    assert [(e.page, e.line, e.kind, e.target, e.place) for e in found] == [
        (1, 2, Cites.NUMBER, "柳信访复字〔2021〕5号", ""),
        (2, 2, Cites.ARTICLE, "民法典第五条", ""),
        (2, 2, Cites.ARTICLE, "民法典第六条", "第二款"),
    ]


def test_both_ways_lead_to_the_same_places(shelf: tuple[Record, EmbeddedIndex]) -> None:
    """What a case rests on, and who rests on it, are one graph."""
    record, _ = shelf
    found = {(link.kind, link.target + link.place) for link in cites(record, NEW.no, ADMINISTRATOR)}
    assert found >= {
        ("number", "柳信访复字〔2021〕5号"),
        ("case", OLD.no),
        ("article", "民法典第二百三十六条第一款"),
        ("article", "土地管理法第十五条"),
    }
    assert {link.case_no for link in cited(record, "柳信访复字〔2021〕5号", ADMINISTRATOR)} == {NEW.no, KEPT.no}
    assert {link.case_no for link in cited(record, OLD.no, ADMINISTRATOR)} == {NEW.no, KEPT.no}
    assert [link.target for link in cited(record, "土地管理法第14条", CLERK)] == ["土地管理法第十四条"]
    assert {link.place for link in cited(record, "民法典第二百三十六条第一款", CLERK)} == {"第一款"}
    assert len(cited(record, "《土地管理法》", CLERK)) == 2


def test_what_may_not_be_seen_is_in_no_count(shelf: tuple[Record, EmbeddedIndex]) -> None:
    """A report of wrongdoing must not show up as one more case that rests on an article."""
    record, _ = shelf
    for what in ("民法典第二百三十六条", "土地管理法", OLD.no):
        assert {link.case_no for link in cited(record, what, CLERK)} == {NEW.no}
    with pytest.raises(NotFound):
        cites(record, KEPT.no, CLERK)


def test_the_graph_follows_the_record(shelf: tuple[Record, EmbeddedIndex]) -> None:
    """A citation taken out is gone; everything is made again by a rebuild."""
    record, index = shelf
    with record.write() as tx:
        tx.cases.change(replace(tx.cases.get(NEW.no), facts="无。", claims=()), tx.now)
        tx.outbox.put([case_key(NEW.no)])
    drain(record, index, SEGMENTER)
    assert cites(record, NEW.no, ADMINISTRATOR) == []
    with record.write() as tx:
        before = tx.citations.made_by([case_key(KEPT.no)])
        tx.citations.clear()
    rebuild(record, index, SEGMENTER)
    with record.read() as tx:
        assert tx.citations.made_by([case_key(KEPT.no)]) == before


def test_suggested_articles_say_why_and_are_law_today(shelf: tuple[Record, EmbeddedIndex], tmp_path: Path) -> None:
    """An article that is repealed must not be proposed, nor one without a reason that can be looked at."""
    record, index = shelf
    import_laws(record, [folder(tmp_path / "laws", 河湖=OLD_LAW, 湖泊=LAKES)])
    drain(record, index, SEGMENTER)
    searcher = Searcher(record, index, lambda: SEGMENTER, lambda: dt.date(2015, 6, 1))
    found = hints_for_text(searcher, "应当公布水位、流量，保护湖泊", CLERK, 5)
    assert found[0].article.key == "河湖法第二条"
    assert {"水位", "流量"} & set(found[0].words)
    assert not any(hint.article.name == "湖泊条例" for hint in found)
