"""Sketches of papers, by which those with much text in common are found without comparing each with each.

MinHash of the set of shingles (A. Broder, On the resemblance and containment of documents, 1997), cut into bands (Leskovec,
Rajaraman, Ullman, Mining of Massive Datasets, 3.4): two papers whose shingles have the likeness J share at least one of b
bands of r rows with the probability 1 - (1 - J^r)^b. Pure, and the same on every machine.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from archive.chinese.fold import fold

SHINGLE = 3
"""Characters of a shingle."""
BANDS, ROWS = 50, 3
"""Half the shingles in common (two readings with 8 % of the characters wrong each have 44 %): found with 98 %; a tenth: 5 %."""
SHORTEST = 40
"""A text of fewer letters, digits and Chinese characters is not compared: too little to tell by."""
_SIGNS = re.compile(r"[\W_]+")
_Numbers = NDArray[np.uint64]


def squeezed(text: str) -> str:
    """The folded letters, digits and Chinese characters of a text, which OCR and line breaks change least."""
    return _SIGNS.sub("", fold(text))


def bands(text: str) -> list[int]:
    """The bands of a squeezed text, as whole numbers of 63 bits; none if it is too short."""
    if len(text) < SHORTEST:
        return []
    shingles = _shingles(text)
    least = np.array([(_mixed(shingles ^ seed)).min() for seed in _SEEDS], dtype=np.uint64)
    told = np.arange(BANDS, dtype=np.uint64)
    for row in least.reshape(BANDS, ROWS).T:
        told = _mixed(told ^ row)
    return [int(value) for value in told >> np.uint64(1)]


def _shingles(text: str) -> _Numbers:
    signs = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    size = len(signs) - SHINGLE + 1
    joined = np.zeros(size, dtype=np.uint64)
    for at in range(SHINGLE):
        joined = (joined << np.uint64(21)) | signs[at : at + size]
    return np.unique(joined)


def _mixed(values: _Numbers) -> _Numbers:
    """SplitMix64's last step (G. Steele and others, 2014): spreads numbers evenly."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_SEEDS = _mixed(np.arange(1, BANDS * ROWS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
