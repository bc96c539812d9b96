"""Whole numbers in characters and in digits: 三十 and 30, 二〇二二 and 2022. Pure."""

from __future__ import annotations

import re

_DIGITS = {sign: at for at, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1_000}
_SPELT = re.compile("[零〇一二三四五六七八九]{2,}")
_COUNTED = re.compile("(?:[一二两三四五六七八九]?[十百千]|[零〇])*[一二三四五六七八九]?")
_LARGEST = 99_999_999


def number_in_characters(text: str) -> int | None:
    """三十 → 30, 一百零五 → 105, 二〇二二 → 2022, 三万二千 → 32000; None for what is not one way to write a number."""
    if _SPELT.fullmatch(text):
        return int("".join(str(_DIGITS[sign]) for sign in text)) if len(text) <= 8 else None
    high, ten_thousands, low = text.rpartition("万")
    parts = [_below_ten_thousand(high), _below_ten_thousand(low)] if ten_thousands else [0, _below_ten_thousand(low)]
    if parts[0] is None or parts[1] is None or (ten_thousands and not parts[0]):
        return None
    return parts[0] * 10_000 + parts[1]


def in_characters(number: int) -> str:
    """30 → 三十, 105 → 一百零五, 32000 → 三万二千; of 0 to 99,999,999."""
    if not 0 <= number <= _LARGEST:
        raise ValueError(f"{number} is not written in characters here")
    high, low = divmod(number, 10_000)
    gap = "零" if high and 0 < low < 1_000 else ""
    whole = (f"{_written(high)}万" if high else "") + gap + (_written(low) if low else "")
    return (whole or "零").removeprefix("一") if whole.startswith("一十") else whole or "零"


def _written(number: int) -> str:
    found, gap = "", False
    for step, sign in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            found += ("零" if gap and found else "") + "零一二三四五六七八九"[digit] + sign
        gap = not digit
    return found


def _below_ten_thousand(text: str) -> int | None:
    if not text:
        return 0
    if not _COUNTED.fullmatch(text):
        return None
    total, last, digit = 0, 10_000, None
    for sign in text:
        if sign in _STEPS:
            if _STEPS[sign] >= last:
                return None
            last = _STEPS[sign]
            total += last * (1 if digit is None else digit)
            digit = None
        elif sign not in "零〇":
            digit = _DIGITS[sign]
    return total + (digit or 0)
