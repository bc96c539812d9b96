"""Counting of days: the domain page's worked examples, and what holds for every count."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.counting import Pause, Unit, count, months_after, roll, workdays_after
from archive.cases.clocks.holidays import shipped_calendar

WEEKENDS = Calendar()
_DAY = dt.timedelta(days=1)
days = st.dates(dt.date(2004, 1, 1), dt.date(2026, 6, 30))
lengths = st.integers(0, 400)
units = st.sampled_from(Unit)


@st.composite
def pauses(draw: st.DrawFn) -> list[Pause]:
    """Some pauses, which may overlap, touch, or lie outside the time."""
    made = []
    for _ in range(draw(st.integers(0, 4))):
        first = draw(days)
        made.append(Pause(first, first + draw(st.integers(0, 40)) * _DAY))
    return made


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Weekends with some days changed; never a year without a workday."""
    changed = draw(st.dictionaries(days, st.booleans(), max_size=40))
    return Calendar(changed, frozenset())


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# What the domain page works out


def test_thirty_days_that_end_on_national_day() -> None:
    """2022-09-01 收到处理意见书，30日 → 2022-10-01（国庆）→ 假期结束次日 10-08, which is a Saturday worked."""
    last = count(d("2022-09-01"), 30, Unit.DAY, shipped_calendar()).last

    assert (last, roll(last, shipped_calendar())) == (d("2022-10-01"), d("2022-10-08"))


def test_fifteen_days_that_end_on_a_saturday() -> None:
    """2022-05-06 受理 → 15日 = 5-21（周六）→ 5-23."""
    last = count(d("2022-05-06"), 15, Unit.DAY, WEEKENDS).last

    assert (last, roll(last, WEEKENDS)) == (d("2022-05-21"), d("2022-05-23"))


def test_sixty_days() -> None:
    """2022-05-06 受理 → 60日 = 7-05."""
    assert count(d("2022-05-06"), 60, Unit.DAY, WEEKENDS).last == d("2022-07-05")


def test_five_workdays_by_weekends_alone_and_by_the_table() -> None:
    """2022-05-06 + 5个工作日 = 5-13 by weekends; by the table 5-12, for Saturday 7 May 2022 was worked."""
    assert count(d("2022-05-06"), 5, Unit.WORKDAY, WEEKENDS).last == d("2022-05-13")
    assert count(d("2022-05-06"), 5, Unit.WORKDAY, shipped_calendar()).last == d("2022-05-12")


def test_a_day_off_and_a_day_worked() -> None:
    """2022-10-08 is worked, 2024-05-03 is off: weekends alone would have both wrong."""
    assert not shipped_calendar().is_off(d("2022-10-08"))
    assert shipped_calendar().is_off(d("2024-05-03"))


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2022-08-31", 6, "2023-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2022-12-31", 2, "2023-02-28"),
        ("2022-01-15", 0, "2022-01-15"),
        ("2022-11-30", 1, "2022-12-30"),
        ("2022-12-01", 1, "2023-01-01"),
    ],
)
def test_months_end_on_the_same_number_or_the_last_of_the_month(start: str, months: int, last: str) -> None:
    """《民法典》第二百零二条."""
    assert months_after(d(start), months) == d(last)


# What holds for every count


@given(days, lengths, units, calendars(), pauses(), st.integers(0, 30))
def test_the_last_day_never_lies_before_the_first(
    start: dt.date, length: int, unit: Unit, calendar: Calendar, stops: list[Pause], extended: int
) -> None:
    """A due date before its start would be overdue when it is born."""
    counted = count(start, length, unit, calendar, extended=extended, pauses=stops)

    assert counted.last >= start
    assert counted.paused >= 0


@given(days, lengths, units, calendars(), pauses())
def test_pausing_never_shortens(
    start: dt.date, length: int, unit: Unit, calendar: Calendar, stops: list[Pause]
) -> None:
    """A hearing must not cost the re-examiners time."""
    plain, paused = count(start, length, unit, calendar), count(start, length, unit, calendar, pauses=stops)

    assert paused.last >= plain.last


@given(days, st.integers(1, 400), calendars(), pauses())
def test_exactly_the_days_that_count_are_counted(
    start: dt.date, length: int, calendar: Calendar, stops: list[Pause]
) -> None:
    """Days on which the clock stands are not counted, all others are, one by one."""

    def stands(day: dt.date) -> bool:
        return any(stop.first <= day <= stop.last for stop in stops)

    counted = count(start, length, Unit.DAY, calendar, pauses=stops)
    between = [start + number * _DAY for number in range(1, (counted.last - start).days + 1)]

    assert sum(not stands(day) for day in between) == length
    assert sum(stands(day) for day in between) == counted.paused
    assert not stands(counted.last)


@given(days, st.integers(1, 60), calendars(), pauses())
def test_workdays_agree_with_counting_them_one_by_one(
    start: dt.date, length: int, calendar: Calendar, stops: list[Pause]
) -> None:
    """The count is a day that is worked, with just so many worked days behind it."""
    last = count(start, length, Unit.WORKDAY, calendar, pauses=stops).last
    between = [start + number * _DAY for number in range(1, (last - start).days + 1)]
    worked = [day for day in between if not calendar.is_off(day) and not any(s.first <= day <= s.last for s in stops)]

    assert (len(worked), worked[-1]) == (length, last)
    if not stops:
        assert workdays_after(start, last, calendar) == length


@given(days, calendars())
def test_rolling_never_lands_on_a_day_off(day: dt.date, calendar: Calendar) -> None:
    """Nobody can hand in an application at a closed door; and a day that is worked stays."""
    rolled = roll(day, calendar)

    assert not calendar.is_off(rolled)
    assert rolled >= day
    assert all(calendar.is_off(day + number * _DAY) for number in range((rolled - day).days))


@given(days, lengths, lengths, units, calendars(), pauses())
def test_more_is_never_earlier(
    start: dt.date, length: int, more: int, unit: Unit, calendar: Calendar, stops: list[Pause]
) -> None:
    """A longer time ends no sooner, rolled or not; neither does one that begins later."""
    short = count(start, length, unit, calendar, pauses=stops).last
    long = count(start, length + more, unit, calendar, pauses=stops).last
    later = count(start + _DAY, length, unit, calendar, pauses=stops).last

    assert short <= long
    assert roll(short, calendar) <= roll(long, calendar)
    # a month from 29 or 30 January ends on the same day, so a pause on the 30th turns these two round
    assert short <= later or (unit is Unit.MONTH and stops)


@given(days, lengths, calendars(), st.integers(1, 30))
def test_an_extension_is_counted_from_the_original_last_day(
    start: dt.date, length: int, calendar: Calendar, extended: int
) -> None:
    """《信访工作条例》第三十四条: not from the day it was moved to, and not from the approval."""
    plain = count(start, length, Unit.DAY, calendar).last

    assert count(start, length, Unit.DAY, calendar, extended=extended).last == plain + extended * _DAY


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    """It would shorten the time."""
    with pytest.raises(ValueError, match="before"):
        Pause(d("2022-06-02"), d("2022-06-01"))
