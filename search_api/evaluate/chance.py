"""What chance may have done: an interval around a mean, and whether two rankings really differ. Pure; seeds are given."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

ROUNDS = 10_000
"""Draws of each test: the ends of an interval then stand to about a hundredth of its width."""
_AT_ONCE = 1_000
"""Draws in memory at a time."""


def interval(values: Sequence[float], seed: int, *, rounds: int = ROUNDS) -> tuple[float, float]:
    """Ends of the 95 % interval of the mean: percentiles of the means of as many values drawn with replacement."""
    if not values:
        return 0.0, 0.0
    given = np.asarray(values, float)
    draw = np.random.default_rng(seed)
    means = np.concatenate(
        [given[draw.integers(0, len(given), (some, len(given)))].mean(axis=1) for some in _rounds(rounds)]
    )
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def paired_p(ours: Sequence[float], theirs: Sequence[float], seed: int, *, rounds: int = ROUNDS) -> float:
    """Two-sided p of the paired randomisation test: how often the mean difference would be as large, were it chance
    for each query which of the two values belongs to whom. At least 1 / (rounds + 1)."""
    difference = np.asarray(ours, float) - np.asarray(theirs, float)
    if not difference.any():
        return 1.0
    draw = np.random.default_rng(seed)
    seen = abs(difference.sum()) * (1 - 1e-12)
    as_large = sum(
        int((np.abs(draw.choice([-1.0, 1.0], (some, len(difference))) @ difference) >= seen).sum())
        for some in _rounds(rounds)
    )
    return (as_large + 1) / (rounds + 1)


def _rounds(rounds: int) -> list[int]:
    return [min(_AT_ONCE, rounds - done) for done in range(0, rounds, _AT_ONCE)]
