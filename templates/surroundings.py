"""What a paper takes from the office and not from the case: who issues, who reviews, which rows a register holds; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.cases.units import Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Filled from the record by who writes a paper; empty where nothing is known."""

    office: str = ""
    """The petition office's full name, which transfers, assigns and supervises in it."""
    review_units: Mapping[str, str] = field(default_factory=dict)
    """By a body's name: who reviews its opinions (复查, 《信访工作条例》第三十五条)."""
    recheck_units: Mapping[str, str] = field(default_factory=dict)
    """By a body's name: who re-examines them (复核, 第三十六条)."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """By a body's name: 机关代字, with which its document numbers begin."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """Values by the keys of the paper's fields, such as the decisions of a meeting; what is typed wins over them."""


NOTHING = Surroundings()


def from_units(units: Sequence[Unit], given: Mapping[str, Any] | None = None) -> Surroundings:
    """What the office's table of bodies says."""
    used = [unit for unit in units if unit.active]
    offices = [unit.name for unit in used if unit.kind is UnitKind.PETITION_OFFICE]
    return Surroundings(
        office=offices[0] if len(offices) == 1 else "",
        review_units={unit.name: unit.review_unit for unit in used if unit.review_unit},
        recheck_units={unit.name: unit.recheck_unit for unit in used if unit.recheck_unit},
        letters={unit.name: unit.letters for unit in used if unit.letters},
        given=given or {},
    )
