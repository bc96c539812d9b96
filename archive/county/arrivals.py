"""Draws, with a seed, the day, class and township of every case that comes to the demonstration county."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from archive.county.plan import Burst, Plan, SeasonPlan
from archive.county.rates import Rates, Standing, rates, standings


@dataclass(frozen=True, slots=True)
class Arrival:
    """A case that comes in, before it has people and words."""

    day: dt.date
    category: str
    township: str
    cause: str
    """Name of the season or what the burst was about; empty for a case of every day."""
    about: str
    """What it is about, in a few words of the plan."""


def arrivals(plan: Plan, seed: int) -> list[Arrival]:
    """Every case of the plan's years, by day; the same seed gives the same cases."""
    random = np.random.default_rng(seed)
    drawn = [*_everyday(plan, random), *_bursts(plan, random)]
    return sorted(drawn, key=lambda one: (one.day, one.category, one.township, one.about))


def _everyday(plan: Plan, random: np.random.Generator) -> Iterator[Arrival]:
    """Cases of every day and of the seasons: Poisson counts of rates that are themselves restless."""
    expected = rates(plan)
    usual = rates(plan.without_seasons()) if plan.seasons else expected
    counts = random.poisson(expected * _restless(plan, random))
    townships = tuple(plan.townships)
    seasons: dict[tuple[str, str], list[Standing]] = {}
    for one in sorted(standings(plan), key=lambda one: one.start):
        seasons.setdefault((one.season.category, one.township), []).append(one)
    for number, place, day in zip(*(axis.tolist() for axis in counts.nonzero()), strict=True):
        kind = plan.classes[number]
        usual_share = min(1.0, usual[number, place, day] / expected[number, place, day])
        when = plan.first_day + dt.timedelta(day)
        for _ in range(counts[number, place, day]):
            cause, about = "", kind.about
            if random.random() >= usual_share:
                season = _season(seasons[kind.name, townships[place]], when)
                cause, about = season.name, season.about
            yield Arrival(when, kind.name, townships[place], cause, about[random.integers(len(about))])


def _restless(plan: Plan, random: np.random.Generator) -> Rates:
    """Random factors around 1, by class and year and by class, township and fortnight."""
    years = np.minimum(np.arange(plan.days) / 365.25, plan.years - 1).astype(int)
    fortnights = np.arange(plan.days) // 14
    factors = np.empty((len(plan.classes), len(plan.townships), plan.days))
    for number, one in enumerate(plan.classes):
        yearly = _gamma(random, one.restless, (plan.years,))
        close = _gamma(random, one.dispersion, (len(plan.townships), int(fortnights[-1]) + 1))
        factors[number] = yearly[years] * close[:, fortnights]
    return factors


def _gamma(random: np.random.Generator, variance: float, shape: tuple[int, ...]) -> Rates:
    return random.gamma(1 / variance, variance, shape) if variance > 0 else np.ones(shape)


def _season(found: Sequence[Standing], when: dt.date) -> SeasonPlan:
    """The season that stands on a day; if two do, the one begun first."""
    return next(one.season for one in found if one.start <= when < one.end)


def _bursts(plan: Plan, random: np.random.Generator) -> Iterator[Arrival]:
    """The bursts of the plan, and as many random ones as it says."""
    for burst in [*plan.bursts, *_random_bursts(plan, random)]:
        for offset in random.integers(7 * burst.weeks, size=burst.cases).tolist():
            day = burst.start + dt.timedelta(offset)
            if 0 <= (day - plan.first_day).days < plan.days:
                yield Arrival(day, burst.category, burst.township, burst.about, burst.about)


def _random_bursts(plan: Plan, random: np.random.Generator) -> Iterator[Burst]:
    shape = plan.random_bursts
    townships = list(plan.townships)
    shares = np.array(list(plan.townships.values()))
    for _ in range(int(random.poisson(shape.per_year * plan.years))):
        kind = plan.classes[random.integers(len(plan.classes))]
        yield Burst(
            category=kind.name,
            township=townships[random.choice(len(townships), p=shares)],
            start=plan.first_day + dt.timedelta(int(random.integers(plan.days))),
            weeks=int(random.integers(shape.weeks[0], shape.weeks[1] + 1)),
            cases=int(random.integers(shape.cases[0], shape.cases[1] + 1)),
            about=kind.about[random.integers(len(kind.about))],
        )
