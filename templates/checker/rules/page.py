"""Paper, margins, 22 lines of 28 characters, colour of the text (GB/T 9704—2012 5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from templates.checker.paper import Kind, Paper, Paragraph, Role, Section, Where
from templates.checker.rule import Arrange, Dress, Finding, Rule, SetPage, Severity
from templates.gongwen import measures as m
from templates.gongwen.closing import pitch_of

SIZE: Final = Rule(
    "page.size", "GB/T 9704—2012 5.1", Severity.MUST, "纸张不是A4", "页面设置改为A4（210毫米×297毫米）", fixable=True
)
MARGINS: Final = Rule(
    "page.margins",
    "GB/T 9704—2012 5.2.1",
    Severity.MUST,
    "页边距不对",
    "页边距改为上37、下35、左28、右26毫米（版心156×225毫米），装订线0",
    fixable=True,
)
LINES: Final = Rule(
    "page.lines",
    "GB/T 9704—2012 5.2.3",
    Severity.SHOULD,
    "行距排不满每面22行",
    "正文行距设为固定值28.95磅",
    fixable=True,
)
CHARACTERS: Final = Rule(
    "page.characters",
    "GB/T 9704—2012 5.2.3",
    Severity.SHOULD,
    "字距排不成每行28个字",
    "正文字符间距紧缩0.25磅，或者在“文档网格”里指定每行28字",
    fixable=True,
)
SPACE: Final = Rule(
    "page.paragraph_space",
    "GB/T 9704—2012 5.2.3",
    Severity.SHOULD,
    "正文段落之间留了间距",
    "段前、段后设为0，各行之间等距",
    fixable=True,
)
COLOR: Final = Rule(
    "page.color", "GB/T 9704—2012 5.2.4", Severity.MUST, "文字不是黑色", "除版头外文字改为黑色", fixable=True
)
RULES: Final = (SIZE, MARGINS, LINES, SPACE, CHARACTERS, COLOR)

_SPACE: Final = 0.1
_LINE: Final = 0.9
"""Lines between paragraphs that show, and are no blank line between two elements."""
_TOLERANCE: Final = 1.0
"""Millimetres the standard allows."""
_TEXT: Final = (Role.BODY, Role.HEADING1, Role.HEADING2, Role.HEADING3)
_RED_ALLOWED: Final = frozenset({Role.MARK, Role.COPY_NUMBER})


def find(paper: Paper) -> Iterator[Finding]:
    """What is wrong with the page."""
    for number, section in enumerate(paper.sections):
        several = len(paper.sections) > 1
        anchor = next((p for p in paper.filled if p.section == number), None) if several else None
        yield from _section(section, anchor)
    yield from _lines(paper)
    yield from _spaces(paper)
    yield from _characters(paper)
    yield from _colors(paper)


def _section(section: Section, anchor: Paragraph | None) -> Iterator[Finding]:
    short, long = sorted((section.width, section.height))
    if abs(short - m.PAGE_WIDTH_MM) > _TOLERANCE or abs(long - m.PAGE_HEIGHT_MM) > _TOLERANCE:
        found = f"{section.width:.0f}×{section.height:.0f}毫米"
        yield Finding(SIZE, anchor, found, "210×297毫米", (SetPage(section),))
    if section.landscape:
        return  # a wide table lies on its side, with the margins of its own page (8)
    sides = (section.top, section.bottom, section.left + section.gutter, section.right)
    wanted = (m.TOP_MM, m.BOTTOM_MM, m.LEFT_MM, m.RIGHT_MM)
    if any(abs(a - b) > _TOLERANCE for a, b in zip(sides, wanted, strict=True)):
        yield Finding(MARGINS, anchor, _sides(sides), _sides(wanted), (SetPage(section),))


def _sides(sides: tuple[float, float, float, float]) -> str:
    return "，".join(f"{name}{value:.0f}" for name, value in zip("上下左右", sides, strict=True)) + "毫米"


def _text(paper: Paper) -> list[Paragraph]:
    """Running text of the standard's size, outside tables."""
    if paper.kind is Kind.FORM:
        return []
    return [p for p in paper.of(*_TEXT) if p.where is Where.BODY and abs(p.size - m.SIZE_3) < 0.3 and not p.framed]


def _lines(paper: Paper) -> Iterator[Finding]:
    """Another pitch than 28.95 pt, unless it is the one that keeps the signature with its text (7.3.5.5)."""
    text = _text(paper)
    set_for = pitch_of(text[0].node.getroottree().getroot()) if text else None
    for paragraph in text:
        section = paper.sections[min(paragraph.section, len(paper.sections) - 1)] if paper.sections else None
        pitch = _pitch(paragraph, section)
        if pitch is not None and set_for is not None and abs(pitch - set_for / 20) < 0.01:
            continue
        if pitch is None or int(m.TEXT_HEIGHT_MM / 25.4 * 72 / pitch + 0.02) != m.LINES:
            found = f"{pitch:g}磅" if pitch is not None else f"{paragraph.multiple:g}倍行距"
            yield Finding(LINES, paragraph, found, "固定值28.95磅", (Arrange(paragraph, line=m.LINE_TWIPS),))


def _spaces(paper: Paper) -> Iterator[Finding]:
    for paragraph in _text(paper):
        if any(_SPACE < space < _LINE for space in (paragraph.before, paragraph.after)):
            found = f"段前{paragraph.before:.2g}行，段后{paragraph.after:.2g}行"
            yield Finding(SPACE, paragraph, found, "0", (Arrange(paragraph, closed=True),))


def _pitch(paragraph: Paragraph, section: Section | None) -> float | None:
    """Points from line to line, or None where they follow from the font alone."""
    if paragraph.pitch is not None and paragraph.exact:
        return paragraph.pitch
    grid = section.grid_pitch if section is not None and paragraph.on_grid else 0.0
    if paragraph.pitch is not None:
        return max(paragraph.pitch, grid)
    return grid * paragraph.multiple if grid else None


def _characters(paper: Paper) -> Iterator[Finding]:
    for paragraph in _text(paper):
        section = paper.sections[min(paragraph.section, len(paper.sections) - 1)] if paper.sections else None
        grid = section.grid_closer if section is not None and paragraph.on_grid else 0.0
        gap = (paper.body_size - m.SIZE_3 if grid and abs(paper.body_size - m.SIZE_3) > 1 else 0.0) + grid
        wrong = tuple(run for run in paragraph.runs if run.text.strip() and not _fits(m.SIZE_3 + run.closer + gap))
        if wrong:
            width = m.SIZE_3 + wrong[0].closer + gap
            count = int(m.TEXT_WIDTH_MM / 25.4 * 72 / width)
            yield Finding(CHARACTERS, paragraph, f"每行{count}字", "每行28字", (Dress(wrong, closer=m.CLOSER_TWIPS),))


def _fits(width: float) -> bool:
    return int(m.TEXT_WIDTH_MM / 25.4 * 72 / width + 0.01) == m.CHARACTERS


def _colors(paper: Paper) -> Iterator[Finding]:
    for paragraph, role in zip(paper.paragraphs, paper.roles, strict=True):
        if role in _RED_ALLOWED:
            continue
        wrong = tuple(run for run in paragraph.runs if run.color and run.text.strip())
        if wrong:
            yield Finding(COLOR, paragraph, f"颜色{wrong[0].color}", "黑色", (Dress(wrong, color="000000"),))
