"""To which of the archive's own classes a text belongs, by its words (naive Bayes). Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.likeness.model import ALPHA, Model
from indexer.likeness.profile import Profile


def belonging(text: Profile, model: Model, temperature: float) -> NDArray[np.float64]:
    """The share of each class in a text, as a vector of length 1; of no length if the archive has no classes.

    ``temperature`` divides the logarithms, so that the likeliest class does not take all.
    """
    if not model.names or not len(model.terms):
        return np.zeros(len(model.names))
    at = np.minimum(np.searchsorted(model.terms, text.terms), len(model.terms) - 1)
    known = model.terms[at] == text.terms
    at, counts = at[known], np.log1p(text.counts[known])
    first, last = model.starts[at], model.starts[at + 1]
    sizes = last - first
    places = np.repeat(first - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes) + np.arange(sizes.sum())
    added = np.bincount(
        model.classes[places], model.weights[places] * np.repeat(counts, sizes), minlength=len(model.names)
    )
    logarithms = (model.priors + added + counts.sum() * (np.log(ALPHA) - model.masses)) / temperature
    shares = np.exp(logarithms - logarithms.max())
    return np.asarray(shares / np.linalg.norm(shares), np.float64)
