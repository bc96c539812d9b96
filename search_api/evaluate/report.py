"""A ranking judged: every measure with its interval, and beside another ranking whether they differ. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search_api.evaluate.chance import interval, paired_p
from search_api.evaluate.measures import MEASURES
from search_api.evaluate.trec import Qrels, Run


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure over all queries."""

    name: str
    mean: float
    low: float
    """Lower end of the 95 % interval."""
    high: float
    other: float | None = None
    """The mean of the ranking compared with; None if there is none."""
    p: float | None = None
    """How often chance alone would make a difference as large."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came out."""

    queries: int
    """Queries both asked and judged; the measures are means over them."""
    relevant_from: int
    figures: tuple[Figure, ...]
    not_judged: tuple[str, ...] = ()
    """Queries without judgements; left out."""
    not_asked: tuple[str, ...] = ()
    """Queries with judgements that were not asked; left out."""
    without_relevant: tuple[str, ...] = ()
    """Queries of which no document reaches the grade: they count 0 in all but NDCG."""
    by_query: Mapping[str, Mapping[str, float]] | None = None
    """Every measure of every query."""


def report(
    run: Run, qrels: Qrels, asked: Sequence[str], *, relevant_from: int, seed: int, against: Run | None = None
) -> Report:
    """Judge a ranking of the queries asked; one that found nothing counts 0."""
    judged = [query for query in dict.fromkeys(asked) if query in qrels]
    ours = _values(run, qrels, judged, relevant_from)
    theirs = None if against is None else _values(against, qrels, judged, relevant_from)
    figures = []
    for measure in MEASURES:
        values = [ours[query][measure.name] for query in judged]
        low, high = interval(values, seed)
        figure = Figure(measure.name, _mean(values), low, high)
        if theirs is not None:
            others = [theirs[query][measure.name] for query in judged]
            figure = Figure(measure.name, figure.mean, low, high, _mean(others), paired_p(values, others, seed))
        figures.append(figure)
    return Report(
        len(judged),
        relevant_from,
        tuple(figures),
        tuple(query for query in dict.fromkeys(asked) if query not in qrels),
        tuple(sorted(set(qrels).difference(asked))),
        tuple(query for query in judged if max(qrels[query].values()) < relevant_from),
        ours,
    )


def _values(run: Run, qrels: Qrels, judged: Sequence[str], relevant_from: int) -> dict[str, dict[str, float]]:
    return {
        query: {
            measure.name: measure.of([document for document, _ in run.get(query, ())], qrels[query], relevant_from)
            for measure in MEASURES
        }
        for query in judged
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
