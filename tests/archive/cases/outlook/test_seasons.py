"""Seasons are found where they were planted, and nowhere else."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cases.outlook.history import history
from archive.cases.outlook.scan import benjamini_hochberg
from archive.cases.outlook.seasons import find
from archive.cases.outlook.values import COUNTY, Clock, Filed, Season, Seasons
from archive.cases.outlook.windows import day_of_year
from archive.chinese.festival import spring_festival
from tests.archive.cases.outlook.histories import TODAY, autumn, before_festival, level, made


def _found(filed: list[Filed], today: dt.date = TODAY) -> Seasons:
    return find(history(filed, today))


def _one(filed: list[Filed], place: str = COUNTY, today: dt.date = TODAY) -> Season:
    (season,) = [one for one in _found(filed, today).found if one.place == place]
    return season


def test_an_autumn_season_is_found_in_its_weeks() -> None:
    """The weeks are what the departments are told."""
    season = _one(made(autumn))

    assert season.window.clock is Clock.YEAR
    assert abs(season.window.start - day_of_year(dt.date(2001, 10, 1))) <= 7
    assert 4 <= season.window.weeks <= 8
    assert season.agreed >= 6
    assert season.ratio > 3
    assert season.adjusted_p < 0.01
    assert not season.stopped


def test_wages_before_the_festival_are_found_by_the_festival() -> None:
    """By the calendar the peak would be smeared over two months and warned of too late in some years."""
    season = _one(made(before_festival, years=9))

    assert season.window.clock is Clock.SPRING_FESTIVAL
    assert -49 <= season.window.start <= -35
    assert season.window.start + 7 * season.window.weeks <= 14


def test_a_level_class_has_no_season() -> None:
    """It is named as looked at, so that silence is not taken for not looking."""
    found = _found(made(level, a_day=0.3))

    assert found.found == ()
    assert found.quiet == ("供热",)


def test_a_trend_is_no_season() -> None:
    """Twice as many every two years: each year ends higher than it began, which is not a season."""

    def growing(day: dt.date) -> float:
        return float(2 ** ((day - dt.date(2018, 6, 1)).days / 730))

    assert _found(made(growing, years=7, a_day=0.2)).found == ()


def test_one_burst_is_no_season() -> None:
    """Sixty people of one building complained once; that says nothing about next year."""
    burst = [
        Filed(f"B{number}", dt.date(2022, 10, 3) + dt.timedelta(number % 20), "供热", "柳河镇") for number in range(60)
    ]

    assert _found(made(level) + burst).found == ()


def test_a_season_is_found_beside_a_burst() -> None:
    """A burst at another time of one year must not hide the season."""
    burst = [
        Filed(f"B{number}", dt.date(2022, 4, 3) + dt.timedelta(number % 20), "供热", "柳河镇") for number in range(40)
    ]
    season = _one(made(autumn) + burst)

    assert abs(season.window.start - day_of_year(dt.date(2001, 10, 1))) <= 7


def test_two_seasons_of_a_class_are_both_found() -> None:
    """Seeds in spring and prices in autumn are one class."""

    def both(day: dt.date) -> float:
        return 5.0 if (4, 5) <= (day.month, day.day) <= (5, 15) else autumn(day)

    windows = [one.window for one in _found(made(both, years=8)).found if one.place == COUNTY]

    assert [window.clock for window in windows] == [Clock.YEAR, Clock.YEAR]
    assert abs(windows[0].start - day_of_year(dt.date(2001, 4, 5))) <= 14
    assert abs(windows[1].start - day_of_year(dt.date(2001, 10, 1))) <= 14


def test_the_place_of_a_season_is_named() -> None:
    """Only one township has it; the other must not be warned."""
    filed = made(autumn, township="柳河镇") + made(level, township="双桥镇", seed=2)
    places = {one.place for one in _found(filed).found}

    assert "柳河镇" in places
    assert "双桥镇" not in places


def test_a_season_that_stayed_away_for_three_years_has_stopped() -> None:
    """The boiler was replaced; warning on would be crying wolf."""

    def until_2021(day: dt.date) -> float:
        return 9.0 if day.year <= 2021 and autumn(day) > 1 else 0.4 if autumn(day) > 1 else 1.0

    season = _one(made(until_2021, years=10, a_day=0.2))

    assert season.stopped


@settings(max_examples=6, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_cases_changes_nothing(chance: random.Random) -> None:
    """The database hands them out in any order."""
    filed = made(autumn, years=5)
    mixed = list(filed)
    chance.shuffle(mixed)

    assert _found(mixed) == _found(filed)


@settings(max_examples=10, deadline=None)
@given(st.integers(-12, 12))
def test_shifting_all_years_shifts_the_season(weeks: int) -> None:
    """The same history so many weeks later has the same season so many weeks later."""
    filed = made(autumn, years=6)
    shifted = [replace(one, day=one.day + dt.timedelta(weeks=weeks)) for one in filed]
    today = TODAY + dt.timedelta(weeks=weeks)
    before, after = _calendar(_found(filed)), _calendar(_found(shifted, today))

    moved = (after.window.start - before.window.start) % 365
    assert min((moved - 7 * weeks) % 365, (7 * weeks - moved) % 365) <= 1  # a leap day lies between some of the years
    assert after.window.weeks == before.window.weeks


def _calendar(found: Seasons) -> Season:
    return next(one for one in found.found if one.place == COUNTY and one.window.clock is Clock.YEAR)


@pytest.mark.parametrize(
    ("filed", "said"),
    [
        ([], "没有"),
        ([Filed("1", dt.date(2024, 10, 1), "供热")], "整年"),
        (made(autumn, years=1), "1 个整年"),
        (made(autumn, years=2, a_day=1.0), "2 个整年"),
        ([Filed("1", dt.date(2024, 10, 1), "")], "类别"),
    ],
    ids=["empty", "one case", "one year", "two years", "no class"],
)
def test_too_little_history_gives_nothing_and_says_why(filed: list[Filed], said: str) -> None:
    """An empty answer without a reason looks like all is quiet."""
    found = _found(filed)

    assert found.found == ()
    assert any(said in note for note in found.notes)


def test_too_few_cases_of_a_class_are_named() -> None:
    """Nothing can be said of it; that must not look like no season."""
    rare = [Filed(f"R{year}", dt.date(year, 10, 1), "医疗", "柳河镇") for year in range(2019, 2025)]
    found = _found(made(level) + rare)

    assert found.thin == ("医疗",)


def test_a_year_that_was_not_kept_is_left_out_and_said() -> None:
    """The flood took the ledger of 2021; a hole must not become the rest of the year's peak."""
    filed = [one for one in made(autumn, years=8) if not dt.date(2021, 6, 1) <= one.day < dt.date(2022, 6, 1)]
    found = _found(filed)

    assert found.years == 7
    assert any("2021-06-01" in note for note in found.notes)
    assert {one.place for one in found.found} == {COUNTY, "柳河镇"}


def test_what_comes_later_is_not_seen() -> None:
    """A look back that knows the future would praise itself."""
    filed = made(autumn)
    later = [Filed(f"L{number}", TODAY + dt.timedelta(number), "供热", "柳河镇") for number in range(200)]

    assert _found(filed + later) == _found(filed)


def test_festivals_beyond_the_table_are_not_guessed() -> None:
    """Then only the calendar's clock is used."""
    today = dt.date(2070, 6, 1)
    assert spring_festival(2069) is None

    assert _one(made(autumn, today=today), today=today).window.clock is Clock.YEAR


def test_adjusted_p_values_are_those_of_the_paper() -> None:
    """Benjamini and Hochberg's own example (1995, section 4): four of fifteen are rejected at 5 %."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]

    adjusted = benjamini_hochberg(p)

    assert [value <= 0.05 for value in adjusted] == [True] * 4 + [False] * 11
    assert adjusted == sorted(adjusted)
    assert benjamini_hochberg([]) == []
