"""The drawn county: silence where nothing was planted, and what was planted is found."""

from __future__ import annotations

import datetime as dt

from archive.cases.outlook.ahead import outlook
from archive.cases.outlook.history import history
from archive.cases.outlook.seasons import find
from archive.cases.outlook.values import COUNTY, Clock, Filed
from archive.cases.outlook.windows import day_of_year
from archive.county.arrivals import arrivals
from archive.county.plan import Plan
from archive.county.seasons import load

PLAN = load()


def _county(plan: Plan, seed: int) -> list[Filed]:
    drawn = enumerate(arrivals(plan, seed))
    return [Filed(f"{number:05d}", one.day, one.category, one.township) for number, one in drawn]


def test_a_county_without_seasons_is_not_warned() -> None:
    """Trends, restless years, slumps and bursts are not seasons. Twelve counties; ``benchmarks/outlook.py`` draws hundreds."""
    plan = PLAN.without_seasons()
    warned = [seed for seed in range(12) if outlook(_county(plan, seed), dt.date(2025, 1 + seed, 15)).warnings]

    assert len(warned) <= 1


def test_the_countys_great_seasons_are_found() -> None:
    """Seeds in spring, heating in winter, wages before the festival, schools in autumn: what an old hand knows."""
    found = {
        (one.category, one.window.clock): one.window
        for one in find(history(_county(PLAN, 1), dt.date(2026, 1, 1))).found
        if one.place == COUNTY
    }

    assert ("劳动争议", Clock.SPRING_FESTIVAL) in found
    assert found["劳动争议", Clock.SPRING_FESTIVAL].start <= -35
    for category, month in (("供热", 11), ("教育", 9), ("物业房产", 8)):
        window = found[category, Clock.YEAR]
        middle = (window.start + 7 * window.weeks // 2) % 365
        assert abs(middle - day_of_year(dt.date(2001, month, 15))) <= 35, category


def test_a_township_whose_season_stopped_is_not_warned() -> None:
    """清水乡 buys its seed together since 2022; by 2026 a warning in spring would be out of date."""
    today = dt.date(2026, 1, 1)
    warned = {
        one.season.place for one in outlook(_county(PLAN, 1), today, weeks=26).warnings if one.season.category == "涉农"
    }

    assert "双桥镇" in warned
    assert "清水乡" not in warned
