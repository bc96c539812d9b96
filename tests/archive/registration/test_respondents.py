"""Whom a letter complains of: the paper must never be sent to them, and must be answered about them."""

from __future__ import annotations

import pytest

from archive.describe import PaperKind
from archive.registration.suggest import suggest
from archive.registration.suggestion import Field
from tests.archive.registration.pages import pages_of


def _respondents(text: str) -> list[str]:
    found = suggest(pages_of(text), PaperKind.LETTER)
    return list(dict.fromkeys(one.normal for one in found if one.field is Field.RESPONDENT))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "县人社局：\n我叫石长林，在安和县永固建材有限公司干活，公司拖欠工资5000元不给。\n要求永固建材付清工资。\n石长林",
            ["安和县永固建材有限公司"],
        ),
        ("县信访局：\n举报村主任卜凡军私分机动地承包费。\n举报人：谈永生", ["卜凡军"]),
        (
            "镇政府：\n金穗粮贸的老板翟金穗收了我的粮不给钱，翟金穗说没钱。要求翟金穗付清粮款。\n反映人：祝海山",
            ["金穗粮贸", "翟金穗"],
        ),
        (
            "被反映单位：白杨乡人民政府；安和县自然资源局。\n请求：撤销决定。\n反映人：麻永贵",
            ["白杨乡人民政府", "安和县自然资源局"],
        ),
        ("县交通局：\n建议把5路公交车的末班时间延到19时。\n薛敬亭\n2023年5月11日", []),
    ],
)
def test_whom_a_letter_complains_of(text: str, names: list[str]) -> None:
    assert sorted(_respondents(text)) == sorted(names)


def test_where_somebody_was_only_treated_is_not_complained_of() -> None:
    text = "派出所：\n邻居展鹏飞的狗咬伤了我儿子，送到县人民医院治疗，花了1265元。要求展鹏飞赔偿医药费。\n粟长林"

    assert _respondents(text) == ["展鹏飞"]


def test_the_office_written_to_is_not_complained_of() -> None:
    text = "安和县教育局：\n小太阳幼儿园不管孩子，老师打了我儿子。请贵局查处小太阳幼儿园。\n庞丽娜"

    assert _respondents(text) == ["小太阳幼儿园"]
