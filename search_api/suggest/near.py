"""Words that are nearly the one typed: sounding the same, looking alike, or one character away. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from archive.chinese.fold import atoms, is_symbol
from archive.chinese.pinyin import readings
from indexer.segment import Segmenter
from search_api.habits.widening import confusable

LONGEST = 5
"""Characters of a word that may be mistyped."""
_LONGEST_JOINED = 4
_MOST = 400
"""Ways of a word that are looked up."""


def doubtful(folded: str, segmenter: Segmenter) -> list[str]:
    """Parts of a typed word that may be mistyped: itself if short, its words, and two neighbours joined.

    A wrong character breaks the word it stands in: 宅及地 is cut to 宅及 and 地.
    """
    words = [word for word in segmenter.cut(folded) if not all(map(is_symbol, atoms(word)))]
    joined = [a + b for a, b in pairwise(words) if len(a) + len(b) <= _LONGEST_JOINED]
    return [part for part in dict.fromkeys([folded, *words, *joined]) if 1 < len(part) <= LONGEST and part in folded]


def sounding_or_looking_alike(word: str) -> list[str]:
    """The word with one character in the place of another of the same sound or shape."""
    found: dict[str, None] = {}
    for at, sign in enumerate(word):
        others = dict.fromkeys([*confusable().get(sign, ""), *_same_sound(sign)])
        found |= dict.fromkeys(word[:at] + other + word[at + 1 :] for other in others)
    return list(found)[:_MOST]


def one_away(word: str, other: str) -> bool:
    """Whether one character put in, left out, changed, or two changed about make the one into the other."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    short, long = sorted((word, other), key=len)
    if len(short) == len(long):
        differ = [at for at, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and short[differ[0]] == long[differ[1]]
        return len(differ) == 1 or (swapped and short[differ[1]] == long[differ[0]])
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


@lru_cache(maxsize=1)
def _by_sound() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for sign, ways in readings().items():
        for way in ways:
            found[way] = found.get(way, "") + sign
    return found


def _same_sound(sign: str) -> Iterator[str]:
    for way in readings().get(sign, ())[:2]:
        yield from (other for other in _by_sound()[way] if other != sign)
