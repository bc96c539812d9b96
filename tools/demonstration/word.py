"""Papers as Word documents: for the archive as they are, or to be printed and scanned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tools.demonstration.paper import Block, Paper


@dataclass(frozen=True, slots=True)
class Faces:
    """Names of the fonts."""

    body: str
    title: str
    heading: str
    pen: str


STANDARD = Faces("仿宋", "宋体", "黑体", "楷体")
"""As an office's Word file names them."""
PRINTED = {
    "letter": Faces("AR PL KaitiM GB", "AR PL KaitiM GB", "AR PL KaitiM GB", "AR PL KaitiM GB"),
    "office": Faces("Noto Serif CJK SC", "Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL KaitiM GB"),
    "form": Faces("Noto Serif CJK SC", "Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL KaitiM GB"),
}
"""As they are printed here, with fonts whose use is free."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in points, margins in millimetres (top, right, bottom, left)."""

    body: float
    title: float
    pitch: float
    margins: tuple[float, float, float, float]
    table: float = 12


MEASURES = {
    "letter": Measures(16, 20, 29, (26, 24, 22, 28)),
    "office": Measures(16, 22, 28.5, (34, 26, 30, 28), 12.5),
    "form": Measures(13, 20, 24, (24, 22, 20, 24), 12.5),
}
RED = RGBColor(0xD2, 0x20, 0x20)


def _run(paragraph: Paragraph, text: str, face: str, size: float, bold: bool = False, red: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    if red:
        run.font.color.rgb = RED
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), face)
    fonts.set(qn("w:hint"), "eastAsia")


def _runs(paragraph: Paragraph, text: str, faces: Faces, size: float) -> None:
    for part in re.split(r"(\{\{.*?\}\})", text):
        if part.startswith("{{"):
            _run(paragraph, part[2:-2], faces.pen, size + 3)
        elif part:
            _run(paragraph, part, faces.body, size)


def _rule(paragraph: Paragraph) -> None:
    """A red line below the paragraph."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", "D22020")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


class _Writer:
    """Writes blocks into a document, one look and one set of faces."""

    def __init__(self, document: WordDocument, faces: Faces, measures: Measures) -> None:
        self.document, self.faces, self.measures = document, faces, measures

    def paragraph(self, block: Block, after_head: bool) -> Paragraph:
        faces, measures = self.faces, self.measures
        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(measures.pitch)
        if block.mark == "!":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            form.line_spacing, form.space_after = Pt(46), Pt(8)
            _run(paragraph, block.text, faces.title, min(30, 440 // len(block.text)), bold=True, red=True)
        elif block.mark == "#":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            form.line_spacing = Pt(measures.title * 1.5)
            _run(paragraph, block.text, faces.title, measures.title, bold=True)
        elif block.mark == "=":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            form.space_after = Pt(8)
            _runs(paragraph, block.text, faces, measures.body)
            if after_head:
                _rule(paragraph)
                form.space_after = Pt(20)
        elif block.mark == "##":
            form.first_line_indent = Pt(measures.body * 2)
            _run(paragraph, block.text, faces.heading, measures.body)
        elif block.mark == ">":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            form.right_indent = Pt(measures.body * 2)
            _runs(paragraph, block.text, faces, measures.body)
        else:
            if not block.mark:
                form.first_line_indent = Pt(measures.body * 2)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            _runs(paragraph, block.text, faces, measures.body)
        return paragraph

    def table(self, rows: list[Block], shares: list[float]) -> None:
        columns = max(len(row.cells) for row in rows)
        shares = shares or [1.0] * columns
        table = self.document.add_table(len(rows), columns)
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        section = self.document.sections[0]
        room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        for column in range(columns):
            table.columns[column].width = int(room * shares[column] / sum(shares))
        for at, row in enumerate(rows):
            cells = row.cells
            for column in range(columns):
                cell = table.cell(at, column)
                cell.width = int(room * shares[column] / sum(shares))
            if len(cells) < columns:
                table.cell(at, len(cells) - 1).merge(table.cell(at, columns - 1))
            for column, text in enumerate(cells):
                paragraph = table.cell(at, column).paragraphs[0]
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)
                _runs(paragraph, text, self.faces, self.measures.table)


def write(paper: Paper, out: Path, printed: bool) -> None:
    """Write the paper as .docx; ``printed`` takes fonts that are installed here."""
    faces = PRINTED[paper.look] if printed else STANDARD
    measures = MEASURES[paper.look]
    document = Document()
    _language(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, measures.margins)
    writer = _Writer(document, faces, measures)
    for number, page in enumerate(paper.pages):
        first = len(document.paragraphs)
        _page(writer, page)
        if number and len(document.paragraphs) > first:
            document.paragraphs[first].paragraph_format.page_break_before = True
    document.core_properties.author = "安和县信访局"
    document.core_properties.title = paper.title
    document.save(str(out))


def _language(document: WordDocument) -> None:
    """Chinese as written in the mainland, so that punctuation stands where it should."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _page(writer: _Writer, page: tuple[Block, ...]) -> None:
    rows: list[Block] = []
    shares: list[float] = []
    before = ""
    for block in (*page, Block("end", "")):
        if block.mark == "|":
            rows.append(block)
            continue
        if rows:
            writer.table(rows, shares)
            rows, shares = [], []
        if block.mark == "|:":
            shares = [float(share) for share in block.text.split()]
        elif block.mark == "_":
            writer.paragraph(Block("-", ""), False)
        elif block.mark not in ("~", "^", "end"):
            writer.paragraph(block, before == "!")
        before = block.mark
