"""Places in a statute as they are written: 第二十二条第一款第（三）项, lists and ranges of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.laws.names import article_number
from archive.laws.numerals import NUMBER, numeral_of, value_of

MOST_OF_A_RANGE = 100
"""Members of 第一条至第九千条 that are looked at."""

_SUB = r"(?:\s*之\s*(?P<sub>[一二三四五六七八九十\d]{1,4})(?![一二三四五六七八九十\d]*[款项目条]))?"
_UNIT = re.compile(
    rf"\s*第?\s*[（(〔]?\s*(?P<number>{NUMBER})\s*[）)〕]?\s*"
    rf"(?P<unit>条|款|项|目|(?=第[一二三四五六七八九十]{{1,3}}[款项]))(?:{_SUB})",
    re.ASCII,
)
_SHORT = re.compile(
    rf"\s*(?:第\s*|(?=[（(]))(?P<numbers>[（(]?{NUMBER}[）)]?(?:\s*(?:[、和]\s*第?[（(]?{NUMBER}[）)]?|[（(]{NUMBER}[）)]))+)\s*(?P<unit>条|款|项|目)",
    re.ASCII,
)
_NOTE = r"(?:[（(\[［〔【][\u4e00-\u9fff、]{2,20}[）)\]］〕】])?"
"""What a court adds to an article: 第二百六十三条（抢劫罪）."""
_BETWEEN = re.compile(
    rf"{_NOTE}\s*第?(?P<sign>以及|及其|[、，,；;和及与或至到~～—–－-]{{1,3}})\s*(?=第|[（(]|{NUMBER}\s*[条款项])"
)
_TO = frozenset("至到~～—–－-")
_ORDER = {"条": 0, "款": 1, "项": 2, "目": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a statute; 0 where it is not said."""

    article: str
    """第二十二条, 第一百二十条之一."""
    clause: int = 0
    item: int = 0
    point: int = 0

    @property
    def inner(self) -> str:
        """第一款第三项; empty for the whole article."""
        parts = ((self.clause, "款"), (self.item, "项"), (self.point, "目"))
        return "".join(f"第{numeral_of(number)}{unit}" for number, unit in parts if number)

    def __str__(self) -> str:
        return self.article + self.inner


@dataclass(frozen=True, slots=True)
class Reading:
    """Places read, and where they end."""

    places: tuple[Place, ...]
    end: int
    arabic: bool
    """Whether a number was written in figures."""


def read_places(text: str, start: int, known: Place | None = None) -> Reading | None:
    """The places that begin at ``start``; None if none does.

    ``known`` is the article 第二款 belongs to where none is named.
    """
    units = _units(text, start)
    if not units or (units[0].unit != "条" and known is None):
        return None
    found: list[Place] = []
    arabic = False
    at, joined = start, ""
    current = known
    unit = ""
    while units:
        # 第五条第六条 without a sign between them is a list too
        opened = bool(joined) or not found or _ORDER[units[0].unit] <= _ORDER[unit]
        following = [place for one in units if (place := _put(current, one))]
        if not following:
            break
        if not opened:
            found.pop()
        elif joined and joined[0] in _TO and found and unit == units[0].unit:
            found += _between(found[-1], following[0], unit)
        found += following
        arabic = arabic or any(re.search(r"[\d０-９]", one.number) for one in units)
        current, unit, at = following[-1], units[0].unit, units[-1].end
        between = _BETWEEN.match(text, at)
        joined = between["sign"] if between else ""
        units = _units(text, between.end() if between else at)
    return Reading(tuple(dict.fromkeys(found)), at, arabic) if found else None


@dataclass(frozen=True, slots=True)
class _Unit:
    """One number with its unit."""

    number: str
    unit: str
    sub: str
    end: int


def _units(text: str, at: int) -> list[_Unit]:
    """What stands at a place: one unit, or several of a kind written short (第一、二款); nothing if none does."""
    if match := _SHORT.match(text, at):
        return [_Unit(number, match["unit"], "", match.end()) for number in re.findall(NUMBER, match["numbers"])]
    match = _UNIT.match(text, at)
    if match is None:
        return []
    # 第六十七第三款: 条 was left out
    return [_Unit(match["number"], match["unit"] or "条", match["sub"] or "", match.end())]


def _put(current: Place | None, one: _Unit) -> Place | None:
    """The place a unit makes of the one before it."""
    unit = one.unit
    if unit == "条":
        number = article_number(one.number, one.sub)
        return Place(number) if number else None
    value = value_of(one.number)
    if current is None or not value:
        return None
    if unit == "款":
        return Place(current.article, value)
    if unit == "项":
        return Place(current.article, current.clause, value)
    return replace(current, point=value)


def _between(first: Place, last: Place, unit: str) -> Iterator[Place]:
    """What stands between the ends of a range."""
    if "之" in first.article + last.article:
        return
    low, high = _count(first, unit), _count(last, unit)
    for value in range(low + 1, min(high, low + MOST_OF_A_RANGE)):
        if unit == "条":
            yield Place(f"第{numeral_of(value)}条")
        elif unit == "款":
            yield replace(last, clause=value)
        elif unit == "项":
            yield replace(last, item=value)
        else:
            yield replace(last, point=value)


def _count(place: Place, unit: str) -> int:
    article = value_of(place.article.strip("第条")) or 0
    return {"条": article, "款": place.clause, "项": place.item, "目": place.point}[unit]
