"""Whether an entry and a case are one dispute, and whether the entry was true."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from archive.cases.backcheck.bodies import responsible_body
from archive.cases.backcheck.comparing import PROPOSED, proposal
from archive.cases.backcheck.verdict import Proposal, Verdict
from archive.cases.model import Case, Channel, Event, Party, Role
from archive.cases.places import Places
from archive.cases.procedure.standing import ListLevel
from archive.cases.weekly.entry import Entry, ReportedEntry
from tests.archive.ledger.county import REGIONS, UNITS

PLACES = Places(REGIONS)
WEEK = dt.date(2022, 10, 31)
CASE = Case(
    "XF1",
    channel=Channel.LETTER,
    title="反映宅基地边界被邻居李桂香侵占",
    category="土地",
    region_code="99010103",
    received=dt.date(2022, 11, 8),
    facts="我家与李桂香家相邻，去年她家翻建院墙，占去我家宅基地两米。请求重新测量。",
    parties=(Party("王某明"), Party("李桂香", Role.RESPONDENT)),
)


def _entry(**stated: Any) -> ReportedEntry:
    values: dict[str, Any] = {
        "title": "王某明与李桂香争宅基地边界",
        "people": ("王某明", "李桂香"),
        "category": "土地",
        "region_code": "99010103",
        "level": ListLevel.SPECIAL,
        **stated,
    }
    return ReportedEntry(7, "大沟村村民委员会", WEEK, WEEK, Entry(**values))


def _propose(*entries: ReportedEntry, case: Case = CASE) -> Proposal:
    return proposal(case, entries, (), PLACES)


def test_the_same_dispute_is_proposed_as_found() -> None:
    """The clerk reads why."""
    found = _propose(_entry())

    assert found.verdict is Verdict.FOUND
    assert found.best is not None
    assert found.best.score >= 85
    assert "同一人：王某明" in found.best.reasons
    assert any("大沟村" in reason or "三组" in reason for reason in found.best.reasons)


@pytest.mark.parametrize(
    "stated",
    [
        {"people": ("王某朋",), "title": "争宅基地边界"},
        {"people": (), "title": "两家因宅基地边界、院墙占地发生争执"},
        {"people": ("王某明",), "title": "邻里矛盾", "category": "邻里"},
    ],
)
def test_what_a_village_writes_in_other_words_is_found(stated: dict[str, Any]) -> None:
    """A slip in the name, no name, another class: the village did report it."""
    assert _propose(_entry(**stated)).verdict is Verdict.FOUND


@pytest.mark.parametrize(
    "stated",
    [
        {"people": ("赵某",), "title": "水渠堵塞影响灌溉", "category": "涉农"},
        {"people": ("孙某国", "钱某")},
        {"people": ("王某明",), "title": "拖欠工资", "category": "劳动争议", "region_code": "990202"},
        {"people": (), "title": "噪音扰民", "category": "邻里"},
        {"people": (), "title": "争宅基地边界", "region_code": "990202"},
    ],
)
def test_another_dispute_is_not(stated: dict[str, Any]) -> None:
    """A neighbour's quarrel, or another man of the same name in another township, does not excuse a body."""
    assert _propose(_entry(**stated)).verdict is Verdict.MISSED


def test_the_likeliest_comes_first() -> None:
    """Fifty entries of a township stand beside the right one."""
    other = ReportedEntry(8, "青石乡人民政府", WEEK, WEEK, Entry("宅基地边界纠纷", category="土地", region_code="9901"))
    found = _propose(other, _entry())

    assert [one.entry_id for one in found.candidates][:1] == [7]
    assert found.candidates[0].score >= PROPOSED


@pytest.mark.parametrize(
    ("stated", "case", "says"),
    [
        ({"resolved": True, "level": ListLevel.OBSERVED}, {}, "已化解"),
        ({"persons": 2}, {"group_size": 12}, "12 人"),
        (
            {"level": ListLevel.SPECIAL},
            {"events": (Event(dt.date(2022, 11, 9), "list_enter", details={"level": "L3"}),)},
            "实际三级",
        ),
    ],
)
def test_an_untrue_entry_is_named(stated: dict[str, Any], case: dict[str, Any], says: str) -> None:
    """Reported as settled, as small or as harmless: the letter says otherwise."""
    fields = {name: getattr(CASE, name) for name in Case.__slots__}
    found = _propose(_entry(**stated), case=Case(**{**fields, **case}))

    assert found.verdict is Verdict.UNTRUE
    assert says in found.reason


def test_nothing_reported_is_missed() -> None:
    """There is a reason to read in the notice all the same."""
    found = _propose()

    assert (found.verdict, found.best) == (Verdict.MISSED, None)
    assert found.reason


def test_the_nearest_reporting_body_answers() -> None:
    """A hamlet reports through its village, a village without a body through its township."""

    def body(code: str, unit: str = "") -> str:
        return responsible_body(Case("XF1", region_code=code, duty_unit=unit), UNITS, PLACES)

    assert body("99010103") == "大沟村村民委员会"
    assert body("990201") == "泉眼镇人民政府"
    assert body("", "安和县住房和城乡建设局") == "安和县住房和城乡建设局"
    assert body("", "安和县农业农村局") == ""
