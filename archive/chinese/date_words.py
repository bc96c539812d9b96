"""A day in the two forms a paper writes it (GB/T 15835—2011, GB/T 9704—2012 7.3.5.4)."""

from __future__ import annotations

import datetime as dt

_DIGITS = "〇一二三四五六七八九"


def gongwen_date(day: dt.date) -> str:
    """``2022年5月6日``: Arabic figures, four of the year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_date(day: dt.date) -> str:
    """``二〇二二年五月六日``, with 〇 (U+3007) for zero."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def chinese_number(number: int) -> str:
    """An ordinal or small count from 0 to 9,999 as words: 一, 十, 二十一, 一百零三; ValueError beyond."""
    if not 0 <= number < 10_000:
        raise ValueError(f"no words for {number}")
    if number < 10:
        return "零" if not number else _DIGITS[number]
    words, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + _DIGITS[digit] + unit
        gap = False
    return words.removeprefix("一") if 10 <= number < 20 else words
