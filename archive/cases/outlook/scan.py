"""Is there a time of the year in which more comes, beyond what chance brings? A scan statistic on the circle of the year.

A window of some weeks is moved round the year; what came within it, in every past year, is compared with what that
year's own total leads to expect. The statistic is the largest sum over any window (S. Wallenstein, C. R. Weinberg,
M. Gould: Testing for a pulse in seasonal event data, Biometrics 45, 1989, 817–830; N. Naus: The distribution of the
size of the maximum cluster of points on a line, JASA 60, 1965). Each year gives Anscombe's residual
``2(√(n + 3/8) - √(e + 3/8))``, of variance about 1 (F. J. Anscombe, Biometrika 35, 1948, 246–254), and at most ``CAP``,
so that one year's burst cannot make a season.

Chance is what remains when each year's circle is turned by an angle of its own: the totals of the years, their trend,
and whatever clusters and bursts a year has stay as they are; only that the years agree on *when* is lost. (Random
shifts on a torus: H. W. Lotwick, B. W. Silverman, JRSS B 44, 1982, 406–413; Monte Carlo tests: J. Besag, P. J. Diggle,
Applied Statistics 26, 1977, 327–333.) The p-value is ``(1 + turned as large) / (1 + turned)`` (B. Phipson, G. K. Smyth, SAGMB 9,
2010, 39), sought in stages: what is plainly chance after ``FIRST`` turns is not turned further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.cases.outlook.history import Counts

LENGTHS = (2, 3, 4, 6, 8, 11, 15)
"""Weeks of the windows tried; each about a third longer than the last."""
CAP = 3.0
"""The most that one year may say for or against a window, in standard deviations."""
FIRST = 199
"""Turns after which a p-value above ``CHANCE`` is left as it is."""
CHANCE = 0.1

Residuals = NDArray[np.float32]
Indices = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Places:
    """Which windows are tried, on a circle of which weeks."""

    days: Indices
    """How many days each week of the circle has."""
    starts: Indices
    """Weeks of the circle."""
    allowed: NDArray[np.bool_]
    """starts × LENGTHS."""


@dataclass(frozen=True, slots=True)
class Peak:
    """The largest window of one series."""

    strength: float
    """Sum of the residuals without the best year's, over the root of the number of years."""
    p: float
    start: int
    """Week of the circle."""
    weeks: int


