"""By when a decision is to be done: the last day the words mean, or none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.clocks.calendar import Calendar
from archive.describe import PaperKind
from archive.registration.due_words import find_due
from archive.registration.suggest import suggest
from archive.registration.suggestion import DOUBTFUL, Field
from tests.archive.registration.pages import pages_of

MET = dt.date(2023, 4, 18)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("于4月25日前核清", "2023-04-25"),
        ("2023年6月30日前完成", "2023-06-30"),
        ("7日内上报", "2023-04-25"),
        ("在十日内约谈", "2023-04-28"),
        ("5个工作日内答复", "2023-04-25"),
        ("两周内拿出方案", "2023-05-02"),
        ("一个月内拿出意见", "2023-05-18"),
        ("半个月内解决", "2023-05-03"),
        ("本月底前到位", "2023-04-30"),
        ("下月10日前兑现", "2023-05-10"),
        ("5月底前完成", "2023-05-31"),
        ("五月中旬前完成", "2023-05-20"),
        ("本周五前报送", "2023-04-21"),
        ("下周三前报送", "2023-04-26"),
        ("年底前到位", "2023-12-31"),
        ("明年3月底前完成", "2024-03-31"),
        ("3月15日前完成", "2024-03-15"),
        ("二季度末前完成", "2023-06-30"),
        ("当日内办结", "2023-04-18"),
    ],
)
def test_words_are_counted_from_the_day_of_the_meeting(text: str, day: str) -> None:
    found = find_due(text, MET)

    assert found is not None
    assert found.day == dt.date.fromisoformat(day)


@pytest.mark.parametrize("text", ["下次会议前报告", "春节前付清", "立即整改", "供暖期前修好"])
def test_what_cannot_be_counted_stays_words(text: str) -> None:
    found = find_due(text, MET)

    assert found is not None
    assert found.day is None


@pytest.mark.parametrize("text", ["做好解释工作", "2022年4月签订合同", "每月650元", ""])
def test_no_term_is_invented(text: str) -> None:
    assert find_due(text, MET) is None


def test_working_days_say_how_they_were_counted() -> None:
    found = find_due("3个工作日内", MET)

    assert found is not None
    assert "法定节假日" in found.remark


@given(
    st.text("0123456789年月日内前底末上中下旬周五本个工作季度半", max_size=30),
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)),
)
def test_any_words_are_read(text: str, met: dt.date) -> None:
    found = find_due(text, met)

    assert found is None or 0 <= found.start < found.end <= len(text)


def test_working_days_leave_out_the_holidays_of_the_office() -> None:
    """15 working days over National Day end on 17 October, not on the 11th, and 调休 days are worked."""
    free = {dt.date(2023, 10, day): True for day in range(1, 7)} | {dt.date(2023, 9, 29): True}
    worked = {dt.date(2023, 10, 7): False, dt.date(2023, 10, 8): False}
    holidays = Calendar({**free, **worked}, frozenset({2023}))

    found = find_due("15个工作日内", dt.date(2023, 9, 20), holidays=holidays)

    assert found is not None
    assert (found.day, found.remark) == (dt.date(2023, 10, 17), "")


def test_a_term_of_minutes_heeds_the_calendar_given() -> None:
    text = "会议纪要\n2023年9月28日，县信访局张三主持召开会议。会议议定：\n一、县住建局3个工作日内核实。\n二、县水务局下周五前回复。"
    holidays = Calendar({dt.date(2023, 9, 29): True, dt.date(2023, 10, 2): True}, frozenset({2023}))

    found = suggest(pages_of(text), PaperKind.MINUTES, holidays=holidays)

    terms = [one.normal for one in found if one.field is Field.DECISION_DUE]
    assert terms == ["2023-10-05", "2023-10-06"]


def test_a_day_still_to_come_is_doubted() -> None:
    """A year misread by one would put a letter among those not yet due."""
    text = "县信访局：\n请求修路。\n反映人：李有田\n2032年5月6日"

    found = suggest(pages_of(text), PaperKind.LETTER, today=dt.date(2023, 5, 8))

    signed = next(one for one in found if one.field is Field.DATE)
    assert signed.confidence < DOUBTFUL
    assert "晚于今天" in signed.remark


def test_a_numeral_that_is_none_stops_nothing() -> None:
    """十十日内, as a scan may read it, ended the reading of the whole paper."""
    for words in ("十十日内", "二十十天内", "十二十周内"):
        find_due(words, dt.date(2024, 1, 1))
