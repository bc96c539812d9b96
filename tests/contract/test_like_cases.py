"""Like cases over every engine: the same order, within rights, as the archive is now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.cases.model import Case
from archive.record.cases import case_key
from archive.record.record import Record
from indexer.index import SearchIndex
from indexer.pipeline import drain, rebuild
from search_api.access import ADMINISTRATOR, Asker
from search_api.precedents.ranked import rank_like
from search_api.search import Searcher
from tests.contract.sample import SEGMENTER

_WAGES = ("《劳动合同法》第三十条",)
_CASES = [
    Case("W1", facts="建筑公司拖欠农民工工资，工程完工后一直没有结清", legal_basis=_WAGES, category="欠薪"),
    Case("W2", facts="餐馆老板克扣服务员的劳动报酬，拒绝支付", legal_basis=_WAGES, category="欠薪"),
    Case("W3", facts="公司不给加班费，拖欠工资数月", legal_basis=_WAGES, category="欠薪", restricted=True),
    Case("L1", facts="两家争宅基地界址，邻居砌墙越界", legal_basis=("《土地管理法》第十四条",), category="土地"),
    Case("L2", facts="宅基地被邻居占用，界址不清", legal_basis=("《土地管理法》第十四条",), category="土地"),
    Case("H1", facts="小区供热不足，室温不达标，要求退费", category="供热"),
]
_LETTER = "北京市张伟反映，2023年工程完工，建筑公司拖欠工资没有结清"
_WINDOW = Asker("窗口")


def _order(searcher: Searcher, asker: Asker = ADMINISTRATOR, **how: Any) -> list[str]:
    hits = rank_like(searcher, _LETTER, asker, limit=10, **how)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    return [hit.key.removeprefix("case:") for hit in hits]


@pytest.fixture
def searcher(index: SearchIndex, tmp_path: Path) -> Iterator[Searcher]:
    """An archive of six cases, indexed as they came."""
    with Record(f"sqlite:///{tmp_path / 'record.sqlite3'}") as record:
        with record.write() as tx:
            tx.cases.add_many(_CASES, tx.now)
            tx.outbox.put(case_key(case.no) for case in _CASES)
        drain(record, index, SEGMENTER)
        yield Searcher(record, index, lambda: SEGMENTER)


def test_every_engine_gives_the_same_order_before_and_after_a_rebuild(searcher: Searcher) -> None:
    """What is alike is a matter of the archive, not of the engine that fetched it."""
    found = _order(searcher, among=[case.no for case in _CASES])
    assert found[:2] == ["W1", "W3"]

    rebuild(searcher.record, searcher.index, SEGMENTER)
    assert _order(searcher, among=[case.no for case in _CASES]) == found
    assert _order(searcher, among=["W3", "W1"]) == ["W1", "W3"]
    assert "W1" not in _order(searcher, apart_from="W1")
    assert _order(searcher, among=[]) == []


def test_restricted_cases_are_neither_found_nor_felt(searcher: Searcher) -> None:
    """Not even the law they cite may move what others see."""
    seen = _order(searcher, _WINDOW)
    with searcher.record.write() as tx:
        tx.outbox.put([case_key("W3")])
    drain(searcher.record, searcher.index, SEGMENTER)

    assert "W3" in _order(searcher)
    assert "W3" not in seen
    assert "W3" not in _order(searcher, _WINDOW, among=["W3", "W1"])


def test_a_new_case_is_ranked_at_once_and_a_voided_one_is_gone(searcher: Searcher) -> None:
    """Counted words are kept as cases come and go, without a rebuild."""
    new = Case("W4", facts="建筑公司拖欠工资没有结清，工程完工", legal_basis=_WAGES, category="欠薪")
    with searcher.record.write() as tx:
        tx.cases.add(new, tx.now)
        tx.cases.change(Case("W1", facts="树枝越界", version=1), tx.now)
        tx.outbox.put([case_key("W4"), case_key("W1")])
    drain(searcher.record, searcher.index, SEGMENTER)
    with searcher.record.read() as tx:
        assert tx.likeness.model_of() == (f"{SEGMENTER.fingerprint}, open cases", 7)

    assert _order(searcher)[0] == "W4"
    assert "W1" not in _order(searcher)[:2]

    with searcher.record.write() as tx:
        tx.cases.change(Case("W4", facts=new.facts, version=1, voided="重复登记"), tx.now)
        tx.outbox.put([case_key("W4")])
    drain(searcher.record, searcher.index, SEGMENTER)
    with searcher.record.read() as tx:
        assert tx.likeness.of(["W4"]) == {}
