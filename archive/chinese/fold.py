"""Folding: the one form in which text is stored for search and asked for.

Width (NFKC), case, traditional to simplified, every spelling of the brackets round a year and of the round zero, and
white space between Chinese characters. What is shown to a reader is never folded. Folding a part of a text gives the
same characters as folding the whole, so that a part asked for is found; folding twice changes nothing more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters and radicals, for use inside a regular expression's brackets."""

_ATOM = re.compile(r"[a-z0-9]+|[^\s]")
_RUN = re.compile(r"[a-z0-9]+|[^\sa-z0-9]+")
"""Atoms, those of one character in runs."""
_ALPHANUMERIC = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
LONGEST_ATOM = 100
"""A longer run of letters and digits is cut into pieces of so many characters."""
_CLOSING = f"[{HAN}，。、；：？！”“’‘（）《》〔〕]"
_SPACE_TO_CLOSE = re.compile(rf" (?<={_CLOSING} ) *(?={_CLOSING})")
"""In text whose white space is blanks; looks back only where there is one."""
_NUMBER_BRACKETS = re.compile(r"[\[【({<〈〔﹝]\s*((?:19|20)\d\d)\s*[\]】)}>〉〕﹞]")
_ROUND_ZERO = str.maketrans("○◯", "〇〇")
_SIMPLIFIER = OpenCC("t2s")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back to the original."""

    text: str
    origin: Sequence[int]
    """For each character of ``text`` the offset in the original it came from."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that ``text[start:end]`` came from."""
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs") and not character.isspace():
        return ""  # control and format characters, and halves of surrogate pairs, which no engine can store
    folded = unicodedata.normalize("NFKC", character).lower().translate(_ROUND_ZERO)
    return "".join(" " if c.isspace() else _simplified(c) for c in folded)


def _simplified(character: str) -> str:
    # twice, because 薴 becomes 苧, and 苧 by itself becomes 苎
    simplified: str = _SIMPLIFIER.convert(_SIMPLIFIER.convert(character))
    return simplified


def simplified_signs(text: str) -> str:
    """Traditional characters in their simplified form, sign for sign; everything else as it is."""
    return text if text.isascii() else text.translate(_SIGNS)


class _Signs(dict[int, str]):
    """The simplified form of each character where that is one character too; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        simple = _simplified(sign)
        self[code] = simple if len(simple) == 1 else sign
        return self[code]


_SIGNS = _Signs()


class _Table(dict[int, str]):
    """What each character folds to, for ``str.translate``; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(folded) != 1:
            _UNEVEN.add(chr(code))
        if len(self) < _REMEMBERED:
            self[code] = folded
        return folded


_REMEMBERED = 65536
_UNEVEN: set[str] = set()
"""Characters met that fold to none or to several."""
_TABLE = _Table()


def fold(text: str) -> str:
    """The folded form of ``text``."""
    folded = text.translate(_TABLE)
    if "19" in folded or "20" in folded:
        folded = _NUMBER_BRACKETS.sub(r"〔\1〕", folded)
    return _SPACE_TO_CLOSE.sub("", folded) if " " in folded else folded


def fold_with_origin(text: str) -> Folded:
    """The folded form of ``text`` with the way back to the original, for highlights."""
    folded = text.translate(_TABLE)
    if _UNEVEN.isdisjoint(text):  # as nearly always: each character has become one
        origin: Sequence[int] = range(len(text))
    else:
        origin = [offset for offset, character in enumerate(text) for _ in _fold_character(character)]
    if "19" in folded or "20" in folded:
        dropped = []
        for match in list(_NUMBER_BRACKETS.finditer(folded)):
            start, end = match.span()
            folded = f"{folded[:start]}〔{folded[start + 1 : end - 1]}〕{folded[end:]}"
            dropped += [(start + 1, match.start(1)), (match.end(1), end - 1)]
        folded, origin = _without(folded, origin, dropped)
    if " " in folded:
        folded, origin = _without(folded, origin, [match.span() for match in _SPACE_TO_CLOSE.finditer(folded)])
    return Folded(folded, origin)


def _without(text: str, origin: Sequence[int], spans: list[tuple[int, int]]) -> tuple[str, Sequence[int]]:
    """Text and origin with some spans, in order, taken out."""
    if not spans:
        return text, origin
    kept: list[str] = []
    offsets: list[int] = []
    at = 0
    for start, end in spans:
        kept.append(text[at:start])
        offsets += origin[at:start]
        at = end
    return "".join([*kept, text[at:]]), [*offsets, *origin[at:]]


def atoms(folded: str) -> list[str]:
    """Cut folded text into atoms: single characters, and whole runs of Latin letters and digits.

    White space separates and is not kept; a run longer than ``LONGEST_ATOM`` is cut into pieces.
    """
    found: list[str] = []
    for run in _RUN.findall(folded):
        if run[0] not in _ALPHANUMERIC:
            found += run
        elif len(run) <= LONGEST_ATOM:
            found.append(run)
        else:
            found += [run[at : at + LONGEST_ATOM] for at in range(0, len(run), LONGEST_ATOM)]
    return found


def atom_spans(folded: str) -> list[tuple[str, int, int]]:
    """Atoms with their half-open spans in ``folded``."""
    spans: list[tuple[str, int, int]] = []
    for match in _ATOM.finditer(folded):
        atom, start = match.group(), match.start()
        for at in range(0, len(atom), LONGEST_ATOM):
            piece = atom[at : at + LONGEST_ATOM]
            spans.append((piece, start + at, start + at + len(piece)))
    return spans


@lru_cache(maxsize=65536)
def is_symbol(atom: str) -> bool:
    """True for an atom that is neither letter, digit nor Chinese character: punctuation, marks, private use."""
    return unicodedata.category(atom[0])[0] in "PSZC" and not atom[0].isalnum()
