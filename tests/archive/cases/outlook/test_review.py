"""How warnings came out, counted the same way for them and for the plain guess."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.cases.outlook.review import BLOCKS, Review, Score, review, years_to_review
from archive.cases.outlook.values import COUNTY, Filed
from tests.archive.cases.outlook.histories import autumn, made

TODAY = dt.date(2025, 6, 1)
FILED = made(autumn, years=9, a_day=0.2, today=TODAY)


@pytest.fixture(scope="module")
def replayed() -> Review:
    return review(FILED, 2024, TODAY)


def test_a_regular_season_is_told_and_comes(replayed: Review) -> None:
    """The autumn of 2024, told from the years before it."""
    assert replayed.reason == ""
    assert {one.warning.season.place for one in replayed.told} == {COUNTY, "柳河镇"}
    assert replayed.ours.hits >= 2
    assert replayed.ours.hit_rate == replayed.ours.hits / replayed.ours.picked


def test_the_plain_guess_gets_as_many_cells(replayed: Review) -> None:
    """With more of them it would hit more without knowing more."""
    assert replayed.plain.picked == replayed.ours.picked
    assert replayed.plain.busy == replayed.ours.busy


def test_every_cell_of_the_year_is_judged_once(replayed: Review) -> None:
    """A cell left out could hide a miss."""
    places = {(one.category, one.place) for one in replayed.cells}
    keys = [(one.category, one.place, one.span) for one in replayed.cells]

    assert len(keys) == len(set(keys)) == BLOCKS * len(places)
    assert sum(len(one.cases) for one in replayed.cells if one.place == COUNTY) == sum(
        dt.date(2024, 1, 1) <= one.day < dt.date(2024, 1, 1) + dt.timedelta(364) for one in FILED
    )


def test_hits_misses_and_false_alarms_add_up(replayed: Review) -> None:
    """The three are the whole account."""
    for score in (replayed.ours, replayed.plain):
        assert score.hits + score.false_alarms == score.picked
        assert score.hits + score.misses == score.busy
    assert Score(0, 0, 0).hit_rate is None
    assert Score(0, 0, 0).found_rate is None


def test_the_year_itself_is_not_known_before() -> None:
    """An autumn that stayed away must count as a false alarm, not be explained away."""
    without = [one for one in FILED if not dt.date(2024, 9, 20) <= one.day < dt.date(2024, 11, 20)]
    thin = [
        Filed(f"T{number}", dt.date(2024, 9, 25) + dt.timedelta(7 * number), "供热", "柳河镇") for number in range(8)
    ]
    out = review(without + thin, 2024, TODAY)

    assert out.ours.false_alarms >= 2
    assert [one.span for one in out.cells if one.warned] == [
        one.span for one in review(FILED, 2024, TODAY).cells if one.warned
    ]


@pytest.mark.parametrize(("year", "said"), [(2017, "不足 3 年"), (2030, "不全"), (2025, "不全")])
def test_a_year_that_cannot_be_judged_says_why(year: int, said: str) -> None:
    """Nothing is not a score of nothing."""
    out = review(FILED, year, TODAY)

    assert (out.told, out.cells) == ((), ())
    assert said in out.reason
    assert review([], year, TODAY).reason == "没有案件。"


def test_a_warning_whose_days_are_not_over_is_not_judged() -> None:
    """Half of a winter is not too few cases."""
    today = dt.date(2024, 12, 25)

    def winter(day: dt.date) -> float:
        return 5.0 if day.month in (12, 1) else 1.0

    told = review(made(winter, years=9, a_day=0.2, today=today), 2024, today).told
    running = [one for one in told if not one.over]

    assert running
    assert not any(one.within for one in running)
    assert all(one.warning.span.end > today for one in running)


def test_years_that_can_be_judged() -> None:
    """The years that are over, with three before them; the newest first."""
    assert years_to_review(FILED, TODAY) == [2024, 2023, 2022, 2021, 2020, 2019]
    assert years_to_review([], TODAY) == []
