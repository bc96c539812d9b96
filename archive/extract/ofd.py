"""OFD files (GB/T 33190), not read yet."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from archive.extract import refusals
from archive.extract.reading import Limits, Page, Remarks
from archive.extract.scanned import Ocr


def read_ofd(path: Path, limits: Limits, ocr: Ocr, start: int = 1) -> Generator[Page, None, Remarks]:
    """The pages of an OFD file."""
    raise refusals.unsupported("OFD", "请打印为 PDF 后再交。")
    yield
