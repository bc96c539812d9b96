"""To which of the archive's own classes texts belong, by their words (naive Bayes). Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.likeness.model import ALPHA, Model
from indexer.likeness.profile import Profile

_CELLS = 2_000_000
"""Weights laid out in memory at a time."""


def belonging(texts: Sequence[Profile], model: Model, temperature: float) -> NDArray[np.float64]:
    """A row for each text: the share of each class in it, as a vector of length 1; of no length without classes.

    ``temperature`` divides the logarithms, so that the likeliest class does not take all.
    """
    if not model.names or not len(model.terms) or not texts:
        return np.zeros((len(texts), len(model.names)))
    known = [_known(text, model) for text in texts]
    used = np.unique(np.concatenate([at for at, _ in known]))
    added = np.zeros((len(texts), len(model.names)))
    most = max(1, _CELLS // len(model.names))
    for begin in range(0, len(used), most):
        here = used[begin : begin + most]
        laid = _laid_out(here, model)
        for row, (at, counts) in zip(added, known, strict=True):
            first, last = np.searchsorted(at, (here[0], here[-1] + 1))
            # a product of matrices would set several threads to work, which on a busy machine wait for each other
            row += np.einsum("i,ij->j", counts[first:last], laid[np.searchsorted(here, at[first:last])])
    lengths = np.array([counts.sum() for _, counts in known])[:, np.newaxis]
    logarithms = (model.priors + added + lengths * (np.log(ALPHA) - model.masses)) / temperature
    shares = np.exp(logarithms - logarithms.max(axis=1, keepdims=True))
    return np.asarray(shares / np.linalg.norm(shares, axis=1, keepdims=True), np.float64)


def _known(text: Profile, model: Model) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Where in the model those words of a text stand that it knows, in order, and the logarithm of how many there are."""
    at, known = model.places(text.terms)
    return at[known], np.log1p(text.counts[known])


def _laid_out(terms: NDArray[np.intp], model: Model) -> NDArray[np.float64]:
    """A row for each of these terms of the model, a column for each class: what the term adds to it."""
    first = model.starts[terms]
    sizes = model.starts[terms + 1] - first
    row = np.repeat(np.arange(len(terms)), sizes)
    places = np.arange(len(row)) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)
    laid = np.zeros((len(terms), len(model.names)))
    laid[row, model.classes[places]] = model.weights[places]
    return laid
