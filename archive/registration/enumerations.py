"""Numbered items in a text: 一、, (1), ①, 甲、, 壹、, 第一项：, 其一，, 头一条 …, whose numbers must follow one another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.chinese.dates import NUMERAL, chinese_number

_CN = "一二三四五六七八九十"
_ORDERS = {
    "formal": "壹贰叁肆伍陆柒捌玖拾",
    "stem": "甲乙丙丁戊己庚辛",
    "letter": "ABCDEFGH",
    "circle": "①②③④⑤⑥⑦⑧⑨⑩",
    "round": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽",
    "dotted": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑",
    "paren": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
}
_MARK = re.compile(
    r"(?<![\d第])(?:"
    rf"[(]?(?P<cn>{NUMERAL})(?:[)][、,.:]?|、|[.](?!\d)|是(?!方面来|个|种|样|名|起|次)|来[,、]|则[,、])"
    r"|[(](?P<p>\d{1,2})[)][、.]?"
    r"|(?P<d>\d{1,2})(?:[、)]|[.](?!\d)|,(?=[\u4e00-\u9fff])|:(?=[\u4e00-\u9fff]))"
    r"|(?<=\n)(?P<bare>\d)(?=[\u4e00-\u9fff])(?![年月日号个人户元块万千百亩岁楼栋天点条次台份])"
    r"|(?P<formal>[壹贰叁肆伍陆柒捌玖])[、,.:]"
    r"|(?P<stem>[甲乙丙丁戊己庚辛])[、.]"
    r"|(?<![A-Za-z])(?P<letter>[A-H])[、.:)](?=[\u4e00-\u9fff ])"
    r"|(?P<circle>[①-⑩])[、.]?|(?P<round>[⑴-⑽])[、.]?|(?P<dotted>[⒈-⒑])|(?P<paren>[㈠-㈩])[、.]?"
    r"|(?P<first>首先|其次|再次|最后)[,、:]"
    r")"
    r"|(?:第(?P<n>[一二三四五六七八九十])(?:项|条|点|件|个|件事|桩|个事)?(?:就?是|[,、:]|(?=[^\n个次天年季届期批,。]{4,}[,。;]))(?!款)"
    r"|其(?P<its>[一二三四五六七八九十])(?:是|[,、:]))"
    r"|(?P<head>头一(?:条|件|个|宗|桩)(?:事|是)?)[,:]?"
)
_FIRST = ("首先", "其次", "再次", "最后")
_FAMILY = {"bare": "d", "head": "n"}
"""Marks that count in one row with others: 头一条 … 第二条."""
_REACH = 60
"""Signs after a heading within which its first item begins."""

_HEADED = re.compile(r"\n[^\n]{2,16}:\n?$")
"""Another heading right before the number: 主要理由：."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of an item: where it stands, what comes after it, and which of its row it is."""

    start: int
    end: int
    family: str
    number: int


def mark_at(text: str, at: int, limit: int) -> Mark | None:
    """The number that begins exactly at an offset."""
    match = _MARK.match(text, at, limit)
    return None if match is None else _mark(match)


def items_after(text: str, at: int, limit: int) -> list[tuple[int, int]]:
    """(begin, end) of two and more numbered items after an offset; the last one's end is ``limit``."""
    row: list[Mark] = []
    for match in _MARK.finditer(text, at, limit):
        mark = _mark(match)
        if not row:
            if mark.start - at > _REACH or _HEADED.search(text, at, mark.start):
                break
            if mark.number == 1:
                row = [mark]
        elif mark.family == row[0].family and mark.number == len(row) + 1:
            row.append(mark)
    if len(row) < 2:
        return []
    return [
        (one.end, following.start if following else limit) for one, following in zip(row, [*row[1:], None], strict=True)
    ]


def _mark(match: re.Match[str]) -> Mark:
    kind = match.lastgroup or ""
    return Mark(match.start(), match.end(), _FAMILY.get(kind, kind), _number(kind, match[kind]))


def _number(kind: str, sign: str) -> int:
    if kind == "first":
        return _FIRST.index(sign) + 1
    if kind == "head":
        return 1
    if sign.isdecimal():
        return int(sign)
    if kind == "cn":
        return chinese_number(sign)
    order = _ORDERS.get(kind, _CN)
    return order.find(sign[-1]) + 1
