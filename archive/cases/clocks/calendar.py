"""Which days are off: the tables of the years that are known, and weekends for the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and days worked.

    A day that ``off`` does not name is off if it is a Saturday or Sunday.
    """

    off: Mapping[dt.date, bool] = field(default_factory=dict)
    """Days that differ from the week: True for a holiday, False for a weekend day that is worked (调休上班)."""
    years: frozenset[int] = frozenset()
    """Years whose table is complete. For the others the result is a guess, and whoever shows it must say so."""

    def is_off(self, day: dt.date) -> bool:
        """True for a holiday or a free weekend day."""
        stated = self.off.get(day)
        return day.weekday() >= _SATURDAY if stated is None else stated

    def knows(self, year: int) -> bool:
        """True if that year's table is complete."""
        return year in self.years

    def missing(self, first: dt.date, last: dt.date) -> tuple[int, ...]:
        """The years from ``first`` to ``last`` whose table is missing, in order."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.years)
