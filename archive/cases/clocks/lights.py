"""Green, yellow, red: how a deadline stands today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.counting import Unit
from archive.cases.clocks.deadline import Deadline


class Light(StrEnum):
    """How a deadline stands."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    MET = "met"
    LATE = "late"
    """Met, but after its last day."""
    LAPSED = "lapsed"
    """A time for asking that ended unused; no breach."""
    CANCELLED = "cancelled"


LIGHT_LABELS: Mapping[Light, str] = {
    Light.GREEN: "绿",
    Light.YELLOW: "黄",
    Light.RED: "红",
    Light.MET: "已办",
    Light.LATE: "逾期办",
    Light.LAPSED: "期满",
    Light.CANCELLED: "已取消",
}


@dataclass(frozen=True, slots=True)
class Lights:
    """From when on a deadline is yellow; the office may change it."""

    yellow_days: int = 10
    """A time in days or months is yellow with so many natural days left."""
    yellow_workdays: int = 3
    """Any time is yellow with so many workdays left."""


def light(
    deadline: Deadline, today: dt.date, workdays_left: int, lights: Lights, *, window: bool, warn: int | None
) -> Light:
    """How it stands.

    Args:
        deadline: what is asked about.
        today: the day of asking.
        workdays_left: how many workdays lie after today up to its last day.
        lights: the office's bounds.
        window: it is a time for asking, so that its end is no breach.
        warn: the rule's own bound in workdays, which then alone decides.
    """
    if deadline.cancelled:
        return Light.CANCELLED
    if deadline.met is not None:
        return Light.LATE if deadline.late else Light.MET
    if today > deadline.due:
        return Light.LAPSED if window else Light.RED
    if warn is not None:
        return Light.YELLOW if workdays_left <= warn else Light.GREEN
    if workdays_left <= lights.yellow_workdays:
        return Light.YELLOW
    near = deadline.unit is not Unit.WORKDAY and (deadline.due - today).days <= lights.yellow_days
    return Light.YELLOW if near else Light.GREEN


def yellow_until(today: dt.date, calendar: Calendar, lights: Lights, warn: int) -> dt.date:
    """The last day for which a deadline may be yellow today; a bound for queries.

    Args:
        today: the day of asking.
        calendar: which days are workdays.
        lights: the office's bounds.
        warn: the greatest bound of any rule's own, in workdays.
    """
    left = max(lights.yellow_workdays, warn) + 1
    day = today
    while left:
        day += dt.timedelta(days=1)
        left -= not calendar.is_off(day)
    return max(today + dt.timedelta(days=lights.yellow_days), day - dt.timedelta(days=1))
