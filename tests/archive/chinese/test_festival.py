"""The moving day that wages are paid before."""

from __future__ import annotations

from itertools import pairwise

import chinese_calendar

from archive.chinese.festival import FIRST_YEAR, LAST_YEAR, spring_festival


def test_the_table_agrees_with_the_published_holidays() -> None:
    """A year off by a day would count the week before the festival as the week after it."""
    holidays = {day for day, name in chinese_calendar.holidays.items() if name == "Spring Festival"}
    years = {day.year for day in holidays}

    assert len(years) > 15
    for year in years:
        festival = spring_festival(year)

        assert festival in holidays


def test_lunar_years_have_twelve_or_thirteen_months() -> None:
    """A slip of the pen in the table shows as a year of another length; it begins between 20 January and 21 February."""
    days = [day for year in range(FIRST_YEAR, LAST_YEAR + 1) if (day := spring_festival(year))]

    assert len(days) == LAST_YEAR - FIRST_YEAR + 1
    assert {(after - before).days for before, after in pairwise(days)} <= {353, 354, 355, 383, 384, 385}
    assert all((1, 20) <= (day.month, day.day) <= (2, 21) for day in days)


def test_outside_the_table_nothing_is_guessed() -> None:
    """An invented day would move the warnings."""
    assert spring_festival(FIRST_YEAR - 1) is None
    assert spring_festival(LAST_YEAR + 1) is None
