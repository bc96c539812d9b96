"""Made histories: a class that comes up all year round, and in certain weeks more often."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from archive.cases.outlook.values import Filed
from archive.chinese.festival import spring_festival

TODAY = dt.date(2025, 6, 1)
Peaks = Callable[[dt.date], float]
"""How many times as many come on a day as usually."""


def autumn(day: dt.date) -> float:
    """Five times as many from 1 October to 11 November."""
    return 5.0 if (10, 1) <= (day.month, day.day) <= (11, 11) else 1.0


def before_festival(day: dt.date) -> float:
    """Six times as many in the six weeks before the Spring Festival."""
    coming = min(
        festival for year in (day.year, day.year + 1) if (festival := spring_festival(year)) and festival >= day
    )
    return 6.0 if 0 < (coming - day).days <= 42 else 1.0


def level(day: dt.date) -> float:
    """No season."""
    return 1.0


def made(
    peaks: Peaks,
    *,
    years: int = 7,
    a_day: float = 0.15,
    category: str = "供热",
    township: str = "柳河镇",
    today: dt.date = TODAY,
    seed: int = 1,
) -> list[Filed]:
    """Cases of one class in one township over so many whole years before ``today``."""
    chance = random.Random(seed)
    first = today.replace(year=today.year - years)
    days = [first + dt.timedelta(number) for number in range((today - first).days)]
    return [
        Filed(f"{category}{township}{day:%Y%m%d}-{number}", day, category, township)
        for day in days
        for number in range(_poisson(chance, a_day * peaks(day)))
    ]


def _poisson(chance: random.Random, mean: float) -> int:
    number, waited = 0, chance.expovariate(1.0)
    while waited < mean:
        number, waited = number + 1, waited + chance.expovariate(1.0)
    return number
