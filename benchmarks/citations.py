"""How many citations are found, read right and judged right: planted in real messages, and in real judgments.

Planted by a seed: articles of the real statutes, written in many ways, some with a number that does not exist, a 款 or 项
too many, a law repealed, or words quoted with a change. In the judgments, the closing sentence (依照……判决如下) names
nothing but articles, so a plain count of 《》 and 第…条 there is the truth.

    python -m benchmarks.citations --data DIR [--count 600] [--seed 7] [--show 10]
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import lzma
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.laws.bookcase import Bookcase, Validity
from archive.laws.checking import EXPIRED, WRONG, check_citations
from archive.laws.citations import find_citations
from archive.laws.clauses import clauses_of
from archive.laws.importing import import_laws
from archive.laws.names import article_number, short_name
from archive.laws.numerals import numeral_of, value_of
from archive.laws.places import Place
from archive.record.laws import Article
from archive.record.record import Record

TODAY = dt.date(2025, 6, 1)
NAMES = ("《{full}》", "《{name}》", "{name}", "〈{name}〉", "《 {full} 》", "《{name}》（{year}年）", "[{name}]")
ARTICLES = ("第{cn}条", "第{n}条", "第 {cn} 条", "{n}条", "第{wide}条")
PARTS = ("第{cn}{unit}", "第（{cn}）{unit}", "第{n}{unit}", "第({cn}){unit}")
SENTENCES = (
    "依据{cited}的规定，应当处理。",
    "违反了{cited}，请查处。",
    "对照{cited}，我认为不对。",
    "根据{cited}，答复如下。",
)
FAULTS = ("", "", "", "article", "clause", "item", "ended", "quoted")


@dataclass(frozen=True, slots=True)
class Planted:
    """A message with one citation in it."""

    text: str
    start: int
    end: int
    name: str
    places: tuple[str, ...]
    fault: str


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Record(f"sqlite:///{folder}/record.db") as record:
        import_laws(record, [given.data / "laws.tar.xz"])
        case = Bookcase(record)
        _planted(list(_plant(record, case, given.data, given.count, given.seed)), case, given.show)
    _judgments(given.data, given.show)


def _planted(texts: list[Planted], case: Bookcase, show: int) -> None:
    tally: Counter[str] = Counter()
    for one in texts:
        found = check_citations(one.text, case, TODAY)
        inside = [each for each in found if each.start < one.end and each.end > one.start]
        places = tuple(str(r.place) for each in inside for r in each.found if r.place)
        right = bool(inside) and {r.name for each in inside for r in each.found} == {one.name} and places == one.places
        tally["planted"] += 1
        tally["found"] += bool(inside)
        tally["read right"] += right
        tally["found beside"] += sum(1 for each in found if each not in inside and each.found[0].place)
        flags = {r.validity for each in inside for r in each.found}
        flagged = bool(flags & (WRONG | EXPIRED)) or any(each.differs for each in inside)
        tally["faulty" if one.fault else "good"] += 1
        tally["faulty, told" if one.fault else "good, told"] += flagged
        if (not right or flagged != bool(one.fault)) and show > 0:
            show -= 1
            print(one.fault, one.text[max(0, one.start - 20) : one.end + 60], "→", places, one.places, flags)
    for name, count in tally.items():
        print(f"{name}: {count}")


def _plant(record: Record, case: Bookcase, data: Path, count: int, seed: int) -> Iterator[Planted]:
    chance = random.Random(seed)
    with record.read() as tx:
        articles = [one for one in tx.laws.all() if one.kind == "statute" and re.fullmatch("第.+条", one.heading)]
    in_force = [a for a in articles if case.resolve(a.name, Place(a.heading), TODAY).text == a.text]
    in_force = [a for a in in_force if case.resolve(a.name, None, TODAY).validity is Validity.IN_FORCE]
    ended = [a for a in articles if case.resolve(a.name, None, TODAY).validity is Validity.ENDED]
    last = Counter[str]()
    for article in articles:
        last[article.name] = max(last[article.name], value_of(article.heading[1:-1]) or 0)
    with lzma.open(data / "petitions" / "messages.jsonl.xz", "rt", encoding="utf-8") as file:
        noise = [text for line in file if 80 < len(text := json.loads(line)["text"]) < 600 and "条" not in text]
    for _ in range(count):
        fault = chance.choice(FAULTS)
        article = chance.choice(ended if fault == "ended" else in_force)
        text = chance.choice(noise)
        at = text.find("。", len(text) // 3) + 1
        cited, places = _cited(article, fault, last[article.name], chance)
        sentence = chance.choice(SENTENCES).format(cited="\0")
        if fault == "quoted" and len(article.text) > 30:
            first = article.text.splitlines()[0][:40]
            changed = first.replace("应当", "可以", 1) if "应当" in first else first[:12] + "一律" + first[12:]
            sentence = f"\0规定：“{changed}”。"
        elif fault == "quoted":
            fault = ""
        start = at + sentence.index("\0")
        whole = text[:at] + sentence.replace("\0", cited) + text[at:]
        yield Planted(whole, start, start + len(cited), article.name, places, fault)


def _cited(article: Article, fault: str, last: int, chance: random.Random) -> tuple[str, tuple[str, ...]]:
    number = last + chance.randint(1, 20) if fault == "article" else value_of(article.heading[1:-1]) or 0
    said = chance.choice(NAMES).format(full=article.law.partition(" ")[0], name=article.name, year=2020)
    said += _number(chance.choice(ARTICLES), number)
    place = f"第{numeral_of(number)}条"
    clauses = clauses_of(article.text)
    items = clauses[0].parts if clauses else []
    if fault == "clause" or (not fault and chance.random() < 0.3 and len(clauses) > 1):
        clause = len(clauses) + chance.randint(1, 3) if fault == "clause" else chance.randint(1, len(clauses))
        said += _number(chance.choice(PARTS), clause, "款")
        return said, (f"{place}第{numeral_of(clause)}款",)
    if fault == "item" or (not fault and chance.random() < 0.5 and items):
        most = max((len(one.parts) for one in clauses), default=0)
        wanted = (
            [most + chance.randint(1, 3)]
            if fault == "item"
            else sorted(chance.sample(range(1, len(items) + 1), min(2, len(items))))
        )
        said += "、".join(_number(chance.choice(PARTS), item, "项") for item in wanted)
        return said, tuple(f"{place}第{numeral_of(item)}项" for item in wanted)
    return said, (place,)


def _number(way: str, number: int, unit: str = "") -> str:
    wide = str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    return way.format(cn=numeral_of(number), n=number, wide=wide, unit=unit)


def _judgments(data: Path, show: int) -> None:
    wanted_all = found_all = right = texts = 0
    with lzma.open(data / "lecard" / "docs_pool.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            closing = re.search(r"(?:依照|依据|根据)《[^。]*判决如下", json.loads(line)["reason"] or "")
            if closing is None or "》的" in closing[0]:  # a title that is not marked as a whole: no plain truth
                continue
            texts += 1
            wanted = _counted(closing[0])
            found = {(one.name, place.article) for one in find_citations(closing[0]) for place in one.places}
            wanted_all, found_all, right = wanted_all + len(wanted), found_all + len(found), right + len(wanted & found)
            if wanted != found and show > 0:
                show -= 1
                print(closing[0][:300], sorted(wanted ^ found))
    print(
        f"judgments: {texts}; articles {wanted_all}; recall {right / wanted_all:.4f}; precision {right / found_all:.4f}"
    )


def _counted(text: str) -> set[tuple[str, str]]:
    """(law, article) by a plain count: every 第…条 belongs to the title before it."""
    found = set()
    pieces = re.split(r"《((?:[^《》]|〈[^〉]*〉|《[^》]*》)+)》", text)
    for title, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        for number, sub in re.findall(r"第([零〇一二三四五六七八九十百千\d]+)条(?:之([一二三四五六七八九十]))?", rest):
            if heading := article_number(number, sub):
                found.add((short_name(title), heading))
    return found


if __name__ == "__main__":
    main()
