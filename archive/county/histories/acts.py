"""A row of acts as it grows: days that run forward, on which somebody works."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Any

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.counting import roll
from archive.cases.model import Event

_DAY = dt.timedelta(1)


@dataclass(slots=True)
class Acts:
    """The acts so far, and the day the procedure has come to."""

    day: dt.date
    random: Random
    calendar: Calendar
    done: list[Event] = field(default_factory=list)

    def wait(self, least: int, most: int) -> dt.date:
        """Let some days pass, up to a day on which somebody works."""
        self.day = self.workday(self.day + dt.timedelta(self.random.randint(least, max(least, most))))
        return self.day

    def wait_workdays(self, least: int, most: int) -> dt.date:
        """Let some workdays pass."""
        for _ in range(self.random.randint(least, max(least, most))):
            self.day = self.workday(self.day + _DAY)
        return self.day

    def workday(self, day: dt.date) -> dt.date:
        """The day, or the next one that is worked."""
        return roll(day, self.calendar)

    def act(self, type: str, *, unit: str = "", actor: str = "", day: dt.date | None = None, **details: Any) -> Event:
        """Something is done today, or on another day beside the procedure."""
        event = Event(day or self.day, type, unit=unit, actor=actor, details=details)
        self.done.append(event)
        return event

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.random.random() < share

    def until(self, end: dt.date) -> list[Event]:
        """The acts up to a day, in the order of their days."""
        return sorted((event for event in self.done if event.day <= end), key=lambda event: event.day)
