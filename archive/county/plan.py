"""The plan of the demonstration county's seasons, as values; ``seasons.toml`` says what each means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Clock(StrEnum):
    """By which calendar a season comes back."""

    YEAR = "year"
    SPRING_FESTIVAL = "spring_festival"


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """How often a class of disputes comes up outside any season."""

    name: str
    per_year: float
    """Cases a year in the whole county, in the first year."""
    trend: float
    """Factor from one year to the next."""
    dispersion: float
    """Variance of the random factor of a class in a township in a fortnight; its mean is 1."""
    restless: float
    """Variance of the random factor of a class in the county in a year; its mean is 1."""
    places: Mapping[str, float]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeasonPlan:
    """A time of the year in which a class comes up more often."""

    name: str
    category: str
    clock: Clock
    start: tuple[int, int] | int
    """(month, day), or weeks after the Spring Festival (negative: before)."""
    end: tuple[int, int] | int
    strength: float
    """Factor of the rate when the season stands full."""
    places: Mapping[str, float]
    """How much of (strength - 1) a township has; 1 where not named."""
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """Years in which a season did not keep to its pattern."""

    season: str
    years: frozenset[int]
    factor: float
    """Of (strength - 1); 0 means the season stayed away."""
    shift: int
    """Weeks later."""
    longer: int
    """Weeks longer at its end."""
    townships: frozenset[str]
    """Where; everywhere if empty."""
    why: str


@dataclass(frozen=True, slots=True)
class Slump:
    """Days in which fewer cases (or, with a factor above 1, more) came at all."""

    start: dt.date
    end: dt.date
    """Its last day."""
    factor: float
    classes: frozenset[str]
    """Which; all if empty."""
    why: str


@dataclass(frozen=True, slots=True)
class Burst:
    """A row of cases with one cause, once."""

    category: str
    township: str
    start: dt.date
    weeks: int
    cases: int
    about: str


@dataclass(frozen=True, slots=True)
class OfficeDays:
    """How the office's own days shape what is received."""

    weekdays: tuple[float, ...]
    """Factors of Monday … Sunday, with mean 1."""
    spring_festival_week: float
    national_day_week: float


@dataclass(frozen=True, slots=True)
class RandomBursts:
    """One-off rows of cases in any class and township; ranges are (least, most)."""

    per_year: float
    cases: tuple[int, int]
    weeks: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """When disputes come up in the county, and where."""

    first_year: int
    years: int
    townships: Mapping[str, float]
    """Share of the county's cases; they add up to 1."""
    office: OfficeDays
    random_bursts: RandomBursts
    classes: tuple[ClassPlan, ...]
    seasons: tuple[SeasonPlan, ...]
    breaks: tuple[Break, ...]
    slumps: tuple[Slump, ...]
    bursts: tuple[Burst, ...]

    @property
    def first_day(self) -> dt.date:
        """The first of January of the first year."""
        return dt.date(self.first_year, 1, 1)

    @property
    def days(self) -> int:
        """Days from the first to the last."""
        return (dt.date(self.first_year + self.years, 1, 1) - self.first_day).days

    def without_seasons(self) -> Plan:
        """The null county: the same rates, trends, restlessness, slumps and bursts, and no season."""
        return replace(self, seasons=(), breaks=())
