"""What a formal paper says: a notice, a reply, an agreement, a dispatch: its number, its parties, its days."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from archive.laws.citations import resolve_citation
from archive.registration.category import find_category
from archive.registration.days import Day
from archive.registration.gathering import once_each, suggestion
from archive.registration.letter import amounts, dates, secrecy
from archive.registration.letter_facts import Facts, facts_of
from archive.registration.letter_parts import date_of
from archive.registration.letter_people import numbers, people
from archive.registration.letter_places import homes_and_places
from archive.registration.name_shape import name_at
from archive.registration.running import Running
from archive.registration.steps import find_numbers_of_papers
from archive.registration.suggestion import Field, Suggestion

_REACH = 2000
"""Signs after the day of signing: a proof of service or an annex may follow it."""
_HEAD_ROWS = 12
_OWN_NUMBER = re.compile(
    r"(?:编\s?号|文\s?号|案\s?号|字\s?号|第)\s?:?\s?(?P<n>[\u4e00-\u9fffA-Za-z0-9〔〕()\[\]【】-]{3,30}?号?)(?=\n|$)"
)
_CHANNELS = (
    ("letter", r"来信|信件|信函|书信|写信"),
    ("visit", r"走访|来访|上访|到访"),
    ("phone", r"电话|来电"),
    ("online", r"网上|网络|互联网|邮箱|信箱|留言"),
    ("hotline", r"12345|热线"),
)
_THROUGH = re.compile(r"(?:通过|以|采取|采用|经)(?P<how>[^,。;\n]{2,16}?)(?:形式|方式|渠道|途径|反映|提出|向)")
_RECEIVED = re.compile(r"收到(?:日期|时间)?|收悉|收件日期|来信日期")
_AFTER_RECEIVED = re.compile(
    r"[^。;\n]{0,8}(?:通过|以|采取|向)[^。;\n]{0,30}(?:来信|走访|来访|网上|形式|提出|反映|电话)|[^。;\n]{0,12}(?:收到|收悉|反映的)"
)
_SERVED = re.compile(r"(?:收件|送达|签收|收到|领取)(?:时间|日期)\s?:?\s?$")
_BEFORE_DAY = re.compile(r"(?:之)?前|以前|截止|为限|届满")
_CITED = re.compile(r"《[^《》\n]{2,60}》[^。;\n]{0,60}")
_TITLED = re.compile(
    r"(?:^|\n)(?P<name>[\u4e00-\u9fff·]{2,4})(?:同志|先生|女士)?(?:、(?P<more>[\u4e00-\u9fff·]{2,4}))?\s?:(?:\n|$|[\u4e00-\u9fff])"
)


def suggestions_of_formal(running: Running, places: Collection[str] = ()) -> list[Suggestion]:
    """Everything found in a formal paper, one suggestion for each value."""
    facts = facts_of(running, places)
    number = list(_number(facts))
    own = number[0].normal if number else ""
    return list(
        once_each(
            (
                *number,
                *_addressed(facts),
                *_others(facts),
                *numbers(facts),
                *homes_and_places(facts),
                *_days(facts),
                *_channel(facts),
                *amounts(facts),
                *_articles(facts),
                *_category(facts),
                *_earlier(facts, own),
                *secrecy(facts),
            )
        )
    )


def _number(facts: Facts) -> Iterator[Suggestion]:
    """The paper's own number stands in its first lines."""
    rows = facts.running.rows
    limit = rows[min(_HEAD_ROWS, len(rows) - 1)].start if len(rows) > _HEAD_ROWS else len(facts.text)
    for found in find_numbers_of_papers(facts.text[:limit]):
        yield suggestion(
            facts.running, Field.DOCUMENT_NO, found.start, found.end, normal=found.normal, confidence=found.confidence
        )
        return
    if match := _OWN_NUMBER.search(facts.text[:limit]):
        yield suggestion(facts.running, Field.DOCUMENT_NO, match.start("n"), match.end("n"), confidence=0.7)


def _addressed(facts: Facts) -> Iterator[Suggestion]:
    """A notice begins with the petitioner's name and a colon."""
    for match in _TITLED.finditer(facts.text[:600]):
        for part in ("name", "more"):
            if match[part] and (shape := name_at(match[part], 0, alone=True)) and shape.weight >= 20:
                at = match.start(part)
                yield suggestion(
                    facts.running, Field.PETITIONER, at, at + shape.length, normal=shape.name, confidence=0.9, group=1
                )


def _others(facts: Facts) -> Iterator[Suggestion]:
    """Everybody else; whom the paper is addressed to is not named again."""
    known = {one.normal for one in _addressed(facts)}
    for one in people(facts):
        if one.normal not in known:
            yield one


def _days(facts: Facts) -> Iterator[Suggestion]:
    """Received, served, due; the rest as the letters' rule has them."""
    special: set[str] = set()
    meanings = {day: _meaning(facts.text, day) for day in facts.days}
    rest = [day for day in facts.days if meanings[day] is None]
    facts = replace(facts, signed=date_of(facts.running, rest, facts.closing, _REACH))
    for day, field in meanings.items():
        if field:
            special.add(day.span.label)
            yield suggestion(
                facts.running, field, day.start, day.end, normal=day.span.label, confidence=0.85 if day.exact else 0.5
            )
    for one in dates(facts):
        if one.field is Field.DATE or one.normal not in special:
            yield one


def _meaning(text: str, day: Day) -> Field | None:
    before, after = text[max(0, day.start - 10) : day.start], text[day.end : day.end + 40]
    if _SERVED.search(before):
        return Field.SERVED
    if _BEFORE_DAY.match(after):
        return Field.DUE
    return Field.RECEIVED if _RECEIVED.search(before) or _AFTER_RECEIVED.match(after) else None


def _channel(facts: Facts) -> Iterator[Suggestion]:
    """通过来信（走访／网上）形式: the first named is the one meant."""
    for match in _THROUGH.finditer(facts.text):
        found = [(how.start(), code, how) for code, signs in _CHANNELS if (how := re.search(signs, match["how"]))]
        if found:
            _, code, how = min(found, key=lambda one: one[0])
            at = match.start("how")
            yield suggestion(
                facts.running, Field.CHANNEL, at + how.start(), at + how.end(), normal=code, confidence=0.85
            )
            return


def _articles(facts: Facts) -> Iterator[Suggestion]:
    """Articles cited, each as its key on the legal shelf."""
    for match in _CITED.finditer(facts.text):
        for key in resolve_citation(match.group().replace("\n", "")):
            if key.endswith("条") or "条之" in key:
                yield suggestion(facts.running, Field.ARTICLE, match.start(), match.end(), normal=key, confidence=0.9)


def _category(facts: Facts) -> Iterator[Suggestion]:
    if found := find_category(facts.text):
        yield suggestion(
            facts.running, Field.CATEGORY, found.start, found.end, normal=found.name, confidence=found.confidence
        )


def _earlier(facts: Facts, own: str) -> Iterator[Suggestion]:
    for found in find_numbers_of_papers(facts.text, own):
        yield suggestion(
            facts.running, Field.EARLIER, found.start, found.end, normal=found.normal, confidence=found.confidence
        )
