"""The week as the county sees it: what was found where, and who has not reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.cases.places import Places, RegionKind
from archive.cases.units import Unit
from archive.cases.weekly.rollup import Rollup, roll_up
from archive.record.record import Transaction
from archive.record.weekly import EntryFilter

_LOOK_BACK = 53
"""Weeks over which missed reports are counted."""


@dataclass(frozen=True, slots=True)
class MissingReport:
    """A body that has not reported."""

    unit: Unit
    township: str
    last: dt.date | None
    """Monday of the newest week it reported before; None if it never did."""
    in_a_row: int
    """Weeks it has missed up to this one since it last reported, counted over a year at most."""


def week_rollup(tx: Transaction, week: dt.date) -> Rollup:
    """What was reported for a week, rolled up."""
    return roll_up(
        list(tx.weekly.entries(EntryFilter(since=week, until=week))),
        tx.organisation.places(),
        tx.organisation.units(),
        [report.unit for report in tx.weekly_reports.all(week)],
    )


def missing_reports(tx: Transaction, week: dt.date) -> tuple[list[MissingReport], int]:
    """The bodies that owe a report for a week and have sent none, and how many owe one."""
    places = tx.organisation.places()
    expected = [unit for unit in tx.organisation.units() if unit.reports_weekly and unit.active]
    reported = {report.unit for report in tx.weekly_reports.all(week)}
    last = tx.weekly_reports.last_weeks(week)
    missing = [
        MissingReport(unit, _township(places, unit), last.get(unit.name), _in_a_row(week, last.get(unit.name)))
        for unit in expected
        if unit.name not in reported
    ]
    return missing, len(expected)


def _township(places: Places, unit: Unit) -> str:
    return places.township(unit.region_code)


def _in_a_row(week: dt.date, last: dt.date | None) -> int:
    return _LOOK_BACK if last is None else min(_LOOK_BACK, (week - last).days // 7)


def region_codes(places: Places, name: str) -> tuple[str, ...]:
    """Codes of a place, by name or code, and of everything in it; empty if there is no such place."""
    found = places.get(name) or places.resolve(name)
    return tuple(region.code for region in places.below(found.code)) if found else ()


LEVELS_SHOWN = {
    "county": (RegionKind.COUNTY,),
    "township": (RegionKind.COUNTY, RegionKind.TOWNSHIP),
    "village": (RegionKind.COUNTY, RegionKind.TOWNSHIP, RegionKind.VILLAGE),
    "hamlet": tuple(RegionKind),
}
"""Down to which level the week is shown."""
