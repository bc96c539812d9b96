"""What a letter, a record of a visit or call, a message or a notice would be registered with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.chinese.amounts import find_amounts
from archive.registration.addresses import FoundAddress, find_addresses
from archive.registration.asking import FoundClaim
from archive.registration.bodies import Body, find_bodies, labelled_bodies
from archive.registration.category import Known, find_category
from archive.registration.claims import find_claims
from archive.registration.days import Day, find_days, with_relative
from archive.registration.gathering import once_each, suggestion
from archive.registration.group_size import group_size_of
from archive.registration.identity_numbers import find_ids
from archive.registration.letter_parts import Found, addressee_of, channel_of, closing_of, date_of, taken_down_on
from archive.registration.matter import is_family_quarrel, is_report, matter_class_of, secrecy_mark
from archive.registration.people import OTHER, PARTY, PETITIONER, RESPONDENT, SUSPECT, Person, find_people
from archive.registration.places import find_places
from archive.registration.respondents import Respondent, find_respondents
from archive.registration.running import Running
from archive.registration.steps import find_numbers_of_papers, find_steps
from archive.registration.suggestion import Field, Suggestion
from archive.registration.telephones import find_phones

_BORN = re.compile(r"[日号年月]?(?:出?生|出生)(?!产|活|态|效|意)")
_BORN_BEFORE = re.compile(r"(?:出生(?:日期|年月|于)?|生于|生日)\s?:?\s?$")
_NEAR = 80
"""Signs within which a number after a name is that person's."""
_HAMLET = re.compile(
    r"[村区](?P<name>(?![^,。]*(?:组|号|栋|楼|室|小区|路|街|户|新城|花园|家园|苑|公寓|府|庭|[一二三四五六七八九十]屯))"
    r"[\u4e00-\u9fff]{2,4})(?=[,。;、)\n ]|$)"
)
"""A hamlet without its suffix at the end of an address: 红星村|前窝棚."""
_SURELY_SOMEBODY = 0.86
"""Confidence from which somebody is believed though a body's name goes on from his."""
_ROLES = {
    PETITIONER: Field.PETITIONER,
    PARTY: Field.PARTY,
    RESPONDENT: Field.RESPONDENT,
    SUSPECT: Field.PERSON,
    OTHER: Field.PERSON,
}


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


def suggestions_of_letter(running: Running, places: Collection[str] = ()) -> list[Suggestion]:
    """Everything found in a letter, a record or a message, one suggestion for each value, in the order of the form."""
    facts = facts_of(running, places)
    return list(
        once_each(
            (
                *people(facts),
                *numbers(facts),
                *homes_and_places(facts),
                *dates(facts),
                *_heading(facts),
                *_claims(facts),
                *amounts(facts),
                *_matter(facts),
                *_steps(facts),
            )
        )
    )


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
    nearest = bisect_left(bodies, one.end, key=lambda body: body.end)
    return nearest < len(bodies) and bodies[nearest].start <= one.start


def people(facts: Facts) -> Iterator[Suggestion]:
    """Everybody named, by role; petitioners and parties are numbered."""
    against = {one.name: one for one in facts.respondents}
    for person in facts.people:
        field, sure = _ROLES[person.role], person.confidence
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
        group = _whose(facts, one.start)
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
        group = _whose(facts, phone.start)
        yield suggestion(
            facts.running,
            Field.PHONE,
            phone.start,
            phone.end,
            normal=phone.number,
            confidence=phone.confidence,
            group=group,
        )


def _whose(facts: Facts, at: int) -> int:
    """The number of the petitioner or party a number or address is of: the last one named before it, or the only one."""
    last = bisect_left(facts.people, at, key=lambda person: person.start) - 1
    before = facts.people[last] if last >= 0 and facts.people[last].start >= at - _NEAR else None
    if before is not None and before.name in facts.petitioners:
        return facts.petitioners[before.name]
    return 1 if len(facts.petitioners) == 1 and before is None else 0


def homes_and_places(facts: Facts) -> Iterator[Suggestion]:
    """Where petitioners live, and the townships and villages of the matter."""
    for one in _homes(facts):
        yield suggestion(
            facts.running, Field.ADDRESS, one.start, one.end, confidence=one.confidence, group=_whose(facts, one.start)
        )
    yield from _places(facts)


def _homes(facts: Facts) -> list[FoundAddress]:
    """Addresses without those that only repeat a part of another of the first hundred."""
    found = find_addresses(facts.text)
    spans = {one: facts.text[one.start : one.end] for one in found}
    first = list(dict.fromkeys(spans.values()))[:100]
    return [one for one in found if not any(spans[one] in other and len(spans[one]) < len(other) for other in first)]


