"""What tells one case from another: names, numbers, places, bodies, days, sums. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Final

from archive.cases.model import Case, PartyKind
from archive.chinese.amounts import find_amounts
from archive.chinese.dates import find_dates
from archive.chinese.fold import fold
from archive.chinese.names import normal_name, surname
from archive.chinese.numbers import find_numbers as find_paper_numbers
from archive.chinese.numerals import number_in_characters
from archive.privacy.names import Named, find_names, presumed_people
from archive.privacy.numbers import find_numbers
from archive.privacy.policy import Secret


class Trait(StrEnum):
    """A kind of what tells one case from another."""

    NAME = "name"
    PERSONAL = "personal"
    PLACE = "place"
    UNIT = "unit"
    DAY = "day"
    SUM = "sum"
    NUMBER = "number"


TRAITS: Final = {
    Trait.NAME: "姓名",
    Trait.PERSONAL: "证件、电话、账号等号码",
    Trait.PLACE: "地点",
    Trait.UNIT: "单位",
    Trait.DAY: "日期",
    Trait.SUM: "金额",
    Trait.NUMBER: "文号、编号",
}
"""As a clerk reads them."""

_PLACE: Final = re.compile(r"[^省市县区旗乡镇街道村社区屯组\s，。、]{1,8}?(?:街道|社区|乡|镇|村|屯)")
_DIGITS: Final = re.compile(r"[^0-9A-Z]")
_PERSONAL: Final = frozenset(
    {Secret.IDENTITY, Secret.PHONE, Secret.ACCOUNT, Secret.MAIL, Secret.PLATE, Secret.TITLE_DEED}
)
_SPELLED: Final = str.maketrans("〇零○一二三四五六七八九", "000123456789")
"""Numbers as they are spelled out in characters."""
_MASKED: Final = "某"
"""What stands for a given name in the one form of a masked name."""
_TITLES: Final = "女士|先生|大爷|大娘|大妈|大姐|大哥|大叔|老汉|师傅|同志"
_MASK: Final = rf"(?:某(?:某|[甲乙丙丁])?|[×✕╳＊*○]{{1,3}}[一-鿿]?|[XxＸｘ]{{1,2}}(?![A-Za-z0-9])|{_TITLES})"
"""What may follow a surname in place of the given name."""
_MONTH_DAY: Final = re.compile(
    r"(?<![\d〇零○一二三四五六七八九]年)(?<!\d)(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?P<day>\d{1,2}|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])[日号]"
)
"""A day whose year is said elsewhere, as most are after the first."""
_LEAST_FEN: Final = 100
"""A sum below one yuan is no mark of a case."""

Marks = frozenset[tuple[Trait, str]]
"""Traits with their values, in one form."""


@dataclass(frozen=True, slots=True)
class Remnant:
    """Something of an earlier case that stands in a text."""

    trait: Trait
    value: str
    """In one form, by which it is let stand."""
    place: str
    words: str
    """As it stands there."""


def marks_of(case: Case, texts: Sequence[str], places: Iterable[str] = ()) -> Marks:
    """What tells this case from others: of its record, and of texts about it.

    Args:
        case: as the record holds it.
        texts: whole papers of it, or paragraphs.
        places: names of places the office knows.
    """
    said = [*_strings(case), *texts]
    whole = "\n".join(said)
    found: set[tuple[Trait, str]] = set()
    for name in _people(case, whole):
        found.add((Trait.NAME, name))
    for unit in _units(case):
        found.add((Trait.UNIT, unit))
    for address in (case.region, *(party.address for party in case.parties)):
        found.update((Trait.PLACE, part) for part in _PLACE.findall(address) if len(part) > 2)
    found.update((Trait.PLACE, place) for place in places if len(place) > 2 and place in whole)
    found.update((trait, value) for trait, value, _ in _plain_marks(whole))
    found.update((Trait.DAY, day.isoformat()) for day in _days(case))
    found.add((Trait.NUMBER, case.no))
    staff = {normal_name(name) for name in _staff(case)}  # never masked
    names = [value for trait, value in found if trait is Trait.NAME and value not in staff]
    found.update((Trait.NAME, _masked(name)) for name in names)
    found.update((Trait.DAY, value[5:]) for trait, value in list(found) if trait is Trait.DAY and len(value) == 10)
    found.update((Trait.DAY, value) for value, _ in _month_days(whole))
    return frozenset(found)


def shared_days(marks: Marks) -> Marks:
    """The months and years of days too: a case that names a day may name its month."""
    days = [value for trait, value in marks if trait is Trait.DAY]
    return marks | {(Trait.DAY, day[:size]) for day in days for size in (4, 7)}


def find_remnants(paragraphs: Iterable[tuple[str, str]], strange: Marks) -> list[Remnant]:
    """Where marks of another case stand, in the order of the text.

    Args:
        paragraphs: (place, text).
        strange: what must not stand there.
    """
    names = [value for trait, value in sorted(strange) if trait is Trait.NAME]
    people = [Named(name) for name in names if not name.endswith(_MASKED)]
    masks = [
        (name, re.compile(re.escape(name.removesuffix(_MASKED)) + _MASK)) for name in names if name.endswith(_MASKED)
    ]
    numbers = [value for trait, value in sorted(strange) if trait is Trait.NUMBER and "〔" in value]
    plain = [(trait, value) for trait, value in sorted(strange) if trait in (Trait.PLACE, Trait.UNIT)]
    found: list[Remnant] = []
    for place, text in paragraphs:
        for one in find_names(text, people) if people else ():
            words = text[one.start : one.end]
            name = next((p.name for p in people if normal_name(words) in p.name), normal_name(words))
            found.append(Remnant(Trait.NAME, name, place, words))
        for name, mask in masks:
            found += [Remnant(Trait.NAME, name, place, match[0]) for match in mask.finditer(text)]
        found += [
            Remnant(Trait.DAY, value, place, words)
            for value, words in _month_days(text)
            if (Trait.DAY, value) in strange
        ]
        found += [Remnant(trait, value, place, value) for trait, value in plain if value in text]
        for trait, value, words in _plain_marks(text):
            if (trait, value) in strange:
                found.append(Remnant(trait, value, place, words))
            elif trait is Trait.NUMBER:  # words before a number may have run into it
                found += [Remnant(trait, known, place, known) for known in numbers if value.endswith(known)]
        for trait, value in strange:
            if trait is Trait.NUMBER and "〔" not in value and value in text:
                found.append(Remnant(trait, value, place, value))
    return list(dict.fromkeys(found))


def _plain_marks(text: str) -> Iterator[tuple[Trait, str, str]]:
    """(trait, value in one form, as it stands) for what shows by its form alone."""
    for one in find_numbers(text):
        if one.kind in _PERSONAL:
            words = text[one.start : one.end]
            yield Trait.PERSONAL, _DIGITS.sub("", fold(words).translate(_SPELLED).upper()), words
    for date in find_dates(text):
        yield Trait.DAY, date.span.label, text[date.start : date.end]
    for amount in find_amounts(fold(text)):
        if amount.fen >= _LEAST_FEN:
            yuan = f"{amount.fen / 100:.2f}".removesuffix(".00")
            yield Trait.SUM, f"{yuan}元", f"{yuan}元"
    for number in find_paper_numbers(text):
        yield Trait.NUMBER, number, number


def _masked(name: str) -> str:
    """A name as it is masked: its surname and 某, in one form."""
    return name if name.endswith(_MASKED) else f"{surname(name)}{_MASKED}"


def _month_days(text: str) -> Iterator[tuple[str, str]]:
    """(``09-29``, as it stands) of the days without a year."""
    for match in _MONTH_DAY.finditer(text):
        month, day = (
            number_in_characters(match[part]) if not match[part].isdecimal() else int(match[part])
            for part in ("month", "day")
        )
        if month and day and 1 <= month <= 12 and 1 <= day <= 31:
            yield f"{month:02}-{day:02}", match[0]


def _people(case: Case, text: str) -> set[str]:
    named = {party.name for party in case.parties if party.kind is PartyKind.PERSON}
    named |= {party.legal_representative for party in case.parties}
    named |= _staff(case)
    known = (case.region, *_units(case), *(party.address for party in case.parties))
    named |= {name for name in presumed_people(text) if not any(name in one for one in known)}
    return {name for one in named if len(name := normal_name(one)) > 1}


def _staff(case: Case) -> set[str]:
    """Those who work on it."""
    return {case.handler, case.reply.contact, case.owners.leader, *case.mediation.mediators}


def _units(case: Case) -> set[str]:
    bodies = {party.name for party in case.parties if party.kind is PartyKind.ORGANISATION}
    bodies |= {party.work_unit for party in case.parties}
    bodies |= {case.duty_unit, case.reply.unit, case.mediation.committee}
    return {body for body in bodies if len(body) > 3}


def _strings(case: Case) -> Iterator[str]:
    return (one for one in _leaves(case) if isinstance(one, str) and one and not isinstance(one, StrEnum))


def _days(case: Case) -> Iterator[dt.date]:
    return (one for one in _leaves(case) if isinstance(one, dt.date))


def _leaves(value: object) -> Iterator[object]:
    """Every single value in a case, whatever it stands in."""
    if is_dataclass(value):
        for one in fields(value):
            yield from _leaves(getattr(value, one.name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    else:
        yield value
