"""Tables of a form: cells of given widths laid on one grid, without lines of their own.

Row heights are at least one line of the text and grow with it: a fixed line height would cut tall writing off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from templates.gongwen import measures as m
from templates.gongwen.oxml import element

WIDTH = m.twips(m.TEXT_WIDTH_MM)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its width in twips, its text, the style of its paragraph."""

    width: int
    text: str
    style: str
    merge: str = ""
    """``restart`` or ``continue`` for a cell that goes on below."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a row of a single cell without style is a tag."""

    cells: tuple[Cell, ...]
    lines: float = 1
    """Height in lines of the text, at least."""


def tag(text: str) -> Row:
    """A row that holds nothing but a tag such as ``{%tr endfor %}``."""
    return Row((Cell(WIDTH, text, ""),))


def add_table(document: Document, rows: Sequence[Row]) -> None:
    """Append a table over the whole text width; every row's widths must add up to ``WIDTH``."""
    edges = sorted({0} | {edge for row in rows for edge in accumulate(cell.width for cell in row.cells)})
    if edges[-1] != WIDTH:
        raise ValueError(f"rows are {edges[-1]} twips wide, not {WIDTH}")
    table = element("w:tbl")
    table.append(_properties())
    grid = element("w:tblGrid")
    for left, right in pairwise(edges):
        grid.append(element("w:gridCol", w=right - left))
    table.append(grid)
    styles = {style.name: style.style_id for style in document.styles}
    for row in rows:
        table.append(_row(row, edges, styles))
    document.element.body.insert(len(document.element.body) - 1, table)


def _properties() -> BaseOxmlElement:
    properties = element("w:tblPr")
    properties.append(element("w:tblW", w=WIDTH, type="dxa"))
    properties.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    margins.append(element("w:left", w=0, type="dxa"))
    margins.append(element("w:right", w=0, type="dxa"))
    properties.append(margins)
    return properties


def _row(row: Row, edges: list[int], styles: dict[str | None, str]) -> BaseOxmlElement:
    made = element("w:tr")
    properties = element("w:trPr")
    properties.append(element("w:cantSplit"))
    properties.append(element("w:trHeight", val=round(row.lines * m.LINE_TWIPS), hRule="atLeast"))
    made.append(properties)
    left = 0
    for cell in row.cells:
        right = left + cell.width
        made.append(_cell(cell, edges.index(right) - edges.index(left), styles))
        left = right
    return made


def _cell(cell: Cell, span: int, styles: dict[str | None, str]) -> BaseOxmlElement:
    made = element("w:tc")
    properties = element("w:tcPr")
    properties.append(element("w:tcW", w=cell.width, type="dxa"))
    if span > 1:
        properties.append(element("w:gridSpan", val=span))
    if cell.merge:
        properties.append(element("w:vMerge", val=cell.merge))
    made.append(properties)
    paragraph = element("w:p")
    if cell.style:
        paragraph_properties = element("w:pPr")
        paragraph_properties.append(element("w:pStyle", val=styles[cell.style]))
        paragraph.append(paragraph_properties)
    run, text = element("w:r"), element("w:t")
    text.set(qn("xml:space"), "preserve")
    text.text = cell.text
    run.append(text)
    paragraph.append(run)
    made.append(paragraph)
    return made
