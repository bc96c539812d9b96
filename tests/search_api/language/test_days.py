"""Stretches of time mean what a clerk means on the day of the question."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.language.days import stretch_of

TODAY = dt.date(2023, 3, 31)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("近三个月", "2023-01-01", "2023-03-31"),
        ("最近3个月", "2023-01-01", "2023-03-31"),
        ("近一个月", "2023-03-01", "2023-03-31"),
        ("近一周", "2023-03-25", "2023-03-31"),
        ("近七天", "2023-03-25", "2023-03-31"),
        ("近两年", "2021-04-01", "2023-03-31"),
        ("半年内", None, None),
        ("近半年", "2022-10-01", "2023-03-31"),
        ("今年", "2023-01-01", "2023-12-31"),
        ("今年上半年", "2023-01-01", "2023-06-30"),
        ("去年", "2022-01-01", "2022-12-31"),
        ("去年下半年", "2022-07-01", "2022-12-31"),
        ("去年冬天", "2022-12-01", "2023-02-28"),
        ("前年夏天", "2021-06-01", "2021-08-31"),
        ("去年5月", "2022-05-01", "2022-05-31"),
        ("去年十二月份", "2022-12-01", "2022-12-31"),
        ("2022年春耕期间", "2022-03-01", "2022-05-31"),
        ("２０２２年第二季度", "2022-04-01", "2022-06-30"),
        ("2022年春节期间", "2022-01-31", "2022-02-15"),
        ("2022年供暖季", "2022-11-01", "2023-03-31"),
        ("上个月", "2023-02-01", "2023-02-28"),
        ("本月", "2023-03-01", "2023-03-31"),
        ("上周", "2023-03-20", "2023-03-26"),
        ("上季度", "2022-10-01", "2022-12-31"),
        ("昨天", "2023-03-30", "2023-03-30"),
        ("2020-2022", "2020-01-01", "2022-12-31"),
        ("2020年至2022年", "2020-01-01", "2022-12-31"),
        ("2022年3月到5月", "2022-03-01", "2022-05-31"),
        ("2022-01..2022-02", "2022-01-01", "2022-02-28"),
        ("2022-02..2022-01", "2022-01-01", "2022-02-28"),
        ("二〇二二年五月六日", "2022-05-06", "2022-05-06"),
    ],
)
def test_a_stretch_of_time_is_understood(written: str, first: str | None, last: str | None) -> None:
    """A winter that ends in December loses the coldest letters."""
    found = stretch_of(written, TODAY)

    if first is None:
        assert found is None
    else:
        assert found is not None
        assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021年以来", "2021-01-01", None),
        ("去年至今", "2022-01-01", None),
        ("2022-03..", "2022-03-01", None),
        ("2021年以前", None, "2020-12-31"),
    ],
)
def test_an_open_stretch_has_one_end(written: str, first: str | None, last: str | None) -> None:
    """Since means until whatever comes."""
    found = stretch_of(written, TODAY)

    assert found is not None
    assert (found.first and str(found.first), found.last and str(found.last)) == (first, last)


@pytest.mark.parametrize(
    "written", ["春天", "前进路", "近亲属", "上访", "三年级", "去年的事", "今年已满六十岁", "", "近9999年", "2022-13"]
)
def test_what_names_no_time_is_a_word(written: str) -> None:
    """A word taken for a time finds other letters than those that have it."""
    assert stretch_of(written, TODAY) is None


@given(st.text("近去年今前个月日周0129二三十冬春季度以来至到-.~..", max_size=14), st.dates(dt.date(1, 1, 1)))
def test_no_text_and_no_day_is_an_error(written: str, today: dt.date) -> None:
    """The clock of a machine may be wrong."""
    found = stretch_of(written, today)
    assert found is None or found.said
