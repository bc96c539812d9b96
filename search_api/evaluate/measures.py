"""Measures of one ranking against the judgements of its query: each a number from 0 to 1, more is better. Pure.

They are counted as trec_eval counts them: a document without a judgement is not relevant, the gain of NDCG is the grade
itself, discounted by log2(rank + 1).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Grades = Mapping[str, int]
"""Grades by document."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure with its name."""

    name: str
    of: Callable[[Sequence[str], Grades, int], float]
    """Of a ranking, the grades, and the least grade that counts as relevant."""


def precision(ranked: Sequence[str], grades: Grades, relevant_from: int, depth: int) -> float:
    """The share of the first ``depth`` places that hold something relevant."""
    return sum(grades.get(document, 0) >= relevant_from for document in ranked[:depth]) / depth


def recall(ranked: Sequence[str], grades: Grades, relevant_from: int, depth: int) -> float:
    """The share of what is relevant that is among the first ``depth``."""
    relevant = _relevant(grades, relevant_from)
    return len(relevant.intersection(ranked[:depth])) / len(relevant) if relevant else 0.0


def average_precision(ranked: Sequence[str], grades: Grades, relevant_from: int) -> float:
    """The mean over what is relevant of the precision where it stands; what is not found counts 0."""
    relevant = _relevant(grades, relevant_from)
    found, total = 0, 0.0
    for rank, document in enumerate(ranked, 1):
        if document in relevant:
            found += 1
            total += found / rank
    return total / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], grades: Grades, relevant_from: int, depth: int) -> float:
    """One divided by the rank of the first relevant one; 0 if it is not among the first ``depth``."""
    places = (rank for rank, one in enumerate(ranked[:depth], 1) if grades.get(one, 0) >= relevant_from)
    first = next(places, None)
    return 0.0 if first is None else 1 / first


def ndcg(ranked: Sequence[str], grades: Grades, depth: int) -> float:
    """Discounted gain of the first ``depth``, divided by the best there could be."""
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(document, 0) for document in ranked[:depth]]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(max(grade, 0) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _relevant(grades: Grades, relevant_from: int) -> set[str]:
    return {document for document, grade in grades.items() if grade >= relevant_from}


def _precision_at(depth: int) -> Measure:
    return Measure(f"P@{depth}", lambda ranked, grades, least: precision(ranked, grades, least, depth))


def _ndcg_at(depth: int) -> Measure:
    return Measure(f"NDCG@{depth}", lambda ranked, grades, _: ndcg(ranked, grades, depth))


MEASURES: tuple[Measure, ...] = (
    _precision_at(5),
    _precision_at(10),
    Measure("MAP", average_precision),
    _ndcg_at(10),
    _ndcg_at(20),
    _ndcg_at(30),
    Measure("MRR@10", lambda ranked, grades, least: reciprocal_rank(ranked, grades, least, 10)),
    Measure("R@100", lambda ranked, grades, least: recall(ranked, grades, least, 100)),
)
"""What ``juanzong evaluate`` prints."""
