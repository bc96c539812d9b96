"""Do both engines answer alike? The same queries of a county over the embedded index and over Elasticsearch.

    python -m benchmarks.agreement HOME --elasticsearch URL [--questions 100]

Same total and facets, the share of the first twenty that both give, and the rank correlation (Spearman) of those. Hits
that score alike stand by their place in one engine and by their key in the other, so ties are ranked by their mean.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from archive.settings import load
from benchmarks.answers import questions
from console.office import Office
from indexer.elastic.index import ElasticIndex
from indexer.embedded.index import EmbeddedIndex
from indexer.index import MAPPING_VERSION, SearchIndex, Stamp
from indexer.pipeline import entries_of
from search_api.access import ADMINISTRATOR
from search_api.search import Answer, Request

FIRST = 20


def mean_ranks(scores: Mapping[str, float]) -> dict[str, float]:
    """The rank of each; those whose scores differ by less than a hundredth of a percent share theirs."""
    ordered = sorted(scores.items(), key=lambda one: -one[1])
    ranks: dict[str, float] = {}
    at = 0
    while at < len(ordered):
        same = [key for key, score in ordered[at:] if abs(score - ordered[at][1]) <= abs(ordered[at][1]) * 1e-4]
        ranks |= dict.fromkeys(same, at + (len(same) - 1) / 2)
        at += len(same)
    return ranks


def spearman(one: Answer, other: Answer) -> tuple[float, float] | None:
    """The share of the first twenty that both give, and the correlation of their ranks; None for fewer than three."""
    ours = {f"{hit.kind}:{hit.id}": hit.score for hit in one.hits}
    theirs = {f"{hit.kind}:{hit.id}": hit.score for hit in other.hits}
    both = ours.keys() & theirs.keys()
    if len(both) < 3:
        return None
    a, b = mean_ranks({k: ours[k] for k in both}), mean_ranks({k: theirs[k] for k in both})
    keys: Sequence[str] = sorted(both)
    first, second = [a[key] for key in keys], [b[key] for key in keys]
    if len(set(first)) == 1 or len(set(second)) == 1:
        return len(both) / max(len(ours), len(theirs)), 1.0 if len(set(first)) == len(set(second)) else 0.0
    return len(both) / max(len(ours), len(theirs)), statistics.correlation(first, second)


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", type=Path)
    options.add_argument("--elasticsearch", required=True)
    options.add_argument("--questions", type=int, default=100)
    given = options.parse_args()
    office = Office(load({}, given.home))
    made = list(entries_of(office.record, office.segmenter))
    stamp = Stamp(MAPPING_VERSION, office.segmenter.fingerprint)
    elastic = ElasticIndex(given.elasticsearch, name=f"agreement-{uuid.uuid4().hex[:8]}")
    with tempfile.TemporaryDirectory() as folder:
        engines: list[SearchIndex] = [EmbeddedIndex(Path(folder)), elastic]
        try:
            for engine in engines:
                engine.rebuild(made, stamp)
            for kind, asked in questions(office, given.questions).items():
                if kind in ("short", "relaxed"):
                    row(kind, [[replace(office.searcher, index=e).search(Request(q, limit=FIRST), ADMINISTRATOR)
                                for e in engines] for q in asked])  # fmt: skip
        finally:
            elastic.drop()


def row(kind: str, pairs: Sequence[Sequence[Answer]]) -> None:
    """Print what a sort of questions comes to."""
    same = sum(a.total == b.total and a.facets["kind"] == b.facets["kind"] for a, b in pairs)
    found = [value for a, b in pairs if (value := spearman(a, b)) is not None]
    shared, ranks = [value[0] for value in found], sorted(value[1] for value in found)
    print(
        f"{kind}: {len(pairs)} queries, same total and kinds {same}, shared {statistics.mean(shared):.3f}, "
        f"rank correlation mean {statistics.mean(ranks):.3f}, tenth lowest {ranks[len(ranks) // 10]:.3f}"
    )


if __name__ == "__main__":
    main()
