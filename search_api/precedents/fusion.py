"""Ranks candidates anew by several signals: words, class, and the law the nearest cases rest on. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.likeness.model import Model
from indexer.likeness.profile import Profile
from search_api.precedents.classes import belonging
from search_api.precedents.language import likelihoods
from search_api.precedents.law import cited_nearby, shared
from search_api.ranking import LIKENESS, NEAREST, RANK_SMOOTHING, SMOOTHING, TEMPERATURE


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that may be like the question."""

    no: str
    words: Profile
    articles: tuple[str, ...]
    """What it rests on, by key."""


@dataclass(frozen=True, slots=True)
class Signals:
    """How like one case is, by each signal; none can be compared with another question's."""

    words: float
    kind: float
    """By the class its words belong to."""
    class_law: float
    """By the articles that are classes themselves, as far as the question belongs to them."""
    near_law: float
    """By the articles the nearest cases rest on."""


def rank(
    asked: Profile, wanted: Sequence[Candidate], around: Sequence[Candidate], model: Model
) -> list[tuple[Candidate, float]]:
    """The wanted cases, most alike first, with the weighted sum of their signals, each as deviations from its mean.

    Args:
        asked: the words of the question.
        wanted: the cases to rank.
        around: cases of the whole archive whose words are near; the law is taken from them.
        model: figures over the archive.
    """
    total = deviations(measure(asked, wanted, around, model)) @ np.asarray(LIKENESS)
    order = np.argsort(-total, kind="stable")
    return [(wanted[at], float(total[at])) for at in order]


def measure(asked: Profile, wanted: Sequence[Candidate], around: Sequence[Candidate], model: Model) -> list[Signals]:
    """The signals of each wanted case; the same arguments as ``rank``."""
    every = list({one.no: one for one in (*around, *wanted)}.values())
    ours, *theirs = belonging([asked, *(one.words for one in every)], model, TEMPERATURE)
    words = likelihoods(asked, [one.words for one in every], model, SMOOTHING).tolist()
    measured = {one.no: (near, float(kind @ ours)) for one, near, kind in zip(every, words, theirs, strict=True)}
    expected = cited_nearby([one.articles for one in _nearest(around, measured)], RANK_SMOOTHING)
    likely = dict(zip(model.names, ours.tolist(), strict=True))
    cited = [one.articles for one in wanted]
    law = zip(shared(likely, cited, model), shared(expected, cited, model), strict=True)
    return [Signals(*measured[one.no], *both) for one, both in zip(wanted, law, strict=True)]


def deviations(signals: Sequence[Signals]) -> NDArray[np.float64]:
    """A row for each case, a column for each signal, as deviations from its mean."""
    columns = [[one.words, one.kind, one.class_law, one.near_law] for one in signals]
    given = np.asarray(columns, np.float64).reshape(len(signals), 4)
    return np.column_stack([_deviations(column) for column in given.T])


def _nearest(around: Sequence[Candidate], measured: Mapping[str, tuple[float, float]]) -> list[Candidate]:
    """Nearest by words and class."""
    pairs = [measured[one.no] for one in around]
    total = _deviations([words for words, _ in pairs]) + _deviations([kind for _, kind in pairs])
    return [around[at] for at in np.argsort(-total, kind="stable")[:NEAREST]]


def _deviations(values: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    given = np.asarray(values, np.float64)
    spread = given.std() if len(given) else 0.0
    return np.zeros(len(given)) if spread < 1e-12 else (given - given.mean()) / spread
