"""Weekly checks as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from archive.cases.weekly.entry import ReportedEntry
from archive.cases.weekly.rollup import RollupLine, Tally
from archive.ledger.weekly.reporting import Refused, WeeklyImport
from archive.ledger.weekly.views import MissingReport


def entry_json(one: ReportedEntry) -> dict[str, Any]:
    """An entry."""
    return {
        "id": one.id,
        "unit": one.unit,
        "week": one.week,
        "reported": one.reported,
        **asdict(one.entry),
        "case_no": one.case_no,
        "voided": one.voided,
        "voided_on": one.voided_on,
    }


def import_json(result: WeeklyImport) -> dict[str, Any]:
    """What became of the files."""
    return {
        "rows": result.rows,
        "reports": [{**asdict(one), "changed": one.changed} for one in result.reports],
        "refused": [_refused(one) for one in result.refused],
        "notes": [{"file": one.file, "line": one.line, "note": one.message} for one in result.notes],
    }


def tally_json(tally: Tally) -> dict[str, Any]:
    """Entries counted."""
    return {
        "entries": tally.entries,
        "persons": tally.persons,
        "resolved": tally.resolved,
        "open": tally.open,
        "levels": {level or "": count for level, count in tally.levels.items()},
        "categories": dict(tally.categories),
    }


def line_json(line: RollupLine) -> dict[str, Any]:
    """One place."""
    return {
        "code": line.code,
        "name": line.name,
        "kind": line.kind,
        "depth": line.depth,
        "expected": line.expected,
        "reported": line.reported,
        **tally_json(line.tally),
    }


def missing_json(one: MissingReport) -> dict[str, Any]:
    """A body that has not reported."""
    return {
        "unit": one.unit.name,
        "kind": one.unit.kind,
        "township": one.township,
        "last": one.last,
        "in_a_row": one.in_a_row if one.last else None,
    }


def _refused(one: Refused) -> dict[str, Any]:
    return {"file": one.file, "line": one.line, "reason": one.message, "advice": one.advice}
