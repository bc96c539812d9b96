"""The hardest queries: shapes that have been slow, and random queries of the whole language; what the slowest cost.

    python -m benchmarks.hardest HOME [--documents 100000] [--questions 300] [--seed 1] [--keep DIR] [--url http://…]

HOME and the indexes are those of ``benchmarks.answers``, KEEP too; with ``--url`` the index stays on the server, to be asked
again. Times are processor time, ours and the server's, so that a shared machine counts little. A query that raises ends it.
Bar: 1 s.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random

from elasticsearch import Elasticsearch

from archive.settings import load
from benchmarks.answers import Copies, ServerCopies, many
from console.office import Office
from indexer.index import MAPPING_VERSION, Stamp
from indexer.pipeline import entries_of
from search_api.access import ADMINISTRATOR, Asker
from search_api.search import Answer, Request, Searcher
from search_api.suggest.advice import advise
from search_api.suggest.typing import while_typing

FIELDS = (
    "类别", "乡镇", "当事人", "文号", "案号", "单位", "结果", "日期", "金额", "身份证", "电话", "尾号", "渠道", "清单", "文种",
    "年份", "种类", "引用", "地点", "标题", "名称", "法律", "复查",
)  # fmt: skip
DAYS = (
    "近三个月", "去年冬天", "2022年春耕期间", "2022-05", "2022-01-01..2022-06-30", ">2021", "今年", "那年", "1900..2100", "2022年5月",
)  # fmt: skip
MONEY = (">10万元", "5000..2万元", "<3千", "三千元", ">0", "1..99999999999999", "九十万元")
LETTERS = "abcdefghijklmnopqrstuwxyz"
LONGEST = 4_000
"""Characters of a random query."""


@dataclass(frozen=True, slots=True)
class Typist:
    """Types what nobody should, made of the words and names of a record."""

    chance: Random
    words: Sequence[str]
    names: Sequence[str]

    def word(self) -> str:
        """A word, a name, letters, a number, or some words run together."""
        chance = self.chance
        made: list[tuple[int, Callable[[], str]]] = [
            (35, lambda: chance.choice(self.words)),
            (15, lambda: chance.choice(self.names)),
            (5, lambda: "".join(chance.choices(LETTERS, k=chance.choice((1, 1, 2, 3, 5))))),
            (5, lambda: chance.choice(MONEY)),
            (5, lambda: chance.choice(DAYS)),
            (3, lambda: chr(chance.randrange(0x4E00, 0x9FA5))),
            (4, lambda: chance.choice("的一是不在有人，。0O〇12三\\\"'()*~:^[]{}!")),
            (3, lambda: str(chance.randrange(10 ** chance.choice((1, 3, 6, 17))))),
            (25, lambda: "".join(chance.choices(self.words, k=chance.choice((2, 3, 8))))),
        ]
        return chance.choices([make for _, make in made], [weight for weight, _ in made])[0]()

    def pattern(self) -> str:
        """A word with a wildcard in it, or one that may be a little wrong."""
        chance, word = self.chance, self.word() or "的"
        at = chance.randrange(len(word))
        around = f"{chance.choice(('*', '?', '??', '*?*'))}{word[:1]}{chance.choice('*?')}"
        middle = f"{word[:at]}{chance.choice('?*')}{word[at + 1 :]}"
        return chance.choice(
            (f"{word}*", f"*{word}", middle, around, f"{word}~", f"{word}~", f"{chance.choice(LETTERS)}*")
        )

    def near(self, words: int) -> str:
        """A phrase, or words near each other."""
        return f'"{" ".join(self.word() for _ in range(words))}"{self.chance.choice(("", "~1", "~5", "~20", "~999"))}'

    def field(self) -> str:
        """A field and its value, fitting or not."""
        make = self.chance.choice((self.word, self.pattern, lambda: self.chance.choice((*DAYS, *MONEY))))
        return f"{self.chance.choice(FIELDS)}{self.chance.choice(':：')}{make()}"

    def part(self, depth: int) -> str:
        """One part of a query."""
        chance, kind = self.chance, self.chance.random()
        if kind < 0.4 or (kind >= 0.85 and depth > 7):
            return self.word()
        if kind < 0.6:
            return self.pattern()
        if kind < 0.7:
            return self.near(chance.choice((1, 2, 3, 6)))
        if kind < 0.85:
            return self.field()
        if kind < 0.9:
            return f"{chance.choice(('-', 'NOT ', '非 ', '不含 '))}{self.part(depth + 1)}"
        return f"({self.query(depth + 1)})"

    def query(self, depth: int = 0) -> str:
        """A query of some parts."""
        parts = self.chance.choice((1, 1, 2, 2, 3, 5) if depth else (1, 1, 2, 2, 3, 4, 8, 20, 60))
        joined = self.chance.choice((" ", " AND ", " OR ", " 或 ", " 且 ", " -"))
        return joined.join(self.part(depth) for _ in range(parts))

    def shapes(self) -> dict[str, str]:
        """Long queries, each of one kind of part."""
        word, chance = self.word, self.chance
        return {
            "400 words by OR": " OR ".join(word() for _ in range(400)),
            "390 words by NOT": " ".join(f"NOT {word()}" for _ in range(390)),
            "brackets": f"{'(' * 3_000}{word()}{')' * 500}",
            "100 patterns": " ".join(self.pattern() for _ in range(100)),
            "60 initials by OR": " OR ".join(f"{chance.choice(LETTERS)}*" for _ in range(60)),
            "80 fields": " ".join(self.field() for _ in range(80)),
            "60 times near": " ".join(f'"{word()} {word()}"~999' for _ in range(60)),
            "100 perhaps wrong": " ".join(f"{word()}~" for _ in range(100)),
            "1,500 words run together": "".join(word() for _ in range(1_500)),
            "30 times NOT in brackets": f"{'(NOT ' * 30}{word()}{')' * 30}",
            "80 alternatives by AND": " 且 ".join(f"({word()} 或 {self.pattern()})" for _ in range(80)),
            "100 names and amounts": " ".join([*chance.choices(self.names, k=100), *chance.choices(MONEY, k=30)]),
        }


@dataclass(frozen=True, slots=True)
class Clock:
    """Processor time, ours and that of a server on this machine."""

    server: Path | None
    """What the system says of its process; the server's own figures are a second old."""

    def times(self) -> tuple[float, float]:
        """Seconds so far (ours, the server's)."""
        said = "" if self.server is None else self.server.read_text().rpartition(")")[2]
        return time.process_time(), sum(map(int, said.split()[11:13])) / os.sysconf("SC_CLK_TCK")

    def of(self, ask: Callable[[], object]) -> tuple[float, float]:
        """What asking cost."""
        ours, servers = self.times()
        ask()
        ours_then, servers_then = self.times()
        return ours_then - ours, servers_then - servers


