"""Draw every paper of the shelf into ``docs/papers``, its pages side by side, as LibreOffice shows them with free fonts.

python -m tools.templates.pictures [NAME ...]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from templates.shelf import papers
from tests.templates.catalogue import written
from tests.templates.pages import to_pdf

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "papers"
_DPI: Final = (62, 52, 44)
"""Dots an inch; the first that makes the picture small enough."""
_GREYS: Final = (0, 60, 120, 170, 215, 255)
_REDS: Final = (0, 90, 160)
"""What is mixed into black and into red: the colours of a picture."""
_GAP: Final = 8
MOST_BYTES: Final = 60_000
"""A picture of a paper is no larger."""


def main(names: list[str]) -> None:
    """Draw those that are named, or all."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        chosen = [paper for paper in papers() if not names or paper.name in names]
        files = [written(paper, folder / f"{paper.name}.docx").file for paper in chosen]
        for pdf in to_pdf(files, folder):
            print(f"{pdf.stem}.png  {_draw(pdf, FOLDER / f'{pdf.stem}.png'):,}")


def _draw(pdf: Path, target: Path) -> int:
    """The picture of a paper; returns its size in bytes."""
    for dpi in _DPI:
        sheet = _side_by_side(_pages(pdf, dpi))
        sheet.quantize(palette=_palette(), dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= MOST_BYTES:
            break
    return target.stat().st_size


def _palette() -> Image.Image:
    colours = [*((grey, grey, grey) for grey in _GREYS), *((255, light, light) for light in _REDS)]
    made = Image.new("P", (1, 1))
    made.putpalette([value for colour in colours for value in colour])
    return made


def _pages(pdf: Path, dpi: int) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    return [Image.open(file).convert("RGB") for file in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


def _side_by_side(pages: list[Image.Image]) -> Image.Image:
    framed = [ImageOps.expand(page, border=1, fill="#999999") for page in pages]
    width = sum(page.width for page in framed) + _GAP * (len(framed) - 1)
    sheet = Image.new("RGB", (width, framed[0].height), "white")
    left = 0
    for page in framed:
        sheet.paste(page, (left, 0))
        left += page.width + _GAP
    return sheet


if __name__ == "__main__":
    main(sys.argv[1:])
