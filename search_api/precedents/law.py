"""Likeness by the law cited: what the nearest cases rest on, and how much of it a case shares. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import chain

from indexer.likeness.model import Model

Weights = Mapping[str, float]
"""Weight of each article by its key."""


def cited_nearby(nearest: Sequence[Sequence[str]], smoothing: float) -> dict[str, float]:
    """What the nearest cases cite, each by 1 / (rank + ``smoothing``), the first of rank 1."""
    weights: dict[str, float] = {}
    for rank, articles in enumerate(nearest, 1):
        for article in articles:
            weights[article] = weights.get(article, 0.0) + 1 / (rank + smoothing)
    return weights


def shared(expected: Weights, cases: Sequence[Sequence[str]], model: Model) -> list[float]:
    """For each case the cosine between the articles expected and those it cites; rare ones count more, unknown ones not."""
    rarity = {article: _rarity(article, model) for article in {*expected, *chain.from_iterable(cases)}}
    ours = math.sqrt(sum((weight * rarity[article]) ** 2 for article, weight in expected.items()))
    return [_cosine(expected, ours, articles, rarity) for articles in cases]


def _cosine(expected: Weights, ours: float, articles: Sequence[str], rarity: Weights) -> float:
    theirs = math.sqrt(sum(rarity[article] ** 2 for article in articles))
    if not ours or not theirs:
        return 0.0
    return sum(expected.get(article, 0.0) * rarity[article] ** 2 for article in articles) / (ours * theirs)


def _rarity(article: str, model: Model) -> float:
    count = model.cited.get(article, 0)
    return math.log(1 + model.cases / count) if count else 0.0