def _places(facts: Facts) -> Iterator[Suggestion]:
    """The townships and villages of the matter: those of the address and those that stand out or come again."""
    for home in _homes(facts):
        if hamlet := _HAMLET.search(facts.text, home.start, home.end):
            yield suggestion(facts.running, Field.PLACE, *hamlet.span("name"), confidence=0.6)
    found = find_places(facts.text, facts.places)
    times: dict[str, int] = {}
    for place in found:
        times[place.name] = times.get(place.name, 0) + 1
    for place in found:
        sure = place.confidence if times[place.name] > 1 else place.confidence - 0.05
        if sure >= 0.5 or (times[place.name] > 1 and not _covered(place.name, times)):
            yield suggestion(
                facts.running, Field.PLACE, place.start, place.end, normal=place.name, confidence=max(sure, 0.5)
            )


def _covered(name: str, names: Collection[str]) -> bool:
    """Whether a shorter name that stands by itself is the end of this one."""
    return any(name[at:] in names for at in range(1, len(name) - 1))


def dates(facts: Facts) -> Iterator[Suggestion]:
    """The day of the paper, and when things happened; birthdays are neither."""
    signed = facts.signed
    if signed:
        yield _day(facts, Field.DATE, signed[0], signed[1])
    for day in facts.days:
        if signed and day.start >= signed[0].start and day.end <= signed[0].end:
            continue
        if signed and facts.closing is not None and day.start >= facts.closing and day.span == signed[0].span:
            continue
        after, before = facts.text[day.end - 1 : day.end + 4], facts.text[max(0, day.start - 8) : day.start]
        if _BORN.match(after) or _BORN_BEFORE.search(before):
            continue
        yield _day(facts, Field.OCCURRED, day, (0.85 if day.exact else 0.7) - (0.0 if day.whole else 0.1))


def _day(facts: Facts, field: Field, day: Day, confidence: float) -> Suggestion:
    return suggestion(facts.running, field, day.start, day.end, normal=day.span.label, confidence=confidence)


def _heading(facts: Facts) -> Iterator[Suggestion]:
    addressee = addressee_of(facts.text)
    if addressee:
        yield _said(facts, Field.ADDRESSEE, addressee)
    if channel := channel_of(facts.text, facts.closing, addressee is not None):
        yield _said(facts, Field.CHANNEL, channel)
    yield from secrecy(facts)


def secrecy(facts: Facts) -> Iterator[Suggestion]:
    """A mark of secrecy: nothing of such a paper may be typed in."""
    if mark := secrecy_mark(facts.text):
        yield _said(facts, Field.CLASSIFIED, mark, "涉密件不录入正文，请按保密规定处理")


def _said(facts: Facts, field: Field, found: Found, remark: str = "") -> Suggestion:
    return suggestion(
        facts.running, field, found.start, found.end, normal=found.normal, confidence=found.confidence, remark=remark
    )


def _claims(facts: Facts) -> Iterator[Suggestion]:
    for number, claim in enumerate(facts.claims, 1):
        yield suggestion(facts.running, Field.CLAIM, claim.start, claim.end, confidence=claim.confidence, group=number)


def amounts(facts: Facts) -> Iterator[Suggestion]:
    """Sums of money, in fen."""
    for amount in find_amounts(facts.text):
        remark = "约数" if amount.about else ""
        yield suggestion(
            facts.running,
            Field.AMOUNT,
            amount.start,
            amount.end,
            normal=str(amount.fen),
            confidence=amount.confidence,
            remark=remark,
        )


def _matter(facts: Facts) -> Iterator[Suggestion]:
    report = is_report(facts.text)
    if category := find_category(facts.text, _known(facts, reports=report is not None)):
        yield suggestion(
            facts.running,
            Field.CATEGORY,
            category.start,
            category.end,
            normal=category.name,
            confidence=category.confidence,
        )
    if report:
        yield _said(facts, Field.SECRET_REPORT, report, "检举材料不得透露或转给被检举人（条例第三十条）")
    if kind := matter_class_of(facts.text, report, len(facts.claims)):
        yield _said(facts, Field.MATTER_CLASS, kind)
    signers = [p for p in facts.people if p.role == PETITIONER]
    size = group_size_of(facts.text, len({person.name for person in signers}))
    if size and size.start >= 0:
        yield _said(facts, Field.GROUP_SIZE, size)
    elif size and signers:
        yield suggestion(
            facts.running,
            Field.GROUP_SIZE,
            signers[0].start,
            signers[0].end,
            normal=size.normal,
            confidence=size.confidence,
        )


def _known(facts: Facts, *, reports: bool) -> Known:
    to = addressee_of(facts.text)
    labelled = [body.name for role, body in labelled_bodies(facts.text) if role == RESPONDENT]
    return Known(
        against=(*labelled, *(one.name for one in facts.respondents)),
        to=to.normal if to else "",
        asked=tuple((claim.start, claim.end) for claim in facts.claims),
        report=reports,
        family=is_family_quarrel(facts.text),
    )


def _steps(facts: Facts) -> Iterator[Suggestion]:
    for number in find_numbers_of_papers(facts.text):
        yield _said(facts, Field.EARLIER, number)
    for step in find_steps(facts.text):
        yield suggestion(facts.running, Field.STEP, step.start, step.end, confidence=step.confidence)
