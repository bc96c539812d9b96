"""Numbers of articles, in Chinese numerals as statutes write them. Pure."""

from __future__ import annotations

import re
import unicodedata

NUMBER = r"[零〇○一二三四五六七八九十百千两\d０-９]+"
"""The characters of an article's number, Chinese or Arabic, for use in a regular expression."""

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MOST = 9999


def value_of(numeral: str) -> int | None:
    """The value of a numeral below ten thousand (五十四, 一百〇三, 一〇三, 103, １０３), or None if it is none."""
    if not numeral:
        return None
    if re.fullmatch(r"\d+", plain := unicodedata.normalize("NFKC", numeral)):
        return int(plain) if len(plain) <= 4 else None
    if any(c not in _DIGITS and c not in _UNITS for c in numeral):
        return None
    if not any(c in _UNITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral)) if len(numeral) <= 4 else None
    total, digit = 0, 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit if total + digit <= _MOST else None


def numeral_of(value: int) -> str:
    """The numeral statutes write: 10 is 十, 103 is 一百零三, 1010 is 一千零一十. ``value`` is 1 to 9999."""
    if not 1 <= value <= _MOST:
        raise ValueError(f"no article has the number {value}")
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = digit == 0
    return text.removeprefix("一") if text.startswith("一十") else text
