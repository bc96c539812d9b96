"""From Word to paper: LibreOffice prints, seals and finger prints are pressed, the page is ready for the scanner."""

from __future__ import annotations

import os
import subprocess
import zlib
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tools.demonstration.damage import DPI
from tools.demonstration.paper import Block, Paper
from tools.demonstration.seal import RED, round_seal, stamp


class LayoutError(Exception):
    """A paper does not come out on the pages it was written for."""


def to_pdf(documents: list[Path], out: Path, profile: Path) -> None:
    """Print Word files into PDF files of the same names, in one run of LibreOffice with a profile of its own."""
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(out), *map(str, documents)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1673254800"},
    )


def check(paper: Paper, pdf: Path) -> None:
    """LayoutError where the paper was printed on more or fewer pages than it was written for."""
    document = pdfium.PdfDocument(pdf)
    try:
        if len(document) != len(paper.pages):
            raise LayoutError(f"{paper.name}: written for {len(paper.pages)} pages, printed on {len(document)}")
    finally:
        document.close()


def sheets(paper: Paper, pdf: Path) -> list[Image.Image]:
    """The pages as pictures of 200 dots an inch, with what was stamped on them."""
    check(paper, pdf)
    document = pdfium.PdfDocument(pdf)
    try:
        pictures = [document[at].render(scale=DPI / 72).to_pil().convert("RGB") for at in range(len(document))]
    finally:
        document.close()
    with pdfplumber.open(pdf) as measured:
        for at, page in enumerate(paper.pages):
            pictures[at] = _press(pictures[at], page, measured.pages[at], zlib.crc32(paper.name.encode()) + at)
    return pictures


def _press(picture: Image.Image, blocks: tuple[Block, ...], measured: pdfplumber.page.Page, seed: int) -> Image.Image:
    dice = np.random.default_rng(seed)
    before = ""
    for block in blocks:
        if block.mark == "~":
            office, _, below = block.text.partition("|")
            x, y = _find(measured, before)
            seal = round_seal(office.strip(), below.strip()).rotate(
                float(dice.uniform(-8, 8)), Image.Resampling.BICUBIC
            )
            picture = stamp(picture, seal, x + int(dice.integers(-18, 18)), y - 12)
        elif block.mark == "^":
            x, y = _find(measured, block.text, end=True)
            picture = _finger(picture, x + 30, y + int(dice.integers(-6, 6)), dice)
        elif block.mark != "_":
            before = block.plain if block.mark != "|" else Block("", block.plain).cells[-1]
    return picture


def _find(measured: pdfplumber.page.Page, text: str, end: bool = False) -> tuple[int, int]:
    """Middle (or end) of the last place where the text stands, in pixels."""
    wanted = "".join(text.split())
    chars = [char for char in measured.chars if char["text"].strip()]
    flow = "".join(char["text"] for char in chars)
    start = flow.rfind(wanted)
    if start < 0:
        raise LayoutError(f"not on the page: {text}")
    found = chars[start : start + len(wanted)]
    last = [char for char in found if abs(char["top"] - found[-1]["top"]) < 4]
    x = last[-1]["x1"] if end else (last[0]["x0"] + last[-1]["x1"]) / 2
    return int(x * DPI / 72), int((last[0]["top"] + last[0]["bottom"]) / 2 * DPI / 72)


def _finger(picture: Image.Image, x: int, y: int, dice: np.random.Generator) -> Image.Image:
    """A finger print in red ink, beside the name."""
    width, height = 46, 62
    ink = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(ink)
    for ring in range(0, 30, 5):
        draw.ellipse((ring * 0.75, ring, width - 1 - ring * 0.75, height - 1 - ring), outline=190, width=2)
    worn = Image.fromarray((dice.random((height, width)) * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.2))
    ink = ImageChops.multiply(ink, worn.point(lambda value: min(255, int(value * 1.9))))
    ink = ink.rotate(float(dice.uniform(-25, 25)), Image.Resampling.BICUBIC)
    print_ = Image.new("RGBA", ink.size, (*RED, 0))
    print_.putalpha(ink)
    return stamp(picture, print_, x, y)
