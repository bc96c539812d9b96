"""The one way into the readers: look at the content, pick the reader, give its pages one by one."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from archive.extract import refusals
from archive.extract.kinds import Content, Kind, sniff
from archive.extract.ofd import read_ofd
from archive.extract.office import read_office
from archive.extract.pdf import read_pdf
from archive.extract.pictures import read_pictures
from archive.extract.plain import read_plain
from archive.extract.reading import Limits, Page, Remarks
from archive.extract.scanned import Ocr
from archive.extract.word import read_word

READERS = {
    Kind.PDF: "pdf",
    Kind.TIFF: "pictures",
    Kind.PNG: "pictures",
    Kind.JPEG: "pictures",
    Kind.DOCX: "word",
    Kind.OFD: "ofd",
    Kind.TEXT: "plain",
    Kind.LEGACY_OFFICE: "office",
}
"""Which reader reads which kind; kinds not named here are refused."""


def read_pages(path: Path, limits: Limits, ocr: Ocr, start: int = 1) -> Generator[Page, None, Remarks]:
    """The pages of a file from ``start`` on, whatever it is; the generator's return value speaks of the whole file.

    Raises:
        ReadError: the content cannot be read; ``code`` and message say why.
        OSError: the file cannot be read at all.
    """
    content = sniff(path)
    text = False
    pages = _pages(path, content, limits, ocr, start)
    while True:
        try:
            page = next(pages)
        except StopIteration as end:
            remarks: Remarks = end.value
            break
        text = text or bool(page.lines)
        yield page
    if not text and start == 1:
        return Remarks(remarks.notes, (*remarks.review, "没有读出任何文字"))
    return remarks


def _pages(path: Path, content: Content, limits: Limits, ocr: Ocr, start: int) -> Generator[Page, None, Remarks]:
    match content.kind:
        case Kind.PDF:
            return read_pdf(path, limits, ocr, start)
        case Kind.TIFF | Kind.PNG | Kind.JPEG:
            return read_pictures(path, limits, ocr, start)
        case Kind.DOCX:
            return read_word(path, limits, ocr, start)
        case Kind.OFD:
            return read_ofd(path, limits, ocr, start)
        case Kind.TEXT:
            return read_plain(path, limits, start)
        case Kind.LEGACY_OFFICE:
            return read_office(path, limits, ocr, start)
        case Kind.EMPTY:
            raise refusals.empty()
        case Kind.ENCRYPTED_OFFICE:
            raise refusals.encrypted(content.label)
        case Kind.BROKEN:
            raise refusals.damaged(content.label)
        case Kind.OTHER:
            raise refusals.unsupported(content.label, content.advice)
