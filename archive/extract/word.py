"""Word documents (.docx): what stands in them, in document order. python-docx's only reading home.

Inserted text of tracked changes is read, deleted text is not: that is what the paper says once the changes are
accepted, and what Word shows by default. Nothing the document points to outside itself is opened.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.parser import parse_xml
from lxml import etree

from archive.errors import ReadError
from archive.extract import refusals
from archive.extract.numbering import Numbering
from archive.extract.pictures import frame, open_picture
from archive.extract.plain import cut_pages, in_pages, text_page
from archive.extract.reading import Limits, Page, Remarks
from archive.extract.scanned import Ocr, scanned_page
from archive.extract.zipcheck import check_zip

_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr"}
    | {"tcPr", "sdtPr", "sdtEndPr", "rt", "rubyPr", "fldData", "softHyphen", "annotationRef"}
)
_BROKEN = (
    *(PackageNotFoundError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(KeyError, ValueError, AttributeError, TypeError),  # what python-docx meets where a part is not what it should be
)
_BREAKS = frozenset({"br", "cr"})
_FEW = 20
"""Characters below which a document with pictures is a scan."""
_LETTER = re.compile(r"[^\W\d_]")

_Node = Any
"""lxml's elements, for which its stubs have no name that python-docx's own classes share."""


def read_word(path: Path, limits: Limits, ocr: Ocr, start: int = 1) -> Generator[Page, None, Remarks]:
    """The text from page ``start`` on: one page, more only where a text is very long.

    A document that is hardly more than pictures (a letter photographed and pasted into Word) has each read by OCR, as
    a page of its own after the text.

    Raises:
        ReadError: ``damaged``, ``too_large``.
        OSError: the file cannot be read.
    """
    check_zip(path, limits, "Word 文档")
    try:
        document = Document(str(path))
        lines = list(_lines(document))
    except _BROKEN as exc:
        if not path.exists():
            raise refusals.vanished() from exc
        raise refusals.damaged("Word 文档") from exc
    pages, cut = cut_pages(list(in_pages(lines)), limits)
    for number, page in enumerate(pages, start=1):
        if number >= start:
            yield text_page(number, page)
    pictures = _pictures(document)
    if sum(map(len, lines)) >= _FEW:
        unread = (f"文档中有 {len(pictures)} 张图片，图中文字没有识别",) if pictures else ()
        return Remarks((*_notes(document), *unread), cut)
    for number, blob in enumerate(pictures[: limits.pages - len(pages)], start=len(pages) + 1):
        if number >= start:
            yield _pasted(number, blob, limits, ocr)
    return Remarks(_notes(document), cut)


def _pasted(number: int, blob: bytes, limits: Limits, ocr: Ocr) -> Page:
    """A picture pasted into the document, read as a page; its lines have no place on a page of the document."""
    try:
        with open_picture(io.BytesIO(blob)) as image:
            rgb, notes = frame(image, 0, limits.pixels)
    except ReadError as exc:
        return Page(number, (), source="ocr", review=(f"文档中的图片无法读取：{exc.message}",))
    page = scanned_page(number, rgb, ocr, notes)
    return replace(page, angle=0, lines=tuple(replace(line, box=None) for line in page.lines))


def _lines(document: Any) -> Iterator[str]:
    body = document.element.body
    if body.getroottree().docinfo.doctype:
        raise ValueError("a document type declaration has no place in a Word file")
    numbering = Numbering(_part(document, "/numbering"), document.styles.element)
    yield from _furniture(document, "/header", numbering)
    yield from _blocks(body, numbering)
    for kind in ("footnote", "endnote"):
        yield from _footnotes(document, kind, numbering)
    yield from _furniture(document, "/footer", numbering)


def _related(document: Any, ending: str) -> list[Any]:
    return [r.target_part for r in document.part.rels.values() if not r.is_external and r.reltype.endswith(ending)]


def _part(document: Any, ending: str) -> _Node | None:
    """The XML of the first related part of that type."""
    for part in _related(document, ending):
        return getattr(part, "element", None) if hasattr(part, "element") else parse_xml(part.blob)
    return None


def _furniture(document: Any, ending: str, numbering: Numbering) -> Iterator[str]:
    """Headers or footers, each text once, page numbers left out."""
    seen = set()
    for part in _related(document, ending):
        for line in _blocks(part.element, numbering):
            if _LETTER.search(line) and line not in seen:
                seen.add(line)
                yield line


def _footnotes(document: Any, kind: str, numbering: Numbering) -> Iterator[str]:
    notes = _part(document, f"/{kind}s")
    for note in notes if notes is not None else ():
        if _name(note) == kind and _attribute(note, "type") is None:
            text = " ".join(line for line in _blocks(note, numbering) if line.strip())
            if text:
                yield f"[{_attribute(note, 'id')}] {text}"


def _blocks(parent: _Node, numbering: Numbering) -> Iterator[str]:
    """Lines of paragraphs and tables, in order, through content controls and insertions."""
    for child in parent:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child, numbering)
        elif name == "tbl":
            yield from _table(child, numbering)
        elif name == "AlternateContent":
            yield from _blocks(_choice(child), numbering)
        elif name and name not in _SKIPPED:
            yield from _blocks(child, numbering)


def _paragraph(paragraph: _Node, numbering: Numbering) -> Iterator[str]:
    boxes: list[_Node] = []
    text = "".join(_inline(paragraph, boxes))
    if text.strip():
        yield from (numbering.label(paragraph) + text).split("\n")
    for box in boxes:
        yield from _blocks(box, numbering)


def _inline(parent: _Node, boxes: list[_Node]) -> Iterator[str]:
    """Pieces of a paragraph's text; text boxes anchored in it are put into ``boxes``."""
    for child in parent:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield "\n"
        elif name in {"tab", "ptab"}:
            yield "\t"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            yield "•"
        elif name in {"footnoteReference", "endnoteReference"}:
            yield f"[{_attribute(child, 'id')}]"
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "AlternateContent":
            yield from _inline(_choice(child), boxes)
        elif name and name not in _SKIPPED:
            yield from _inline(child, boxes)


