"""How many people petition together: as the text says, or as many as have signed."""

from __future__ import annotations

import re

from archive.registration.letter_parts import Found
from archive.registration.wordlists import terms

_CN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_N = r"(?P<n>\d{1,5}|[一二两三四五六七八九]?[百]?零?[一二三四五六七八九]?[十]?[一二三四五六七八九]?)"
_WHO = terms("group_who")
_PATTERNS = (
    (
        re.compile(
            rf"(?:人数|来访人数|涉及人数|联名人数|信访人数|反映人数)(?:\s?[(]?人[)]?)?\s?:\s?(?:共|约)?{_N}\s?人?"
        ),
        0.93,
    ),
    (
        re.compile(
            rf"(?:等|共|共计|一行|合计|总计|连同|联名)\s?{_N}\s?(?P<v>余|多)?(?:名|位|个|户)?(?:人|{_WHO})"
            r"(?:联名|签名|来访|集体|共同|签字|按手印|上访)?(?!次|均|每)"
        ),
        0.85,
    ),
    (
        re.compile(
            r"(?:我们|我等|俺们|咱们|我村|我组|我小区|本村|全体|我们村|我们组|我单位|我厂)[^,。;\n]{0,14}?"
            rf"{_N}\s?(?P<v>余|多)?(?:名|位|个|户)(?:{_WHO})?"
        ),
        0.8,
    ),
    (
        re.compile(
            rf"{_N}\s?(?P<v>余|多)?(?:名|位|户|个)(?P<u>{_WHO})(?:的)?"
            r"(?:联名|签名|签字|按手印|手印|代表|共同|集体|一致|恳请|请求|要求|反映|叩|敬上|呈)"
        ),
        0.85,
    ),
    (re.compile(rf"(?:签名|签字|联名)(?:人)?[^。;\n]{{0,8}}?(?:共|计|合计)\s?{_N}\s?(?:人|名|户)"), 0.9),
)


def group_size_of(text: str, signed: int) -> Found | None:
    """The number of petitioners where it is said, else of the signatures if there are several."""
    for pattern, confidence in _PATTERNS:
        for match in pattern.finditer(text):
            number = _number(match["n"])
            if number and 1 < number < 100_000:
                return Found(match.start(), match.end(), str(number), confidence)
    return None if signed < 2 else Found(-1, -1, str(signed), 0.75)


def _number(written: str) -> int | None:
    if not written:
        return None
    if written.isdigit():
        return int(written)
    total = digit = 0
    for sign in written:
        if sign in _CN:
            digit = _CN[sign]
        elif sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
    return total + digit
