"""Days of a letter: years counted from the text, never invented."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.registration.days import find_days, with_relative

WRITTEN = dt.date(2024, 9, 2)


def _labels(text: str, written: dt.date | None = WRITTEN) -> list[str]:
    return [day.span.label for day in with_relative(text, find_days(text), written)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("二O二四年九月二日", ["2024-09-02"]),
        ("二。二四年九月二日", ["2024-09-02"]),
        ("2O24年9月2日", ["2024-09-02"]),
        ("去年8月14日,", ["2023-08-14"]),
        ("今年3月,", ["2024-03"]),
        ("2018年7月25日垮了,8月3日又垮", ["2018-07-25", "2018-08-03"]),
        ("98年下岗", ["1998"]),
        ("19年春", ["2019"]),
        ("2022年元月5日", ["2022-01-05"]),
        ("六月三十日停的工", ["2024-06-30"]),
    ],
)
def test_a_day_as_precise_as_it_was_written(text: str, labels: list[str]) -> None:
    assert _labels(text) == labels


@pytest.mark.parametrize("text", ["干了20年来", "种了20年", "70年产权", "农历八月十五", "〔2023〕12号", "去年8月14日"])
def test_no_year_is_invented(text: str) -> None:
    """Without the day of writing 去年 is no year; a span of years is no date."""
    assert _labels(text, None) == []


def test_a_day_after_the_letter_is_not_counted_into_its_year() -> None:
    assert _labels("11月3日要上冻") == []


@given(st.text("0123456789年月日号去今前当一二三四十〇元农历.-/ ", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for day in with_relative(text, find_days(text), WRITTEN):
        assert 0 <= day.start < day.end <= len(text)
        assert day.span.first <= day.span.last
