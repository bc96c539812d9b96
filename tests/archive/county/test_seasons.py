"""The plan of the county's seasons: it is read whole, and a wrong one is refused by name."""

from __future__ import annotations

import datetime as dt
from importlib import resources

import pytest

from archive.cases.labels import CATEGORIES
from archive.county.plan import Clock
from archive.county.seasons import load, parse
from archive.errors import InvalidInput

FILE = resources.files("archive.county").joinpath("seasons.toml").read_text("utf-8")


def test_the_plan_has_what_the_office_knows() -> None:
    """Seeds in spring, heating in winter and wages before the Spring Festival are what the outlook is for."""
    plan = load()
    seasons = {one.name: one for one in plan.seasons}

    assert [one.name for one in plan.classes] == list(CATEGORIES)
    assert len(plan.townships) == 8
    assert plan.years == 10
    assert seasons["节前欠薪"].clock is Clock.SPRING_FESTIVAL
    assert (seasons["春耕农资"].start, seasons["春耕农资"].end) == ((3, 20), (6, 5))
    assert (seasons["冬季供热"].start, seasons["冬季供热"].end) == ((10, 15), (1, 31))
    assert {one.name for one in plan.classes} - {one.category for one in plan.seasons}, "some classes have no season"


def test_the_plan_has_years_that_break_the_pattern() -> None:
    """A detector that only meets regular years has not been tried."""
    breaks = load().breaks

    assert any(one.factor == 0 and one.townships for one in breaks), "a place whose season stops"
    assert any(one.shift == 3 for one in breaks)
    assert any(0 < one.factor < 1 for one in breaks)
    assert any(one.factor > 1 and one.longer for one in breaks)
    assert any(one.factor < 1 and not one.classes for one in load().slumps)


def test_a_county_without_seasons_keeps_the_rest() -> None:
    """The null county must differ in nothing but the seasons."""
    null = load().without_seasons()

    assert (null.seasons, null.breaks) == ((), ())
    assert (null.classes, null.slumps, null.bursts) == (load().classes, load().slumps, load().bursts)


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("first_year = 2016", "first_year = ", "TOML"),
        ("first_year = 2016", "first_year = 1960", "first_year"),
        ('"城关镇" = 0.28', '"城关镇" = 0.38', "份额"),
        ('name = "医疗"', 'name = "医疗纠纷"', "类别"),
        ('name = "医疗"', 'name = "医疗"\nper_week = 3', "per_week"),
        ('season = "开学"', 'season = "放假"', "放假"),
        ('township = "柳河镇"', 'township = "杨柳镇"', "杨柳镇"),
        ('from = "08-15"', 'from = "08-32"', "08-32"),
        ("strength = 4.0", "strength = 0.5", "strength"),
        ("strength = 4.0", 'strength = "4"', "strength"),
        ("strength = 4.0", "strength = inf", "strength"),
        ("from = -8", "from = 2", "to 应晚于 from"),
        ('clock = "spring_festival"', 'clock = "moon"', "moon"),
        ("years = [2018]", "years = [1918]", "1918"),
        ("to = 2020-05-15", "to = 2019-05-15", "to"),
        ("weeks = [1, 5]", "weeks = [5, 1]", "weeks"),
        ("weekdays = [1.3,", "weekdays = [", "weekdays"),
        ('about = "大棚房清理整治拆除"', 'about = ""', "about"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(written: str, instead: str, said: str) -> None:
    """A misspelt key would silently change the county that everything is measured on."""
    assert written in FILE

    with pytest.raises(InvalidInput, match=said) as refused:
        parse(FILE.replace(written, instead, 1))

    assert "seasons.toml" in refused.value.advice


def test_days_are_days() -> None:
    """TOML has dates of its own; a text in their place would fail much later."""
    assert all(type(one.start) is dt.date for one in load().slumps)
