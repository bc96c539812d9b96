"""Dates in every form people write them; none invented, none that stops the reading of a letter."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.dates import DateSpan, chinese_number, date_labels, find_dates, parse_date

DAY = DateSpan(dt.date(2022, 5, 6), dt.date(2022, 5, 6))
_DIGITS = "〇一二三四五六七八九"


def _chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[units] if units else "")


@pytest.mark.parametrize(
    "written",
    [
        "2022年5月6日",
        "2022年05月06日",
        "2022 年 5 月 6 号",
        "２０２２年５月６日",
        "2022-05-06",
        "2022.5.6",
        "２０２２．５．６",
        "2022/5/6",
        "20220506",
        "二〇二二年五月六日",
        "二○二二年五月六日",
        "二零二二年五月六号",
        "二O二二年五月六日",
        " 2022年5月6日\n",
    ],
)
def test_a_day_in_any_form(written: str) -> None:
    assert parse_date(written) == DAY


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    chinese = f"{''.join(_DIGITS[int(c)] for c in str(day.year))}年{_chinese(day.month)}月{_chinese(day.day)}日"
    forms = [chinese, f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y/%m/%d}"]

    assert [parse_date(form) for form in forms] == [DateSpan(day, day)] * 5


@pytest.mark.parametrize(
    ("written", "label", "first", "last"),
    [
        ("2022年2月", "2022-02", dt.date(2022, 2, 1), dt.date(2022, 2, 28)),
        ("2024.2", "2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("二〇二四年十二月", "2024-12", dt.date(2024, 12, 1), dt.date(2024, 12, 31)),
        ("2022年", "2022", dt.date(2022, 1, 1), dt.date(2022, 12, 31)),
        ("2022", "2022", dt.date(2022, 1, 1), dt.date(2022, 12, 31)),
    ],
)
def test_an_imprecise_date_stays_imprecise(written: str, label: str, first: dt.date, last: dt.date) -> None:
    """A day nobody wrote must not enter the record."""
    found = parse_date(written)

    assert found == DateSpan(first, last)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2022年2月31日",
        "二〇二二年十三月",
        "五月六日",
        "80101911",
        "12022年5月6日",
        "2022.5.6.7年前",
        "3022年1月1日",
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    """From 80101911/26.06.2025 a known archive read the year 1911; a thirteenth month stopped the whole letter."""
    assert parse_date(written) is None


def test_dates_in_a_text_with_their_places() -> None:
    text = "本机关于2022年5月6日受理，至二〇二二年七月仍未办结，单价12.5元，电话20225061234。"

    found = [(text[date.start : date.end], date.span.label) for date in find_dates(text)]

    assert found == [("2022年5月6日", "2022-05-06"), ("二〇二二年七月", "2022-07")]


@given(st.text("〇○零oO0123456789一二三四五六七八九十年月日号.-/ 两元２０", max_size=24))
def test_nothing_written_stops_the_reading(text: str) -> None:
    for date in find_dates(text):
        assert 0 <= date.start < date.end <= len(text)
        assert date.span.first <= date.span.last
        assert 1900 <= date.span.first.year < 2100
    parse_date(text)


@given(st.integers(1, 99))
def test_chinese_numerals_below_a_hundred(number: int) -> None:
    assert chinese_number(_chinese(number)) == number


@given(
    st.lists(
        st.sampled_from(
            [
                "2022年5月6日",
                "二〇二二年五月",
                "2022.5",
                "1999-12-31",
                "２０２２年",
                "2021年2月30日",
                "，",
                " ",
                "0〇二",
            ]
        )
    ).map("".join)
)
def test_labels_are_those_of_the_dates_found(text: str) -> None:
    """The shorter way to the labels must find no other dates."""
    labels = [date.span.label for date in find_dates(text)]

    assert date_labels(text) == {*labels, *(label[:7] for label in labels)}