def main() -> None:
    """Measure, and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", type=Path)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--questions", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="where the indexes of benchmarks.answers stay")
    options.add_argument("--url", help="an Elasticsearch server instead of the embedded index")
    given = options.parse_args()
    office = Office(load({}, given.home))
    with tempfile.TemporaryDirectory() as folder:
        kept = (given.keep or Path(folder)) / str(given.documents)
        index = ServerCopies(given.url, name=f"answers-{given.documents}") if given.url else Copies(kept)
        if index.stamp() is None:
            made = list(entries_of(office.record, office.segmenter))
            index.rebuild(many(made, given.documents), Stamp(MAPPING_VERSION, office.segmenter.fingerprint))
        searcher = replace(office.searcher, index=index)
        clock = Clock(_process(given.url) if given.url else None)
        typist = _typist(office, given.seed)
        known(searcher, typist, clock)
        fuzz(searcher, typist, clock, given.questions)


def _process(url: str) -> Path:
    with Elasticsearch(url) as client:
        (node,) = client.nodes.info(metric="process").body["nodes"].values()
    return Path(f"/proc/{node['process']['id']}/stat")


def _typist(office: Office, seed: int) -> Typist:
    chance = Random(seed)
    with office.record.read() as tx:
        cases = [case for case in tx.cases.all() if len(case.facts) > 20][:3_000]
    words = [word for case in chance.sample(cases, min(300, len(cases))) for word in office.segmenter.cut(case.facts)]
    return Typist(chance, words, [party.name for case in cases[:500] for party in case.parties])


def known(searcher: Searcher, typist: Typist, clock: Clock) -> None:
    """The shapes one by one, each asked three times; the last counts."""
    print("| search of | ours s | server s |\n|---|---|---|")
    asked = {name: Request(typed[:LONGEST]) for name, typed in typist.shapes().items()}
    for offset in (9_000, 50_000, 99_000):
        asked[f"“的” from place {offset:,} on"] = Request("的", offset=offset)
        asked[f"“的” by day, from place {offset:,} on"] = Request("的", sort="newest", offset=offset)
        asked[f"“的” by case, from place {offset:,} on"] = Request("的", offset=offset, grouped=True)
    for name, request in asked.items():
        for _ in range(3):
            ours, servers = clock.of(partial(searcher.search, request, ADMINISTRATOR))
        print(f"| {name} | {ours:.2f} | {servers:.2f} |", flush=True)


def fuzz(searcher: Searcher, typist: Typist, clock: Clock, questions: int) -> None:
    """Random queries, each searched, advised on and completed; the worst of each."""
    clerk, chance = Asker("员"), typist.chance
    cost: defaultdict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for _ in range(questions):
        typed = chance.choice([*typist.shapes().values()]) if chance.random() < 0.2 else typist.query()
        request = Request(
            typed[:LONGEST],
            sort=chance.choice(("relevance", "relevance", "relevance", "newest", "oldest")),
            grouped=chance.random() < 0.2,
            offset=chance.choice((*[0] * 8, 500, 50_000)),
        )
        try:
            for name, (ours, servers) in _answered(searcher, request, chance.choice((clerk, ADMINISTRATOR)), clock):
                cost[name].append((ours, servers, repr(request)[:300]))
        except Exception:
            print(request)
            raise
    print(f"\n| {questions} random queries | worst s | 99 % s | median s |\n|---|---|---|---|")
    for name, found in cost.items():
        found.sort(key=lambda one: one[0] + one[1], reverse=True)
        worst, most, median = (sum(found[at][:2]) for at in (0, len(found) // 100, len(found) // 2))
        print(f"| {name} | {worst:.2f} | {most:.2f} | {median:.3f} |")
    for name, found in cost.items():
        for ours, servers, asked in found[:5]:
            print(f"{name} {ours:.2f} + {servers:.2f} s: {asked}")


def _answered(
    searcher: Searcher, request: Request, asker: Asker, clock: Clock
) -> Iterator[tuple[str, tuple[float, float]]]:
    """What each part of a page's answer cost."""
    answers: list[Answer] = []
    yield "search", clock.of(lambda: answers.append(searcher.search(request, asker)))
    found = answers[0]
    total = 0 if found.relaxed else found.total
    yield "advice", clock.of(partial(advise, searcher, request, asker, total, found.hits))
    yield "completion", clock.of(partial(while_typing, searcher, request, asker))


if __name__ == "__main__":
    main()
