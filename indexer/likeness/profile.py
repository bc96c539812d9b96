"""The counted words of one text: which of them tell what a matter is about, and how often each stands there. Pure.

Names of persons, places and bodies, numbers and times are left out, by jieba's own dictionary: two thefts are not alike for
having happened in one town. A word is held as the 32-bit check sum of its bytes; that two of half a million share one
costs nothing that could be measured.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.neighbours import ATOM, PAIR
from indexer.segment import names_and_numbers

Terms = NDArray[np.uint32]
_NUMBERED = re.compile(r"[0-9〇某]|^[甲乙丙丁一二三四五六七八九十百千万两]+.?$")
_MOST = 65_535
_REMEMBERED = 65_536


@dataclass(frozen=True, slots=True)
class Profile:
    """Counted words; ``terms`` are sorted, ``counts`` stand beside them."""

    terms: Terms
    counts: NDArray[np.float64]

    @property
    def length(self) -> float:
        """How many words there are."""
        return float(self.counts.sum())


def profile_of(ranked: Iterable[str]) -> Profile:
    """The counted words among rank terms."""
    counted: Counter[int] = Counter()
    for term, count in Counter(ranked).items():
        if term[0] not in (PAIR, ATOM) and (number := term_of(term)) is not None:
            counted[number] += count
    terms = np.fromiter(counted.keys(), np.uint32, len(counted))
    order = np.argsort(terms)
    counts = np.fromiter(counted.values(), np.float64, len(counted))
    return Profile(terms[order], counts[order])


@lru_cache(maxsize=_REMEMBERED)
def term_of(word: str) -> int | None:
    """The number a word is held by; None if it does not tell what a matter is about."""
    if len(word) < 2 or word.isascii() or word in names_and_numbers() or _NUMBERED.search(word):
        return None
    return crc32(word.encode("utf-8", "replace"))


def to_bytes(profile: Profile) -> bytes:
    """As it is stored: all terms as four bytes each, then all counts as two."""
    counts = np.minimum(profile.counts, _MOST).astype("<u2")
    return profile.terms.astype("<u4").tobytes() + counts.tobytes()


def from_bytes(stored: bytes) -> Profile:
    """What ``to_bytes`` made."""
    size = len(stored) // 6
    terms = np.frombuffer(stored, "<u4", size).astype(np.uint32)
    return Profile(terms, np.frombuffer(stored, "<u2", size, size * 4).astype(np.float64))
