"""A Word file as lines with their places: each paragraph one line, wherever it stands. Bytes in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from templates.package import part_name

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_READ = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_P, _TC, _TR, _TBL, _BOX = f"{_W}p", f"{_W}tc", f"{_W}tr", f"{_W}tbl", f"{_W}txbxContent"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    part: str
    """Member of the file, such as ``word/document.xml``."""
    place: str
    """Where it stands, in Chinese."""
    text: str
    row: int = 0
    """Which table row it stands in, by a number of its own; 0 outside tables."""
    cells: str = ""
    """All text of that row."""

    def shown(self, at: int = 0) -> str:
        """Its place with the text around ``at``."""
        start = max(0, at - 12)
        words = self.text[start : start + 40].strip()
        return f"{self.place}“{'…' if start else ''}{words}{'…' if start + 40 < len(self.text) else ''}”"


def lines_of(data: bytes) -> list[Line]:
    """Every paragraph with text, part by part."""
    found: list[Line] = []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = [name for name in packed.namelist() if _READ.fullmatch(name)]
        for name in sorted(names, key=lambda one: (one != "word/document.xml", one)):
            root = etree.fromstring(packed.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
            found += _of_part(name, root)
    return found


def _of_part(part: str, root: etree._Element) -> Iterator[Line]:
    head = "" if part == "word/document.xml" else part_name(part)
    outer = tables = 0
    numbers: dict[etree._Element, int] = {}
    rows: dict[etree._Element, int] = {}
    for node in root.iter(_P, _TBL):
        if node.tag == _TBL:
            tables += 1
            numbers[node] = tables
            continue
        cell = next(node.iterancestors(_TC), None)
        box = next(node.iterancestors(_BOX), None)
        row = next(node.iterancestors(_TR), None)
        if cell is None and box is None:
            outer += 1
        text = "".join(_words(node))
        if not text.strip():
            continue
        place = f"{head}第{outer}段" if cell is None else head + _cell_place(cell, numbers)
        if box is not None:
            place += "的文本框"
        number = 0 if row is None else rows.setdefault(row, len(rows) + 1)
        cells = "" if row is None else "".join("".join(_words(one)) for one in row.iter(_P))
        yield Line(part, place, text, number, cells)


def _cell_place(cell: etree._Element, numbers: dict[etree._Element, int]) -> str:
    row = next(cell.iterancestors(_TR))
    table = next(cell.iterancestors(_TBL))
    in_row = 1 + sum(1 for _ in cell.itersiblings(_TC, preceding=True))
    in_table = 1 + sum(1 for _ in row.itersiblings(_TR, preceding=True))
    return f"第{numbers[table]}个表格第{in_table}行第{in_row}格"


def _words(paragraph: etree._Element) -> Iterator[str]:
    """Its text, not that of a box standing in it."""
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if next(node.iterancestors(_P)) is paragraph and next(node.iterancestors()).tag == f"{_W}r":
            yield (node.text or "").replace("\n", " ") if node.tag == f"{_W}t" else " "
