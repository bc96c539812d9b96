"""What several rules of one letter need of each other, found once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from archive.registration.asking import FoundClaim
from archive.registration.bodies import Body, find_bodies
from archive.registration.claims import find_claims
from archive.registration.days import Day, find_days, with_relative
from archive.registration.letter_parts import addressee_of, closing_of, date_of, taken_down_on
from archive.registration.matter import is_family_quarrel
from archive.registration.people import find_people
from archive.registration.person import OTHER, PARTY, PETITIONER, Person
from archive.registration.respondents import Respondent, find_respondents
from archive.registration.running import Running
from archive.registration.wordlists import terms

_NAMES_A_TRADE = re.compile(rf"..(?:公司|物业|造型|{terms('trade')})$")
_SURELY_SOMEBODY = 0.86
"""Confidence from which somebody is believed though a body's name goes on from his."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What several rules of one letter need of each other."""

    running: Running
    closing: int | None
    people: tuple[Person, ...]
    days: tuple[Day, ...]
    signed: tuple[Day, float] | None
    claims: tuple[FoundClaim, ...]
    places: tuple[str, ...]
    petitioners: Mapping[str, int]
    """Petitioners and parties by name, with their numbers."""
    respondents: tuple[Respondent, ...]

    @property
    def text(self) -> str:
        """The folded text."""
        return self.running.text


def facts_of(running: Running, places: Collection[str]) -> Facts:
    """What the rules share, found once."""
    text = running.text
    closing = closing_of(text)
    whole = find_days(text)
    signed = date_of(running, whole, closing) or taken_down_on(text, whole)
    days = with_relative(text, whole, signed[0].span.first if signed else None)
    bodies = list(find_bodies(text))
    found = [one for one in find_people(running, closing) if not _within(one, bodies)]
    names = dict.fromkeys(person.name for person in found if person.role in (PETITIONER, PARTY))
    numbered = {name: number for number, name in enumerate(names, 1)}
    claims = tuple(find_claims(text, closing))
    to = addressee_of(text)
    against = find_respondents(
        text,
        found,
        bodies,
        claims,
        to.normal if to else "",
        closing,
        family=is_family_quarrel(text),
    )
    return Facts(running, closing, tuple(found), tuple(days), signed, claims, tuple(places), numbered, tuple(against))


def _within(one: Person, bodies: Sequence[Body]) -> bool:
    """龙江恒 in 龙江恒泰建筑工程有限公司 is nobody."""
    if one.role != OTHER or one.confidence >= _SURELY_SOMEBODY:
        return False
    if _NAMES_A_TRADE.search(one.name):
        return True
    nearest = bisect_left(bodies, one.end, key=lambda body: body.end)
    return nearest < len(bodies) and bodies[nearest].start <= one.start
