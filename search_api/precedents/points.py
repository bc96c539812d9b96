"""In which points two cases are alike and unlike, each said in Chinese. Pure.

A point stands only where both cases say something about it: what one of them leaves open is neither alike nor unlike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from archive.cases.labels import label
from archive.cases.likeness.matters import text_likeness
from archive.cases.model import Case, Claim, PartyKind, Role
from archive.cases.places import Places, township_in
from archive.chinese.money import format_yuan
from archive.laws.citations import resolve_citation

GROUP = 5
"""Persons from which a visit is a group (《信访工作条例》第二十条: 代表人不得超过五人)."""
_ALIKE_CLAIM = 0.3
"""Likeness of two requests from which they are the same: halves of it stand in every request for payment."""
_NEAR_AMOUNT = 3.0
"""Times one amount may be the other and still be of its magnitude."""
_SHOWN = 3
"""Articles named in one point; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point."""

    name: str
    """Of what: 类别, 属地, 诉求 …"""
    alike: bool
    ours: str
    """What the question says there."""
    theirs: str
    """What the like case says."""

    @property
    def said(self) -> str:
        """In one phrase."""
        if self.ours == self.theirs:
            return f"{self.name}：{self.ours}"
        if not self.theirs:
            return f"{self.name}：只有本件“{self.ours}”"
        if not self.ours:
            return f"{self.name}：只有对方“{self.theirs}”"
        return f"{self.name}：{self.ours}／{self.theirs}"


def points(ours: Case, theirs: Case, places: Places) -> tuple[Point, ...]:
    """Everything that can be compared of two cases, in the order a lawyer would ask it."""
    return (
        *_said_alike("类别", ours.category, theirs.category),
        *_said_alike("事项", _label(ours.matter_class), _label(theirs.matter_class)),
        *_place(ours, theirs, places),
        *_against(ours, theirs),
        *_said_alike("责任单位", ours.duty_unit, theirs.duty_unit),
        *_claims(ours.claims, theirs.claims),
        *_law(ours, theirs),
        *_amount(ours.amount_fen, theirs.amount_fen),
        *_people(ours.group_size, theirs.group_size),
    )


def phrases(compared: Sequence[Point], longest: int = 10_000) -> list[str]:
    """Points as they are listed, each side cut to so many characters; what only one side asks stands together at the end."""

    def short(text: str) -> str:
        return text if len(text) <= longest else text[: longest - 1] + "…"

    said = [
        replace(one, ours=short(one.ours), theirs=short(one.theirs)).said for one in compared if one.ours and one.theirs
    ]
    for who, asked in (
        ("本件", [one.ours for one in compared if not one.theirs]),
        ("对方", [one.theirs for one in compared if not one.ours]),
    ):
        if asked:
            said.append(f"只有{who}要求：{'、'.join(map(short, asked))}")
    return said


def articles(case: Case) -> tuple[str, ...]:
    """The articles it rests on, as the shelf names them; a citation nobody can read stands for itself."""
    stated = dict.fromkeys((*case.legal_basis, *(cited for claim in case.claims for cited in claim.basis)))
    return tuple(dict.fromkeys(key for cited in stated for key in _keys_of(cited)))


@lru_cache(maxsize=10_000)
def _keys_of(cited: str) -> tuple[str, ...]:
    return tuple(resolve_citation(cited)) or (cited,)


def _label(code: StrEnum | None) -> str:
    return "" if code is None else label(code)


def _said_alike(name: str, ours: str, theirs: str) -> Iterator[Point]:
    if ours and theirs:
        yield Point(name, ours == theirs, ours, theirs)


def _place(ours: Case, theirs: Case, places: Places) -> Iterator[Point]:
    first, second = (_township(case, places) for case in (ours, theirs))
    if not first or not second:
        return
    if ours.region_code and ours.region_code == theirs.region_code:
        same = ours.region or first
        yield Point("属地", True, same, same)
    elif first == second:
        yield Point("属地", True, f"同在{first}", f"同在{first}")
    else:
        yield Point("属地", False, first, second)


def _township(case: Case, places: Places) -> str:
    return places.township(case.region_code) or township_in(case.region)


def _against(ours: Case, theirs: Case) -> Iterator[Point]:
    """Bodies complained of; whether two unknown persons differ says nothing."""
    first, second = _bodies(ours), _bodies(theirs)
    if shared := [name for name in first if name in second]:
        yield Point("被反映单位", True, "、".join(shared), "、".join(shared))
    elif first and second:
        yield Point("被反映单位", False, "、".join(first), "、".join(second))


def _bodies(case: Case) -> list[str]:
    return [
        party.name
        for party in case.parties_with(Role.RESPONDENT)
        if party.kind is PartyKind.ORGANISATION and party.name
    ]


def _claims(ours: Sequence[Claim], theirs: Sequence[Claim]) -> Iterator[Point]:
    """Each request of the question with the likest of the other case; then what only the other case asks."""
    if not ours or not theirs:
        return
    met: set[int] = set()
    for claim in ours:
        likeness = [text_likeness(claim.text, other.text) for other in theirs]
        best = max(range(len(theirs)), key=lambda at: likeness[at])
        if likeness[best] >= _ALIKE_CLAIM:
            met.add(best)
            opinion = theirs[best].opinion
            decided = f"（{label(opinion)}）" if opinion else ""
            yield Point("诉求", True, claim.text, f"{theirs[best].text}{decided}")
        else:
            yield Point("诉求", False, claim.text, "")
    for at, other in enumerate(theirs):
        if at not in met:
            yield Point("诉求", False, "", other.text)


def _law(ours: Case, theirs: Case) -> Iterator[Point]:
    first, second = articles(ours), articles(theirs)
    if not first or not second:
        return
    if shared := [key for key in first if key in second]:
        yield Point("依据", True, _listed(shared), _listed(shared))
    else:
        yield Point("依据", False, _listed(first), _listed(second))


def _listed(keys: Sequence[str]) -> str:
    rest = len(keys) - _SHOWN
    return "、".join(keys[:_SHOWN]) + (f" 等 {len(keys)} 条" if rest > 0 else "")


def _amount(ours: int | None, theirs: int | None) -> Iterator[Point]:
    if ours and theirs:
        alike = max(ours, theirs) <= _NEAR_AMOUNT * min(ours, theirs)
        yield Point("金额", alike, f"{format_yuan(ours)}元", f"{format_yuan(theirs)}元")


def _people(ours: int, theirs: int) -> Iterator[Point]:
    """Whether both came as a group, or only one did; that both came alone is so of nearly all."""
    groups = [size >= GROUP for size in (ours, theirs)]
    if any(groups):
        yield Point(
            "人数", all(groups), *(f"{size}人" + ("（群体）" if size >= GROUP else "") for size in (ours, theirs))
        )
