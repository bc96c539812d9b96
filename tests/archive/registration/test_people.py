"""Names: who petitions is not whom the letter mentions, and no word becomes a person."""

from __future__ import annotations

import pytest

from archive.registration.people import find_people
from archive.registration.running import running_text
from tests.archive.registration.pages import pages_of


def _named(text: str, closing: int | None = None) -> list[tuple[str, str]]:
    return [(person.name, person.role) for person in find_people(running_text(pages_of(text)), closing)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我叫王德福，男，家住永胜村。", [("王德福", "petitioner")]),
        ("反映人：王 德 福（捺印）", [("王德福", "petitioner")]),
        ("举报人谢钢电话13845126709", [("谢钢", "petitioner")]),
        ("来电人：吴先生（吴建华）", [("吴建华", "petitioner")]),
        (
            "信访人：张三林、李桂芬、欧阳倩",
            [("张三林", "petitioner"), ("李桂芬", "petitioner"), ("欧阳倩", "petitioner")],
        ),
        ("村民李桂兰骑电动三轮车去卫生院", [("李桂兰", "other")]),
        ("邻居王军强行占用过道", [("王军", "suspect")]),
        ("我和潘伟一起去找过", [("潘伟", "other")]),
        ("被申请人：买买提·艾力", [("买买提·艾力", "respondent")]),
        ("甲方：张宝山，男，汉族", [("张宝山", "party")]),
        ("我叫谷子，是河东镇人。", [("谷子", "petitioner")]),
        ("村支书权大贵收了人家的好处", [("权大贵", "other")]),
        ("村委会主任艾力·卡德尔说等渠修好就赔", [("艾力·卡德尔", "other")]),
        ("举报人（实名）：钟声响，男", [("钟声响", "petitioner")]),
        ("人民调解员（签名）：杨春雨林海", [("杨春雨", "other"), ("林海", "other")]),
    ],
)
def test_who_is_named_and_as_what(text: str, expected: list[tuple[str, str]]) -> None:
    assert _named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "请领导高度重视，方便群众出行，存在安全隐患。",
        "举报人难以理解和接受的是答复。",
        "我是金色家园的业主，本人已多次反映。",
        "刘副乡长说等资金，找过王主任。",
        "为何水稻减产，石家庄路灯不亮，马上就要上冻。",
        "村民小组代表大会，主任医师，书记员。",
        "张某和李某某打架。",
    ],
)
def test_no_word_becomes_a_person(text: str) -> None:
    assert _named(text) == []


def test_signatures_are_petitioners() -> None:
    text = "望领导解决。\n此致\n敬礼\n田玉林 郭海军\n冯二柱\n2023年3月2日"

    assert {name for name, role in _named(text, text.index("此致")) if role == "petitioner"} == {
        "田玉林",
        "郭海军",
        "冯二柱",
    }


def test_a_name_keeps_one_length_through_the_letter() -> None:
    """刘雪存在串通 must not make a person 刘雪存 beside 刘雪."""
    text = "被举报人刘雪。刘雪、王才茂二人合伙。后来刘雪存在串通行为，刘雪又来了。"

    assert {name for name, _ in _named(text)} == {"刘雪", "王才茂"}
