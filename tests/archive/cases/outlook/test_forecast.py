"""How many are expected, and how far that may be off."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.outlook.forecast import forecast, interval

COUNTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 300)), min_size=1, max_size=10)


def test_steady_years_are_expected_again() -> None:
    """Ten of forty every year are ten next year."""
    told = forecast([10] * 8, [40] * 8)

    assert told.expected == pytest.approx(10)
    assert 2 <= told.low < 10 < told.high <= 20


def test_a_growing_class_is_expected_to_be_as_large_as_lately() -> None:
    """The mean of ten years would always come too late."""
    assert forecast([20, 18, 14, 10, 8, 6], [80, 72, 56, 40, 32, 24]).expected > 15


def test_restless_years_make_a_wide_interval() -> None:
    """A leader who is told 9—11 where it was 2 one winter and 30 the next will not ask again."""
    restless = forecast([2, 30, 4, 28, 3, 26], [60] * 6)
    steady = forecast([15, 16, 15, 16, 15, 16], [60] * 6)

    assert restless.high - restless.low > 1.5 * (steady.high - steady.low)


def test_nothing_ever_came() -> None:
    """No division by zero, and no invented case."""
    assert forecast([0, 0, 0], [0, 0, 0]) == forecast([], [])
    assert (forecast([], []).expected, forecast([], []).high) == (0.0, 0)


@given(st.floats(0, 3000), st.floats(0.02, 2.0))
def test_an_interval_holds_its_mean(mean: float, scatter: float) -> None:
    """Upside down, or apart from the number it belongs to, it would be nonsense."""
    low, high = interval(mean, scatter)

    assert 0 <= low <= high
    assert low <= mean
    assert high >= mean - 1


@pytest.mark.parametrize(("mean", "scatter"), [(0.7, 0.1), (12, 0.05), (40, 0.5)])
def test_nine_in_ten_fall_into_the_interval(mean: float, scatter: float) -> None:
    """Drawn as Poisson counts of gamma means, which is the distribution it claims."""
    chance = random.Random(7)
    low, high = interval(mean, scatter)
    drawn = [_poisson(chance, chance.gammavariate(1 / scatter, scatter * mean)) for _ in range(4000)]

    assert sum(low <= one <= high for one in drawn) / len(drawn) >= 0.89


@given(COUNTS)
def test_any_past_gives_a_forecast(past: list[tuple[int, int]]) -> None:
    """More within the days than in the year cannot be; anything else can."""
    within = [min(inside, total) for inside, total in past]
    totals = [total for _, total in past]
    told = forecast(within, totals)

    assert 0 <= told.expected <= max(totals)
    assert told.low <= told.high


def _poisson(chance: random.Random, mean: float) -> int:
    number, waited = 0, chance.expovariate(1.0)
    while waited < mean:
        number, waited = number + 1, waited + chance.expovariate(1.0)
    return number
