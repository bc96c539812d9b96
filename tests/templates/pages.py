"""Papers turned into pages by LibreOffice, and measured in millimetres as with a ruler."""

from __future__ import annotations

import os
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber

from templates.gongwen.libreoffice import write_profile

MM = 25.4 / 72
FONTS = Path(__file__).with_name("fonts.conf")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str
    color: Any


@dataclass(frozen=True, slots=True)
class Rule:
    """One straight drawn line."""

    left: float
    right: float
    y: float
    width: float
    color: Any


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    def line(self, part: str) -> Line:
        """The first line holding ``part``."""
        return next(line for line in self.lines if part in line.text)


def to_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """All files as PDF in one start of LibreOffice, with a profile of its own."""
    return converted(files, folder, "pdf")


def converted(files: Sequence[Path], folder: Path, kind: str) -> list[Path]:
    """All files as ``kind`` (pdf, docx) in ``folder``, in one start of LibreOffice."""
    write_profile(folder / "profile")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", kind, "--outdir", str(folder)),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=240,
        env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
    )
    return [folder / f"{file.stem}.{kind}" for file in files]


def sheets(pdf: Path) -> tuple[Sheet, ...]:
    """Every page of a PDF with its lines and rules, from top to bottom."""
    with pdfplumber.open(pdf) as document:
        return tuple(_sheet(page) for page in document.pages)


def _sheet(page: Any) -> Sheet:
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for char in page.chars:
        if char["text"].strip():
            rows[round(char["bottom"])].append(char)
    lines = tuple(_line(sorted(row, key=lambda char: float(char["x0"]))) for _, row in sorted(rows.items()))
    rules = tuple(
        Rule(line["x0"] * MM, line["x1"] * MM, line["top"] * MM, line["linewidth"], line["stroking_color"])
        for line in sorted(page.lines, key=lambda line: float(line["top"]))
    )
    return Sheet(page.width * MM, page.height * MM, lines, rules)


def _line(chars: list[dict[str, Any]]) -> Line:
    first, last = chars[0], chars[-1]
    return Line(
        "".join(char["text"] for char in chars),
        first["x0"] * MM,
        last["x1"] * MM,
        first["top"] * MM,
        first["bottom"] * MM,
        round(first["size"], 1),
        first["fontname"],
        first["non_stroking_color"],
    )
