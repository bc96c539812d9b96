"""Who reviews and re-examines a body's opinions, where the office's table does not say: the usual answer, to be taken or not.

《信访工作条例》第三十五条、第三十六条: the body above reviews, the body above that re-examines. The usual mapping: a
village's matters are answered by its township; townships and county departments are reviewed by the county government
(its office for reviews sits in the petition office), what the county government does itself by the city's. Courts and
procuratorates issue no petition opinions: what they decide is reviewed by their own procedures (第三十一条第一项).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.cases.places import Places, RegionKind
from archive.cases.units import Unit, UnitKind

_ANSWERING = frozenset({UnitKind.PETITION_OFFICE, UnitKind.DEPARTMENT, UnitKind.TOWNSHIP, UnitKind.OTHER})
_JUDICIAL = re.compile(r"(?:法院|检察院|法庭|检察室)$")
"""Bodies whose decisions no government reviews, whatever kind the office's table calls them."""


@dataclass(frozen=True, slots=True)
class ReviewProposal:
    """The usual answer for one body."""

    unit: str
    review_unit: str
    """Empty where it is stated already, or nothing follows."""
    recheck_unit: str
    reason: str


def propose_reviews(units: Sequence[Unit], places: Places) -> tuple[ReviewProposal, ...]:
    """The usual review bodies of those in use that lack one; those for which nothing follows are left out."""
    by_name = {unit.name: unit for unit in units}
    government = _county_government(places)
    found = (_proposal(unit, by_name, government) for unit in units if unit.active)
    return tuple(one for one in found if one is not None and (one.review_unit or one.recheck_unit))


def with_reviews(units: Sequence[Unit], proposals: Sequence[ReviewProposal]) -> tuple[Unit, ...]:
    """The bodies with what was proposed; what a body has stays."""
    by_name = {one.unit: one for one in proposals}
    return tuple(
        replace(
            unit,
            review_unit=unit.review_unit or by_name[unit.name].review_unit,
            recheck_unit=unit.recheck_unit or by_name[unit.name].recheck_unit,
        )
        if unit.name in by_name
        else unit
        for unit in units
    )


def _proposal(unit: Unit, units: dict[str, Unit], government: str) -> ReviewProposal | None:
    if (unit.review_unit and unit.recheck_unit) or _JUDICIAL.search(unit.name):
        return None
    if unit.kind is UnitKind.VILLAGE:
        township = units.get(unit.parent)
        if township is None:
            return None
        above = _above(township, government)
        reason = f"村社区的事项由{township.name}出具意见，向它的上一级申请复查"
    elif unit.kind in _ANSWERING:
        above = _above(unit, government)
        reason = "原办理机关的上一级机关" if unit.parent else "乡镇和县直部门的上一级是县级人民政府"
    else:
        return None
    review = unit.review_unit or above
    top = units.get(review)
    recheck = unit.recheck_unit or (top.review_unit or top.parent if top else "")
    if unit.name in (review, recheck):
        return None
    return ReviewProposal(unit.name, "" if unit.review_unit else review, "" if unit.recheck_unit else recheck, reason)


def _above(unit: Unit, government: str) -> str:
    if unit.review_unit or unit.parent:
        return unit.review_unit or unit.parent
    return government if unit.kind is not UnitKind.OTHER and unit.name != government else ""


def _county_government(places: Places) -> str:
    counties = [region.name for region in places if region.kind is RegionKind.COUNTY]
    return f"{counties[0]}人民政府" if len(counties) == 1 else ""