def _table(table: _Node, numbering: Numbering) -> Iterator[str]:
    """Rows as lines, cells parted by a tab (a space, once cleaned); a row with one filled cell keeps its own lines."""
    for row in _children(table, "tr"):
        cells = []
        for cell in _children(row, "tc"):
            if _continues(cell):
                continue
            lines = [line for line in _blocks(cell, numbering) if line.strip()]
            if lines:
                cells.append(lines)
        if len(cells) == 1:
            yield from cells[0]
        elif cells:
            yield "\t".join("\t".join(part.strip() for part in lines) for lines in cells)


def _children(parent: _Node, wanted: str) -> Iterator[_Node]:
    """Rows of a table or cells of a row, through content controls and insertions."""
    for child in parent:
        name = _name(child)
        if name == wanted:
            yield child
        elif name and name not in _SKIPPED:
            yield from _children(child, wanted)


def _continues(cell: _Node) -> bool:
    """A cell that a cell above reaches into."""
    for merge in cell.iterfind("{*}tcPr/{*}vMerge"):
        return _attribute(merge, "val") in {None, "continue"}
    return False


def _choice(alternate: _Node) -> _Node:
    """One of the renderings of the same content; Word prefers the first."""
    return next(iter(alternate), alternate)


def _name(node: _Node) -> str:
    """Local name of an element; "" for comments, entities and processing instructions."""
    return str(etree.QName(node).localname) if isinstance(node.tag, str) else ""


def _attribute(node: _Node, name: str) -> str | None:
    for key, value in node.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return None


def _parts(document: Any) -> list[Any]:
    """The text and its headers and footers."""
    return [document.part, *(part for end in ("/header", "/footer") for part in _related(document, end))]


def _pictures(document: Any) -> list[bytes]:
    """The pictures inside the document, in the order they stand in its text, each once."""
    blobs = []
    for part in _parts(document):
        inside = {i: r for i, r in part.rels.items() if r.reltype.endswith("/image") and not r.is_external}
        for node in part.element.iter("{*}blip", "{*}imagedata"):
            relation = inside.pop(_attribute(node, "embed") or _attribute(node, "id") or "", None)
            if relation is not None:
                blobs.append(relation.target_part.blob)
    return blobs


def _notes(document: Any) -> tuple[str, ...]:
    notes = []
    parts = _parts(document)
    external = sum(relation.is_external for part in parts for relation in part.rels.values())
    if external:
        notes.append(f"文档有 {external} 处指向外部的链接，没有打开")
    comments = sum(len(part.element) for part in _related(document, "/comments") if hasattr(part, "element"))
    if comments:
        notes.append(f"文档有 {comments} 条批注，没有读取")
    return tuple(notes)
