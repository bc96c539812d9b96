"""Which body should have found a dispute: the one that reports from its place. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from archive.cases.model import Case
from archive.cases.places import Places
from archive.cases.units import Unit


def responsible_body(case: Case, units: Sequence[Unit], places: Places) -> str:
    """The reporting body nearest to where the case arose, else the one in charge of it; empty if neither reports."""
    reporting = [unit for unit in units if unit.reports_weekly and unit.active]
    by_place: dict[str, str] = {}
    for unit in reporting:
        if unit.region_code:
            by_place.setdefault(unit.region_code, unit.name)
    for region in reversed(places.path(case.region_code)):
        if region.code in by_place:
            return by_place[region.code]
    return case.duty_unit if any(unit.name == case.duty_unit for unit in reporting) else ""
