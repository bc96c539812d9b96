"""What a letter, a record of a visit or call, a message or a notice would be registered with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from archive.chinese.amounts import find_amounts
from archive.registration.bodies import labelled_bodies
from archive.registration.category import Known, find_category
from archive.registration.days import Day
from archive.registration.gathering import once_each, suggestion
from archive.registration.group_size import group_size_of
from archive.registration.letter_facts import Facts, facts_of
from archive.registration.letter_parts import Found, addressee_of, channel_of
from archive.registration.letter_people import numbers, people
from archive.registration.letter_places import homes_and_places
from archive.registration.matter import is_family_quarrel, is_report, matter_class_of, secrecy_mark
from archive.registration.person import PETITIONER, RESPONDENT
from archive.registration.running import Running
from archive.registration.steps import find_numbers_of_papers, find_steps
from archive.registration.suggestion import Field, Suggestion

_BORN = re.compile(r"[日号年月]?(?:出?生|出生)(?!产|活|态|效|意)")
_TERM = re.compile("(?:之|以)?前(?!后|往|来|去|夕)")
_BORN_BEFORE = re.compile(r"(?:出生(?:日期|年月|于)?|生于|生日)\s?:?\s?$")


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


def dates(facts: Facts) -> Iterator[Suggestion]:
    """The day of the paper, and when things happened; birthdays are neither."""
    signed = facts.signed
    if signed:
        yield _day(facts, Field.DATE, signed[0], signed[1])
    for day in facts.days:
        if signed and day.start >= signed[0].start and day.end <= signed[0].end:
            continue
        if signed and (day.span.first > signed[0].span.last or (day.exact and day.span == signed[0].span)):
            continue  # promised, or the day of the paper once more
        if day.exact and _TERM.match(facts.text, day.end):
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


_HEAD = 200


def _is_line(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in ("\n", "")


def _steps(facts: Facts) -> Iterator[Suggestion]:
    for number in find_numbers_of_papers(facts.text):
        if number.start < _HEAD and _is_line(facts.text, number.start, number.end):
            continue  # the paper's own
        yield _said(facts, Field.EARLIER, number)
    for step in find_steps(facts.text):
        yield suggestion(facts.running, Field.STEP, step.start, step.end, confidence=step.confidence)
