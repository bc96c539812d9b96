"""Where the parts of the demonstration archive lie, and what each original is.

Everything here is invented but the statutes and the published typical cases under ``laws``; identity numbers begin with
990021, which is no region's code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path


def _folder() -> Path:
    """The package's own folder; it must be installed as files, as pip does."""
    return Path(str(resources.files(__package__)))


def originals() -> Path:
    """Folder of the originals, as an office would hand them over."""
    return _folder() / "originals"


def cases() -> Path:
    """The cases, one JSON object a line, in the format of ``juanzong case import``."""
    return _folder() / "cases.jsonl"


def laws() -> Path:
    """Folder of statutes and published typical cases, one Markdown file each."""
    return _folder() / "laws"


@dataclass(frozen=True, slots=True)
class Original:
    """One original of the archive."""

    file: str
    """Path below ``originals``, with slashes."""
    name: str
    """Name of the paper it was made from; originals of the same paper share it."""
    case: str
    """Number of the case it belongs to."""
    kind: str
    """Kind of paper: letter, application, registration, notice, transfer, minutes, record, reply, agreement …"""
    title: str
    format: str
    """How it was made: scan-pdf, scan-tiff, photo-jpeg, text-pdf, mixed-pdf, docx, txt, md, ofd-text, ofd-image …"""
    condition: str
    """What the pages suffered (clean, paper, skew, fax …); empty where nothing was scanned."""
    pages: int
    scanned: tuple[int, ...]
    """Numbers of the pages that are pictures, from 1."""
    sha256: str
    copy_of: str = ""
    """The original of which this is an exact duplicate."""

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return originals() / self.file


def manifest() -> tuple[Original, ...]:
    """All originals, by their paths."""
    entries = json.loads((_folder() / "manifest.json").read_text(encoding="utf-8"))
    return tuple(Original(**{**entry, "scanned": tuple(entry["scanned"])}) for entry in entries)
