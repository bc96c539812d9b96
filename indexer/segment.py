"""Cuts Chinese text into words: one function for what is stored and for what is asked.

rjieba (Rust) gives jieba's own words some twenty times faster once two differences are mended: it keeps runs of Latin
letters, digits and marks whole, and it reads user words without a file. jieba itself is the fallback where rjieba has
no wheel, and the reference of the tests.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from itertools import chain
from typing import Generic, TypeVar

from archive.chinese.fold import fold, is_symbol

SEGMENTER_VERSION = "1"
"""Raised whenever the same word list would cut differently than before."""

_LONGEST_TOKEN = 100
_MIXED_RUN = re.compile(r"[a-z0-9+#&._%-]+")
_JIEBA_SKIP = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_REMEMBERED = 200_000
"""Tokens of which a segmenter keeps what they are cut into; some forty megabytes."""
_NAMES_AND_NUMBERS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "m", "mq", "t"})
_Cut = Callable[[str], list[str]]
_T = TypeVar("_T")


@lru_cache(maxsize=1)
def office_words() -> tuple[str, ...]:
    """The words every office needs: terms of petition, mediation and law, in the order of the file."""
    lines = resources.files("indexer").joinpath("office_words.txt").read_text("utf-8").splitlines()
    return tuple(dict.fromkeys(word for line in lines if (word := fold(line.partition("#")[0]).strip())))


@lru_cache(maxsize=1)
def general_rarity() -> Mapping[str, float]:
    """How rare words are in general Chinese: jieba's own inverse document frequencies; a word it lacks is rare."""
    lines = resources.files("jieba").joinpath("analyse", "idf.txt").read_text("utf-8").splitlines()
    return {word: float(value) for word, _, value in (line.partition(" ") for line in lines)}


@lru_cache(maxsize=1)
def names_and_numbers() -> frozenset[str]:
    """Words jieba's dictionary has for names of persons, places and bodies, for numbers, quantities and times."""
    lines = resources.files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()
    split = (line.split(" ") for line in lines)
    return frozenset(word for word, _, kind in split if kind in _NAMES_AND_NUMBERS)


