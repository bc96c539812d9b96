"""The scan itself: its p-values are what they claim, whatever the years' totals, trends and clusters."""

from __future__ import annotations

import numpy as np
import pytest

from archive.cases.outlook.history import WEEKS, Counts
from archive.cases.outlook.scan import LENGTHS, Places, peaks, shares

DAYS = np.full(WEEKS, 7)
EVERYWHERE = Places(DAYS, np.arange(WEEKS), np.ones((WEEKS, len(LENGTHS)), np.bool_))
YEARS = 8


def _drawn(kind: str, series: int, seed: int) -> Counts:
    """Series without a season: counts × years × weeks."""
    random = np.random.default_rng(seed)
    rate = np.full((series, YEARS, WEEKS), 1.5)
    if kind == "scattered":  # gamma factors by fortnight: twice Poisson's variance
        rate *= np.repeat(random.gamma(1.5, 1 / 1.5, (series, YEARS, WEEKS // 2)), 2, axis=2)
    if kind == "restless":  # years of very different totals
        rate *= random.gamma(2, 1 / 2, (series, YEARS, 1))
    if kind == "bursts":  # thirty cases in three weeks of one year
        for number in range(series):
            rate[number, random.integers(YEARS), random.integers(WEEKS - 3) :][:3] += 10
    if kind == "growing":  # half as much again every year, week by week
        rate *= 1.5 ** (np.arange(YEARS)[::-1][None, :, None] + np.arange(WEEKS)[None, None, :] / WEEKS - YEARS / 2)
    return random.poisson(rate).astype(np.int32)


@pytest.mark.parametrize("kind", ["level", "scattered", "restless", "bursts", "growing"])
def test_one_in_twenty_is_five_in_a_hundred(kind: str) -> None:
    """A test that calls every burst a season has p-values that are no probabilities."""
    p = np.array([one.p for one in peaks(_drawn(kind, 200, 3), EVERYWHERE, 199, 1)])

    assert (p <= 0.05).mean() <= 0.085  # 5 % and two standard errors
    assert (p <= 0.5).mean() <= 0.6


def test_a_season_has_a_small_p_and_its_place() -> None:
    """Four times as many in weeks 20 to 25 of every year."""
    counts = _drawn("level", 20, 4)
    counts[:, :, 20:26] *= 4
    found = peaks(counts, EVERYWHERE, 999, 1)

    assert all(one.p <= 0.002 for one in found)
    assert sum(abs(one.start - 20) <= 1 and one.weeks == 6 for one in found) >= 16


def test_a_season_over_the_years_seam_is_one() -> None:
    """The year of the look may begin in the middle of the season."""
    counts = _drawn("level", 1, 5)
    counts[:, :, [50, 51, 0, 1]] += 6
    (found,) = peaks(counts, EVERYWHERE, 999, 1)

    assert (found.start, found.weeks) == (50, 4)


def test_only_the_windows_asked_for_are_found() -> None:
    """Near the festival only; the great peak of autumn is the other clock's."""
    counts = _drawn("level", 1, 6)
    counts[:, :, 5:9] += 6
    allowed = np.zeros((WEEKS, len(LENGTHS)), np.bool_)
    allowed[30:40, :3] = True
    (found,) = peaks(counts, Places(DAYS, np.arange(WEEKS), allowed), 199, 1)

    assert 30 <= found.start < 40
    assert found.weeks in LENGTHS[:3]
    assert found.p > 0.05


def test_shares_follow_the_trend_and_not_the_season() -> None:
    """The trend alone tilts what is expected; one burst year does not."""
    counts = np.full((1, 5, WEEKS), 4, np.int32)
    level = shares(counts, DAYS)
    counts[0, 2] *= 9
    burst = shares(counts, DAYS)
    counts[0, 2] = 4
    counts[0] *= np.array([16, 8, 4, 2, 1])[:, None]
    growing = shares(counts, DAYS)

    assert level[0].tolist() == pytest.approx([1 / WEEKS] * WEEKS)
    assert burst[0].tolist() == pytest.approx([1 / WEEKS] * WEEKS)
    assert growing[0, -1] / growing[0, 0] == pytest.approx(2, rel=0.03)
    assert growing.sum() == pytest.approx(1)


def test_nothing_to_test_is_no_season() -> None:
    """No series, one year, or no case at all."""
    assert peaks(np.zeros((0, 5, WEEKS), np.int32), EVERYWHERE, 99, 1) == []
    assert peaks(np.ones((2, 1, WEEKS), np.int32), EVERYWHERE, 99, 1)[1].p == 1.0
    assert peaks(np.zeros((1, 5, WEEKS), np.int32), EVERYWHERE, 99, 1)[0].p == 1.0
