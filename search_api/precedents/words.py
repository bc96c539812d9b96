"""Which words make two matters alike, and which mark only one of them. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.cases.model import Case, Party
from archive.chinese.fold import fold
from indexer.entry import case_text
from indexer.likeness.profile import term_of
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
    text: str, parties: Sequence[Party], cases: Sequence[Case], shown: int, segmenter: Segmenter
) -> dict[str, Words]:
    """The words of the first ``shown`` cases, by number; those few of all ``cases`` hold come first.

    ``parties`` are those of the question: what only one side holds does not name persons.
    """
    whole = {case.no: _words(case_text(case), segmenter) for case in cases}
    asked = _words(text, segmenter)
    holders: Counter[str] = Counter(word for held in whole.values() for word in held)
    rarity = general_rarity()

    def weight(word: str, count: int) -> float:
        return math.log(1 + len(whole) / max(holders[word], 1)) * rarity.get(word, _RARE) * math.sqrt(count)

    found = {}
    for case in cases[:shown]:
        held = whole[case.no]
        theirs = _words(matter(case), segmenter)
        names = [fold(party.name) for party in (*case.parties, *parties) if party.name]
        found[case.no] = Words(
            _best(asked, (word for word in asked if word in held), weight, _SHOWN),
            _best(asked, (word for word in asked if word not in held and _tells(word, names)), weight, _APART),
            _best(theirs, (word for word in theirs if word not in asked and _tells(word, names)), weight, _APART),
        )
    return found


def _best(
    counted: Mapping[str, int], words: Iterable[str], weight: Callable[[str, int], float], most: int
) -> tuple[str, ...]:
    ordered = sorted(words, key=lambda word: (-weight(word, counted[word]), word))
    return tuple(_longest_only(ordered[: 4 * most])[:most])


def _tells(word: str, names: Sequence[str]) -> bool:
    """Whether it tells what a matter is about: no name, nor a part of one, no place, number or time."""
    return term_of(word) is not None and not any(word in name or name in word for name in names)


def _longest_only(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if not any(word in other for other in kept):
            kept = [other for other in kept if other not in word]
            kept.append(word)
    return kept


def _words(text: str, segmenter: Segmenter) -> Counter[str]:
    return Counter(word for word in segmenter.cut(fold(text)) if len(word) > 1 and word.isalpha())
