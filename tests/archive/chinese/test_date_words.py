"""A paper's date in the wrong form is sent back by the registry."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.date_words import chinese_date, chinese_number, gongwen_date


def test_papers_use_figures_without_leading_zeros() -> None:
    assert gongwen_date(dt.date(2022, 5, 6)) == "2022年5月6日"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2022, 5, 6), "二〇二二年五月六日"),
        (dt.date(2010, 12, 20), "二〇一〇年十二月二十日"),
        (dt.date(2021, 10, 31), "二〇二一年十月三十一日"),
    ],
)
def test_old_style_dates_use_the_round_zero(day: dt.date, words: str) -> None:
    assert chinese_date(day) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (41, "四十一"),
        (100, "一百"),
        (103, "一百零三"),
        (110, "一百一十"),
        (1010, "一千零一十"),
    ],
)
def test_counts_are_spelled(number: int, words: str) -> None:
    assert chinese_number(number) == words


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_no_two_numbers_share_their_words(one: int, other: int) -> None:
    assert (chinese_number(one) == chinese_number(other)) == (one == other)
