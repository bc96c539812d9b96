"""版记: 抄送, 印发机关 and 印发日期, and the lines round them (GB/T 9704—2012 7.4, 10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.chinese.date_words import gongwen_date
from archive.chinese.dates import find_dates
from templates.checker.paper import Kind, Paper, Paragraph, Role, Where
from templates.checker.rule import Arrange, Finding, Replace, Rule, Severity

_G: Final = "GB/T 9704—2012 7.4"
COLON: Final = Rule("imprint.colon", _G + ".2", Severity.MUST, "“抄送”后面不是全角冒号", "写作“抄送：”", fixable=True)
STOP: Final = Rule(
    "imprint.stop", _G + ".2", Severity.MUST, "抄送机关末尾没有句号", "最后一个抄送机关名称后加句号", fixable=True
)
INDENT: Final = Rule(
    "imprint.indent",
    _G + ".2",
    Severity.SHOULD,
    "抄送机关没有左右各空一字",
    "左右各空一字，回行与冒号后的首字对齐",
    fixable=True,
)
PRINTED: Final = Rule(
    "imprint.printed",
    _G + ".3",
    Severity.MUST,
    "印发日期的写法不对",
    "写作“2022年5月6日印发”，用阿拉伯数字，不编虚位",
    fixable=True,
)
MISSING: Final = Rule(
    "imprint.missing", _G + ".3", Severity.SHOULD, "没有印发机关和印发日期", "在版记末条分隔线之上写印发机关和印发日期"
)
LETTER: Final = Rule(
    "imprint.letter",
    "GB/T 9704—2012 10.1",
    Severity.SHOULD,
    "信函格式写了印发机关和印发日期",
    "信函格式的版记不加印发机关、印发日期和分隔线",
)
ORDER: Final = Rule(
    "imprint.order", _G + ".2", Severity.MUST, "抄送机关排在印发机关下面", "抄送机关排在印发机关和印发日期之上一行"
)
LINES: Final = Rule(
    "imprint.lines",
    _G + ".1",
    Severity.SHOULD,
    "版记的分隔线不对",
    "首末两条0.35毫米（1磅），中间的0.25毫米（0.75磅），与版心等宽",
)
EVEN: Final = Rule("imprint.even_page", _G, Severity.NOTE, "版记不在偶数页", "版记排在公文最后一面，通常是偶数页")
RULES: Final = (COLON, STOP, INDENT, PRINTED, MISSING, LETTER, ORDER, LINES, EVEN)

_HEAD: Final = re.compile(r"\s*(抄\s*[送报]|分\s*送|主\s*送)(?:机关)?\s*([:：])\s*")
_PRINTED: Final = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)印发")
_OUTER: Final = 1.0
_INNER: Final = 0.75
_OFF: Final = 0.22


def find(paper: Paper) -> Iterator[Finding]:
    """What is wrong at the foot of the last page."""
    if paper.kind is Kind.FORM:
        return
    copies, printed = list(paper.of(Role.COPIES)), list(paper.of(Role.PRINTED))
    for paragraph in copies:
        yield from _copies(paragraph)
    for paragraph in printed:
        yield from _printed(paragraph)
        if paper.kind is Kind.LETTER:
            yield Finding(LETTER, paragraph, paragraph.words, "不写")
    if paper.kind is Kind.DOCUMENT and not printed:
        yield Finding(MISSING, copies[-1] if copies else None, "没有", "印发机关　2022年5月6日印发")
    if copies and printed and copies[-1].index > printed[0].index:
        yield Finding(ORDER, copies[-1], "抄送在印发机关之下", "抄送在上")
    if paper.kind in (Kind.DOCUMENT, Kind.MINUTES) and (copies or printed):
        yield from _lines(paper, (copies or printed)[0], 1 + bool(copies) + bool(printed))
    if printed and paper.laid_out and paper.kind is Kind.DOCUMENT and paper.pages[printed[-1].index] % 2:
        yield Finding(EVEN, printed[-1], f"第{paper.pages[printed[-1].index]}页", "偶数页")


def _copies(paragraph: Paragraph) -> Iterator[Finding]:
    head = _HEAD.match(paragraph.text)
    if head and head[2] != "：":
        yield Finding(COLON, paragraph, head[0].strip(), f"{head[1]}：", (Replace(paragraph, *head.span(2), "："),))
    bare = paragraph.text.rstrip()
    if not bare.endswith("。"):
        cut = len(bare) - 1 if bare[-1] in "，；、,;." else len(bare)
        yield Finding(STOP, paragraph, bare[-1], "。", (Replace(paragraph, cut, len(bare), "。"),))
    if paragraph.where is not Where.TABLE and (abs(paragraph.starts_at - 1) > 0.5 or abs(paragraph.right - 1) > 0.5):
        found = f"左空{paragraph.starts_at:.2g}字，右空{paragraph.right:.2g}字"
        yield Finding(INDENT, paragraph, found, "左右各空一字", (Arrange(paragraph, first=-3, left=4, right=1),))


def _printed(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    day = next(find_dates(text), None)
    if day is None or day.span.first != day.span.last:
        if not _PRINTED.search(text):
            yield Finding(PRINTED, paragraph, paragraph.words, "2022年5月6日印发")
        return
    wanted = gongwen_date(day.span.first) + "印发"
    end = day.end + len(text[day.end :]) if re.fullmatch(r"\s*印?发?\s*", text[day.end :]) else day.end
    found = text[day.start : end]
    if found.strip() != wanted:
        yield Finding(PRINTED, paragraph, found, wanted, (Replace(paragraph, day.start, end, wanted),))


def _lines(paper: Paper, anchor: Paragraph, wanted: int) -> Iterator[Finding]:
    lines = paper.imprint.lines
    if len(lines) < 2:
        yield Finding(LINES, anchor, f"{len(lines)}条线", f"{wanted}条线")
        return
    outer, inner = (lines[0], lines[-1]), lines[1:-1]
    wrong = any(abs(one - _OUTER) > _OFF for one in outer) or any(abs(one - _INNER) > _OFF for one in inner)
    if wrong:
        yield Finding(LINES, anchor, "、".join(f"{one:g}磅" for one in lines), "首末1磅，中间0.75磅")
