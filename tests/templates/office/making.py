"""Word files for these tests, made by hand: paragraphs with tags, and what an attacker would put into the zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from docx import Document

Parts = Mapping[str, bytes | Callable[[bytes], bytes]]


def word(file: Path, *paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), header: str = "") -> Path:
    """A document of these paragraphs, a table of ``rows``, a header."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=max(map(len, rows)))
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=False):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(str(file))
    return file


def spoiled(file: Path, parts: Parts) -> Path:
    """The same file with parts put in, or changed by a function."""
    old = file.read_bytes()
    packed = io.BytesIO()
    left = dict(parts)
    with zipfile.ZipFile(io.BytesIO(old)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            change = left.pop(info.filename, None)
            data = source.read(info)
            target.writestr(
                info.filename, data if change is None else change if isinstance(change, bytes) else change(data)
            )
        for name, new in left.items():
            assert isinstance(new, bytes), name
            target.writestr(name, new)
    file.write_bytes(packed.getvalue())
    return file


def related(kind: str, target: str, *, external: bool = True) -> Callable[[bytes], bytes]:
    """A relation of the document more."""
    mode = ' TargetMode="External"' if external else ""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    added = f'<Relationship Id="rEvil" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'
    return lambda data: data.replace(b"</Relationships>", added.encode())


def in_body(xml: str) -> Callable[[bytes], bytes]:
    """XML put before the end of the text."""
    return lambda data: data.replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)
