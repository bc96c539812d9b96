"""What a reader finds on a page: the values every reader produces, whatever the file was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
"""(x0, y0, x1, y1) as fractions of the upright page's width and height, origin at the top left."""

Source = Literal["text", "ocr"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, or one row of a table with its cells separated by a space."""

    text: str
    """Text without line breaks, as shown to a reader."""
    box: Box | None = None
    """Where it stands; None where the format has no pages of its own (Word, plain text)."""
    score: float | None = None
    """Recogniser's mean confidence, 0 to 1; None where the text was not recognised but read."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, upright."""

    number: int
    """From 1."""
    lines: tuple[Line, ...]
    """In reading order."""
    source: Source = "text"
    confidence: float | None = None
    """Mean score of the characters read by OCR; None for a text page."""
    angle: int = 0
    """Degrees (0, 90, 180, 270) the stored picture must be turned clockwise to stand upright."""
    review: tuple[str, ...] = ()
    """Reasons, in Chinese, why a person should look at this page."""
    notes: tuple[str, ...] = ()
    """What was cut, skipped or replaced on this page, in Chinese."""

    @property
    def text(self) -> str:
        """Lines joined by line breaks; offsets into it map back to lines."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds within which one file is read."""

    pages: int = 10_000
    """Pages read of one file; the rest is said to be unread and the document goes to review."""
    pixels: int = 40_000_000
    """Pixels of one picture or drawn page; larger ones are refused, or drawn smaller where they are vector."""
    unpacked: int = 512 * 1024 * 1024
    """Bytes a compressed file may unpack to."""
    page_seconds: float = 120.0
    """Time between two pages; on a busy machine so many times longer as others want its processors."""
    memory: int = 3 * 1024**3
    """Resident bytes of the reading process."""
    tries: int = 2
    """Times a file may kill its reader before it is quarantined."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a reader has to say about the whole file, once its last page is out."""

    notes: tuple[str, ...] = ()
    """What was left out or not followed, in Chinese."""
    review: tuple[str, ...] = ()
    """Reasons, in Chinese, why a person should look at the document."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file, read."""

    pages: tuple[Page, ...]
    """In order; numbers run from 1."""
    kind: str
    """What the file is by its content: pdf, tiff, png, jpeg, docx, ofd, text, doc."""
    reader: str
    """Which of our readers read it: pdf, pictures, word, ofd, plain, office."""
    notes: tuple[str, ...] = ()
    """Remarks on the document, in Chinese."""
    review: tuple[str, ...] = ()
    """Reasons, in Chinese, why a person should look at the document; those of single pages stand there."""
