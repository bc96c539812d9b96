"""A Word file as the checker sees it: paragraphs with the looks they really have, sections, lines; no Word here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Node = Any
"""lxml's elements."""


class Kind(StrEnum):
    """Which of the standard's formats a paper follows, as far as it shows."""

    DOCUMENT = "document"
    LETTER = "letter"
    MINUTES = "minutes"
    PLAIN = "plain"
    FORM = "form"


KINDS = {
    Kind.DOCUMENT: "文件格式",
    Kind.LETTER: "信函格式",
    Kind.MINUTES: "纪要格式",
    Kind.PLAIN: "没有版头的文书",
    Kind.FORM: "表格",
}
"""As the office calls them."""


class Role(StrEnum):
    """What a paragraph is to the standard."""

    EMPTY = "empty"
    COPY_NUMBER = "copy_number"
    SECRECY = "secrecy"
    URGENCY = "urgency"
    MARK = "mark"
    NUMBER = "number"
    SIGNER = "signer"
    TITLE = "title"
    ADDRESSEE = "addressee"
    LABEL = "label"
    HEADING1 = "heading1"
    HEADING2 = "heading2"
    HEADING3 = "heading3"
    BODY = "body"
    ATTACHMENTS = "attachments"
    ATTENDANCE = "attendance"
    UNIT = "unit"
    DATE = "date"
    NOTE = "note"
    ANNEX_MARK = "annex_mark"
    ANNEX_TITLE = "annex_title"
    ANNEX = "annex"
    COPIES = "copies"
    PRINTED = "printed"
    FORM = "form"


class Where(StrEnum):
    """In which part of the file a paragraph stands."""

    BODY = "body"
    TABLE = "table"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one w:t, the smallest thing that can be mended."""

    start: int
    """Offset into the paragraph's text."""
    node: Node

    @property
    def end(self) -> int:
        """Half-open."""
        return self.start + len(self.node.text or "")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph with one look."""

    start: int
    text: str
    font: str
    """Of Chinese characters; empty where nothing names one."""
    latin: str
    """Of quotes and dashes too, unless ``hinted``."""
    hinted: bool
    """Quotes and dashes are taken for Chinese (``w:hint``)."""
    size: float
    """Points."""
    color: str
    """Six hexadecimal digits; empty for black."""
    bold: bool
    closer: float
    """Points between characters, negative where they stand closer."""
    hidden: bool
    node: Node
    pieces: tuple[Piece, ...] = ()

    @property
    def end(self) -> int:
        """Half-open."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; lengths in characters of its own size and lines of 28.95 pt."""

    index: int
    """Place among ``Paper.paragraphs``."""
    place: str
    """``第3段``, ``第1个表格第2行``, ``首页页眉``."""
    where: Where
    text: str
    label: str
    """Its automatic number, which stands in no text."""
    runs: tuple[Run, ...]
    style: str
    """Name of its style."""
    align: str
    """``left``, ``center``, ``right``, ``both`` or ``distribute``."""
    first: float
    """Indent of the first line against the others, negative where it hangs."""
    left: float
    right: float
    before: float
    after: float
    pitch: float | None
    """Points from line to line; None where it follows from the font."""
    multiple: float
    """Of the font's own line, or of the grid's, where there is no pitch."""
    exact: bool
    on_grid: bool
    """Lines are laid on the section's grid."""
    new_page: bool
    ends_page: bool
    """Holds a page break behind some of its text."""
    together: bool
    """Kept on one page with the next paragraph."""
    framed: bool
    borders: tuple[Border, ...]
    section: int
    node: Node

    @property
    def words(self) -> str:
        """Its first words, for messages."""
        bare = (self.label + self.text).strip().replace("\n", "").replace("\t", " ")
        return bare if len(bare) <= 16 else bare[:15] + "…"

    @property
    def bare(self) -> str:
        """Its text without blanks at the ends."""
        return self.text.strip()

    @property
    def size(self) -> float:
        """Of most of its characters, in points; 0 without text."""
        sizes: dict[float, int] = {}
        for run in self.runs:
            sizes[run.size] = sizes.get(run.size, 0) + len(run.text.strip())
        best = max(sizes, key=lambda size: sizes[size], default=0.0)
        return best if sizes.get(best) else 0.0

    @property
    def lead(self) -> int:
        """Count of blanks typed in front."""
        return len(self.text) - len(self.text.lstrip(" \u3000\t"))

    @property
    def starts_at(self) -> float:
        """Characters from the left edge to its first sign, typed blanks counted."""
        typed = sum(1.0 if sign == "\u3000" else 2.0 if sign == "\t" else 0.5 for sign in self.text[: self.lead])
        return self.left + self.first + typed


