"""Tables of a form: cells of given widths laid on one grid, with or without lines.

Row heights are at least one line of the text and grow with it: a fixed line height would cut tall writing off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from templates.gongwen import measures as m
from templates.gongwen.oxml import element

WIDTH = m.twips(m.TEXT_WIDTH_MM)
_STYLED = re.compile(r"\[([^\]]+)\](.*)", re.DOTALL)
_LINES = {"top": 8, "left": 8, "bottom": 8, "right": 8, "insideH": 4, "insideV": 4}
"""Lines of a ruled table in eighths of a point: 1 pt round it, 0.5 pt inside."""
_PADDING = 60
"""Twips between the side lines of a cell and its text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its width in twips, its text, the style of its paragraph."""

    width: int
    text: str
    """Several paragraphs are parted by ``¶``; one that begins with ``[style]`` has that style."""
    style: str
    merge: str = ""
    """``restart`` or ``continue`` for a cell that goes on below."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a row of a single cell without style is a tag."""

    cells: tuple[Cell, ...]
    lines: float = 1
    """Height in lines of the text, at least."""
    heading: bool = False
    """Repeated on every page the table goes on to."""
    split: bool = False
    """Whether a page may cut it."""


def tag(text: str) -> Row:
    """A row that holds nothing but a tag such as ``{%tr endfor %}``."""
    return Row((Cell(WIDTH, text, ""),))


def add_table(document: Document, rows: Sequence[Row], *, ruled: bool = False) -> None:
    """Append a table over the whole text width; every row's widths must add up to ``WIDTH``."""
    edges = sorted({0} | {edge for row in rows for edge in accumulate(cell.width for cell in row.cells)})
    if edges[-1] != WIDTH or any(sum(cell.width for cell in row.cells) != WIDTH for row in rows):
        raise ValueError(f"rows are {edges[-1]} twips wide, not {WIDTH}")
    table = element("w:tbl")
    table.append(_properties(ruled))
    grid = element("w:tblGrid")
    for left, right in pairwise(edges):
        grid.append(element("w:gridCol", w=right - left))
    table.append(grid)
    styles = {style.name: style.style_id for style in document.styles}
    for row in rows:
        table.append(_row(row, edges, styles, ruled))
    document.element.body.insert(len(document.element.body) - 1, table)


def styles_of(rows: Sequence[Row]) -> set[str]:
    """Names of the styles that stand in these rows."""
    return {style for row in rows for cell in row.cells for style, _ in _paragraphs(cell) if style}


def _properties(ruled: bool) -> BaseOxmlElement:
    properties = element("w:tblPr")
    properties.append(element("w:tblW", w=WIDTH, type="dxa"))
    if ruled:
        borders = element("w:tblBorders")
        for side, size in _LINES.items():
            borders.append(element(f"w:{side}", val="single", sz=size, space=0, color="auto"))
        properties.append(borders)
    properties.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=_PADDING if ruled else 0, type="dxa"))
    properties.append(margins)
    return properties


def _row(row: Row, edges: list[int], styles: dict[str | None, str], ruled: bool) -> BaseOxmlElement:
    made = element("w:tr")
    properties = element("w:trPr")
    if not row.split:
        properties.append(element("w:cantSplit"))
    properties.append(element("w:trHeight", val=round(row.lines * m.LINE_TWIPS), hRule="atLeast"))
    if row.heading:
        properties.append(element("w:tblHeader"))
    made.append(properties)
    left = 0
    for cell in row.cells:
        right = left + cell.width
        made.append(_cell(cell, edges.index(right) - edges.index(left), styles, ruled))
        left = right
    return made


def _cell(cell: Cell, span: int, styles: dict[str | None, str], ruled: bool) -> BaseOxmlElement:
    made = element("w:tc")
    properties = element("w:tcPr")
    properties.append(element("w:tcW", w=cell.width, type="dxa"))
    if span > 1:
        properties.append(element("w:gridSpan", val=span))
    if cell.merge:
        properties.append(element("w:vMerge", val=cell.merge))
    if ruled:
        properties.append(element("w:vAlign", val="center"))
    made.append(properties)
    for style, words in _paragraphs(cell):
        made.append(_paragraph(styles[style] if style else "", words))
    return made


def _paragraphs(cell: Cell) -> Iterator[tuple[str, str]]:
    """(style, text) of each paragraph."""
    for part in cell.text.split("¶"):
        styled = _STYLED.fullmatch(part)
        yield (styled[1], styled[2]) if styled else (cell.style, part)


def _paragraph(style: str, words: str) -> BaseOxmlElement:
    made = element("w:p")
    if style:
        properties = element("w:pPr")
        properties.append(element("w:pStyle", val=style))
        made.append(properties)
    run, text = element("w:r"), element("w:t")
    text.set(qn("xml:space"), "preserve")
    text.text = words
    run.append(text)
    made.append(run)
    return made
