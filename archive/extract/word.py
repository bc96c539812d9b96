"""Word documents (.docx): what stands in them, in document order. python-docx's only reading home.

Inserted text of tracked changes is read, deleted text is not: that is what the paper says once the changes are
accepted, and what Word shows by default. Nothing the document points to outside itself is opened.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.parser import parse_xml
from lxml import etree

from archive.extract import refusals
from archive.extract.numbering import Numbering
from archive.extract.plain import cut_pages, in_pages, text_page
from archive.extract.reading import Limits, Page, Remarks
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
_LETTER = re.compile(r"[^\W\d_]")

_Node = Any
"""lxml's elements, for which its stubs have no name that python-docx's own classes share."""


def read_word(path: Path, limits: Limits, start: int = 1) -> Generator[Page, None, Remarks]:
    """The text from page ``start`` on: one page, more only where a text is very long.

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
    return Remarks(notes=_notes(document), review=cut)


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


def _notes(document: Any) -> tuple[str, ...]:
    notes = []
    parts = [document.part, *(part for end in ("/header", "/footer") for part in _related(document, end))]
    external = sum(relation.is_external for part in parts for relation in part.rels.values())
    if external:
        notes.append(f"文档有 {external} 处指向外部的链接，没有打开")
    pictures = sum(r.reltype.endswith("/image") and not r.is_external for part in parts for r in part.rels.values())
    if pictures:
        notes.append(f"文档中有 {pictures} 张图片，图中文字没有识别")
    comments = sum(len(part.element) for part in _related(document, "/comments") if hasattr(part, "element"))
    if comments:
        notes.append(f"文档有 {comments} 条批注，没有读取")
    return tuple(notes)
