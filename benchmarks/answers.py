"""Whole answers, as a person waits for them: query, facets, highlights, completion, advice, over a county's cases many times.

    python -m benchmarks.answers HOME [--documents 1000 10000 100000] [--questions 200] [--keep DIR] [--url http://…]

HOME is filled by ``juanzong demo --size county``. The index is embedded, or with ``--url`` on an Elasticsearch server, and
holds the entries as often as it takes; hits are joined with the one record. Short queries are one or two words of a case; with
a name that stands nowhere beside them they find nothing and are relaxed. Precedents are asked for with the facts of a case, and
shown with their points and words. What is measured was never asked before, of a process that has answered other questions: so
many first meet pages of the index and the record, and names, that no query has touched yet.
Bars over 100,000: short p50 5 ms, p95 30 ms; completion p95 30 ms; precedents p95 300 ms.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from random import Random

from archive.settings import load
from console.office import Office
from indexer.elastic.index import ElasticIndex
from indexer.embedded.index import EmbeddedIndex
from indexer.index import MAPPING_VERSION, Entry, Hits, Query, Stamp
from indexer.pipeline import entries_of
from search_api.access import ADMINISTRATOR
from search_api.precedents.find import like_text
from search_api.search import Request, Searcher
from search_api.suggest.advice import advise
from search_api.suggest.typing import while_typing

_FIRST = 200
"""Questions a process answers before it is measured."""


class Copies(EmbeddedIndex):
    """An index that holds the entries of a record many times, and answers with those of the record."""

    def search(self, query: Query) -> Hits:
        """The answer."""
        return originals(super().search(query))


class ServerCopies(ElasticIndex):
    """The same on a server."""

    def search(self, query: Query) -> Hits:
        """The answer."""
        return originals(super().search(query))


def originals(found: Hits) -> Hits:
    """Hits as the record knows them."""
    return replace(found, hits=tuple(replace(hit, key=hit.key.partition("#")[0]) for hit in found.hits))


def many(made: Sequence[Entry], wanted: int) -> Iterator[Entry]:
    """The entries again and again, each time under the keys of others, so that ten hits are ten cases of the record."""

    def key(at: int, n: int) -> str:
        return f"{made[(at + 997 * n) % len(made)].key}#{n}" if n else made[at].key

    return islice((replace(one, key=key(at, n)) for n in count() for at, one in enumerate(made)), wanted)


def questions(office: Office, wanted: int) -> dict[str, list[str]]:
    """Queries of each sort, made of the record's cases."""
    chance, segmenter = Random(1), office.segmenter
    found: dict[str, list[str]] = {"short": [], "relaxed": [], "typing": [], "like": []}
    with office.record.read() as tx:
        cases = [case for case in tx.cases.all() if len(case.facts) > 20]
    for case in chance.sample(cases, min(wanted, len(cases))):
        words = [word for word in segmenter.cut(case.facts) if len(word) > 1 and word.isalpha()] or ["信访"]
        two = chance.sample(words, min(len(words), chance.randint(1, 2)))
        found["short"].append(" ".join(two))
        found["like"].append(case.facts)
        found["relaxed"].append(f"{' '.join(two)} 亓官龘爨")
        found["typing"] += [two[0][:1], two[0], f"{two[-1]} {case.parties[0].name[:1] if case.parties else '张'}"]
    return found


def times(asked: Iterable[str], ask: Callable[[str], object]) -> str:
    """p50 and p95 in ms."""
    took = []
    for typed in asked:
        begun = time.perf_counter()
        ask(typed)
        took.append(1000 * (time.perf_counter() - begun))
    took.sort()
    return f"{took[len(took) // 2]:.1f} / {took[len(took) * 95 // 100]:.1f}"


def main() -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", type=Path)
    options.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--questions", type=int, default=200)
    options.add_argument("--keep", type=Path, help="where the indexes stay, to be measured again")
    options.add_argument("--url", help="an Elasticsearch server instead of the embedded index; it keeps nothing")
    given = options.parse_args()
    office = Office(load({}, given.home))
    asked = questions(office, _FIRST + given.questions)
    print("| documents | short, facets, highlights | relaxed | completion | did you mean, what to relax | precedents |")
    print("|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for wanted in given.documents:
            kept = (given.keep or Path(folder)) / str(wanted)
            index: Copies | ServerCopies = (
                ServerCopies(given.url, name=f"answers-{wanted}") if given.url else Copies(kept)
            )
            if index.stamp() is None:
                made = list(entries_of(office.record, office.segmenter))
                index.rebuild(many(made, wanted), Stamp(MAPPING_VERSION, office.segmenter.fingerprint))
            row(wanted, replace(office.searcher, index=index), asked)
            if isinstance(index, ServerCopies):
                index.drop()


def row(documents: int, searcher: Searcher, asked: dict[str, list[str]]) -> None:
    """Measure one size."""

    def search(typed: str) -> object:
        return searcher.search(Request(typed), ADMINISTRATOR)

    def complete(typed: str) -> object:
        return while_typing(searcher, Request(typed), ADMINISTRATOR)

    def help_with(typed: str) -> object:
        return advise(searcher, Request(typed), ADMINISTRATOR, 0, ())

    print(f"| {documents:,}, the first {_FIRST} | {times(asked['short'][:_FIRST], search)} | | | | |", flush=True)
    for typed in asked["short"][:_FIRST]:
        complete(typed)
    columns = (
        times(asked["short"][_FIRST:], search),
        times(asked["relaxed"][_FIRST:], search),
        times(asked["typing"][3 * _FIRST :], complete),
        times(asked["relaxed"][_FIRST : _FIRST + 50], help_with),
        times(asked["like"][_FIRST:], lambda text: like_text(searcher, text, ADMINISTRATOR, 10)),
    )
    print(f"| {documents:,} | {' | '.join(columns)} |", flush=True)


if __name__ == "__main__":
    main()
