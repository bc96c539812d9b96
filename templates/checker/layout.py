"""The pages as LibreOffice lays them out, and which paragraph stands on which."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn

from archive.errors import ReadError
from archive.extract import refusals
from archive.extract.office import converter
from archive.extract.pdf import read_pdf
from archive.extract.reading import Limits
from templates.checker.paper import Paper, Paragraph

_SECONDS: Final = 60.0
_NUMBER: Final = re.compile(r"[—\-–－]\d{1,4}[—\-–－]$|^第\d+页.*$")
_KEY: Final = 24
"""Characters by which a paragraph is looked for."""


def with_real_pages(paper: Paper, file: Path) -> Paper | None:
    """The paper with the pages ``file`` is laid out on; None where LibreOffice is not there or cannot lay it out."""
    program = converter()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="juanzong-layout-") as room:
        printed = _printed(program, file, Path(room))
        pages = _texts(printed) if printed is not None else []
    return placed(paper, pages) if pages else None


def _printed(program: str, file: Path, room: Path) -> Path | None:
    """The file as PDF. A profile of its own keeps conversions at the same time apart."""
    original = room / "paper.docx"
    original.write_bytes(file.read_bytes())
    command = [
        *(program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        f"-env:UserInstallation={(room / 'profile').as_uri()}",
        *("--convert-to", "pdf", "--outdir", str(room), str(original)),
    ]
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False, cwd=room)
    except (subprocess.TimeoutExpired, OSError):
        return None
    printed = room / "paper.pdf"
    return printed if printed.is_file() else None


def _texts(printed: Path) -> list[str]:
    """The text of each page, without blanks and page numbers."""
    try:
        return [_NUMBER.sub("", _bare(page.text)) for page in read_pdf(printed, Limits(), _no_ocr)]
    except ReadError:
        return []


def _no_ocr(_: object) -> NoReturn:
    """What LibreOffice prints is text; a page that is a picture cannot be placed."""
    raise refusals.unexpected("scan")


def placed(paper: Paper, pages: list[str]) -> Paper:
    """The paper with each paragraph on the page its text was found on, looked for from its predecessor's on."""
    whole = "".join(pages)
    edges = [sum(map(len, pages[: number + 1])) for number in range(len(pages))]

    def page_of(offset: int) -> int:
        return next((number for number, edge in enumerate(edges, start=1) if offset < edge), len(pages))

    starts: list[int] = []
    ends: list[int] = []
    at, page = 0, 1
    for paragraph in paper.paragraphs:
        text = _bare(paragraph.text)
        found = _find(whole, text, at)
        if found is None:
            starts.append(page)
            ends.append(page)
            continue
        page = page_of(found)
        last = found + len(text) if whole.startswith(text, found) else found + min(len(text), _KEY)
        starts.append(page)
        ends.append(max(page, page_of(last - 1)))
        if not _apart(paragraph):
            at = found + 1
    return replace(paper, pages=tuple(starts), ends=tuple(ends), laid_out=True)


def _find(whole: str, text: str, at: int) -> int | None:
    if not text:
        return None
    for key in (text, text[:_KEY], text[:8]):
        found = whole.find(key, at)
        if found < 0 and len(key) > 8:
            found = whole.find(key)
        if found >= 0:
            return found
    return None


def _apart(paragraph: Paragraph) -> bool:
    """Stands out of the order of the text, at the foot of a page."""
    return paragraph.framed


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
