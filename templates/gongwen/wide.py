"""A wide table on landscape pages, in the styles of the other papers: one column for each thing compared."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from templates.gongwen import measures as m
from templates.gongwen import styles
from templates.gongwen.oxml import element
from templates.gongwen.page import describe, new_paper
from templates.text import printable

WIDTH_MM = m.PAGE_HEIGHT_MM - m.TOP_MM - m.BOTTOM_MM
"""Of the text on a page turned on its side: the standard's margins turn with it."""
_NAME_MM = 20.0
_SIZES = {2: 12.0, 3: 12.0, 4: 10.5, 5: 10.5, 6: 9.0}
"""Points of the text by the number of columns: 小四, 五号, 小五."""
_LINES = {"top": 8, "left": 8, "bottom": 8, "right": 8, "insideH": 4, "insideV": 4}
_NAME, _HEAD, _TEXT = "格内分栏", "格内分栏", "格内文字"


@dataclass(frozen=True, slots=True)
class WideTable:
    """What stands in it."""

    title: str
    under: str
    """A line under the title: when and by whom it was drawn up."""
    headings: tuple[str, ...]
    """One for each column; two to six."""
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """Name of the row, and a cell for each column; line breaks part paragraphs."""
    notes: tuple[str, ...] = ()
    """Below the table."""


def wide_word(wide: WideTable) -> bytes:
    """The Word file."""
    document = new_paper()
    _turn(document)
    size = Pt(_SIZES.get(len(wide.headings), 9.0))
    for name in (_NAME, _TEXT, "格内项目"):
        style = document.styles[name]
        style.font.size = size
        style.paragraph_format.line_spacing = 1.15
    document.add_paragraph(_printed(wide.title), "公文标题")
    if wide.under:
        document.add_paragraph(_printed(wide.under), "格内项目")
    _fill(document, wide)
    for note in wide.notes:
        document.add_paragraph(_printed(note), "表下文字")
    styles.drop_unused(document, {"公文标题", "格内项目", _NAME, _HEAD, _TEXT, "表下文字", "页码（单）", "页码（双）"})
    describe(document, title=_printed(wide.title), subject="", author="")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _printed(text: str) -> str:
    """Without characters no printer can show."""
    return str(printable(text)[0])


def _turn(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(m.PAGE_HEIGHT_MM), Mm(m.PAGE_WIDTH_MM)
    section.left_margin, section.right_margin = Mm(m.TOP_MM), Mm(m.BOTTOM_MM)
    section.top_margin, section.bottom_margin = Mm(m.LEFT_MM), Mm(m.RIGHT_MM)
    section.footer_distance = Mm(12)


def _fill(document: Document, wide: WideTable) -> None:
    table = document.add_table(len(wide.rows) + 1, len(wide.headings) + 1)
    _rule(table)
    column = (WIDTH_MM - _NAME_MM) / len(wide.headings)
    widths = [Mm(_NAME_MM), *[Mm(column)] * len(wide.headings)]
    for grid, width in zip(table.columns, widths, strict=True):
        grid.width = width
    lines = [("项目", wide.headings), *wide.rows]
    for at, (row, (name, cells)) in enumerate(zip(table.rows, lines, strict=True)):
        if at == 0:
            row._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for cell, text, width in zip(row.cells, (name, *cells), widths, strict=True):
            cell.width = width
            _write(cell, text, _HEAD if at == 0 or text is name else _TEXT)


def _rule(table: Table) -> None:
    table.autofit = False
    borders = element("w:tblBorders")
    for side, size in _LINES.items():
        borders.append(element(f"w:{side}", val="single", sz=size, space=0, color="auto"))
    properties = table._tbl.tblPr
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)


def _write(cell: _Cell, text: str, style: str) -> None:
    first = cell.paragraphs[0]
    lines = [_printed(line) for line in text.split("\n") if line.strip()] or ["—"]
    first.text, first.style = lines[0], style
    for line in lines[1:]:
        cell.add_paragraph(line, style)
