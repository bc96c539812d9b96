"""Ranges of money mean what is typed, to the fen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.language.money import Money, money_of


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        (">10万元", 10_000_001, None),
        ("＞=10万元", 10_000_000, None),
        ("≥10万", 10_000_000, None),
        ("超过5000元", 500_001, None),
        ("5万到10万元", 5_000_000, 10_000_000),
        ("5到10万元", 5_000_000, 10_000_000),
        ("10万元~5万元", 5_000_000, 10_000_000),
        ("三千元以下", None, 300_000),
        ("三千元以上", 300_000, None),
        ("不超过三千二百元", None, 320_000),
        ("3,000元", 300_000, 300_000),
        ("3000块", 300_000, 300_000),
        ("两万五", 2_500_000, 2_500_000),
        ("<3000", None, 299_999),
        ("3000..5000", 300_000, 500_000),
    ],
)
def test_a_range_of_money_is_understood(written: str, low: int | None, high: int | None) -> None:
    """A range that is off by a scale shows other cases."""
    assert money_of(written) == Money(low, high)


@pytest.mark.parametrize("written", ["<30岁", "3000", "5到10", "三千", ">abc", "二十以上", "2020-2022", "一元复始"])
def test_a_bare_figure_is_no_money_outside_its_field(written: str) -> None:
    """2020-2022 are years."""
    assert money_of(written, bare=False) is None


@given(st.text("><=≥到至~-.万元千三5０,以上下超过", max_size=12))
def test_no_text_is_an_error(written: str) -> None:
    """Whatever is typed has an answer."""
    for bare in (True, False):
        found = money_of(written, bare=bare)
        assert found is None or found.said
