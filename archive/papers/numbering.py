"""Document numbers by series and year (GB/T 9704—2012 7.2.5): taken one after another, never twice. Pure.

A series is what stands before the year, such as 松信访复字. It comes of the pattern on the shelf,
``{机关代字}复字〔{年}〕{序号}号``, with the letters of the body that issues the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.errors import InvalidInput

_PATTERN: Final = re.compile(r"(?P<head>[^〔]+)〔\{年\}〕(?P<ordinal>第?)\{序号\}号")
_NUMBER: Final = re.compile(r"(?P<head>[一-鿿]{1,20})〔\d{4}〕(?P<ordinal>第?)(?:[1-9]\d{0,4}|\s*)号")
_LETTERS: Final = re.compile(r"\{[^}]*代字\}")
_SERIES: Final = re.compile(r"[一-鿿]{1,20}")
MOST: Final = 99_999
"""A series ends here, the form of the number allows five figures."""


@dataclass(frozen=True, slots=True)
class Series:
    """A row of numbers."""

    head: str
    """What stands before the year."""
    ordinal: bool = False
    """Whether 第 stands before the number, as committees' forms have it."""

    def number(self, year: int, seq: int) -> str:
        """``松信访复字〔2022〕12号``."""
        return f"{self.head}〔{year}〕{'第' if self.ordinal else ''}{seq}号"

    def blank(self, year: int) -> str:
        """The number before it is taken: ``松信访复字〔2022〕　号``."""
        return f"{self.head}〔{year}〕{'第' if self.ordinal else ''}　号"


def series_of_number(number: str) -> Series | None:
    """The series a number, taken or blank, belongs to; None if it has no such form."""
    match = _NUMBER.fullmatch(number)
    return Series(match["head"], bool(match["ordinal"])) if match else None


def takes_number(pattern: str) -> bool:
    """Whether papers of that pattern are numbered when they are signed; issues of a bulletin count weeks and months."""
    return _PATTERN.fullmatch(pattern) is not None


def series_of_pattern(pattern: str, letters: str) -> Series | None:
    """The series a shelf's pattern gives a body with those letters; None if the letters are not known.

    Raises InvalidInput for a pattern that is none.
    """
    match = _PATTERN.fullmatch(pattern)
    if match is None:
        raise InvalidInput(f"文书说明里的文号写法“{pattern}”不对。", "应写成 {机关代字}复字〔{年}〕{序号}号 的样子。")
    if not letters and _LETTERS.search(match["head"]):
        return None
    return named_series(_LETTERS.sub(letters, match["head"]), ordinal=bool(match["ordinal"]))


def named_series(head: str, *, ordinal: bool = False) -> Series:
    """A series as somebody typed it. Raises InvalidInput."""
    if not _SERIES.fullmatch(head.strip()):
        raise InvalidInput(f"“{head}”不是文号的代字。", "代字是年份前面的汉字，如“松信访复字”。")
    return Series(head.strip(), ordinal)


@dataclass(frozen=True, slots=True)
class Counter:
    """How far a series has come in one year."""

    series: str
    year: int
    first: int
    """The first number this record gave; earlier ones are in the paper register."""
    last: int

    def gaps(self, taken: Iterable[int]) -> tuple[int, ...]:
        """Numbers from the first to the last that no paper has."""
        return tuple(sorted(set(range(self.first, self.last + 1)) - set(taken)))

    def strangers(self, taken: Iterable[int]) -> tuple[int, ...]:
        """Numbers papers have that the series never gave."""
        return tuple(sorted(number for number in set(taken) if not self.first <= number <= self.last))
