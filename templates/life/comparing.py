"""Differences between two drafts, paragraph by paragraph and row by row; pure."""

from __future__ import annotations

import difflib
import io
from dataclasses import dataclass
from typing import Literal

from docx import Document as read_document
from docx.table import Table


@dataclass(frozen=True, slots=True)
class Change:
    """A line that only one of the two drafts has."""

    sign: Literal["-", "+"]
    """``-`` stood in the earlier one, ``+`` stands in the later one."""
    place: str
    """Where, counted in the draft that has it."""
    text: str


def differences(earlier: bytes, later: bytes) -> list[Change]:
    """What was taken out and what was put in, in the order of the text; looks alone do not count."""
    before, after = lines_of(earlier), lines_of(later)
    matcher = difflib.SequenceMatcher(None, [text for _, text in before], [text for _, text in after], autojunk=False)
    made: list[Change] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        made += [Change("-", *line) for line in before[a:b]]
        made += [Change("+", *line) for line in after[c:d]]
    return made


def lines_of(data: bytes) -> list[tuple[str, str]]:
    """(place, text) of every paragraph and table row that says something, in the order of the text."""
    found: list[tuple[str, str]] = []
    paragraphs = tables = 0
    for block in read_document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            tables += 1
            for number, row in enumerate(block.rows, 1):
                cells = list(dict.fromkeys((id(cell._tc), cell.text.strip()) for cell in row.cells))
                said = "｜".join(" ".join(text.split()) for _, text in cells)
                if said.strip("｜"):
                    found.append((f"第{tables}个表格第{number}行", said))
        elif block.text.strip():
            paragraphs += 1
            found.append((f"第{paragraphs}段", block.text.strip()))
    return found
