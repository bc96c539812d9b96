"""Chinese dates in every form people write them.

Arabic (2022年5月6日, 2022-05-06, 2022.5.6, 2022/5/6), Chinese numerals (二〇二二年五月六日, with 〇, ○, 零 or 0) and
imprecise ones (2022年5月, 2022年). GB/T 9704—2012 7.3.5.4 and GB/T 15835 give the forms.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "O": "0", "o": "0"}
_DIGITS |= {"两": "2", "元": "1"}
_CHINESE_DIGIT = r"[零〇○Oo0一二三四五六七八九]"
_CHINESE_SMALL = r"(?:[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
_WIDE = re.compile("[０-９．－／]")
_WIDTH = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")
# both begin with a set of characters, by which the engine finds where to look; what precedes is asked afterwards
_ARABIC = re.compile(
    r"(?P<y1>[12](?:(?<=1)9|(?<=2)0)\d\d)(?<!\d{5})\s*(?:"
    r"年\s*(?:(?P<m1>1[0-2]|0?[1-9])\s*月\s*(?:(?P<d1>3[01]|[12]\d|0?[1-9])\s*[日号])?)?"
    r"|(?P<sep>[-./])\s*(?P<m2>1[0-2]|0?[1-9])(?:\s*(?P=sep)\s*(?P<d2>3[01]|[12]\d|0?[1-9]))?(?!\d)"
    r"|(?P<m4>1[0-2]|0[1-9])(?P<d4>3[01]|[12]\d|0[1-9])(?!\d))"
)
_CHINESE = re.compile(
    rf"(?P<y3>{_CHINESE_DIGIT}{_CHINESE_DIGIT}{{3}})(?<![零〇○一二三四五六七八九]{_CHINESE_DIGIT}{{4}})\s*年"
    rf"\s*(?:(?P<m3>{_CHINESE_SMALL})\s*月\s*(?:(?P<d3>{_CHINESE_SMALL})\s*[日号])?)?"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as precise as it was written: a day, a month or a year."""

    first: dt.date
    last: dt.date
    """Equal to ``first`` when the day was given."""

    @property
    def label(self) -> str:
        """ISO form as precise as the date: 2022-05-06, 2022-05 or 2022."""
        if self.first == self.last:
            return self.first.isoformat()
        if self.first.month == self.last.month:
            return f"{self.first:%Y-%m}"
        return f"{self.first:%Y}"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date standing in a text."""

    span: DateSpan
    start: int
    end: int
    """Half-open offsets into the text."""


NUMERAL = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
"""A regular expression for a Chinese numeral from one to ninety-nine."""


def chinese_number(text: str) -> int:
    """The value of a Chinese numeral below one hundred (十 = 10, 二十三 = 23, 〇 = 0)."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, units = text.partition("十")
        return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[units]) if units else 0)
    return int("".join(_DIGITS.get(c, c) for c in text))


def _span(year: int, month: int | None, day: int | None) -> DateSpan | None:
    if month is not None and not 1 <= month <= 12:
        return None
    if month is None:
        return DateSpan(dt.date(year, 1, 1), dt.date(year, 12, 31))
    last_day = calendar.monthrange(year, month)[1]
    if day is None:
        return DateSpan(dt.date(year, month, 1), dt.date(year, month, last_day))
    if day > last_day:
        return None
    return DateSpan(dt.date(year, month, day), dt.date(year, month, day))


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every date standing in ``text``, left to right; impossible ones (31 February) are passed over."""
    for match in _matches(text):
        if span := _read(match.group()):
            yield FoundDate(span, match.start(), match.end())


def date_labels(text: str) -> set[str]:
    """The labels of all dates standing in ``text``, and of their months."""
    return {label for match in _matches(text) for label in _labels(match.group())}


def _matches(text: str) -> Iterator[re.Match[str]]:
    end = 0
    if _WIDE.search(text):
        text = text.translate(_WIDTH)
    found = list(_ARABIC.finditer(text))
    if chinese := list(_CHINESE.finditer(text)) if "年" in text else []:
        found = sorted(found + chinese, key=re.Match.start)
    for match in found:
        if match.start() >= end:
            end = match.end()
            yield match


def _read(written: str) -> DateSpan | None:
    """The date so written."""
    if match := _ARABIC.fullmatch(written):
        return _arabic(match)
    match = _CHINESE.fullmatch(written)
    assert match is not None
    return _chinese(match)


@lru_cache(maxsize=4_096)  # the same few dates are written again and again
def _labels(written: str) -> tuple[str, ...]:
    span = _read(written)
    return (span.label, span.label[:7]) if span else ()


def _arabic(match: re.Match[str]) -> DateSpan | None:
    group = match.groupdict()
    month = group["m1"] or group["m2"] or group["m4"]
    day = group["d1"] or group["d2"] or group["d4"]
    if group["sep"] == "." and not day:
        return None  # 2022.5 is a number as often as a month
    return _span(int(group["y1"]), int(month) if month else None, int(day) if day else None)


def _chinese(match: re.Match[str]) -> DateSpan | None:
    year, month, day = chinese_number(match["y3"]), match["m3"], match["d3"]
    if not 1900 <= year < 2100:
        return None
    return _span(year, chinese_number(month) if month else None, chinese_number(day) if day else None)


def parse_date(text: str) -> DateSpan | None:
    """The date that ``text`` as a whole is, or None."""
    stripped = text.strip().translate(_WIDTH)
    if re.fullmatch(r"(?:19|20)\d\d", stripped):
        return _span(int(stripped), None, None)
    if match := re.fullmatch(r"((?:19|20)\d\d)[.](1[0-2]|0?[1-9])", stripped):
        return _span(int(match[1]), int(match[2]), None)
    for found in find_dates(stripped):
        if found.start == 0 and found.end == len(stripped):
            return found.span
    return None
