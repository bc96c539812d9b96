"""Everybody named in a letter by role, the bodies too, and whose the numbers are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from archive.registration.bodies import labelled_bodies, signing_body
from archive.registration.gathering import suggestion
from archive.registration.identity_numbers import find_ids
from archive.registration.letter_facts import Facts
from archive.registration.person import OTHER, PARTY, PETITIONER, RESPONDENT, SUSPECT, Person
from archive.registration.running import Running
from archive.registration.suggestion import Field, Suggestion
from archive.registration.telephones import find_phones

_PRESUMED = 0.7
"""Confidence up to which somebody is only taken to petition because nobody says that he does."""
_NEAR = 80
"""Signs within which a number after a name is that person's."""
_ROLES = {
    PETITIONER: Field.PETITIONER,
    PARTY: Field.PARTY,
    RESPONDENT: Field.RESPONDENT,
    SUSPECT: Field.PERSON,
    OTHER: Field.PERSON,
}


def people(facts: Facts) -> Iterator[Suggestion]:
    """Everybody named, by role; petitioners and parties are numbered."""
    against = {one.name: one for one in facts.respondents}
    body = signing_body(facts.text)
    for person in facts.people:
        field, sure = _ROLES[person.role], person.confidence
        if body and field is Field.PETITIONER and sure <= _PRESUMED:
            field = Field.PERSON  # the body petitions, and he may be asked
        if person.name in against and field is Field.PERSON:
            field, sure = Field.RESPONDENT, min(sure, against[person.name].confidence)
        yield suggestion(
            facts.running,
            field,
            person.start,
            person.end,
            normal=_as_written(facts.running, person),
            confidence=sure,
            group=facts.petitioners.get(person.name, 0),
        )
    if body:
        yield suggestion(facts.running, Field.PETITIONER, body.start, body.end, confidence=0.85)
    yield from _bodies(facts)


def _as_written(running: Running, person: Person) -> str:
    """The name, with the surname 於 as it stands: it is another than 于."""
    return "於" + person.name[1:] if running.raw[person.start] == "於" else person.name


def _bodies(facts: Facts) -> Iterator[Suggestion]:
    """Bodies that petition or are complained of."""
    for role, body in labelled_bodies(facts.text):
        field = Field.RESPONDENT if role == RESPONDENT else Field.PETITIONER
        yield suggestion(facts.running, field, body.start, body.end, confidence=0.85)
    named = {person.name for person in facts.people}
    for one in facts.respondents:
        if one.name not in named:
            yield suggestion(facts.running, Field.RESPONDENT, one.start, one.end, confidence=one.confidence)


def numbers(facts: Facts) -> Iterator[Suggestion]:
    """Identity and telephone numbers, with the number of the petitioner they are of."""
    ids = list(find_ids(facts.text))
    for one in ids:
        group = whose(facts, one.start)
        yield suggestion(
            facts.running,
            Field.ID_NO,
            one.start,
            one.end,
            normal=one.number,
            confidence=one.confidence,
            group=group,
            remark=one.remark,
        )
    for phone in find_phones(facts.text, [(one.start, one.end) for one in ids]):
        group = whose(facts, phone.start)
        yield suggestion(
            facts.running,
            Field.PHONE,
            phone.start,
            phone.end,
            normal=phone.number,
            confidence=phone.confidence,
            group=group,
        )


def whose(facts: Facts, at: int) -> int:
    """The number of the petitioner or party a number or address is of: the last one named before it, or the only one."""
    last = bisect_left(facts.people, at, key=lambda person: person.start) - 1
    before = facts.people[last] if last >= 0 and facts.people[last].start >= at - _NEAR else None
    if before is not None and before.name in facts.petitioners:
        return facts.petitioners[before.name]
    return 1 if len(facts.petitioners) == 1 and before is None else 0
