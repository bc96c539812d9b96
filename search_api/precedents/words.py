"""Which words make two matters alike, and which mark only one of them. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from archive.cases.model import Case
from archive.cases.text import case_text
from archive.chinese.fold import fold
from indexer.likeness.profile import Profile, term_of
from indexer.segment import Segmenter, general_rarity
from search_api.precedents.question import matter

_SHOWN = 8
_APART = 5
"""Words shown that only one of the two holds."""
_RARE = 12.0
"""Inverse document frequency of a word general Chinese hardly knows, such as a term of the trade."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a question and of one case, best first."""

    both: tuple[str, ...]
    only_asked: tuple[str, ...]
    only_found: tuple[str, ...]


def shared_words(
    text: str, question: Case, shown: Sequence[Case], around: Sequence[Profile], segmenter: Segmenter
) -> dict[str, Words]:
    """The words that tell what a matter is about, of each of the cases shown; those few of the cases ``around`` hold come first.

    Persons, bodies and places of either side are left out: they make no matter like another.
    """
    held_by = _holders(around)
    asked = _weighted(_words(text, segmenter), held_by, len(around))
    found = {}
    for case in shown:
        held = fold(case_text(case))
        theirs = _words(matter(case), segmenter)
        new = {word: count for word, count in theirs.items() if word not in asked}
        named = [party.name for party in (*case.parties, *question.parties)] + [case.region, question.region]
        names = [fold(name) for name in named if name]
        found[case.no] = Words(
            _best({word: weight for word, weight in asked.items() if word in held}, names, _SHOWN),
            _best({word: weight for word, weight in asked.items() if word not in held}, names, _APART),
            _best(_weighted(new, held_by, len(around)), names, _APART),
        )
    return found


def _weighted(words: Mapping[str, int], held_by: Mapping[int, int], cases: int) -> dict[str, float]:
    """How much each word tells: by how few of the cases hold it, how rare it is in general, and how often it stands here."""
    rarity = general_rarity()
    return {
        word: math.log(1 + max(cases, 1) / held_by.get(term_of(word) or 0, 1))
        * rarity.get(word, _RARE)
        * math.sqrt(count)
        for word, count in words.items()
    }


def _holders(around: Sequence[Profile]) -> dict[int, int]:
    """In how many of the cases each word stands, by its number."""
    if not around:
        return {}
    terms, holders = np.unique(np.concatenate([case.terms for case in around]), return_counts=True)
    return dict(zip(terms.tolist(), holders.tolist(), strict=True))


def _best(weights: Mapping[str, float], names: Sequence[str], most: int) -> tuple[str, ...]:
    """The words that weigh most, without names and parts of them."""
    ordered = sorted(weights, key=lambda word: (-weights[word], word))
    telling = (word for word in ordered if not any(word in name or name in word for name in names))
    return tuple(_longest_only(list(islice(telling, 4 * most)))[:most])


def _longest_only(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if not any(word in other for other in kept):
            kept = [other for other in kept if other not in word]
            kept.append(word)
    return kept


def _words(text: str, segmenter: Segmenter) -> Counter[str]:
    """The words that tell what a matter is about, as the ranking counts them: no names, numbers, places, times or guesses."""
    cut = Counter(segmenter.cut(fold(text)))
    return Counter(
        {word: n for word, n in cut.items() if word.isalpha() and term_of(word) is not None and segmenter.knows(word)}
    )