@dataclass(frozen=True, slots=True)
class Border:
    """A line of a paragraph's or a cell's border, or a drawn one."""

    side: str
    """``top``, ``bottom`` or ``drawn``."""
    points: float
    """Thickness."""
    color: str
    millimetres: float | None = None
    """Length, where it is drawn."""

    @property
    def red(self) -> bool:
        """Whether a reader would call it red."""
        return is_red(self.color)


@dataclass(frozen=True, slots=True)
class Footer:
    """One footer (or header) of a section."""

    kind: str
    """``default``, ``even`` or ``first``."""
    paragraphs: tuple[Paragraph, ...]
    numbered: bool
    """Holds a page field."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section's page; lengths in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    gutter: float
    footer_distance: float
    grid: str
    """``lines``, ``linesAndChars``, ``snapToChars`` or empty."""
    grid_pitch: float
    """Points from line to line of the grid; 0 without."""
    grid_closer: float
    """Points the grid adds to each character."""
    title_page: bool
    footers: tuple[Footer, ...]
    headers: tuple[Footer, ...]
    node: Node

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high, as for a wide table."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Imprint:
    """Lines round the paragraphs of the imprint, from top to bottom, in points."""

    lines: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A Word file, read."""

    kind: Kind
    paragraphs: tuple[Paragraph, ...]
    """Of the body, its tables and text boxes, in order."""
    roles: tuple[Role, ...]
    """Of each paragraph."""
    sections: tuple[Section, ...]
    lines: tuple[Border, ...]
    """Lines of the head: drawn ones and borders of the paragraphs above the title."""
    mark: Paragraph | None
    """发文机关标志, wherever it stands."""
    odd_and_even: bool
    body_size: float
    """Points of the default style."""
    revisions: int = 0
    comments: int = 0
    outside: int = 0
    """Links to places outside the file."""
    pictured: bool = False
    """There are pictures above the title, which may be the red lines."""
    imprint: Imprint = field(default_factory=Imprint)
    pages: tuple[int, ...] = ()
    """The page each paragraph begins on, from 1."""
    ends: tuple[int, ...] = ()
    """The page each paragraph ends on."""
    laid_out: bool = False
    """The pages are those of a program that lays out; otherwise they are counted."""

    def of(self, *roles: Role) -> Iterator[Paragraph]:
        """The paragraphs of these roles, in order."""
        wanted = frozenset(roles)
        return (p for p, role in zip(self.paragraphs, self.roles, strict=True) if role in wanted)

    def role(self, paragraph: Paragraph) -> Role:
        """What a paragraph of the body is."""
        return self.roles[paragraph.index]

    def first(self, *roles: Role) -> Paragraph | None:
        """The first paragraph of these roles."""
        return next(self.of(*roles), None)

    @property
    def filled(self) -> Iterator[Paragraph]:
        """Every paragraph that says something."""
        return (p for p, role in zip(self.paragraphs, self.roles, strict=True) if role is not Role.EMPTY)


def is_red(color: str) -> bool:
    """Whether six hexadecimal digits are what a reader calls red."""
    if len(color) != 6:
        return False
    try:
        red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= 160 and green <= 90 and blue <= 90
