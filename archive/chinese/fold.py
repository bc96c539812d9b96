"""Folding: the one form in which text is stored for search and asked for.

Width (NFKC), case, traditional to simplified, every spelling of the brackets round a year and of the round zero, and
white space between Chinese characters. What is shown to a reader is never folded. Folding a part of a text gives the
same characters as folding the whole, so that a part asked for is found; folding twice changes nothing more.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from codecs import utf_32_le_decode, utf_32_le_encode
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters and radicals, for use inside a regular expression's brackets."""

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
class Placed:
    """A text folded but for its white space, and the way back to the original."""

    text: str
    origin: NDArray[np.intp] | None
    """For each character of ``text`` the offset in the original it came from; None where nothing has moved, as nearly always."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that ``text[start:end]`` came from."""
        if self.origin is None:
            return start, end
        return int(self.origin[start]), int(self.origin[end - 1]) + 1


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
        if len(folded) == 1:
            _SINGLE[code] = ord(folded)
        if len(self) < _REMEMBERED:
            self[code] = folded
        return folded


_REMEMBERED = 65536
_TABLE = _Table()
_LONG = 64
"""Characters from which on a text is folded as an array, which is several times faster."""
_SINGLE: NDArray[np.uint32] = np.zeros(sys.maxunicode + 1, np.uint32)
"""The code of the one character that each becomes; 0 where it was not yet met, or becomes none or several."""


def _each(text: str) -> str | None:
    """The folded characters where each becomes exactly one, as nearly always; else None."""
    encoded, _ = utf_32_le_encode(text, "surrogatepass")  # by name, a codec is looked up anew for every text
    folded, _ = utf_32_le_decode(_SINGLE.take(np.frombuffer(encoded, np.uint32), mode="clip").data)
    return None if "\0" in folded else folded


def fold(text: str) -> str:
    """The folded form of ``text``."""
    folded = (_each(text) if len(text) >= _LONG else None) or text.translate(_TABLE)
    if "19" in folded or "20" in folded:
        folded = _NUMBER_BRACKETS.sub(r"〔\1〕", folded)
    return _SPACE_TO_CLOSE.sub("", folded) if " " in folded else folded


def fold_placed(text: str) -> Placed:
    """The folded form of ``text`` with its white space, and with the way back to the original, for highlights."""
    folded, origin = _each(text), None
    if folded is None:
        text.translate(_TABLE)  # by now each has been met
        folded = _each(text)
    if folded is None:
        parts = [_fold_character(character) for character in text]
        folded, origin = "".join(parts), np.repeat(np.arange(len(parts)), list(map(len, parts)))
    if "19" in folded or "20" in folded:
        folded = _NUMBER_BRACKETS.sub(lambda found: f"〔{found[0][1:-1]}〕", folded)
    return Placed(folded, origin)


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


@lru_cache(maxsize=65536)
def is_symbol(atom: str) -> bool:
    """True for an atom that is neither letter, digit nor Chinese character: punctuation, marks, private use."""
    return unicodedata.category(atom[0])[0] in "PSZC" and not atom[0].isalnum()
