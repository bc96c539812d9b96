"""How much of an old case is found in paragraphs taken from it for a new one, and how much is called strange wrongly.

Pairs of cases of the invented county are drawn by a seed. A paragraph of each old one is made with its person, numbers, day,
sum, place and document number, each in one of the ways offices write them. Taken as it stands, the old reply says the
same; written anew, the old reply says it plainly and the draft in another way.

    python -m benchmarks.remnants [--count 300] [--seed 7] [--show 20]
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.cases.model import Case
from archive.chinese.amounts import find_amounts
from archive.chinese.date_words import chinese_date, gongwen_date
from archive.chinese.money import capital_amount, format_yuan
from archive.chinese.numbers import normal_number
from archive.county.county import county
from archive.remnants.traits import Marks, Remnant, Trait, find_remnants, marks_of, shared_days

_SPELLED = str.maketrans("0123456789", "〇一二三四五六七八九")
_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_VILLAGE = re.compile(r"[^省市县区乡镇街道]{1,8}(?:村|社区)")
_TOWNSHIP = re.compile(r"[^省市县区]{1,6}?(?:镇|乡|街道)")
_SENTENCES = (
    "经查，{name}系{place}居民，{day}向我单位反映，要求支付{sum}，联系电话{phone}，证件号码{id}，见{number}。",
    "{day}，我单位派人到{place}向{name}核实，其电话为{phone}，公民身份号码{id}，涉及款项{sum}，已由{number}答复。",
    "{place}的{name}（电话{phone}，身份证{id}）所述{sum}一事，{number}已有意见，{day}再次核实属实。",
)
Write = Callable[[str], str]


def _spaced(text: str) -> str:
    return " ".join(text)


WAYS: dict[str, dict[str, Write]] = {
    "name": {
        "plain": str,
        "spaced": _spaced,
        "某某": lambda name: name[0] + "某" * (len(name) - 1),
        "某": lambda name: name[0] + "某",
        "××": lambda name: name[0] + "×" * (len(name) - 1),
        "*": lambda name: name[0] + "*" + name[2:],
        "surname and title": lambda name: name[0] + "女士",
    },
    "phone": {
        "plain": str,
        "grouped": lambda text: f"{text[:3]}-{text[3:7]}-{text[7:]}",
        "wide": lambda text: text.translate(_WIDE),
        "spelled": lambda text: text.translate(_SPELLED),
    },
    "id": {
        "plain": str,
        "spaced": lambda text: f"{text[:6]} {text[6:14]} {text[14:]}",
        "wide": lambda text: text.translate(_WIDE),
        "spelled": lambda text: text.translate(_SPELLED),
    },
    "day": {
        "plain": lambda iso: gongwen_date(dt.date.fromisoformat(iso)),
        "in characters": lambda iso: chinese_date(dt.date.fromisoformat(iso)),
        "with dashes": str,
        "with dots": lambda iso: iso.replace("-", "."),
        "without the year": lambda iso: gongwen_date(dt.date.fromisoformat(iso)).partition("年")[2],
    },
    "sum": {
        "plain": lambda fen: f"{format_yuan(int(fen))}元",
        "in capitals": lambda fen: capital_amount(int(fen)),
        "in 万": lambda fen: f"{int(fen) / 1_000_000:g}万元",
    },
    "place": {
        "whole": str,
        "village": lambda place: _VILLAGE.findall(_TOWNSHIP.sub("", place, count=1))[0],
        "township": lambda place: _TOWNSHIP.findall(place)[0],
    },
    "number": {
        "plain": str,
        "other brackets": lambda text: text.replace("〔", "[").replace("〕", "]"),
        "第": lambda text: text.replace("〕", "〕第"),
    },
}
"""By what is planted: the ways it is written; the first is how an old reply says it plainly."""
_TRAITS = {
    "name": Trait.NAME,
    "phone": Trait.PERSONAL,
    "id": Trait.PERSONAL,
    "day": Trait.DAY,
    "sum": Trait.SUM,
    "place": Trait.PLACE,
    "number": Trait.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Planted:
    """One paragraph with what stands in it of the old case."""

    old: Case
    new: Case
    text: str
    plain: str
    """The same as the old reply says it where the draft was written anew."""
    items: tuple[tuple[str, str, str], ...]
    """(what, way, words)."""


def planted(count: int, seed: int) -> Iterator[Planted]:
    """``count`` paragraphs."""
    chance = random.Random(seed)
    fit = [case for case in county(cases=10 * count).cases() if _fits(case)]
    for old in chance.sample(fit, count):
        new = chance.choice(
            [one for one in fit if _TOWNSHIP.findall(one.region)[0] != _TOWNSHIP.findall(old.region)[0]]
        )
        values = _values(old)
        sentence = chance.choice(_SENTENCES)
        ways = {what: chance.choice(list(WAYS[what])) for what in WAYS}
        words = {what: WAYS[what][way](values[what]) for what, way in ways.items()}
        plain = {what: next(iter(WAYS[what].values()))(values[what]) for what in WAYS}
        items = tuple((what, ways[what], words[what]) for what in WAYS)
        yield Planted(old, new, sentence.format(**words), sentence.format(**plain), items)


def _fits(case: Case) -> bool:
    person = case.parties[0] if case.parties else None
    return bool(
        person
        and 2 <= len(person.name) <= 3
        and person.phone.isdecimal()
        and person.id_number
        and case.reply.number
        and case.amount_fen
        and case.amount_fen % 10_000 == 0
        and case.events
        and _TOWNSHIP.search(case.region)
        and _VILLAGE.search(_TOWNSHIP.sub("", case.region, count=1))
    )


def _values(case: Case) -> dict[str, str]:
    person = case.parties[0]
    return {
        "name": person.name,
        "phone": person.phone,
        "id": person.id_number,
        "day": case.events[0].day.isoformat(),
        "sum": str(case.amount_fen),
        "place": "".join(
            _TOWNSHIP.findall(case.region)[:1] + _VILLAGE.findall(_TOWNSHIP.sub("", case.region, count=1))[:1]
        ),
        "number": case.reply.number,
    }


def scanned(one: Planted, *, anew: bool) -> list[Remnant]:
    """What is found in the paragraph, with the marks the draft's own case and the old one give."""
    strange = marks_of(one.old, [one.plain if anew else one.text])
    own: Marks = shared_days(marks_of(one.new, [one.new.facts]))
    return find_remnants([("第1段", one.text)], frozenset(strange - own))


