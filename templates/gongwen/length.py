"""How many lines and pages a filled paper takes, counted and not laid out.

A text of 22 lines of 28 characters can be counted: each paragraph takes as many lines as its characters fill, with the
spaces of its style. Programs differ by a character where a mark of punctuation may not begin a line; who asks keeps a
line in hand.
"""

from __future__ import annotations

import math
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from templates.gongwen import measures as m
from templates.gongwen.looks import LOOKS, TEXT_CHARACTERS, Look
from templates.gongwen.signature import width_in_characters

_BY_NAME: Final = {look.name: look for look in LOOKS}
_CELL_LINE: Final = 440
_PAGE: Final = m.LINES * m.LINE_TWIPS
_P, _TBL, _TR, _TC, _T = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:t")
_STYLE, _VAL, _BREAK = f"{qn('w:pPr')}/{qn('w:pStyle')}", qn("w:val"), qn("w:br")


def end_of(root: etree._Element, until: etree._Element | None = None) -> tuple[int, float]:
    """The page the text of a document ends on, from 1, and how many lines are left on it; ``until``: that of a block."""
    page, used = 1, 0.0
    body = root.find(qn("w:body"))
    for block in body if body is not None else ():
        if block.tag == _P:
            look = look_of(block)
            if look is not None and look.page and used:
                page, used = page + 1, 0.0
            page, used = _put(page, used, _height(block, look))
        elif block.tag == _TBL and block.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}") is None:
            for row in block.iter(_TR):
                page, used = _put(page, used, _row_height(row))
        if block is until:
            break
    return page, (_PAGE - used) / m.LINE_TWIPS


def look_of(paragraph: etree._Element) -> Look | None:
    """The style of a paragraph as it is declared; None for another style, and for what is no paragraph."""
    return _BY_NAME.get(_style(paragraph)) if paragraph.tag == _P else None


def height_in_lines(paragraph: etree._Element) -> float:
    """How many lines of the text a paragraph takes, also one in a frame."""
    return _lines(_text(paragraph), look_of(paragraph), TEXT_CHARACTERS)


def _put(page: int, used: float, height: float) -> tuple[int, float]:
    """Where the page stands after something that high; lines go on from page to page."""
    used += height
    while used > _PAGE + 1:
        page, used = page + 1, used - _PAGE
    return page, used


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(_STYLE)
    return style.get(_VAL, "") if style is not None else ""


def _height(paragraph: etree._Element, look: Look | None) -> float:
    lines = _lines(_text(paragraph), look, TEXT_CHARACTERS)
    if look is None:
        return lines * m.LINE_TWIPS
    if look.frame:
        return 0
    return lines * (_inherited(look, "line") or m.LINE_TWIPS) + (look.before + look.after) * m.LINE_TWIPS


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
    if look is None:
        return max(1, math.ceil(width_in_characters(text) / edge))
    scale = (_inherited(look, "size") or m.SIZE_3) / m.SIZE_3
    room = edge - _inherited(look, "left") - _inherited(look, "right")
    taken = width_in_characters(text) * scale + _inherited(look, "first") - _inherited(look, "hanging")
    return max(1, math.ceil(taken / room)) + text.count("\n")


def _inherited(look: Look, field: str) -> float:
    """A value of a style, or of the one it is based on."""
    value = float(getattr(look, field))
    return value if value or look.based_on not in _BY_NAME else _inherited(_BY_NAME[look.based_on], field)


def _text(paragraph: etree._Element) -> str:
    return "".join("\n" if node.tag == _BREAK else node.text or "" for node in paragraph.iter(_T, _BREAK))
