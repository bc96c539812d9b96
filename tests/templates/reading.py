"""Reading a paper back, as an office's own Word would open it."""

from __future__ import annotations

from pathlib import Path

from docx import Document


def body(file: Path) -> list[str]:
    """Text of every paragraph of the body, tables row by row in their place."""
    document = Document(str(file))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += [" ".join(dict.fromkeys(cell.text for cell in row.cells if cell.text)) for row in block.rows]
        else:
            lines.append(block.text)
    return lines


def whole(file: Path) -> str:
    """All text, the first page's heading included."""
    header = Document(str(file)).sections[0].first_page_header
    return "\n".join([*(paragraph.text for paragraph in header.paragraphs), *body(file)])