def found(item: tuple[str, str, str], remnants: Sequence[Remnant]) -> bool:
    """Whether the planted words are among what was found."""
    what, _, words = item
    same = [one for one in remnants if one.trait is _TRAITS[what]]
    if what == "sum":
        fen = {amount.fen for amount in find_amounts(words)}
        return any(one.value.removesuffix("元") == f"{value / 100:g}" for one in same for value in fen)
    if what == "number":
        return any(one.value.endswith(normal_number(words) or "?") for one in same)  # 见… may stand before it
    return any(one.words in words or words in one.words for one in same)


def main() -> None:
    """Print the recall, way by way, and what was called strange wrongly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0, help="show so many that were missed")
    asked = parser.parse_args()
    paragraphs = list(planted(asked.count, asked.seed))
    missed: list[str] = []
    stray: list[Remnant] = []
    own: list[Remnant] = []
    hits: dict[bool, Counter[tuple[str, str]]] = {False: Counter(), True: Counter()}
    total: Counter[tuple[str, str]] = Counter()
    for one in paragraphs:
        total.update((what, way) for what, way, _ in one.items)
        for anew in (False, True):
            remnants = scanned(one, anew=anew)
            for item in one.items:
                if found(item, remnants):
                    hits[anew][item[:2]] += 1
                else:
                    missed.append(f"{'anew' if anew else 'as it stood'}: {item} in {one.text}")
            stray += [r for r in remnants if not any(found(item, [r]) for item in one.items)]
        strange = marks_of(one.old, [one.text]) - shared_days(marks_of(one.new, [one.new.facts]))
        own += find_remnants([("", one.new.facts)], frozenset(strange))
    print(f"{len(paragraphs)} paragraphs, {sum(total.values())} planted")
    print(
        f"called strange wrongly: {len(stray)} in the paragraphs (read twice), {len(own)} in the new cases' own facts"
    )
    for key in sorted(total):
        shares = " ".join(f"{hits[anew][key] / total[key]:7.1%}" for anew in (False, True))
        print(f"{key[0]:8} {key[1]:18} {total[key]:5} {shares}")
    for what in WAYS:
        count = sum(number for key, number in total.items() if key[0] == what)
        shares = " ".join(
            f"{sum(n for key, n in hits[anew].items() if key[0] == what) / count:7.1%}" for anew in (False, True)
        )
        print(f"{what:8} {'all':18} {count:5} {shares}")
    print(f"all {' '.join(f'{hits[anew].total() / total.total():7.1%}' for anew in (False, True))}")
    for line in (*missed[: asked.show], *stray[: asked.show], *own[: asked.show]):
        print(line)


if __name__ == "__main__":
    main()
