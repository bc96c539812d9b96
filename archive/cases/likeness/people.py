"""Whether two parties are one person: by identity number, by name and phone, by a like name and address. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from archive.cases.model import Case, Party, PartyKind, Role
from archive.chinese.fold import fold
from archive.chinese.identity import normal_id, widen_old_id
from archive.chinese.names import normal_name

ASKING = (Role.PETITIONER, Role.APPLICANT, Role.REPRESENTATIVE)
"""Who brings a matter."""
_OLD_FORM = re.compile(r"[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_SHORTEST_PHONE, _LONGEST_PHONE = 7, 13
_LIKE_ADDRESS = 70.0
"""Likeness of two addresses, 0 to 100, from which a like name counts."""


@dataclass(frozen=True, slots=True)
class SamePerson:
    """That two parties are one person, how surely, and why."""

    score: float
    """0 to 1."""
    reason: str
    """In Chinese."""


def askers(case: Case) -> tuple[Party, ...]:
    """Those who bring the matter."""
    return case.parties_with(*ASKING)


def same_person(one: Party, other: Party) -> SamePerson | None:
    """Whether two parties are one person; None if nothing says so, or an identity number says they are not."""
    first, second = identity_of(one), identity_of(other)
    if first and second:
        return SamePerson(1.0, "证件号码相同") if first == second else _mistyped(one, other, first, second)
    name, other_name = normal_name(one.name), normal_name(other.name)
    if not name or not other_name:
        return None
    phones = phones_of(one) & phones_of(other)
    if name == other_name:
        if phones:
            return SamePerson(0.95, "姓名和电话相同")
        if like := _like_address(one, other):
            return SamePerson(0.85, f"姓名相同，住址相近（{like:.0f}%）")
        if one.kind is PartyKind.ORGANISATION:
            return SamePerson(0.9, "名称相同")
        return SamePerson(0.5, "姓名相同")
    if phones:
        return SamePerson(0.6, "电话相同，姓名不同")
    if _near(name, other_name) and (like := _like_address(one, other)):
        return SamePerson(0.6, f"姓名只差一个字，住址相近（{like:.0f}%）")
    return None


def best_match(case: Case, other: Case) -> SamePerson | None:
    """The surest match among those who bring two matters."""
    found = [match for one in askers(case) for two in askers(other) if (match := same_person(one, two))]
    return max(found, key=lambda match: match.score, default=None)


def identity_of(party: Party) -> str:
    """The identity number in 18 places, or what stands there without spaces."""
    stated = normal_id(party.id_number)
    return widen_old_id(stated) if _OLD_FORM.fullmatch(stated) else stated


def forms_of(number: str) -> set[str]:
    """The forms under which an identity number may stand in the record: as given, in 18 places, in the 15 of before 1999."""
    stated = normal_id(number)
    wide = widen_old_id(stated) if _OLD_FORM.fullmatch(stated) else stated
    old = {wide[:6] + wide[8:17]} if len(wide) == 18 and wide[6:8] == "19" else set()
    return {form for form in (number, stated, wide, *old) if form}


def phones_of(party: Party) -> set[str]:
    """The numbers that stand there, digits only: a mobile whole, a landline with its area code."""
    found: set[str] = set()
    for part in re.split(r"[、,，;；/或和]+", fold(party.phone)):
        whole = re.sub(r"\D", "", part)
        # one number with spaces in it, or several with spaces between them
        found |= {whole} if len(whole) <= _LONGEST_PHONE else {re.sub(r"\D", "", one) for one in part.split()}
    return {digits[-11:] for digits in found if len(digits) >= _SHORTEST_PHONE}


def near_names(names: Iterable[str], name: str) -> list[str]:
    """Those of ``names`` that differ from ``name`` by one character, as hearing and handwriting make them."""
    return [other for other in names if _near(normal_name(other), normal_name(name))]


def _mistyped(one: Party, other: Party, first: str, second: str) -> SamePerson | None:
    """Two numbers that differ by a slip of the pen, with the same name."""
    if normal_name(one.name) == normal_name(other.name) and Levenshtein.distance(first, second, score_cutoff=2) <= 2:
        return SamePerson(0.7, "姓名相同，证件号码只差一两位")
    return None


def _near(name: str, other: str) -> bool:
    if len(name) < 2 or len(other) < 2 or name == other:
        return False
    return Levenshtein.distance(name, other, score_cutoff=1) <= 1


def _like_address(one: Party, other: Party) -> float:
    """Likeness of the addresses if it counts, else 0; the county's name, which all share, says nothing."""
    first, second = (
        re.sub(r"^.{0,12}?[省市县区旗](?=.)", "", fold(party.address).replace(" ", "")) for party in (one, other)
    )
    if len(first) < 4 or len(second) < 4:
        return 0.0
    like = max(fuzz.ratio(first, second), fuzz.partial_ratio(first, second) - 10)
    return like if like >= _LIKE_ADDRESS else 0.0