class Segmenter:
    """Cuts folded text with the general dictionary, the office's words and ``words`` of the user."""

    def __init__(self, words: Iterable[str] = (), *, reference: bool = False) -> None:
        """``reference`` cuts with jieba itself instead of its faster twin."""
        self.words = tuple(sorted({folded for word in words if (folded := fold(word).strip())}))
        self._reference = reference or importlib.util.find_spec("rjieba") is None

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change with the word list or the way of cutting."""
        listed = "\n".join((SEGMENTER_VERSION, *office_words(), "", *self.words))
        return hashlib.sha256(listed.encode()).hexdigest()[:16]

    def cut(self, folded: str) -> list[str]:
        """The words of folded text, without white space, none longer than 100 characters."""
        return self._cutters.words(folded)

    def both_cuts(self, folded: str) -> list[tuple[list[str], list[str]]]:
        """Folded text as it is cut with the office's own words and without them, piece by piece.

        The pieces in order make up the text; in most of them both cuts are the same single word.
        """
        own = self.cut(folded)
        if not any(word in folded for word in self.words):
            return [([word], [word]) for word in own]
        return _side_by_side(own, _built_in(self._reference).cut(folded))

    def cut_for_search(self, folded: str) -> list[str]:
        """Like ``cut``, with the shorter dictionary words inside long ones before them."""
        return self._cutters.search(folded)

    def ranked_words(self, folded: str) -> str:
        """The words of ``cut_for_search`` that do not begin with a mark, separated by blanks."""
        return self._cutters.ranked(folded)

    def knows(self, word: str) -> bool:
        """Whether a dictionary or list holds a folded word: others are guesses, often the end of one and the next one's begin."""
        return self._cutters.known(word)

    @cached_property
    def _cutters(self) -> _Cutters:
        return self._jieba() if self._reference else self._rjieba()

    def _jieba(self) -> _Cutters:
        import jieba

        jieba.setLogLevel(60)
        tokenizer = jieba.Tokenizer()
        for word in (*office_words(), *self.words):
            tokenizer.add_word(word)
        return _Cutters(
            lambda text: _tidy(tokenizer.lcut(text)),
            lambda text: _tidy(tokenizer.lcut_for_search(text)),
            lambda text: _ranked(_tidy(tokenizer.lcut_for_search(text))),
            lambda word: bool(tokenizer.FREQ.get(word)),
        )

    def _rjieba(self) -> _Cutters:
        import rjieba

        engine = rjieba.Jieba()
        for word in (*office_words(), *self.words):
            engine.add_word(word, None, None)

        def split_run(token: str) -> list[str]:
            """Split a mixed run as jieba does; rjieba keeps ``hj125t-9c`` whole."""
            mixed = token.isascii() and not token.isalpha() and not token.isdigit() and _MIXED_RUN.fullmatch(token)
            if mixed and not engine.has_word(token):
                return [part for part in _JIEBA_SKIP.split(token) if part]
            return [token]

        def with_shorter_words(word: str) -> tuple[str, ...]:
            """jieba's rule: dictionary words of two, then of three characters inside the word, then the word."""
            shorter = [
                gram
                for length in (2, 3)
                if len(word) > length
                for at in range(len(word) - length + 1)
                if engine.has_word(gram := word[at : at + length])
            ]
            return (*shorter, word)

        def words(token: str) -> list[str]:
            return _tidy(split_run(token))

        def search_words(token: str) -> list[str]:
            if len(token) < 3 and not token.isascii():
                return [token]  # most are: nothing to split, nothing inside
            return _tidy([word for part in split_run(token) for word in with_shorter_words(part)])

        remembered, remembered_search = _Memory(words), _Memory(search_words)
        remembered_ranked = _Memory(lambda token: _ranked(search_words(token)))
        return _Cutters(
            lambda text: list(chain.from_iterable(map(remembered.__getitem__, engine.cut(text)))),
            lambda text: list(chain.from_iterable(map(remembered_search.__getitem__, engine.cut(text)))),
            lambda text: " ".join(filter(None, map(remembered_ranked.__getitem__, engine.cut(text)))),
            engine.has_word,
        )


@dataclass(frozen=True, slots=True)
class _Cutters:
    words: _Cut
    search: _Cut
    ranked: Callable[[str], str]
    known: Callable[[str], bool]


class _Memory(dict[str, _T], Generic[_T]):
    """What becomes of each token, worked out once."""

    def __init__(self, become: Callable[[str], _T]) -> None:
        super().__init__()
        self._become = become

    def __missing__(self, token: str) -> _T:
        became = self._become(token)
        if len(self) < _REMEMBERED and len(token) <= _LONGEST_TOKEN:  # one that is a page long is not worth it
            self[token] = became
        return became


@lru_cache(maxsize=2)
def _built_in(reference: bool) -> Segmenter:
    return Segmenter(reference=reference)


def _side_by_side(one: Iterable[str], other: Iterable[str]) -> list[tuple[list[str], list[str]]]:
    """Two cuts of one text, parted wherever both end a word."""
    pieces: list[tuple[list[str], list[str]]] = []
    ones, others = list(one), list(other)
    while ones or others:
        left, right = ones[:1], others[:1]
        while (ahead := sum(map(len, left)) - sum(map(len, right))) != 0:
            if ahead < 0:
                left.append(ones[len(left)])
            else:
                right.append(others[len(right)])
        pieces.append((left, right))
        del ones[: len(left)], others[: len(right)]
    return pieces


def _ranked(words: list[str]) -> str:
    return " ".join(word for word in words if not is_symbol(word[0]))


def _tidy(tokens: list[str]) -> list[str]:
    tidy: list[str] = []
    for token in tokens:
        if token.isspace():
            continue
        if len(token) > _LONGEST_TOKEN:
            tidy += [token[at : at + _LONGEST_TOKEN] for at in range(0, len(token), _LONGEST_TOKEN)]
        else:
            tidy.append(token)
    return tidy
