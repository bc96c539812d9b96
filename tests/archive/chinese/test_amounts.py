"""Sums of money in every writing; what says no figure is not guessed at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.amounts import find_amounts
from archive.chinese.money import capital_amount, format_yuan


def _yuan(text: str) -> list[float]:
    return [found.fen / 100 for found in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("花去医药费18,734.50元。", [18734.5]),
        ("总投资217.6万元,", [2176000]),
        ("三千二百元", [3200]),
        ("一千零五十元", [1050]),
        ("十万零三百元", [100300]),
        ("一点五万元", [15000]),
        ("2万余元", [20000]),
        ("一千多元", [1000]),
        ("20余万元", [200000]),
        ("欠我1.2万,", [12000]),
        ("赔了两万五", [25000]),
        ("3万5千元", [35000]),
        ("投资1亿2千万元", [120000000]),
        ("8元5角", [8.5]),
        ("5毛钱", [0.5]),
        ("两块钱", [2]),
        ("交了100块,", [100]),
        ("200—300元/月", [200, 300]),
        ("人民币壹仟捌佰伍拾元整(¥1850.00)", [1850, 1850]),
        ("柒佰陆拾捌元贰角(¥768.20)", [768.2, 768.2]),
        ("壹拾万柒仟元伍角叁分", [107000.53]),
        ("押金拾整。", [10]),
        ("86.42平方米×12元×26个月=26,963.04元", [12, 26963.04]),
    ],
)
def test_a_sum_in_any_writing(text: str, yuan: list[float]) -> None:
    assert _yuan(text) == yuan


@pytest.mark.parametrize("text", ["18.734.50元", "￥18 734.50".replace("￥", "¥"), "18, 734.50元", "18,734.50兀"])
def test_signs_that_the_recogniser_lost_do_not_change_a_sum(text: str) -> None:
    """A comma read as a point makes eighteen yuan of eighteen thousand."""
    assert _yuan(text) == [18734.5]


def test_figures_stand_where_the_capitals_lost_their_end() -> None:
    """柒佰陆拾捌元 beside ¥768.20 is one sum, badly read, not two."""
    assert _yuan("合计柒佰陆拾捌元(¥768.20)") == [768.2]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("剩余108000元打了欠条", [108000]),
        ("欠我们工钱共18万6千4百元", [186400]),
        ("花了近10万元", [100000]),
        ("押金三千,月薪三千二。", [3000, 3200]),
        ("他出2600,还了1500,", [2600, 1500]),
        ("讲好一个月6500包吃住,借支了4000,每节200,", [6500, 4000, 200]),
        ("卖了不到四千,损失五万六千多,挪走三千多万。", [4000, 56000, 30000000]),
        ("得加一千四百八的利", [1480]),
        ("我的电话是19900010083。", []),
        ("说好还2019。", []),
    ],
)
def test_sums_as_people_write_them(text: str, yuan: list[float]) -> None:
    """剩余108000元 was passed over as if 余 belonged to a round number, and sums without 元 were lost."""
    assert _yuan(text) == yuan


@pytest.mark.parametrize(
    "text",
    [
        "",
        "几万元",
        "上百元",
        "十几万元",
        "两三千元",
        "三块地",
        "一块集体土地",
        "共1,260亩",
        "涉及1260万人",
        "日万分之五",
        "2018年3月",
        "元旦",
        "第一千元",
    ],
)
def test_what_is_no_sum_is_not_made_one(text: str) -> None:
    assert _yuan(text) == []


@given(st.integers(100, 10**14))
def test_every_amount_of_a_yuan_and_more_in_capitals_is_read_back(fen: int) -> None:
    assert [one.fen for one in find_amounts(capital_amount(fen))] == [fen]


@given(st.integers(1, 10**11))
def test_every_amount_written_in_figures_is_read_back(fen: int) -> None:
    assert [one.fen for one in find_amounts(f"共{format_yuan(fen)}元。")] == [fen]


@given(st.text("0123456789.,¥元万千百十一二三四五六七八九两零角分块余多几至-—整壹佰 ", max_size=60))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for found in find_amounts(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.fen > 0
        end = max(end, found.end)
