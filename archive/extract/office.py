"""Word 97–2003, WPS and RTF documents, made .docx by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

from archive.extract import process, refusals
from archive.extract.reading import Limits, Page, Remarks
from archive.extract.scanned import Ocr
from archive.extract.word import read_word

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 100.0
"""Time of a conversion, longer on a busy machine; under the watchdog's, so that the refusal can say what happened."""


def converter() -> str | None:
    """Where LibreOffice is; None if it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def read_office(path: Path, limits: Limits, ocr: Ocr, start: int = 1) -> Generator[Page, None, Remarks]:
    """The text of the document as LibreOffice understands it.

    Raises:
        ReadError: ``no_converter``, ``damaged``, ``timeout``, and those of .docx files.
    """
    program = converter()
    if program is None:
        raise refusals.no_converter("旧版 Word 或 WPS 文档")
    with tempfile.TemporaryDirectory(prefix="juanzong-office-") as room:
        converted = _convert(program, path, Path(room), min(_SECONDS, limits.page_seconds * 0.9))
        remarks = yield from read_word(converted, limits, ocr, start)
    return Remarks(("由 LibreOffice 转换后读取", *remarks.notes), remarks.review)


def _convert(program: str, path: Path, room: Path, seconds: float) -> Path:
    """A .docx made from the file, in ``room``. A profile of its own keeps conversions at the same time apart."""
    original = room / "original.doc"  # LibreOffice looks at the content; the name may have any form
    shutil.copyfile(path, original)
    command = [
        program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        f"-env:UserInstallation={(room / 'profile').as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(room / "out"), str(original),
    ]  # fmt: skip
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds * process.crowding(),
            check=False,
            cwd=room,
        )
    except subprocess.TimeoutExpired as exc:
        raise refusals.timeout(seconds) from exc
    converted = room / "out" / "original.docx"
    if not converted.is_file():
        raise refusals.not_converted("文档")
    return converted
