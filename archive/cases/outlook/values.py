"""What the outlook is told, and what it says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

COUNTY = ""
"""The place that holds every case, whatever its township."""


class Clock(StrEnum):
    """The calendar by which a season comes back."""

    YEAR = "year"
    SPRING_FESTIVAL = "spring_festival"


@dataclass(frozen=True, slots=True)
class Filed:
    """A case as far as the outlook asks: when it came, what it is about, where."""

    no: str
    day: dt.date
    category: str
    """Empty where the case has none; such a case counts for nothing here."""
    township: str = ""
    """Empty where it is not known; such a case counts for the county alone."""


@dataclass(frozen=True, slots=True)
class Window:
    """Weeks that come back every year."""

    clock: Clock
    start: int
    """Day of a common year, 0 for 1 January (29 February counts as the 28th); or days after the Spring Festival."""
    weeks: int


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` up to ``end``, which is the day after the last."""

    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """How many."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A window in one past year, with what came."""

    span: Span
    cases: tuple[str, ...]
    """Numbers of the cases, by day."""
    ratio: float
    """Cases a day within the window over cases a day in the rest of the year around it."""
    agrees: bool
    """More came a day than in the rest of that year."""

    @property
    def count(self) -> int:
        """How many came."""
        return len(self.cases)


@dataclass(frozen=True, slots=True)
class Season:
    """A class that peaks in a place in certain weeks, beyond what chance brings."""

    category: str
    place: str
    window: Window
    p: float
    """Chance that a history without a season has a peak like this anywhere in its year, both clocks tried."""
    adjusted_p: float
    """The same after Benjamini and Hochberg, over every class that was tested in the county, or in any township."""
    ratio: float
    """Cases a day within the window over cases a day outside, all years together."""
    occurrences: tuple[Occurrence, ...]
    """Every past year that is complete, newest first."""
    stopped: bool
    """It stayed away in each of the last years: no longer a reason to warn."""

    @property
    def agreed(self) -> int:
        """In how many of the past years more came."""
        return sum(one.agrees for one in self.occurrences)


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many cases are to be expected in a span."""

    expected: float
    low: int
    """As many or more come nineteen times in twenty."""
    high: int
    """As many or fewer come nineteen times in twenty."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the days of a warning brought in one past year."""

    span: Span
    cases: tuple[str, ...]
    """Numbers of the cases, by day."""


@dataclass(frozen=True, slots=True)
class Warning:
    """A season that stands, wholly or in part, within the weeks ahead."""

    season: Season
    span: Span
    """Its days within the weeks ahead."""
    forecast: Forecast
    past: tuple[Past, ...]
    """The same days of the past years, newest first: the cases behind the warning."""


@dataclass(frozen=True, slots=True)
class Seasons:
    """Every season of a history, and why others were not looked for."""

    today: dt.date
    found: tuple[Season, ...]
    years: int
    """Whole years that were looked at."""
    keys: tuple[tuple[str, str], ...]
    """The pairs of class and place that had enough cases to be tested."""
    quiet: tuple[str, ...]
    """Classes that were tested for the county and have no season anywhere."""
    thin: tuple[str, ...]
    """Classes with too few cases to say."""
    notes: tuple[str, ...]
    """In Chinese: what was left out, and why nothing is said where nothing is."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The warnings of the weeks ahead."""

    span: Span
    warnings: tuple[Warning, ...]
    slight: int
    """Seasons that stand in those weeks with less than one case expected, and are no warnings."""
    seasons: Seasons
