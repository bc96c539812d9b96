"""Green, yellow, red."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.clocks.counting import Unit, workdays_after
from archive.cases.clocks.deadline import Deadline, Whose
from archive.cases.clocks.holidays import shipped_calendar
from archive.cases.clocks.lights import Light, Lights, light, yellow_until

CALENDAR = shipped_calendar()


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def deadline(due: str, *, unit: Unit = Unit.DAY, whose: Whose = Whose.UNIT, rolled: str = "", **rest: Any) -> Deadline:
    start = d("2022-01-04")
    return Deadline("X", "某事", start, d(due), d(rolled or due), unit, 1, 0, 0, whose, "依据", **rest)


def seen(one: Deadline, today: str, *, window: bool = False, warn: int | None = None) -> Light:
    left = workdays_after(d(today), one.due, CALENDAR)
    return light(one, d(today), left, Lights(), window=window, warn=warn)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2022-06-24", Light.GREEN),  # 11 days left
        ("2022-06-25", Light.YELLOW),  # 10 days left
        ("2022-07-05", Light.YELLOW),  # the last day
        ("2022-07-06", Light.RED),
    ],
)
def test_ten_days_before_the_end_it_is_yellow(today: str, expected: Light) -> None:
    """绿 > 10 日，黄 ≤ 10 日，红已逾期."""
    assert seen(deadline("2022-07-05"), today) is expected


def test_three_workdays_before_a_long_holiday_it_is_yellow() -> None:
    """Thirteen days before 4 February 2020 only three were worked: 23 January, 3 and 4 February."""
    assert seen(deadline("2020-02-04"), "2020-01-21") is Light.GREEN
    assert seen(deadline("2020-02-04"), "2020-01-22") is Light.YELLOW


def test_a_time_in_workdays_is_yellow_by_workdays() -> None:
    """Five workdays are never ten days; they would be yellow from the start."""
    assert seen(deadline("2023-03-14", unit=Unit.WORKDAY), "2023-03-08") is Light.GREEN
    assert seen(deadline("2023-03-14", unit=Unit.WORKDAY), "2023-03-09") is Light.YELLOW


def test_simple_matters_are_yellow_one_workday_before() -> None:
    """简易件按1工作日."""
    one = deadline("2023-03-14", unit=Unit.WORKDAY)

    assert seen(one, "2023-03-10", warn=1) is Light.GREEN
    assert seen(one, "2023-03-13", warn=1) is Light.YELLOW


def test_our_duty_is_red_by_the_raw_day_the_petitioners_right_by_the_rolled_one() -> None:
    """本机关义务按 due_raw 预警，信访人权利按 due_rolled 判断是否逾期."""
    duty = deadline("2022-10-01", rolled="2022-10-08")
    right = deadline("2022-10-01", rolled="2022-10-08", whose=Whose.PETITIONER)

    assert seen(duty, "2022-10-02") is Light.RED
    assert seen(right, "2022-10-08", window=True) is Light.YELLOW
    assert seen(right, "2022-10-09", window=True) is Light.LAPSED


@pytest.mark.parametrize("whose", [Whose.PARTY, Whose.COURT])
def test_parties_and_courts_have_the_rolled_day(whose: Whose) -> None:
    """《民法典》第二百零三条, 《民事诉讼法》第八十五条第三款."""
    assert seen(deadline("2022-10-01", rolled="2022-10-08", whose=whose), "2022-10-08") is Light.YELLOW
    assert seen(deadline("2022-10-01", rolled="2022-10-08", whose=whose), "2022-10-09") is Light.RED


def test_a_finished_matter_is_judged_by_the_day_it_was_done() -> None:
    """Not by today: a case closed in time must not turn red afterwards."""
    assert seen(deadline("2022-07-05", met=d("2022-07-05")), "2023-01-01") is Light.MET
    assert seen(deadline("2022-07-05", met=d("2022-07-06")), "2022-07-06") is Light.LATE
    assert seen(deadline("2022-07-05", cancelled="已撤回"), "2023-01-01") is Light.CANCELLED


@given(
    st.dates(d("2022-01-04"), d("2026-11-30")),
    st.integers(0, 40),
    st.sampled_from(Unit),
    st.sampled_from([None, 1, 5]),
    st.builds(Lights, st.integers(0, 15), st.integers(0, 6)),
)
def test_no_yellow_deadline_lies_beyond_the_bound_of_the_query(
    today: dt.date, ahead: int, unit: Unit, warn: int | None, lights: Lights
) -> None:
    """The list asks the database for days up to the bound; a yellow one beyond it would be missing."""
    due = today + dt.timedelta(days=ahead)
    one = Deadline("X", "某事", d("2022-01-04"), due, due, unit, 1, 0, 0, Whose.UNIT, "依据")

    if light(one, today, workdays_after(today, due, CALENDAR), lights, window=False, warn=warn) is Light.YELLOW:
        assert due <= yellow_until(today, CALENDAR, lights, warn or 0)