def peaks(counts: Counts, places: Places, turns: int, seed: int) -> list[Peak]:
    """The peak of each series of ``counts`` (series × years × weeks of the circle)."""
    number, years, circle = counts.shape
    if number == 0 or years < 2 or not places.allowed.any():
        return [Peak(0.0, 1.0, 0, LENGTHS[0])] * number
    full = residuals(counts, places.days)
    capped = np.clip(full, -CAP, CAP)
    offsets = np.random.default_rng(seed).integers(circle, size=(turns, years))
    most = np.where(places.allowed[..., None], capped.sum(axis=0)[places.starts], -np.inf).max(axis=(0, 1))
    p = _chance(capped, offsets[:FIRST], most)
    going = np.flatnonzero(p <= CHANCE)
    if turns > FIRST and len(going):
        p[going] = _chance(np.ascontiguousarray(capped[..., going]), offsets, most[going])
    agreed = (full.sum(axis=0) - full.max(axis=0))[places.starts] / np.sqrt(years)
    agreed[~places.allowed] = -np.inf
    best = agreed.reshape(-1, number).argmax(axis=0)
    return [
        Peak(
            strength=float(agreed.reshape(-1, number)[best[one], one]),
            p=float(p[one]),
            start=int(places.starts[best[one] // len(LENGTHS)]),
            weeks=LENGTHS[int(best[one] % len(LENGTHS))],
        )
        for one in range(number)
    ]


def residuals(counts: Counts, days: Indices) -> Residuals:
    """Anscombe's residual of the window from each week: years × weeks × LENGTHS × series."""
    series, years, circle = counts.shape
    came_before = np.concatenate([np.zeros((series, years, 1), np.int64), np.tile(counts, 2)], axis=2).cumsum(axis=2)
    share_before = np.concatenate([np.zeros((series, 1)), np.tile(shares(counts, days), 2)], axis=1).cumsum(axis=1)
    total = counts.sum(axis=2)
    result = np.empty((years, circle, len(LENGTHS), series), np.float32)
    for number, weeks in enumerate(LENGTHS):
        ends = np.arange(circle) + min(weeks, circle)
        came = came_before[:, :, ends] - came_before[:, :, :circle]
        expected = total[:, :, None] * (share_before[:, ends] - share_before[:, :circle])[:, None, :]
        z = 2 * (np.sqrt(came + 0.375) - np.sqrt(expected + 0.375))
        result[:, :, number, :] = z.transpose(1, 2, 0)
    return result


def shares(counts: Counts, days: Indices) -> Values:
    """Share of each week in a year's total if there is a trend and no season: series × weeks.

    The trend is the median of the slopes of the logarithms between all pairs of years (H. Theil 1950, P. K. Sen 1968),
    which one year's burst does not move. Years stand newest first.
    """
    logs = np.log(counts.sum(axis=2) + 0.5)
    newer, older = np.triu_indices(logs.shape[1], 1)
    slopes = (logs[:, newer] - logs[:, older]) / (older - newer)
    slope = np.median(slopes, axis=1) if slopes.shape[1] else np.zeros(len(logs))
    circle = counts.shape[2]
    weight = days * np.exp(np.clip(slope, -1, 1)[:, None] * (np.arange(circle) + 0.5)[None, :] / circle)
    result: Values = weight / weight.sum(axis=1, keepdims=True)
    return result


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Adjusted p-values; those up to q have a false discovery rate of q (Benjamini, Hochberg, JRSS B 57, 1995, 289–300)."""
    order = sorted(range(len(p)), key=lambda number: p[number], reverse=True)
    adjusted = [1.0] * len(p)
    least = 1.0
    for rank, number in zip(range(len(p), 0, -1), order, strict=True):
        least = min(least, p[number] * len(p) / rank)
        adjusted[number] = least
    return adjusted


def _largest(capped: Residuals, offsets: Indices) -> Values:
    """The largest window of each series anywhere on the circle, with each year's circle turned: turns × series.

    The first year stays where it is: turning all of them alike changes nothing.
    """
    years, circle, lengths, series = capped.shape
    doubled = np.concatenate([capped, capped], axis=1).reshape(years, 2 * circle, lengths * series)
    largest = np.empty((len(offsets), lengths * series), np.float32)
    total = np.empty_like(doubled[0, :circle])
    for number, turn in enumerate(offsets.tolist()):
        np.copyto(total, doubled[0, :circle])
        for year in range(1, years):
            total += doubled[year, turn[year] : turn[year] + circle]
        total.max(axis=0, out=largest[number])
    result: Values = largest.reshape(len(offsets), lengths, series).max(axis=1).astype(np.float64)
    return result


def _chance(capped: Residuals, offsets: Indices, most: Residuals) -> Values:
    """The p-value of each series: how often a turned circle's largest window comes up to ``most``.

    Turned circles are searched all round, also where fewer windows were tried: some parts of a year scatter more than others,
    such as a part after its level has changed, and the windows tried may be those.
    """
    largest = _largest(capped, offsets)
    p: Values = (1 + (largest >= most - 1e-4).sum(axis=0)) / (1 + len(offsets))
    scale = np.maximum(largest.std(axis=0) * np.sqrt(6) / np.pi, 1e-9)
    beyond = (most - largest.mean(axis=0)) / scale + np.euler_gamma
    tail = -np.expm1(-np.exp(-np.clip(beyond, -5, 700)))
    return np.where(p <= 1 / (1 + len(offsets)), np.minimum(p, tail), p)
