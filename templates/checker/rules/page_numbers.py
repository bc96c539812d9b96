"""Page numbers: ``— 1 —`` of size 4, at the outer edge, 7 mm below the text (GB/T 9704—2012 7.5, 10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from templates.checker.paper import Footer, Kind, Paper, Paragraph, Section
from templates.checker.rule import Finding, NumberPages, Rule, Severity
from templates.checker.rules.fonts import SIZES, is_of, named
from templates.gongwen import measures as m

_G: Final = "GB/T 9704—2012 7.5"
MISSING: Final = Rule(
    "page_numbers.missing", _G, Severity.MUST, "没有页码", "插入页码，单页居右，双页居左", fixable=True
)
DASHES: Final = Rule(
    "page_numbers.dashes", _G, Severity.MUST, "页码的写法不对", "数字左右各放一条一字线，如“— 1 —”", fixable=True
)
SIDES: Final = Rule(
    "page_numbers.sides", _G, Severity.MUST, "页码没有分单双页居右居左", "单页居右空一字，双页居左空一字", fixable=True
)
FONT: Final = Rule(
    "page_numbers.font", _G, Severity.MUST, "页码不是4号宋体", "页码用4号（14磅）半角宋体阿拉伯数字", fixable=True
)
FIRST: Final = Rule(
    "page_numbers.first",
    "GB/T 9704—2012 10.1",
    Severity.MUST,
    "信函格式首页显示了页码",
    "信函格式首页不显示页码",
    fixable=True,
)
DISTANCE: Final = Rule(
    "page_numbers.distance",
    _G,
    Severity.SHOULD,
    "页码与版心的距离不对",
    "一字线上距版心下边缘7毫米（页脚距页边约24.7毫米）",
    fixable=True,
)
RULES: Final = (MISSING, DASHES, SIDES, FONT, FIRST, DISTANCE)

_FORM: Final = re.compile(r"—\s?\d*\s?—")
_ONLY: Final = re.compile(r"[\s\-—–－―·第页共/\d]*")
"""A footer with nothing but a number may be made anew."""
_FOOTER_MM: Final = 24.7
_OFF: Final = 3.0


def find(paper: Paper) -> Iterator[Finding]:
    """Page numbers that are missing or look otherwise."""
    if paper.kind is Kind.FORM or not paper.sections:
        return
    section = paper.sections[0]
    footers = {footer.kind: footer for footer in section.footers}
    numbered = {kind: footer for kind, footer in footers.items() if footer.numbered}
    plain = all(_ONLY.fullmatch(p.text) for footer in section.footers for p in footer.paragraphs)
    remade = (NumberPages(section, first=paper.kind is not Kind.LETTER),) if plain else ()
    if not numbered or "default" not in numbered:
        yield Finding(MISSING, None, "没有", "— 1 —", remade)
        return
    yield from _sides(paper, numbered, remade)
    for kind in ("default", "even", "first"):
        if kind in numbered:
            yield from _look(numbered[kind], remade)
    if paper.kind is Kind.LETTER and (not section.title_page or "first" in numbered):
        yield Finding(FIRST, None, "首页有页码", "首页没有", remade)
    yield from _distance(section, remade)


def _number(footer: Footer) -> Paragraph | None:
    return next((p for p in footer.paragraphs if p.text.strip()), None)


def _sides(paper: Paper, numbered: dict[str, Footer], remade: tuple[NumberPages, ...]) -> Iterator[Finding]:
    odd, even = _number(numbered["default"]), _number(numbered["even"]) if "even" in numbered else None
    if not paper.odd_and_even or even is None:
        yield Finding(SIDES, None, "单双页一样", "单页居右，双页居左", remade)
        return
    if odd is None:
        return
    right = odd.align == "right" and 0.4 <= odd.right <= 1.7
    left = even.align in ("left", "both") and 0.4 <= even.starts_at <= 1.7
    if not right or not left:
        yield Finding(SIDES, odd if not right else even, "位置不对", "单页居右空一字，双页居左空一字", remade)


def _look(footer: Footer, remade: tuple[NumberPages, ...]) -> Iterator[Finding]:
    paragraph = _number(footer)
    if paragraph is None:
        return
    if not _FORM.fullmatch(paragraph.bare):
        yield Finding(DASHES, paragraph, paragraph.bare, "— 1 —", remade)
    wrong = next(
        (
            run
            for run in paragraph.runs
            if run.text.strip() and not (_song(run.latin, run.font) and abs(run.size - m.SIZE_4) < 0.3)
        ),
        None,
    )
    if wrong is not None:
        yield Finding(FONT, paragraph, named(wrong.latin, wrong.size), f"宋体 {SIZES[m.SIZE_4]}", remade)


def _song(latin: str, east: str) -> bool:
    return is_of(latin or east, m.SONG)


def _distance(section: Section, remade: tuple[NumberPages, ...]) -> Iterator[Finding]:
    if abs(section.footer_distance - _FOOTER_MM) > _OFF:
        yield Finding(DISTANCE, None, f"页脚距页边{section.footer_distance:.1f}毫米", f"约{_FOOTER_MM}毫米", remade)
