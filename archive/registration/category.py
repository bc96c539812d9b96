"""The class of a matter by weighted words: the office's thirteen, with how far the first is ahead of the second."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from archive.registration.wordlists import any_of, entries

_TITLE, _HEADING = 40, 100
"""Signs at the beginning whose words count three times, and twice."""
_MOST = 5
"""Times a word counts at most."""


@dataclass(frozen=True, slots=True)
class FoundCategory:
    """A class with the word that speaks for it most, and where it first stands."""

    name: str
    start: int
    end: int
    confidence: float


@cache
def _table() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each word the classes it speaks for, with weights."""
    table: dict[str, list[tuple[str, int]]] = {}
    for category, weight, *some in entries("categories"):
        for word in some:
            table.setdefault(word, []).append((category, int(weight)))
    return {word: tuple(speaks) for word, speaks in table.items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(any_of(tuple(_table())))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a letter besides its words."""

    against: tuple[str, ...] = ()
    """Whom it complains of."""
    to: str = ""
    """To whom it is written."""
    asked: tuple[tuple[int, int], ...] = ()
    """Where its requests stand: their words count twice."""
    report: bool = False
    """Whether it reports officials: such letters are classed with none of the twelve."""
    family: bool = False
    """Whether kin quarrel."""


def find_category(text: str, known: Known = Known()) -> FoundCategory | None:
    """The class of a letter, or None if nothing speaks for any."""
    seen: dict[str, tuple[int, int]] = {}
    within = bytearray(len(text))
    for first, last in known.asked:
        within[first:last] = b"\1" * (last - first)
    for match in _pattern().finditer(text):
        word = match.group()
        at = match.start()
        place, times = seen.get(word, (at, 0))
        seen[word] = (place, times + (3 if at < _TITLE else 2 if at < _HEADING or within[at] else 1))
    scores: dict[str, float] = {}
    best: dict[str, tuple[float, str]] = {}
    for word, (_, times) in seen.items():
        for category, weight in _table()[word]:
            worth = weight * (1 + 0.5 * (min(times, _MOST) - 1))
            scores[category] = scores.get(category, 0.0) + worth
            best[category] = max(best.get(category, (0.0, "")), (worth, word))
    for category, worth in _by_bodies(known):
        scores[category] = scores.get(category, 0.0) + worth
    if not scores:
        return None
    ranked = sorted(scores, key=lambda category: -scores[category])
    best_score = scores[ranked[0]]
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    word = best.get(ranked[0], (0.0, text[:2]))[1]
    start = seen[word][0] if word in seen else 0
    confidence = 0.4 + 0.55 * (best_score - second) / best_score if best_score >= 6 else 0.35
    return FoundCategory(ranked[0], start, start + len(word), confidence)


def _by_bodies(known: Known) -> Iterator[tuple[str, float]]:
    """(class, weight) for whom the letter complains of, whom it is written to, and what kind it is."""
    for category, against, to, *parts in entries("category_bodies"):
        if any(part in name for part in parts for name in known.against):
            yield category, float(against)
        if any(part in known.to for part in parts):
            yield category, float(to)
    if known.report:
        yield "其他", _REPORT
    if known.family:
        yield "婚姻家庭", _FAMILY


_REPORT, _FAMILY = 30.0, 14.0
