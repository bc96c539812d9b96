"""Precedents as JSON: the one form of the command line and the API. Amounts are in fen, days are ISO days."""

from __future__ import annotations

from typing import Any

from archive.cases.exchange.rows import row_from_case
from archive.cases.model import Case
from archive.cases.procedure.held import HELD_LABELS
from search_api.precedents.find import RULE, Found, Precedent
from search_api.precedents.points import Point
from search_api.precedents.spread import Counts, Quartiles, Spread

_READ = ("category", "region", "matter_class", "amount_fen", "group_size", "claims", "legal_basis", "parties")


def found_json(found: Found) -> dict[str, Any]:
    """The JSON of all that was found."""
    return {
        "hits": [precedent_json(hit) for hit in found.hits],
        "spread": spread_json(found.spread),
        "notes": list(found.notes),
        "confined": list(found.confined),
        "read": None if found.read is None else read_json(found.read),
    }


def precedent_json(precedent: Precedent) -> dict[str, Any]:
    """The JSON of one like case."""
    return {
        "id": precedent.id,
        "score": round(precedent.score, 6),
        "title": precedent.title,
        "outcome": precedent.outcome,
        "basis": list(precedent.basis),
        "words": list(precedent.words),
        "alike": [point_json(point) for point in precedent.alike],
        "unlike": [point_json(point) for point in precedent.unlike],
        "only_asked": list(precedent.only_asked),
        "only_found": list(precedent.only_found),
        "held": precedent.held.value,
        "held_label": HELD_LABELS[precedent.held],
        "reviews": list(precedent.reviews),
        "category": precedent.category,
        "place": precedent.place,
        "received": precedent.received.isoformat() if precedent.received else None,
        "amount_fen": precedent.amount_fen,
        "agreed_fen": precedent.agreed_fen,
    }


def point_json(point: Point) -> dict[str, Any]:
    """The JSON of one point."""
    return {"name": point.name, "alike": point.alike, "ours": point.ours, "theirs": point.theirs, "said": point.said}


def spread_json(spread: Spread) -> dict[str, Any]:
    """The JSON of the spread; ``rule`` says which cases it rests on."""
    return {
        "n": spread.n,
        "rule": RULE,
        "outcomes": _counts(spread.outcomes),
        "findings": _counts(spread.findings),
        "supported": _counts(spread.supported),
        "reviews": _counts(spread.reviews),
        "tested": spread.tested,
        "stood": spread.stood,
        "amounts": _quartiles(spread.amounts),
        "agreed": _quartiles(spread.agreed),
        "days": _quartiles(spread.days),
    }


def read_json(case: Case) -> dict[str, Any]:
    """What the program read in a text, under the keys of an exported case."""
    row = row_from_case(case)
    return {key: row[key] for key in _READ if row.get(key)}


def _counts(counts: Counts) -> dict[str, Any]:
    return {"n": counts.n, "values": dict(counts.values)}


def _quartiles(quartiles: Quartiles | None) -> dict[str, int] | None:
    if quartiles is None:
        return None
    return {
        "n": quartiles.n,
        "least": quartiles.least,
        "low": quartiles.low,
        "middle": quartiles.middle,
        "high": quartiles.high,
        "greatest": quartiles.greatest,
    }
