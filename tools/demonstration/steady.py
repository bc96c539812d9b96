"""The same bytes in every run: writers put the hour and random marks into their files, which are set to fixed ones.

Only what says when and by which run a file was written is changed, never what a reader sees.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

WHEN = (2023, 1, 9, 9, 0, 0)
PDF_WHEN = b"20230109090000"
OFD_WHEN = "2023-01-09"


def steady_pdf(path: Path) -> None:
    """Fixed dates and identifiers of the same length, so that no offset moves."""
    data = path.read_bytes()
    data = re.sub(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}", lambda found: found[1] + PDF_WHEN, data)
    for mark in set(re.findall(rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>", data)) | set(
        re.findall(rb"/DocChecksum\s*/([0-9A-F]{32})", data)
    ):
        data = data.replace(mark, hashlib.sha256(path.name.encode()).hexdigest()[:32].upper().encode())
    path.write_bytes(data)


def _repacked(path: Path, change: dict[str, tuple[str, str]]) -> None:
    """The same entries by name, dated alike; ``change`` gives a pattern and its replacement for an entry."""
    with zipfile.ZipFile(path) as old:
        entries = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
        order = sorted(entries, key=lambda name: (name not in ("[Content_Types].xml", "OFD.xml"), name))
    for name, (pattern, replacement) in change.items():
        entries[name] = re.sub(pattern, replacement, entries[name].decode("utf-8")).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in order:
            new.writestr(zipfile.ZipInfo(name, WHEN), entries[name], zipfile.ZIP_DEFLATED)


def steady_docx(path: Path) -> None:
    """Entries dated alike."""
    _repacked(path, {})


def steady_ofd(path: Path) -> None:
    """Entries dated alike, a fixed document id and day of making."""
    mark = hashlib.sha256(path.name.encode()).hexdigest()[:32]
    pattern = r"<ofd:DocID>.*?</ofd:DocID><ofd:CreationDate>.*?</ofd:CreationDate>"
    fixed = f"<ofd:DocID>{mark}</ofd:DocID><ofd:CreationDate>{OFD_WHEN}</ofd:CreationDate>"
    _repacked(path, {"OFD.xml": (pattern, fixed)})


STEADY = {".pdf": steady_pdf, ".docx": steady_docx, ".ofd": steady_ofd}
"""By suffix; the other formats hold no such marks."""
