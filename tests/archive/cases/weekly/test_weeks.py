"""Weeks as offices write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.weekly.weeks import monday_of, parse_week, week_name, week_title
from archive.errors import InvalidInput

TODAY = dt.date(2022, 11, 24)
MONDAY = dt.date(2022, 11, 21)


@pytest.mark.parametrize(
    "stated",
    [
        "2022-W47", "2022W47", "2022年第47周", "2022 年第 47 周", "第47周", "47周", "47", 47, "本周", "2022-11-23", "2022年11月27日",
        "20221121", MONDAY, dt.datetime(2022, 11, 25, 9, 30), "2022年第47周（11月21日至11月27日）", "２０２２年第４７周",
    ],
)  # fmt: skip
def test_a_week_in_every_form(stated: object) -> None:
    """A week that one village names by number and the next by its Monday is the same week."""
    assert parse_week(stated, TODAY) == MONDAY


def test_a_number_alone_is_of_this_year_or_the_last() -> None:
    """In January 第52周 is last year's; in November 第48周 was written too early, and is not a year old."""
    assert parse_week("第52周", dt.date(2023, 1, 4)) == dt.date(2022, 12, 26)
    assert parse_week("第1周", dt.date(2023, 1, 4)) == dt.date(2023, 1, 2)
    assert parse_week("上周", TODAY) == dt.date(2022, 11, 14)


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "下周",
        "第0周",
        "第54周",
        "2022-W53",
        "2022-W48",
        "第48周",
        "2022年11月",
        "2022",
        "1948-01-01",
        "2022-02-31",
        "三十",
        "abc",
    ],
)
def test_what_is_no_week_is_refused(stated: str) -> None:
    """A report under a wrong week makes one body late and hides another."""
    with pytest.raises(InvalidInput) as refused:
        parse_week(stated, TODAY)
    assert refused.value.error_code == "bad_week"


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_a_name_leads_back_to_its_week(day: dt.date) -> None:
    """The form carries the name; the report must come in under the same week, around New Year too."""
    monday = monday_of(day)
    today = day + dt.timedelta(days=400)

    assert monday.weekday() == 0
    assert monday <= day < monday + dt.timedelta(days=7)
    assert parse_week(week_name(monday), today) == monday
    assert parse_week(week_title(monday), today) == monday
    assert parse_week(day.isoformat(), today) == monday
