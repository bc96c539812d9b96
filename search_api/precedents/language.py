"""How likely a case's words are to have been written with those of the question (Jelinek-Mercer). Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.likeness.model import Model
from indexer.likeness.profile import Profile


def likelihoods(asked: Profile, cases: list[Profile], model: Model, smoothing: float) -> NDArray[np.float64]:
    """The logarithm of the likelihood of the question, for each case, beyond what any case would have.

    Args:
        asked: the words of the question.
        cases: the words of the cases.
        model: how common words are.
        smoothing: weight of the archive's words beside those of the case, from 0 to 1.
    """
    frequency = np.maximum(_looked_up(asked, model), 1.0)
    background = smoothing * frequency / max(model.words, 1.0)
    return np.array([_likelihood(asked, case, background, smoothing) for case in cases])


def _likelihood(asked: Profile, case: Profile, background: NDArray[np.float64], smoothing: float) -> float:
    _, ours, theirs = np.intersect1d(asked.terms, case.terms, assume_unique=True, return_indices=True)
    if not len(ours):
        return 0.0
    share = (1 - smoothing) * case.counts[theirs] / case.length
    return float((asked.counts[ours] * np.log1p(share / background[ours])).sum())


def _looked_up(asked: Profile, model: Model) -> NDArray[np.float64]:
    at, known = model.places(asked.terms)
    found = np.zeros(len(asked.terms))
    found[known] = model.frequency[at[known]]
    return found
