"""How many lines and pages a filled paper takes, counted and not laid out.

A text of 22 lines of 28 characters can be counted: each paragraph takes as many lines as its characters fill, with the
spaces of its style. Programs differ by a character where a mark of punctuation may not begin a line; who asks keeps a
line in hand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from templates.gongwen import measures as m
from templates.gongwen.looks import LOOKS, TEXT_CHARACTERS, Look
from templates.gongwen.signature import width_in_characters

_BY_NAME: Final = {look.name: look for look in LOOKS}
_CELL_LINE: Final = 440
PAGE: Final = m.LINES * m.LINE_TWIPS
"""Twips of a page that text may fill."""
LETTERHEAD: Final = float(m.LINE_TWIPS)
"""What the head of a letter takes of the text of its first page; it stands in the header."""
_HEAD: Final = 12
"""Blocks among which the title of a letter is."""
_P, _TBL, _TR, _TC, _T = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:t")
_PROPERTIES, _STYLE, _VAL, _BREAK = qn("w:pPr"), qn("w:pStyle"), qn("w:val"), qn("w:br")
_SPACING, _LINE, _BEFORE = f"{qn('w:pPr')}/{qn('w:spacing')}", qn("w:line"), qn("w:before")


@dataclass(frozen=True, slots=True)
class _Space:
    """What a paragraph or a row takes of its page, in twips."""

    lines: int
    line: float
    before: float = 0
    after: float = 0

    @property
    def height(self) -> float:
        return self.before + self.lines * self.line + self.after

    def put(self, page: int, used: float) -> tuple[int, float]:
        """Where the page stands behind it; lines go on from page to page and are never cut."""
        used += self.before
        for _ in range(self.lines):
            if used + self.line > PAGE + 1:
                page, used = page + 1, 0.0
            used += self.line
        return page, used + self.after


def end_of(root: etree._Element, until: etree._Element | None = None, *, usual: bool = False) -> tuple[int, float]:
    """The page the text of a document ends on, from 1, and how many lines are left on it; ``until``: that of a block.

    ``usual``: as if no paragraph had lines of its own height.
    """
    body = root.find(qn("w:body"))
    blocks = list(body) if body is not None else []
    page, used = 1, LETTERHEAD if any(_style(one) == "信函标题" for one in blocks[:_HEAD]) else 0.0
    for block in blocks:
        if block.tag == _P:
            look = look_of(block)
            if look is not None and look.page and used:
                page, used = page + 1, 0.0
            page, used = _space(block, look, usual).put(page, used)
        elif block.tag == _TBL and block.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}") is None:
            for row in block.iter(_TR):
                page, used = _Space(1, _row_height(row)).put(page, used)
        if block is until:
            break
    return page, (PAGE - used) / m.LINE_TWIPS


def look_of(paragraph: etree._Element) -> Look | None:
    """The style of a paragraph as it is declared; None for another style, and for what is no paragraph."""
    return _BY_NAME.get(_style(paragraph)) if paragraph.tag == _P else None


def height_in_lines(paragraph: etree._Element) -> float:
    """How many lines of the text a paragraph takes, also one in a frame."""
    return _lines(_text(paragraph), look_of(paragraph), TEXT_CHARACTERS)


def height_in_twips(paragraph: etree._Element) -> float:
    """What a paragraph takes of its page as its style has it; of one in a frame, its lines."""
    look = look_of(paragraph)
    if look is not None and look.frame:
        return height_in_lines(paragraph) * m.LINE_TWIPS
    return _space(paragraph, look, usual=True).height


def _style(paragraph: etree._Element) -> str:
    """The name of its style, which the schema puts first of all."""
    properties = paragraph[0] if len(paragraph) else None
    if properties is None or properties.tag != _PROPERTIES or not len(properties) or properties[0].tag != _STYLE:
        return ""
    return str(properties[0].get(_VAL, ""))


def _space(paragraph: etree._Element, look: Look | None, usual: bool = False) -> _Space:
    lines = _lines(_text(paragraph), look, TEXT_CHARACTERS)
    if look is None:
        return _Space(lines, m.LINE_TWIPS)
    if look.frame:
        return _Space(0, 0)
    after = _inherited(look, "after") * m.LINE_TWIPS
    own = paragraph.find(_SPACING)
    if own is not None and not usual:
        return _Space(lines, int(own.get(_LINE, m.LINE_TWIPS)), int(own.get(_BEFORE, "0")), after)
    line = _inherited(look, "line") or m.LINE_TWIPS
    return _Space(lines, line, _inherited(look, "before") * m.LINE_TWIPS, after)


def _row_height(row: etree._Element) -> float:
    tallest = 0.0
    for cell in row.iter(_TC):
        width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        characters = int(width.get(qn("w:w"), "0")) / m.CHARACTER_TWIPS if width is not None else TEXT_CHARACTERS
        heights = (_lines(_text(one), _BY_NAME.get(_style(one)), characters) * _CELL_LINE for one in cell.iter(_P))
        tallest = max(tallest, sum(heights))
    least = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    return max(tallest, float(least.get(_VAL, "0")) if least is not None else 0.0)


def _lines(text: str, look: Look | None, edge: float) -> int:
    first, room, scale = 0.0, edge, 1.0
    if look is not None:
        scale = (_inherited(look, "size") or m.SIZE_3) / m.SIZE_3 * (_inherited(look, "scale") or 100) / 100
        room = edge - _inherited(look, "left") - _inherited(look, "right")
        first = _inherited(look, "first") - _inherited(look, "hanging")
    parts = [width_in_characters(part) * scale for part in text.split("\n")]
    parts[0] += first
    return sum(max(1, math.ceil(part / room)) for part in parts)


def _inherited(look: Look, field: str) -> float:
    """A value of a style, or of the one it is based on."""
    value = float(getattr(look, field))
    return value if value or look.based_on not in _BY_NAME else _inherited(_BY_NAME[look.based_on], field)


def _text(paragraph: etree._Element) -> str:
    return "".join("\n" if node.tag == _BREAK else node.text or "" for node in paragraph.iter(_T, _BREAK))
