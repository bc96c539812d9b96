"""Ranges of money as people type them: >10万元, 5万到10万元, 三千元以下, 3000元. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.chinese.amounts import find_amounts
from archive.chinese.fold import fold
from archive.chinese.money import LARGEST_FEN, format_yuan
from archive.chinese.numerals import in_characters

_SIGNED = re.compile(
    r"^(?P<sign>>=|<=|>|<|≥|≤|大于等于|小于等于|不少于|不低于|不超过|不高于|大于|超过|高于|小于|低于|少于|至少|最多)(?P<amount>.+)$"
)
_BOUNDED = re.compile(r"^(?P<amount>.+?)(?P<bound>及以上|以上|及以下|以下|以内|之内|起)$")
_RANGE = re.compile(r"^(?P<low>.*?)(?:\.\.|~|～|—+|-+|至|到)(?P<high>.*)$")
_UNIT = re.compile(r"[元圆块角分]")
_SCALE = re.compile(r"[万亿千百]")
_LARGEST_IN_CHARACTERS = 10**8
_ABOVE = {">": 1, "大于": 1, "超过": 1, "高于": 1, ">=": 0, "≥": 0, "大于等于": 0, "不少于": 0, "不低于": 0, "至少": 0}
_BELOW = {"<": 1, "小于": 1, "低于": 1, "少于": 1, "<=": 0, "≤": 0, "小于等于": 0, "不超过": 0, "不高于": 0, "最多": 0}


@dataclass(frozen=True, slots=True)
class Money:
    """A closed range of fen; None is open."""

    low: int | None
    high: int | None

    @property
    def said(self) -> str:
        """In Chinese, in yuan, as it follows the word 金额."""
        if self.low == self.high and self.low is not None:
            return f"为{_yuan(self.low)}元"
        if self.low is not None and self.high is not None:
            return f"为{_yuan(self.low)}元至{_yuan(self.high)}元"
        if self.low is not None:
            return f"超过{_yuan(self.low - 1)}元" if self.low % 100 == 1 else f"为{_yuan(self.low)}元以上"
        if self.high is None:
            return "不论多少"
        return f"不到{_yuan(self.high + 1)}元" if self.high % 100 == 99 else f"为{_yuan(self.high)}元以下"


def money_of(written: str, *, bare: bool = True) -> Money | None:
    """The range that the text as a whole names, or None. ``bare`` takes a figure without 元 or a sign for money."""
    text = re.sub(r"\s+", "", fold(written))
    if not text or len(text) > 60:
        return None
    if signed := _SIGNED.match(text):
        # a sign alone says no money: <30岁 is a word like others
        return _bounded(signed["sign"], amount_of(signed["amount"])) if bare or _is_money(text) else None
    if bounded := _BOUNDED.match(text):
        fen = amount_of(bounded["amount"]) if bare or _UNIT.search(text) else None
        above = bounded["bound"] in ("及以上", "以上", "起")
        return None if fen is None else Money(fen, None) if above else Money(None, fen)
    if (ends := _RANGE.match(text)) and (bare or _UNIT.search(text)):
        return _between(ends["low"], ends["high"])
    fen = amount_of(text) if bare or _UNIT.search(text) else None
    return None if fen is None else Money(fen, fen)


def writings_of(fen: int) -> tuple[str, ...]:
    """How one amount of whole yuan is mostly written, to be marked where it stands."""
    yuan, rest = divmod(fen, 100)
    if rest or not yuan:
        return ()
    figures = [str(yuan), f"{yuan:,}"]
    if yuan < _LARGEST_IN_CHARACTERS:
        figures.append(in_characters(yuan))
    if yuan >= 10_000 and yuan % 100 == 0:
        figures.append(f"{yuan / 10_000:g}万")
    return tuple(dict.fromkeys(f"{figure}{unit}" for figure in figures for unit in "元块"))


def amount_of(text: str) -> int | None:
    """Fen of one amount in any writing, or None."""
    stated = text if _UNIT.search(text) else text + "元"
    found = list(find_amounts(stated))
    whole = [one for one in found if one.start == 0 and one.end == len(stated)]
    return whole[0].fen if len(found) == 1 and whole and whole[0].fen <= LARGEST_FEN else None


def _is_money(text: str) -> bool:
    return bool(_UNIT.search(text) or text[-1] in "万亿")


def _bounded(sign: str, fen: int | None) -> Money | None:
    if fen is None:
        return None
    return Money(fen + _ABOVE[sign], None) if sign in _ABOVE else Money(None, fen - _BELOW[sign])


def _between(low: str, high: str) -> Money | None:
    """Both ends; the first may leave out the scale that the second names: 5到10万元."""
    last = amount_of(high) if high else None
    if (
        low
        and high
        and not _UNIT.search(low)
        and not _SCALE.search(low)
        and (scale := re.search(r"[万亿千百]+元?$", high))
    ):
        low += scale.group()
    first = amount_of(low) if low else None
    if (low and first is None) or (high and last is None) or first is last is None:
        return None
    return Money(last, first) if first is not None and last is not None and first > last else Money(first, last)


def _yuan(fen: int | None) -> str:
    return format_yuan(fen or 0).removesuffix(".00")
