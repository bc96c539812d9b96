"""Answering against the bare engine's own query over the same index.

    python -m benchmarks.search [--data DIR] [--documents 10000] [--questions 200] [--elasticsearch URL]…

Each question is asked of ours and of the bare engine in turn, through the same fields. Short questions are two words of
a text, ranked by words and pairs, first ten; long ones are a text's first 200 characters, ranked by any term. Bars, of
the medians: embedded within 2 ms, Elasticsearch within 1.3 times.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import tantivy
from elasticsearch import Elasticsearch

from archive.chinese.fold import atoms, fold
from benchmarks.engines import fill_elasticsearch, fill_tantivy, tantivy_schema
from benchmarks.entries import entries, source
from indexer.elastic.index import ElasticIndex
from indexer.embedded.index import EmbeddedIndex
from indexer.index import MAPPING_VERSION, Adjacent, And, AnyTerm, Entry, Query, SearchIndex, Stamp
from indexer.neighbours import pairs
from indexer.segment import Segmenter
from indexer.terms import rank_atom, rank_pair

STAMP = Stamp(MAPPING_VERSION, "benchmark")
Ask = Callable[[Query], int]
"""Answers a question, and gives the number of hits returned."""


def main() -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--questions", type=int, default=200)
    options.add_argument("--elasticsearch", action="append", default=[])
    given = options.parse_args()
    stored = list(entries(given.data, given.documents))
    kinds = {"short": short_questions(stored, given.questions), "long": long_questions(stored, given.questions)}
    print(f"{len(stored):,} documents of about 1,000 characters, {source(given.data)}\n")
    print(
        "| question, first ten, median | ours ms | bare engine ms | difference ms | ratio | bar |\n|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        embedded = EmbeddedIndex(Path(folder) / "ours")
        embedded.rebuild(stored, STAMP)
        (Path(folder) / "bare").mkdir()
        bare = fill_tantivy(Path(folder) / "bare", stored, threads=1, memory=96 * 1024 * 1024)
        for kind, questions in kinds.items():
            row(f"embedded, {kind}", through(embedded), bare_tantivy(bare), questions, "≤ 2 ms")
    for url in given.elasticsearch:
        name = f"benchmark-{uuid.uuid4().hex[:8]}"
        ours = ElasticIndex(url, name=name)
        ours.rebuild(stored, STAMP)
        with Elasticsearch(url, request_timeout=120) as client:
            fill_elasticsearch(client, f"bare-{name}", stored, threads=2)
            for kind, questions in kinds.items():
                row(
                    f"Elasticsearch, {kind}",
                    through(ours),
                    bare_elasticsearch(client, f"bare-{name}"),
                    questions,
                    "≤ 1.3 ×",
                )
            client.indices.delete(index=f"bare-{name}")
        ours.drop()


def row(name: str, ours: Ask, bare: Ask, questions: Sequence[Query], bar: str) -> None:
    """Ask all questions of both, in turn, and print the medians."""
    for query in questions[:20]:
        assert ours(query) == bare(query)
    first: list[float] = []
    second: list[float] = []
    for query in questions:
        for ask, times in ((ours, first), (bare, second)):
            start = time.perf_counter()
            ask(query)
            times.append((time.perf_counter() - start) * 1000)
    a, b = statistics.median(first), statistics.median(second)
    print(f"| {name} | {a:.2f} | {b:.2f} | {a - b:.2f} | {a / b:.2f} | {bar} |", flush=True)


def short_questions(stored: Sequence[Entry], count: int) -> list[Query]:
    """Two words of a text, both of which must stand in it."""
    questions = []
    for entry in stored[:: max(1, len(stored) // count)][:count]:
        words = [term for term in entry.rank_terms.split() if term[0] not in "._" and len(term) == 2][5:60:30]
        found = [atoms(word) for word in words]
        rank = dict.fromkeys([*words, *(rank_pair(term) for word in found for term in pairs(word))], 1.0)
        questions.append(Query(And(tuple(Adjacent(tuple(word)) for word in found)), rank, title_weight=0.0))
    return questions


def long_questions(stored: Sequence[Entry], count: int) -> list[Query]:
    """Some hundred terms of a text, any of which may match."""
    segmenter = Segmenter()
    questions = []
    for entry in stored[:: max(1, len(stored) // count)][:count]:
        folded = fold("".join(term[1:] for term in entry.rank_terms.split() if term[0] == ".")[:200])
        terms = [*segmenter.cut_for_search(folded), *map(rank_pair, pairs(atoms(folded)))]
        rank = dict.fromkeys(terms, 1.0)
        questions.append(Query(AnyTerm(tuple(rank)), rank, title_weight=0.0))
    return questions


def through(index: SearchIndex) -> Ask:
    """Ours."""
    return lambda query: len(index.search(query).hits)


def bare_tantivy(index: tantivy.Index) -> Ask:
    """tantivy-py alone: a boolean query of terms, and the keys of the hits."""
    schema, searcher = tantivy_schema(), index.searcher()

    def ask(query: Query) -> int:
        must = [(tantivy.Occur.Must, _term(schema, term)) for term in _must(query)]
        should = [(tantivy.Occur.Should, _term(schema, term)) for term in query.rank]
        found = searcher.search(tantivy.Query.boolean_query([*must, *should]), limit=10)
        return len([searcher.doc(address).get_first("key") for _, address in found.hits])

    return ask


def bare_elasticsearch(client: Elasticsearch, index: str) -> Ask:
    """elasticsearch-py alone: a bool query of terms, counted in full as an answer's total must be."""

    def ask(query: Query) -> int:
        must = [{"term": {"rank_terms": term}} for term in _must(query)]
        should = [{"match": {"rank_terms": " ".join(query.rank)}}]
        asked: Mapping[str, object] = {"bool": {"filter": must, "should": should} if must else {"should": should}}
        found = client.search(index=index, query=asked, size=10, source={"includes": ["key"]}, track_total_hits=True)
        return len([hit["_source"]["key"] for hit in found["hits"]["hits"]])

    return ask


def _term(schema: tantivy.Schema, term: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema, "rank_terms", term, "freq")


def _must(query: Query) -> list[str]:
    """Terms that must match: the pairs of a short question's words."""
    if not isinstance(query.match, And):
        return []
    words = [part.atoms for part in query.match.parts if isinstance(part, Adjacent)]
    return [rank_pair(pairs(list(word))[0]) if len(word) > 1 else rank_atom(word[0]) for word in words]


if __name__ == "__main__":
    main()
