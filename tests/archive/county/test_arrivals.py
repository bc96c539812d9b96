"""What is drawn from the plan: as many cases as it says, where and when it says, and the same for the same seed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from archive.chinese.festival import spring_festival
from archive.county.arrivals import Arrival, arrivals
from archive.county.plan import Plan
from archive.county.rates import rates, standings
from archive.county.seasons import load

PLAN = load()
CLASS = {one.name: number for number, one in enumerate(PLAN.classes)}
PLACE = {name: number for number, name in enumerate(PLAN.townships)}


@pytest.fixture(scope="module")
def drawn() -> list[Arrival]:
    return arrivals(PLAN, 1)


def _expected(category: str, township: str, start: dt.date, end: dt.date, plan: Plan = PLAN) -> float:
    """Cases expected from one day up to another."""
    level = rates(plan)[CLASS[category], PLACE[township]]
    return float(level[(start - plan.first_day).days : (end - plan.first_day).days].sum())


def test_ten_years_are_some_ten_thousand_cases(drawn: list[Arrival]) -> None:
    """The size the office has."""
    assert 9_000 < len(drawn) < 12_000
    assert {one.day.year for one in drawn} == set(range(2016, 2026))
    assert {one.category for one in drawn} == set(CLASS)
    assert {one.township for one in drawn} == set(PLACE)


def test_the_same_seed_gives_the_same_county(drawn: list[Arrival]) -> None:
    """A failure on a county that cannot be made again cannot be looked into."""
    assert arrivals(PLAN, 1) == drawn
    assert arrivals(PLAN, 2) != drawn


def test_counts_follow_the_rates() -> None:
    """Over many counties a class has in a township what the plan expects."""
    still = replace(PLAN, bursts=(), random_bursts=replace(PLAN.random_bursts, per_year=0))
    counts = [sum(one.category == "供热" for one in arrivals(still, seed)) for seed in range(12)]
    expected = rates(PLAN)[CLASS["供热"]].sum()

    assert np.mean(counts) == pytest.approx(expected, rel=0.1)


def test_wages_follow_the_festival_not_the_calendar() -> None:
    """In 2023 the festival was on 22 January, in 2018 on 16 February; the peak must have moved with it."""
    for year in (2018, 2023):
        festival = spring_festival(year)
        assert festival
        before = _expected("劳动争议", "城关镇", festival - dt.timedelta(weeks=5), festival - dt.timedelta(weeks=3))
        after = _expected("劳动争议", "城关镇", festival + dt.timedelta(weeks=3), festival + dt.timedelta(weeks=5))

        assert before > 4 * after


def test_a_mild_winter_and_a_place_that_stopped() -> None:
    """The breaks must be in the rates, or the detector is praised for nothing."""

    def november(year: int, township: str) -> float:
        return _expected("供热", township, dt.date(year, 11, 1), dt.date(year, 12, 1))

    assert november(2018, "城关镇") < november(2017, "城关镇") / 2
    assert november(2022, "柳河镇") < november(2017, "柳河镇") / 4
    assert november(2022, "双桥镇") > november(2017, "双桥镇") * 0.8


def test_a_season_over_new_year_is_one_season() -> None:
    """Winter belongs to the year it begins in."""
    winter = [one for one in standings(PLAN) if (one.season.name, one.township) == ("冬季供热", "城关镇")]
    by_year = {one.year: one for one in winter}

    assert by_year[2017].start == dt.date(2017, 10, 15)
    assert by_year[2017].end == dt.date(2018, 2, 1)
    assert by_year[2015].end == dt.date(2016, 2, 1), "the winter before the first year reaches into it"
    assert by_year[2017].start < by_year[2017].core[0] < by_year[2017].core[1] < by_year[2017].end


def test_a_county_without_seasons_is_level() -> None:
    """On the null county every month of a class is like the others but for the office's own days."""
    null = replace(PLAN.without_seasons(), slumps=())
    april = _expected("供热", "城关镇", dt.date(2017, 4, 3), dt.date(2017, 5, 1), null)
    november = _expected("供热", "城关镇", dt.date(2017, 11, 6), dt.date(2017, 12, 4), null)

    assert april == pytest.approx(november, rel=0.02)


def test_every_case_says_what_it_is_about(drawn: list[Arrival]) -> None:
    """A winter's heating case must read like one."""
    winter = next(one for one in PLAN.seasons if one.name == "冬季供热")
    of_winter = [one for one in drawn if one.cause == winter.name]

    assert len(of_winter) > 100
    assert {one.about for one in of_winter} <= set(winter.about)
    assert all(one.day.month in (10, 11, 12, 1) for one in of_winter)
    assert all(one.about for one in drawn)


def test_bursts_are_where_the_plan_puts_them(drawn: list[Arrival]) -> None:
    """A burst year is what a season must not be taken for."""
    burst = next(one for one in PLAN.bursts if one.township == "白杨乡")
    of_burst = [one for one in drawn if one.cause == burst.about]

    assert len(of_burst) == burst.cases
    assert all(0 <= (one.day - burst.start).days < 7 * burst.weeks for one in of_burst)
