"""How many cases the days of a warning will bring: a share of the year's total, with an interval.

The share is that of the past years' same days, newer years weighing more. The year's total is a weighted mean of the last years'
totals. What comes scatters more than a Poisson count; how much more is judged from how well the same rule would have told each
past year from the years before it (method of moments), and the interval is that of a negative binomial distribution.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from archive.cases.outlook.values import Forecast

SHARE_WEIGHT = 0.85
"""Weight of a year in the share, against the year after it."""
TOTAL_WEIGHT = 0.6
"""The same in the year's total, which follows a trend."""
TAIL = 0.05
"""Probability left out on each side of the interval."""
_USUAL, _USUAL_YEARS = 0.1, 2.0
"""Scatter assumed where few years tell, and how many years that belief counts for."""
_LEAST, _MOST = 0.02, 2.0
"""Bounds of the scatter (variance over the squared mean, beyond Poisson's)."""


def forecast(within: Sequence[int], totals: Sequence[int]) -> Forecast:
    """The cases to be expected.

    Args:
        within: cases of the same days in each past year, newest first.
        totals: cases of each of those years.
    """
    expected = _expected(within, totals)
    return Forecast(expected, *interval(expected, _scatter(within, totals)))


def interval(mean: float, scatter: float) -> tuple[int, int]:
    """The 5 % and 95 % points of a negative binomial with that mean and variance ``mean + scatter × mean²``."""
    if mean <= 0:
        return 0, 0
    chance = (1 + scatter * mean) ** (-1 / scatter)
    reached, number, low = chance, 0, -1
    while reached < 1 - TAIL and chance >= 0:
        if low < 0 and reached >= TAIL:
            low = number
        chance *= (number + 1 / scatter) / (number + 1) * scatter * mean / (1 + scatter * mean)
        number += 1
        reached += chance
    return (low if low >= 0 else number), number


def _expected(within: Sequence[int], totals: Sequence[int]) -> float:
    if not totals or not sum(totals):
        return 0.0
    share_weights = [SHARE_WEIGHT**back for back in range(len(totals))]
    total_weights = [TOTAL_WEIGHT**back for back in range(len(totals))]
    came, all_came = (_weighted(values, share_weights) for values in (within, totals))
    return came / all_came * _weighted(totals, total_weights) / sum(total_weights)


def _weighted(values: Sequence[int], weights: Sequence[float]) -> float:
    return math.fsum(value * weight for value, weight in zip(values, weights, strict=True))


def _scatter(within: Sequence[int], totals: Sequence[int]) -> float:
    """How far past years lay from what the years before them told, beyond Poisson's scatter."""
    beyond = squares = 0.0
    years = 0
    for year in range(len(within) - 2):
        told = _expected(within[year + 1 :], totals[year + 1 :])
        if told > 0:
            beyond += (within[year] - told) ** 2 - told
            squares += told**2
            years += 1
    seen = max(0.0, beyond / squares) if squares else _USUAL
    return min(_MOST, max(_LEAST, (_USUAL_YEARS * _USUAL + years * seen) / (_USUAL_YEARS + years)))
