"""Help while typing, over every engine: the same words, counted as a search would, and nothing one may not see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.cases.model import Case, Party, Reply
from archive.record.cases import case_key
from archive.record.record import Record
from indexer import pipeline
from indexer.segment import Segmenter
from search_api.access import ADMINISTRATOR, Asker
from search_api.search import Request, Searcher
from search_api.suggest.advice import Advice, advise
from search_api.suggest.completion import Completion
from search_api.suggest.typing import while_typing
from tests.contract.conftest import Url, opening

CLERK = Asker("办事员")
CASES = (
    Case("XF202201", title="宅基地边界", facts="宅基地四至不清，要求丈量", category="土地", region="东岗乡靠山村",
         parties=(Party("张建军"),), received=dt.date(2022, 3, 1), reply=Reply(number="东信复字〔2022〕1号")),
    Case("XF202202", title="宅基地审批", facts="宅基地批了没有", category="土地", region="东岗乡北沟村",
         parties=(Party("张三"),), received=dt.date(2022, 5, 1)),
    Case("XF202301", title="拖欠工资", facts="工地拖欠工资三千元", category="欠薪", region="城关镇",
         parties=(Party("李四", id_number="110105199003070021", phone="13800001234"),), received=dt.date(2023, 1, 9)),
    Case("XF202302", title="揭发村主任", facts="宅基地指标倒卖，收受贿赂", category="贪腐", region="西岭乡",
         parties=(Party("张揭发", phone="13900005678"),), received=dt.date(2023, 2, 1), restricted=True,
         reply=Reply(number="东密复字〔2023〕9号")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """A searcher, asked as a clerk or as one who sees everything."""

    searcher: Searcher

    def completed(self, typed: str, asker: Asker = CLERK, **more: Any) -> list[Completion]:
        return while_typing(self.searcher, Request(typed, **more), asker, (), 30)

    def queries(self, typed: str, asker: Asker = CLERK) -> dict[str, int | None]:
        return {one.query: one.count for one in self.completed(typed, asker)}

    def advice(self, request: Request, asker: Asker = CLERK) -> Advice:
        answer = self.searcher.search(request, asker)
        return advise(self.searcher, request, asker, 0 if answer.relaxed else answer.total, answer.hits)


@pytest.fixture(scope="module")
def desk(engine: str, tmp_path_factory: pytest.TempPathFactory, elasticsearch_url: Url) -> Iterator[Desk]:
    """Four cases, one kept apart, behind each engine."""
    folder = tmp_path_factory.mktemp("suggest")
    with opening(engine, Path(folder) / "index", elasticsearch_url) as make, Record(f"sqlite:///{folder}/r") as record:
        with record.write() as tx:
            for case in CASES:
                tx.cases.add(case, tx.now)
            tx.outbox.put(case_key(case.no) for case in CASES)
        index, segmenter = make(), Segmenter()
        pipeline.drain(record, index, segmenter)
        yield Desk(Searcher(record, index, lambda: segmenter, lambda: dt.date(2023, 3, 31)))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("宅", {"宅基地": 2}),
        ("工资 拖", {"工资 拖欠": 1}),
        ("-拖", {"-拖欠": None}),
        ("张", {"张建军": 1, "张三": 1}),
        ("zhangj", {"张建军": 1}),
        ("zs", {"张三": 1}),
        ("donggang", {"东岗乡": 2}),
        ("东信复字[2022", {"东信复字〔2022〕1号": 1}),
        ("东信复字2022", {"东信复字〔2022〕1号": 1}),
        ("XF2022", {"XF202202": None, "XF202201": None}),
        ("土", {"类别:土地": 2}),
        ("类", {"类别:": None}),
        ("类别:", {"类别:土地": 2, "类别:欠薪": 1}),
        ("工资 类别:", {"工资 类别:欠薪": 1}),
        ("乡镇:东", {"乡镇:东岗乡": 2}),
        ("当事人：李", {"当事人:李四": 1}),
        ("种类:案", {"种类:案件": None}),
        ("日期:近三", {"日期:近三个月": None}),
        ("宅基地 四", {"宅基地 四至": 1}),
    ],
)
def test_what_may_be_typed_on(desk: Desk, typed: str, offered: dict[str, int | None]) -> None:
    """What is offered is found by as many as are counted."""
    found = desk.queries(typed)

    assert offered.items() <= found.items()
    for query, count in found.items():
        if count is not None:
            assert desk.searcher.search(Request(query, limit=0), CLERK).total >= count, query


@pytest.mark.parametrize(
    "typed",
    ["贿", "收", "倒", "揭", "张揭", "zhangjie", "zjf", "东密", "东密复字〔", "XF202302", "贪", "类别:贪", "类别:", "乡镇:西",
     "当事人:张揭", "文号:东密", "西", "案号:xf202302", "身份证:1101", "电话:139", "电话:138", "身份证:", "尾号56"],
)  # fmt: skip
def test_what_one_may_not_see_is_not_offered(desk: Desk, typed: str) -> None:
    """A completion would tell who reported whom (《信访工作条例》第三十条); a person's number is offered to nobody."""
    secret = ("贿", "倒卖", "揭发", "东密", "XF202302", "xf202302", "贪腐", "西岭", "1390000", "110105", "1380000")
    offered = [one for one in desk.completed(typed) if any(part in one.text for part in secret)]

    assert offered == []
    assert not [one for one in desk.completed(typed, ADMINISTRATOR) if any(n in one.text for n in secret[-3:])]


