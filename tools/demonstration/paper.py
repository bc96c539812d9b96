"""Papers as they are written: a head of keys, then lines with a light markup.

::

    file: 2021年信访卷/…/01来信.pdf     where the original goes, below ``originals``
    case: XF2021040037LX               the case it belongs to
    kind: letter                       kind of paper
    title: …                           what a clerk would call it
    look: letter | office | form       fonts and measures
    make: scan-pdf | text-pdf | …      how it becomes a file, see ``originals.py``
    condition: paper | skew | …        how the pages suffered, see ``damage.py``
    ===
    ! office        red head            = text     centred line
    # text          title               ## text    heading
    > text          at the right        - text     flush left
    + text          continued           | a | b |  row of a table (|: 2 5 gives the columns' shares)
    ~ office        seal over the line before      ^ name  finger print behind the name
    ---             new page            _          empty line
    anything else   paragraph, first line indented

``{{name}}`` is written in a pen-like face; ``{name.id}``, ``{name.tel}`` and the like come from ``people.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from tools.demonstration.people import fill

MARKS = ("##", "!", "=", "#", ">", "-", "+", "|:", "|", "~", "^", "_")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of markup: its mark (empty for a paragraph) and its text."""

    mark: str
    text: str

    @property
    def plain(self) -> str:
        """The text without marks of the pen."""
        return self.text.replace("{{", "").replace("}}", "")

    @property
    def cells(self) -> list[str]:
        """Cells of a row."""
        return [cell.strip() for cell in self.text.strip("|").split("|")]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its pages."""

    name: str
    file: str
    case: str
    kind: str
    title: str
    look: str
    make: str
    condition: str
    scanned: tuple[int, ...]
    """Pages that are pictures, where others are text."""
    pages: tuple[tuple[Block, ...], ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The true text, pages separated by a form feed."""
        return "\f".join(page_text(page) for page in self.pages)


def page_text(page: tuple[Block, ...]) -> str:
    """Lines of a page in reading order, one paragraph or row of a table each."""
    lines = []
    for block in page:
        if block.mark == "|":
            lines.append(" ".join(cell for cell in Block("", block.plain).cells if cell))
        elif block.mark not in ("~", "^", "|:", "_"):
            lines.append(block.plain)
    return "\n".join(lines)


def _block(line: str) -> Block:
    for mark in MARKS:
        if line == mark or line.startswith((mark + " ", mark + "\t")) or (mark == "|" and line.startswith("|")):
            return Block(mark, line[len(mark) :].strip())
    return Block("", line)


def read(path: Path) -> Paper:
    """Read one paper; KeyError where its head lacks a key."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n===\n")
    keys = dict(re.split(r":\s*", line, maxsplit=1) for line in head.splitlines() if line.strip())
    pages: list[list[Block]] = [[]]
    for line in fill(body).splitlines():
        if line.strip() == "---":
            pages.append([])
        elif line.strip():
            pages[-1].append(_block(line.strip()))
    return Paper(
        name=path.stem,
        file=keys["file"],
        case=keys["case"],
        kind=keys["kind"],
        title=keys["title"],
        look=keys.get("look", "office"),
        make=keys["make"],
        condition=keys.get("condition", ""),
        scanned=tuple(int(number) for number in keys.get("scanned", "").split()),
        pages=tuple(tuple(page) for page in pages),
    )


def papers(folder: Path) -> list[Paper]:
    """All papers of a folder, by name."""
    return [read(path) for path in sorted(folder.glob("*.paper"))]
