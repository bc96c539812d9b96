"""Document numbers by series and year (GB/T 9704—2012 7.2.5): taken one after another, never twice. Pure.

A series is what stands before the year, such as 松信访复字. It comes of the pattern on the shelf,
``{机关代字}复字〔{年}〕{序号}号``, with the letters of the body that issues the paper. Minutes and bulletins print
``〔{年}〕{序号}号`` or ``〔{年}〕第{序号}期`` under their masthead; each masthead is a series of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.errors import InvalidInput

_PATTERN: Final = re.compile(r"(?P<head>[^〔]*)〔\{年\}〕(?P<ordinal>第?)\{序号\}(?P<counted>[号期])")
_NUMBER: Final = re.compile(r"(?P<head>[一-鿿]{1,40})〔\d{4}〕(?P<ordinal>第?)(?:[1-9]\d{0,4}|\s*)号")
_LETTERS: Final = re.compile(r"\{[^}]*代字\}")
_SERIES: Final = re.compile(r"[一-鿿]{1,40}")
MOST: Final = 99_999
"""A series ends here, the form of the number allows five figures."""


@dataclass(frozen=True, slots=True)
class Series:
    """A row of numbers."""

    head: str
    """What stands before the year, or the masthead."""
    ordinal: bool = False
    """Whether 第 stands before the number, as committees' forms have it."""
    counted: str = "号"
    """号, or 期 for the issues of a bulletin."""
    masthead: bool = False
    """Whether ``head`` is the masthead, which stands above the number and is not repeated in it."""

    def number(self, year: int, seq: int) -> str:
        """As it is printed: ``松信访复字〔2022〕12号``, under a masthead ``〔2022〕12号``."""
        return self._printed(year, str(seq))

    def cited(self, year: int, seq: int) -> str:
        """As others name it: ``松信访复字〔2022〕12号``, ``方正县信访工作联席会议纪要〔2022〕3号``."""
        return (self.head if self.masthead else "") + self._printed(year, str(seq))

    def blank(self, year: int) -> str:
        """The number before it is taken: ``松信访复字〔2022〕　号``."""
        return self._printed(year, "　")

    def _printed(self, year: int, seq: str) -> str:
        head = "" if self.masthead else self.head
        return f"{head}〔{year}〕{'第' if self.ordinal else ''}{seq}{self.counted}"


def series_of_number(number: str) -> Series | None:
    """The series a number, taken or blank, belongs to; None if it has no such form."""
    match = _NUMBER.fullmatch(number)
    return Series(match["head"], bool(match["ordinal"])) if match else None


def takes_number(pattern: str) -> bool:
    """Whether papers of that pattern are numbered when they are signed."""
    return _PATTERN.fullmatch(pattern) is not None


def series_of_pattern(pattern: str, letters: str, masthead: str = "", typed: str = "") -> Series | None:
    """The series a shelf's pattern gives a body with those letters, or the paper of that masthead.

    ``typed`` is the head somebody wrote instead. None if the letters are not known. Raises InvalidInput for a pattern
    that is none, and for a head that cannot be one.
    """
    match = _PATTERN.fullmatch(pattern)
    if match is None:
        raise InvalidInput(f"文书说明里的文号写法“{pattern}”不对。", "应写成 {机关代字}复字〔{年}〕{序号}号 的样子。")
    if not (letters or typed) and _LETTERS.search(match["head"]):
        return None
    under = not match["head"]
    head = typed or (masthead if under else _LETTERS.sub(letters, match["head"]))
    return Series(named_series(head).head, bool(match["ordinal"]), match["counted"], under)


def named_series(head: str) -> Series:
    """A series as somebody typed it. Raises InvalidInput."""
    if not _SERIES.fullmatch(head.strip()):
        raise InvalidInput(
            f"“{head}”不是文号的代字。",
            "代字是年份前面的汉字，如“松信访复字”；纪要、简报的是它的名称，可用 --series 写明。",
        )
    return Series(head.strip())


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
