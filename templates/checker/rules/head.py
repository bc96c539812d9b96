"""The head: 份号, 密级, 紧急程度, 标志 and the red lines (GB/T 9704—2012 7.2, 10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from templates.checker.paper import Kind, Paper, Role, is_red
from templates.checker.rule import Dress, Finding, Replace, Rule, Severity
from templates.gongwen import measures as m

_G: Final = "GB/T 9704—2012 "
COPY: Final = Rule("head.copy_number", _G + "7.2.1", Severity.MUST, "份号不是六位阿拉伯数字", "份号写六位，如000001")
SECRECY: Final = Rule(
    "head.secrecy",
    _G + "7.2.2",
    Severity.MUST,
    "密级和保密期限的写法不对",
    "写作“秘密★10年”，期限用阿拉伯数字",
    fixable=True,
)
URGENCY: Final = Rule("head.urgency", _G + "7.2.3", Severity.MUST, "紧急程度的写法不对", "紧急程度分“特急”“加急”")
MARK_COLOR: Final = Rule(
    "head.mark_color", _G + "7.2.4", Severity.SHOULD, "发文机关标志不是红色", "标志用红色", fixable=True
)
LINE: Final = Rule(
    "head.red_line",
    _G + "7.2.7、10.1、10.3",
    Severity.MUST,
    "版头没有红色分隔线",
    "文件格式在发文字号下4毫米处印一条红线；信函格式印上、下两条红色双线",
)
COLOR: Final = Rule("head.line_color", _G + "7.2.7", Severity.MUST, "版头的分隔线不是红色", "分隔线改为红色")
WIDTH: Final = Rule(
    "head.line_width",
    _G + "7.2.7、10.1",
    Severity.MUST,
    "红线的长度不对",
    "文件格式与版心等宽（156毫米），信函格式170毫米",
)
DOUBLE: Final = Rule(
    "head.double_line", _G + "10.1", Severity.SHOULD, "信函双线的粗细次序不对", "上面一条上粗下细，下面一条上细下粗"
)
RULES: Final = (COPY, SECRECY, URGENCY, MARK_COLOR, LINE, COLOR, WIDTH, DOUBLE)

_SECRECY: Final = re.compile(r"(?:绝密|机密|秘密)(?:★(?:\d+(?:年|个月)|长期))?")
_STARRED: Final = re.compile(r"(绝密|机密|秘密)(\s*[☆*＊·]?\s*)(\d+(?:年|个月)|长期)")
_OFF: Final = 2.5
"""Millimetres a line may be off."""


def find(paper: Paper) -> Iterator[Finding]:
    """What is wrong above the title."""
    for paragraph in paper.of(Role.COPY_NUMBER):
        if not re.fullmatch(r"\d{6}", paragraph.bare):
            yield Finding(COPY, paragraph, paragraph.bare, "000001")
    for paragraph in paper.of(Role.SECRECY):
        if not _SECRECY.fullmatch(paragraph.bare):
            match = _STARRED.search(paragraph.text)
            edits = (Replace(paragraph, *match.span(2), "★"),) if match else ()
            yield Finding(SECRECY, paragraph, paragraph.bare, "秘密★10年", edits)
    for paragraph in paper.of(Role.URGENCY):
        if paragraph.bare not in ("特急", "加急"):
            yield Finding(URGENCY, paragraph, paragraph.bare, "特急，或者加急")
    if paper.mark is not None:
        wrong = tuple(run for run in paper.mark.runs if run.text.strip() and not is_red(run.color))
        if wrong:
            found = f"颜色{wrong[0].color}" if wrong[0].color else "黑色"
            yield Finding(MARK_COLOR, paper.mark, found, "红色", (Dress(wrong, color=m.RED),))
    if paper.kind in (Kind.DOCUMENT, Kind.LETTER, Kind.MINUTES) and not paper.pictured:
        yield from _lines(paper)


def _lines(paper: Paper) -> Iterator[Finding]:
    red = [line for line in paper.lines if line.red]
    wanted = 2 if paper.kind is Kind.LETTER else 1
    anchor = paper.first(Role.NUMBER) or paper.first(Role.MARK, Role.TITLE)
    if len(red) < wanted:
        if not red and paper.lines:
            yield Finding(COLOR, anchor, f"颜色{paper.lines[0].color or '黑'}", "红色")
        else:
            yield Finding(LINE, anchor, "没有" if not red else f"{len(red)}条", "红色双线" if wanted == 2 else "红线")
        return
    long = m.RULE_WIDTH_MM if paper.kind is Kind.LETTER else m.TEXT_WIDTH_MM
    off = [line.millimetres for line in red if line.millimetres and abs(line.millimetres - long) > _OFF]
    if off:
        yield Finding(WIDTH, anchor, f"{off[0]:.0f}毫米", f"{long:.0f}毫米")
    points = [line.points for line in red if line.side == "drawn"]
    if paper.kind is Kind.LETTER and len(points) == 4 and not (points[0] > points[1] and points[2] < points[3]):
        yield Finding(DOUBLE, anchor, "、".join(f"{one:g}磅" for one in points), "粗、细，细、粗")
