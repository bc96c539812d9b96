"""Weeks that come back: on the calendar, and with the Spring Festival."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from archive.cases.outlook.values import Clock, Span, Window
from archive.cases.outlook.windows import YEAR, date_of, day_of_year, in_year, occurrences, same_days, years_before
from archive.chinese.festival import FIRST_YEAR, LAST_YEAR

DAYS = st.dates(dt.date(1995, 1, 1), dt.date(2050, 12, 31))
WINDOWS = st.builds(Window, st.just(Clock.YEAR), st.integers(0, YEAR - 1), st.integers(1, 15)) | st.builds(
    Window, st.just(Clock.SPRING_FESTIVAL), st.integers(-12, 7).map(lambda weeks: 7 * weeks), st.integers(1, 15)
)


@given(DAYS)
def test_a_day_keeps_its_place_in_every_year(day: dt.date) -> None:
    """A leap year must not push the whole autumn by a day."""
    same = date_of(day.year, day_of_year(day))

    assert same == (day.replace(day=28) if (day.month, day.day) == (2, 29) else day)
    assert (years_before(day, 4).month, years_before(day, 4).day) == (same.month, same.day)


def test_a_window_over_new_year_is_one() -> None:
    """Winter is one season, not two halves."""
    winter = Window(Clock.YEAR, day_of_year(dt.date(2001, 11, 15)), 12)

    assert in_year(winter, 2023) == Span(dt.date(2023, 11, 15), dt.date(2024, 2, 7))
    assert [one.start.year for one in occurrences(winter, dt.date(2024, 1, 1), dt.date(2024, 12, 31))] == [2023, 2024]


def test_the_festivals_window_moves_with_it() -> None:
    """Wages are asked for before 22 January in 2023 and before 10 February in 2024."""
    wages = Window(Clock.SPRING_FESTIVAL, -42, 6)

    assert in_year(wages, 2023) == Span(dt.date(2022, 12, 11), dt.date(2023, 1, 22))
    assert in_year(wages, 2024) == Span(dt.date(2023, 12, 30), dt.date(2024, 2, 10))
    assert in_year(wages, LAST_YEAR + 1) is None


def test_the_same_days_of_an_earlier_festival() -> None:
    """The first week of the window is compared with first weeks, whatever the date."""
    wages = Window(Clock.SPRING_FESTIVAL, -42, 6)
    part = Span(dt.date(2023, 12, 30), dt.date(2024, 1, 6))

    assert same_days(part, wages, 1) == Span(dt.date(2022, 12, 11), dt.date(2022, 12, 18))
    assert same_days(part, wages, 40) is None, "no festival is guessed"


@given(WINDOWS, DAYS, st.integers(1, 200))
def test_occurrences_are_those_that_touch(window: Window, first: dt.date, days: int) -> None:
    """A season that began before the first day, or ends after the last, belongs to the weeks ahead too."""
    last = first + dt.timedelta(days)
    found = list(occurrences(window, first, last))
    all_years = [in_year(window, year) for year in range(FIRST_YEAR, LAST_YEAR + 1)]

    assert found == [one for one in all_years if one and one.start < last and one.end > first]
    assert all(abs(one.days - 7 * window.weeks) <= 1 for one in found)


@given(WINDOWS, st.integers(2005, 2045), st.integers(1, 9))
def test_whole_windows_go_back_to_whole_windows(window: Window, year: int, back: int) -> None:
    """Otherwise the years behind a warning would not be the season's years."""
    whole, earlier = in_year(window, year), in_year(window, year - back)
    assert whole
    assert earlier

    assert same_days(whole, window, back) == earlier
