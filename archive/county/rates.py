"""How many cases the plan expects, by class, township and day; and when its seasons stand in which year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.chinese.festival import spring_festival
from archive.county.plan import Break, Clock, Plan, SeasonPlan

Rates = NDArray[np.float64]
"""Cases a day; classes × townships × days in the plan's order, or a part of it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A season in one year and one township."""

    season: SeasonPlan
    township: str
    year: int
    """The year the season begins in, or the year of its Spring Festival."""
    start: dt.date
    end: dt.date
    """The day after its last."""
    strength: float
    """Factor of the rate when it stands full; 1 where it stayed away."""

    @property
    def core(self) -> tuple[dt.date, dt.date]:
        """The days at or above half of its height: the first, and the day after the last."""
        eighth = (self.end - self.start) / 8
        return self.start + eighth, self.end - eighth


def rates(plan: Plan) -> Rates:
    """The expected cases of each class, township and day, bursts left out."""
    classes = {one.name: number for number, one in enumerate(plan.classes)}
    townships = {name: number for number, name in enumerate(plan.townships)}
    elapsed = np.arange(plan.days) / 365.25
    result = np.empty((len(classes), len(townships), plan.days))
    for one in plan.classes:
        level = one.per_year / 365.25 * np.power(one.trend, elapsed) * office_days(plan)
        for slump in plan.slumps:
            if not slump.classes or one.name in slump.classes:
                level[_days(plan, slump.start, slump.end + dt.timedelta(1))] *= slump.factor
        shares = [share * one.places.get(name, 1.0) for name, share in plan.townships.items()]
        result[classes[one.name]] = np.outer(shares, level)
    for standing in standings(plan):
        place = classes[standing.season.category], townships[standing.township]
        _raise(result[place], standing, plan)
    return result


def standings(plan: Plan) -> Iterator[Standing]:
    """Every season in every year and township, also those over the edges of the plan's years."""
    for season in plan.seasons:
        for township in plan.townships:
            for year in range(plan.first_year - 1, plan.first_year + plan.years + 1):
                yield standing(season, township, year, [one for one in plan.breaks if one.season == season.name])


def standing(season: SeasonPlan, township: str, year: int, breaks: list[Break]) -> Standing:
    """One season in one year and township, with what breaks it there."""
    start, end = _pattern(season, year)
    raised = (season.strength - 1) * season.places.get(township, 1.0)
    for one in breaks:
        if year in one.years and (not one.townships or township in one.townships):
            raised *= one.factor
            start += dt.timedelta(weeks=one.shift)
            end += dt.timedelta(weeks=one.shift + one.longer)
    return Standing(season, township, year, start, end, 1 + raised)


def office_days(plan: Plan) -> NDArray[np.float64]:
    """Factor of each day by its weekday and the two long holidays."""
    weekdays = (plan.first_day.weekday() + np.arange(plan.days)) % 7
    factors: NDArray[np.float64] = np.array(plan.office.weekdays)[weekdays]
    for year in range(plan.first_year, plan.first_year + plan.years):
        factors[_days(plan, dt.date(year, 10, 1), dt.date(year, 10, 8))] *= plan.office.national_day_week
        festival = spring_festival(year)
        assert festival is not None, "the plan's years lie within the table"
        factors[_days(plan, festival, festival + dt.timedelta(7))] *= plan.office.spring_festival_week
    return factors


def _pattern(season: SeasonPlan, year: int) -> tuple[dt.date, dt.date]:
    """First day and the day after the last, before any break."""
    if season.clock is Clock.SPRING_FESTIVAL:
        festival = spring_festival(year)
        assert festival is not None, "the plan's years lie within the table"
        assert isinstance(season.start, int)
        assert isinstance(season.end, int)
        return festival + dt.timedelta(weeks=season.start), festival + dt.timedelta(weeks=season.end)
    assert isinstance(season.start, tuple)
    assert isinstance(season.end, tuple)
    over_new_year = season.end < season.start
    return dt.date(year, *season.start), dt.date(year + over_new_year, *season.end) + dt.timedelta(1)


def _raise(level: NDArray[np.float64], standing: Standing, plan: Plan) -> None:
    """Multiply the days of a season by its factor: up over its first quarter, down over its last."""
    length = (standing.end - standing.start).days
    height = np.clip(np.minimum(np.arange(length) + 0.5, length - np.arange(length) - 0.5) / (length / 4), 0.0, 1.0)
    offset = (standing.start - plan.first_day).days
    first, last = max(0, offset), min(plan.days, offset + length)
    if first < last:
        level[first:last] *= 1 + (standing.strength - 1) * height[first - offset : last - offset]


def _days(plan: Plan, start: dt.date, end: dt.date) -> slice:
    """The days from ``start`` up to ``end``, as places in the plan's years."""
    return slice(max(0, (start - plan.first_day).days), max(0, (end - plan.first_day).days))
