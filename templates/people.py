"""Who stands in a paper: addressing, sides, signing parties; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from archive.cases.model import Case, Party, PartyKind, Role
from archive.chinese.identity import age_on, birth_of, sex_of
from archive.chinese.names import normal_name

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_SIGNING = (Role.PETITIONER, Role.REPRESENTATIVE, Role.APPLICANT, Role.RESPONDENT, Role.THIRD)


def petitioners(case: Case) -> tuple[Party, ...]:
    """Those who asked: petitioners and their representatives, else the applicants."""
    return case.parties_with(Role.PETITIONER, Role.REPRESENTATIVE) or case.parties_with(Role.APPLICANT)


def signing_parties(case: Case) -> tuple[Party, ...]:
    """The parties of an agreement, in the order of the record: all but witnesses and agents."""
    return case.parties_with(*_SIGNING)


def display_name(party: Party) -> str:
    """A person's name with its dots and spaces as they belong; a body's as it is."""
    return normal_name(party.name) if party.kind is PartyKind.PERSON else party.name.strip()


def together(parties: Sequence[Party], group_size: int, most: int = 3) -> str:
    """``王建国``, ``王建国、李二``, ``王建国、李二、赵三等12人``: ``most`` by name, and how many there are if more."""
    names = [display_name(party) for party in parties if party.name.strip()]
    count = max(group_size, len(names))
    shown = "、".join(names[:most])
    if not shown or count <= min(len(names), most):
        return shown
    bodies = all(party.kind is PartyKind.ORGANISATION for party in parties)
    return f"{shown}等{count}{'个单位' if bodies else '人'}"


def you(parties: Sequence[Party], group_size: int) -> str:
    """How the reader is addressed in the text."""
    if len(parties) == 1 and parties[0].kind is PartyKind.ORGANISATION:
        return "你单位"
    return "你们" if max(group_size, len(parties)) > 1 else "你"


def side_names(parties: Sequence[Party]) -> list[str]:
    """What each party is called: as recorded, else 甲方, 乙方 … and, from the eleventh on, 当事人十一 …."""
    taken = {party.side.strip() for party in parties}
    free = iter([name for name in (f"{stem}方" for stem in _STEMS) if name not in taken])
    return [party.side.strip() or next(free, f"当事人{number}") for number, party in enumerate(parties, start=1)]


def gender(party: Party) -> str:
    """As recorded, else as the identity number tells."""
    return party.gender.strip() or sex_of(party.id_number) or ""


def age(party: Party, day: dt.date) -> str:
    """Full years on ``day``, from the date of birth or the identity number; empty if neither is known."""
    born = party.birth_date or birth_of(party.id_number)
    return "" if born is None or born > day else str(age_on(born, day))
