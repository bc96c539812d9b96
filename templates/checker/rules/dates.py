"""Days in the text: that exist, in the standard's form, in an order that can be (GB/T 9704—2012 7.3.5.4; GB/T 15835—2011)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from archive.chinese.date_words import gongwen_date
from archive.chinese.dates import parse_date
from templates.checker.paper import Paper, Paragraph, Role, Where
from templates.checker.rule import Finding, Replace, Rule, Severity

_G: Final = "GB/T 15835—2011"
REAL: Final = Rule("dates.real", _G, Severity.MUST, "没有这一天", "核对日期")
ZEROS: Final = Rule(
    "dates.zeros",
    _G + "；GB/T 9704—2012 7.3.5.4",
    Severity.MUST,
    "日期的月、日编了虚位",
    "月、日前面不加0，如2022年5月6日",
    fixable=True,
)
ROUND: Final = Rule(
    "dates.round_zero", _G, Severity.SHOULD, "汉字年份里的零写法不对", "汉字年份的零用“〇”，如二〇二二年", fixable=True
)
FORM: Final = Rule("dates.form", _G, Severity.SHOULD, "正文里的日期没有写成年月日", "写成2022年5月6日", fixable=True)
SHORT: Final = Rule("dates.short_year", _G + " 5.3.3", Severity.SHOULD, "年份没有写全四位", "年份写全四位，如2022年")
ORDER: Final = Rule(
    "dates.order",
    "《信访工作条例》第二十三条、第三十四条",
    Severity.MUST,
    "日期先后不对",
    "核对：收到≤受理≤成文（签发）≤送达",
)
RULES: Final = (REAL, ZEROS, ROUND, FORM, SHORT, ORDER)

_DAY: Final = re.compile(r"(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_MONTH_DAY: Final = re.compile(r"(?<![\d年])(?<!年 )(\d{1,2})月(\d{1,2})日")
_ZERO: Final = re.compile(r"(?<=年)\s*0(?=\d月)|(?<=月)\s*0(?=\d日)|(?<![\d年月])0(?=\d月\d{1,2}日)")
_ROUND: Final = re.compile(
    r"(?=[一二三四五六七八九〇零0OＯo○◯]{4}年)(?=[^年]*[一二三四五六七八九])[一二三四五六七八九〇零0OＯo○◯]{4}(?=年)"
)
_NUMERIC: Final = re.compile(
    r"(?<![\d.\-/〔（(])((?:19|20)\d\d)([.\-/])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d.\-/])"
)
_SHORT: Final = re.compile(r"(?<![\d第〇])(?:’|')?(\d{2})年(?=\d{1,2}月\d{1,2}日)")
_EARLIER: Final = (
    ("收到", re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)[^，。；]{0,6}(?:收到|收悉|收件)")),
    ("受理", re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)[^，。；]{0,4}受理")),
)
_OWN: Final = frozenset({Role.DATE, Role.PRINTED})


def find(paper: Paper) -> Iterator[Finding]:
    """Wrong days; the day of the paper itself is the closing's."""
    for paragraph in paper.filled:
        yield from _real(paragraph)
        if paper.role(paragraph) in _OWN:
            continue
        yield from _form(paragraph)
    yield from _order(paper)


def _real(paragraph: Paragraph) -> Iterator[Finding]:
    for match in _DAY.finditer(paragraph.text):
        if not _exists(int(match[1]), int(match[2]), int(match[3])):
            yield Finding(REAL, paragraph, match[0], "有的日期")
    for match in _MONTH_DAY.finditer(paragraph.text):
        if not _exists(2024, int(match[1]), int(match[2])):
            yield Finding(REAL, paragraph, match[0], "有的日期")
    for match in _NUMERIC.finditer(paragraph.text):
        if not _exists(int(match[1]), int(match[3]), int(match[4])):
            yield Finding(REAL, paragraph, match[0], "有的日期")


def _form(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    zeros = [match.span() for match in _ZERO.finditer(text)]
    if zeros:
        edits = tuple(Replace(paragraph, *span, "") for span in zeros)
        shown = re.search(r"[\d年]*0?\d月0?\d日?", text[max(0, zeros[0][0] - 7) :])
        yield Finding(ZEROS, paragraph, shown[0] if shown else "0", "不编虚位", edits)
    for match in _ROUND.finditer(text):
        wanted = re.sub("[零0OＯo○◯]", "〇", match[0])
        if wanted != match[0]:
            yield Finding(ROUND, paragraph, match[0], wanted, (Replace(paragraph, *match.span(), wanted),))
    if paragraph.where is Where.TABLE:
        return  # in the cells of a table a day may stand in figures alone
    for match in _NUMERIC.finditer(text):
        if _exists(int(match[1]), int(match[3]), int(match[4])):
            wanted = f"{match[1]}年{int(match[3])}月{int(match[4])}日"
            yield Finding(FORM, paragraph, match[0], wanted, (Replace(paragraph, *match.span(), wanted),))
    for match in _SHORT.finditer(text):
        yield Finding(SHORT, paragraph, match[0], "四位年份")


def _order(paper: Paper) -> Iterator[Finding]:
    date = paper.first(Role.DATE)
    span = parse_date(date.bare) if date is not None else None
    if span is None:
        return
    signed = span.first
    received: dt.date | None = None
    for label, pattern in _EARLIER:
        for paragraph in paper.of(Role.BODY):
            match = pattern.search(paragraph.text)
            found = parse_date(match[1]) if match else None
            if found is None or match is None:
                continue
            if found.first > signed:
                yield Finding(ORDER, paragraph, f"{match[1]}{label}", f"不晚于成文日期{gongwen_date(signed)}")
            elif received is not None and found.first < received:
                yield Finding(ORDER, paragraph, f"{match[1]}{label}", f"不早于收到日期{gongwen_date(received)}")
            if label == "收到":
                received = found.first
            break


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
