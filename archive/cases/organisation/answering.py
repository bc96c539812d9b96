"""Who answers for a new case, by the office's table: proposed where nobody is named yet. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from archive.cases.model import Case, CaseKind, MatterClass, Role
from archive.cases.places import Places, RegionKind
from archive.cases.units import SUBJECT_LABELS, Owner, OwnerSubject


def propose_owners(case: Case, places: Places, owners: Sequence[Owner]) -> tuple[Case, tuple[str, ...]]:
    """The case with duty unit and owners filled in where they were empty, and a note for each.

    The body that answers for the class of matter comes before the one that answers for the place. Nobody is proposed
    for a case he is a party to (《信访工作条例》第二十八条), no body for an accusation against it (第三十条).
    """
    matter = next((one for one in owners if one.subject is OwnerSubject.MATTER and one.key == case.category), None)
    by_place = {one.key: one for one in owners if one.subject is OwnerSubject.PLACE}
    levels = {region.kind: by_place[region.code] for region in places.path(case.region_code) if region.code in by_place}
    notes: list[str] = []
    if case.kind is CaseKind.PETITION and not case.duty_unit:
        case = _with_unit(case, [matter, *(levels[kind] for kind in reversed(RegionKind) if kind in levels)], notes)
    villager = levels.get(RegionKind.HAMLET) or levels.get(RegionKind.VILLAGE)
    for name, label, owner in (
        ("township_owner", "乡镇包保人", levels.get(RegionKind.TOWNSHIP)),
        ("village_owner", "村包保人", villager),
    ):
        if owner is None or not owner.person or getattr(case.owners, name):
            continue
        if any(party.name == owner.person for party in case.parties):
            notes.append(f"{label}{owner.person}是本案当事人，应当回避，没有填入。")
            continue
        filled: dict[str, Any] = {name: owner.person}
        case = replace(case, owners=replace(case.owners, **filled))
        notes.append(f"建议{label}：{owner.person}（属地），已填入。")
    return case, tuple(notes)


def _with_unit(case: Case, found: Sequence[Owner | None], notes: list[str]) -> Case:
    named = [owner for owner in found if owner is not None and owner.unit]
    accused = {party.name for party in case.parties_with(Role.RESPONDENT)}
    if case.matter_class is MatterClass.ACCUSATION and any(owner.unit in accused for owner in named):
        notes.append("责任单位就是被检举的单位，没有填入。")
        named = [owner for owner in named if owner.unit not in accused]
    if not named:
        return case
    first = named[0]
    others = [f"{one.unit}（{SUBJECT_LABELS[one.subject]}）" for one in named[1:2] if one.unit != first.unit]
    notes.append(
        f"建议责任单位：{first.unit}（{SUBJECT_LABELS[first.subject]}），已填入。"
        + (f"另有：{'、'.join(others)}。" if others else "")
    )
    return replace(case, duty_unit=first.unit)
