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

_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "O": "0", "o": "0"}
_DIGITS |= {"两": "2", "元": "1"}
_CHINESE_YEAR = r"(?<![零〇○一二三四五六七八九])[零〇○Oo0一二三四五六七八九]{4}"
_CHINESE_SMALL = r"(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_WIDTH = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")
_PATTERN = re.compile(
    r"(?<!\d)(?P<y1>(?:19|20)\d\d)\s*(?:"
    r"年\s*(?:(?P<m1>1[0-2]|0?[1-9])\s*月\s*(?:(?P<d1>3[01]|[12]\d|0?[1-9])\s*[日号])?)?"
    r"|(?P<sep>[-./])\s*(?P<m2>1[0-2]|0?[1-9])(?:\s*(?P=sep)\s*(?P<d2>3[01]|[12]\d|0?[1-9]))?(?!\d)"
    r"|(?P<m4>1[0-2]|0[1-9])(?P<d4>3[01]|[12]\d|0[1-9])(?!\d))"
    rf"|(?P<y3>{_CHINESE_YEAR})\s*年\s*(?:(?P<m3>{_CHINESE_SMALL})\s*月\s*(?:(?P<d3>{_CHINESE_SMALL})\s*[日号])?)?"
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


def chinese_number(text: str) -> int:
    """The value of a Chinese numeral below one hundred (十 = 10, 二十三 = 23, 〇 = 0)."""
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
    for match in _PATTERN.finditer(text.translate(_WIDTH)):
        group = match.groupdict()
        if group["y3"]:
            year = chinese_number(group["y3"])
            month, day = group["m3"], group["d3"]
            if not 1900 <= year < 2100:
                continue
            found = _span(year, chinese_number(month) if month else None, chinese_number(day) if day else None)
        else:
            month = group["m1"] or group["m2"] or group["m4"]
            day = group["d1"] or group["d2"] or group["d4"]
            if group["sep"] == "." and not day:
                continue  # 2022.5 is a number as often as a month
            found = _span(int(group["y1"]), int(month) if month else None, int(day) if day else None)
        if found:
            yield FoundDate(found, match.start(), match.end())


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
