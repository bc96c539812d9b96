"""Public texts: nothing that leads to a person is left, however it was written, and the rest stays readable."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.privacy.names import Named, masks
from archive.privacy.policy import Secret
from archive.privacy.redact import redact

ID, PHONE, CARD = "11010519491231002X", "13804510001", "6228480402564890018"
_SPELLED = "〇一二三四五六七八九"


def _spelled(number: str) -> str:
    return "".join(_SPELLED[int(sign)] if sign.isdigit() else sign for sign in number)


def _wide(number: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in number)


WAYS: dict[str, Callable[[str], str]] = {
    "plain": lambda number: number,
    "spaced": " ".join,
    "spelled": _spelled,
    "wide": _wide,
    "broken": lambda number: f"{number[:5]}\n{number[5:]}",
    "set in": lambda number: f"{number[:7]} \n　　{number[7:]}",
    "grouped": lambda number: f"{number[:3]}-{number[3:7]}-{number[7:]}" if len(number) == 11 else number,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("before", "number", "kind"),
    [("身份证号", ID, Secret.IDENTITY), ("电话", PHONE, Secret.PHONE), ("银行卡号", CARD, Secret.ACCOUNT)],
)
def test_a_number_is_taken_out_however_it_is_written(way: str, before: str, number: str, kind: Secret) -> None:
    """Who wants the number reads it all the same, spaces or not."""
    made = redact(f"反映的问题属实，{before}{WAYS[way](number)}，请尽快答复。", presume=False)

    assert [one.kind for one in made.taken] == [kind]
    assert made.text.startswith(f"反映的问题属实，{before}［")
    assert made.text.endswith("］，请尽快答复。")


@pytest.mark.parametrize("written", ["王建国", "王 建国", "王建\n国", "王　建　国"])
def test_a_party_is_masked_however_the_name_is_set(written: str) -> None:
    """A name broken by the end of a line is still a name."""
    assert redact(f"经查，{written}反映属实。", [Named("王建国")]).text == "经查，王某某反映属实。"


def test_masks_keep_surnames_and_tell_people_apart() -> None:
    """A reader must see that two persons are two (第九条)."""
    people = [Named(name) for name in ("王建国", "王建民", "欧阳修远", "买买提·艾力", "张三")] + [
        Named("李小宝", minor=True)
    ]

    assert masks(people) == {
        "王建国": "王某某甲",
        "王建民": "王某某乙",
        "欧阳修远": "欧阳某某",
        "买买提·艾力": "买某",
        "张三": "张某",
        "李小宝": "某某",
    }


def test_a_minor_is_hidden_whole_when_the_text_tells_the_age() -> None:
    """A surname and a village are enough to find a child."""
    made = redact("其女王小雨，今年9岁，就读于镇小学。", [Named("王小雨")])

    assert made.text == "其女某某，今年9岁，就读于镇小学。"
    assert made.counts == {Secret.MINOR: 1}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("家住方正县松河镇红星村三组12号。", "家住方正县松河镇红星村［住址略］。"),
        ("住方正县城关镇锦绣家园3号楼2单元501室。", "住方正县城关镇锦绣家园［住址略］。"),
        ("车牌号黑A12345。", "车牌号［车牌号略］。"),
        ("邮箱wang_jg@example.com。", "邮箱［联系方式略］。"),
        ("微信号wangjg1966。", "微信号［联系方式略］。"),
        ("1966年3月12日出生。", "［出生日期略］出生。"),
        ("座机0451-57110000。", "座机［电话略］。"),
    ],
)
def test_homes_and_other_traces_are_taken_out(text: str, left: str) -> None:
    assert redact(text, presume=False).text == left


@pytest.mark.parametrize(
    "text",
    [
        "依据《信访工作条例》第三十二条规定，松信访复字〔2022〕12号意见书予以维持。",
        "面积260平方米，补偿人民币壹拾贰万元整（¥120,000.00），2022年6月20日前付清。",
        "项目投资13800000000元，其中2021年完成1500万元。",
        "拆除其中4栋没有手续的房屋，涉及128户。",
        "（2022）黑0124民初1234号判决书已生效。",
        "方正县松河镇红星村村民委员会答复属实。",
    ],
)
def test_what_leads_to_nobody_stays(text: str) -> None:
    """A copy full of gaps tells the public nothing."""
    assert redact(text).text == text


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_any_text_is_redacted_and_what_is_left_is_its_own(text: str, names: list[str]) -> None:
    """Spans lie in the text, in order, and nothing else is changed."""
    made = redact(text, [Named(name) for name in names], presume=False)

    kept, at = [], 0
    for one in made.taken:
        assert at <= one.start < one.end <= len(text)
        kept.append(text[at : one.start])
        at = one.end
    pattern = ".+?".join(re.escape(part) for part in [*kept, text[at:]])
    assert re.fullmatch(pattern, made.text, re.DOTALL) or made.text == text