def test_one_who_may_see_is_offered_it(desk: Desk) -> None:
    """Else the test above could not fail."""
    assert desk.queries("张揭", ADMINISTRATOR) == {"张揭发": 1}
    assert desk.queries("宅", ADMINISTRATOR)["宅基地"] == 3
    assert "类别:贪腐" in desk.queries("类别:", ADMINISTRATOR)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("宅及地", {"宅基地": 2}),
        ("张建君", {"张建军": 1}),
        ("拖欠公资", {"拖欠工资": 1}),
        ("宅基的", {}),
    ],
)
def test_did_you_mean(desk: Desk, typed: str, meant: dict[str, int]) -> None:
    """Words of the same sound or shape that stand in the index, with what they find."""
    found = {one.typed: one.count for one in desk.advice(Request(typed)).meant}

    assert meant.items() <= found.items()
    for offer in desk.advice(Request(typed)).meant:
        assert desk.searcher.search(Request(offer.typed, limit=0), CLERK).total == offer.count


def test_near_words_of_what_one_may_not_see_are_not_told(desk: Desk) -> None:
    assert desk.advice(Request("受回")).meant == desk.advice(Request("张揭法")).meant == ()
    assert [one.typed for one in desk.advice(Request("张揭法"), ADMINISTRATOR).meant] == ["张揭发"]


def test_what_to_relax_finds_as_many_as_it_says(desk: Desk) -> None:
    """Each part left out, time made wider, a facet let go of."""
    request = Request("宅基地 日期:2022-04 NOT 审批", filters={"category": ("土地",), "region": ("东岗乡",)})
    offers = desk.advice(request).wider

    assert {one.said for one in offers} >= {"时间放宽到2022年", "去掉“日期：2022-04”"}
    for one in offers:
        assert one.count > 0
        asked = Request(one.typed, limit=0, filters=one.filters)
        assert desk.searcher.search(asked, CLERK).total == one.count, one
    facet = desk.advice(Request("工资", filters={"region": ("东岗乡",)})).wider
    assert [(one.said, one.count, dict(one.filters)) for one in facet] == [("不限乡镇", 1, {})]
    assert desk.advice(Request("贿赂 工资")).wider[0].typed == "工资"
    assert all("贿赂" not in one.typed for one in desk.advice(Request("贿赂 工资")).wider)


def test_nothing_typed_breaks_the_help(desk: Desk) -> None:
    for typed in (
        "",
        " ",
        '"',
        '"宅',
        "((",
        ")",
        "类别:",
        ":",
        "-",
        "a" * 300,
        "宅" * 60,
        "*",
        "?",
        "_",
        ".",
        "\\",
        "字2",
        "\x00",
    ):
        desk.completed(typed)
        desk.advice(Request(typed))
