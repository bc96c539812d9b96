"""Which papers that are one and the same are found, what is proposed for them, and how fast.

Planted by a seed among letters of the demonstration county, or among real messages (--data): the same paper read again
with 1 to 8 % of the characters wrong in both readings, cut at the foot, the same letter to another office, the letter with
a sentence more. Not to be found: letters by others on the same form, alike but for name, place, number, day and facts.

    python -m benchmarks.alike [--data DIR] [--count 600] [--seed 7] [--speed 1000 10000]
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from archive.county.county import county
from archive.extract.reading import Line, Page
from archive.record.document import Extracted
from archive.record.record import Record
from indexer.alike.keeping import catch_up

CONFUSED = "己已巳人入大太末未土士日曰千干王玉木本刀力天夫方万自白目贝见午牛田由甲申0O〇1l7T5S8B"
OFFICES = ("县信访局", "市人民政府", "县纪律检查委员会", "自然资源和规划局", "省信访局", "人力资源和社会保障局")
FORM = (
    "信访事项登记表。本人{name}，住{place}，联系电话{phone}。现就以下问题向贵单位反映，请依法依规处理并书面答复本人。"
    "{facts}以上情况属实，本人愿意承担相应的法律责任。恳请领导在百忙之中予以关注，尽快派人调查核实，"
    "维护群众的合法权益。此致敬礼。信访人{name}，{day}。"
)
KINDS = (
    "noise 1 %",
    "noise 3 %",
    "noise 5 %",
    "noise 8 %",
    "cut a third, noise 2 %",
    "other addressee",
    "sentence more",
)
PROPOSED = dict(zip(KINDS, ["rescan"] * 5 + ["copy", "revised"], strict=True))


def noisy(text: str, rate: float, rng: random.Random) -> str:
    """The text as OCR might read it: signs taken for others, left out, or doubled."""
    made = []
    for sign in text:
        if rng.random() >= rate:
            made.append(sign)
        elif (kind := rng.random()) < 0.8:
            made.append(rng.choice(CONFUSED))
        elif kind < 0.9:
            made += [sign, rng.choice(CONFUSED)]
    return "".join(made)


def variant(kind: str, text: str, other: str, rng: random.Random) -> tuple[str, str]:
    """The paper and what is planted beside it."""
    if kind.startswith("noise"):
        rate = int(kind.split()[1]) / 100
        return noisy(text, rate, rng), noisy(text, rate, rng)
    if kind.startswith("cut"):
        return noisy(text, 0.02, rng), noisy(text[: len(text) * 2 // 3], 0.02, rng)
    if kind == "other addressee":
        one, two = rng.sample(OFFICES, 2)
        return f"致{one}：尊敬的{one}领导，您好。{text}", noisy(f"致{two}：尊敬的{two}领导，您好。{text}", 0.01, rng)
    at = text.find("。", len(text) // 3, len(text) - 70) + 1 or len(text) // 2
    more = "至今仍无人过问，上次来信以后又过去了三个月。" + "".join(re.findall(r"[^。]+。", other)[:1])[:40]
    return text, text[:at] + more + text[at:]


def on_the_form(text: str, rng: random.Random) -> str:
    """A letter on the form everybody uses, about a matter of its own."""
    name = "".join(rng.sample("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨建国华明芳丽强军", 3))
    place = rng.choice("东西南北上下") + rng.choice("河山沟店庄桥") + f"村{rng.randint(1, 200)}号"
    phone = "19" + "".join(rng.choices("0123456789", k=9))
    day = f"20{rng.randint(16, 25)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    return FORM.format(name=name, place=place, phone=phone, day=day, facts=text[:120])


def texts_of(data: Path | None, seed: int) -> Iterator[str]:
    """Texts of letters: real messages, or of invented counties as many as are asked for."""
    if data is not None:
        with lzma.open(data / "petitions" / "messages.jsonl.xz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield str(row.get("text") or row.get("content") or row.get("body"))
        return
    for number in itertools.count(seed):
        for case in county(number).cases():
            yield case.text or case.facts


def add(record: Record, texts: list[str]) -> None:
    """Record texts as documents of one page."""
    with record.write() as tx:
        for text in texts:
            number = tx.documents.add(name="来信.txt", source="", now=tx.now)
            page = Page(1, (Line(text),))
            tx.documents.settle(number, Extracted([page], "text", "", "", "", None, None, (), ()), tx.now)


def look(record: Record) -> float:
    """Compare them all; seconds of processor time."""
    start = time.process_time()
    catch_up(record)
    return time.process_time() - start


def quality(data: Path | None, count: int, seed: int) -> None:
    """Plant, look, and print the table."""
    rng = random.Random(seed)
    whole = [text for text in itertools.islice(texts_of(data, seed), 20 * count) if 150 <= len(text) <= 3000]
    texts = list(dict.fromkeys(whole))[: 2 * count]
    planted: dict[tuple[int, int], str] = {}
    papers: list[str] = []
    for number, text in enumerate(texts[:count]):
        kind = KINDS[number % len(KINDS)]
        planted[len(papers) + 1, len(papers) + 2] = kind
        papers += variant(kind, text, texts[-number - 1], rng)
    forms = range(len(papers) + 1, len(papers) + 1 + len(texts) - count)
    papers += [on_the_form(text, rng) for text in texts[count:]]
    with tempfile.TemporaryDirectory() as folder, Record(f"sqlite:///{folder}/record.db") as record:
        add(record, papers)
        spent = look(record)
        with record.read() as tx:
            found = {(pair.one, pair.other): pair for pair in tx.alike.pairs()}
            over = len(tx.alike.passed_over())
    print(f"{len(papers)} papers, {len(planted)} pairs planted, {len(forms)} letters on one form; {spent:.1f} s")
    for kind in KINDS:
        own = [pair for pair, planted_kind in planted.items() if planted_kind == kind]
        hits = [found[pair] for pair in own if pair in found]
        said = Counter(hit.relation.value for hit in hits)
        right = said[PROPOSED[kind]] / max(1, len(hits))
        print(f"| {kind} | {len(own)} | {len(hits) / len(own):.3f} | {right:.3f} | {dict(said)} |")
    wrong = [pair for pair in found if pair not in planted]
    on_form = [pair for pair in wrong if pair[0] in forms and pair[1] in forms]
    print(
        f"precision {1 - len(wrong) / max(1, len(found)):.3f}: {len(found)} pairs, {len(wrong)} not planted, ", end=""
    )
    print(f"{len(on_form)} of them letters on one form; {over} papers passed something over")
    for one, other in [pair for pair in wrong if pair not in on_form][:3]:
        print("not planted:", found[one, other], papers[one - 1][:80], "|", papers[other - 1][:80])


def speed(data: Path | None, sizes: list[int], seed: int) -> None:
    """Seconds per 1,000 documents."""
    for size in sizes:
        papers = list(itertools.islice((text for text in texts_of(data, seed) if text), size))
        with tempfile.TemporaryDirectory() as folder, Record(f"sqlite:///{folder}/record.db") as record:
            add(record, papers)
            spent = look(record)
        print(f"{len(papers)} documents: {spent:.1f} s, {1000 * spent / len(papers):.2f} s per 1,000")


def main() -> None:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--speed", type=int, nargs="*")
    given = parser.parse_args()
    if given.speed:
        speed(given.data, given.speed, given.seed)
    else:
        quality(given.data, given.count, given.seed)


if __name__ == "__main__":
    main()
