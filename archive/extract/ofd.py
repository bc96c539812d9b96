"""OFD files (GB/T 33190—2016), the format Chinese offices exchange: text with its places, or pictures of pages."""

from __future__ import annotations

import io
import math
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from archive.errors import ReadError
from archive.extract.characters import clean, cleaning_notes
from archive.extract.layout import lay_out
from archive.extract.matrix import times
from archive.extract.ofd_objects import Found, Placed, find_objects
from archive.extract.ofd_package import OfdPackage, PageRef
from archive.extract.pictures import frame, open_picture
from archive.extract.reading import Limits, Line, Page, Remarks
from archive.extract.scanned import Ocr, scanned_page

_FEW = 20
"""Characters below which a page that is mostly picture is a scan."""
_DOTS = 200 / 25.4
"""Least dots a millimetre of a picture of a page."""
_MOST_DOTS = 400 / 25.4


def read_ofd(path: Path, limits: Limits, ocr: Ocr, start: int = 1) -> Generator[Page, None, Remarks]:
    """The pages of an OFD file from ``start`` on.

    Raises:
        ReadError: ``encrypted``, ``signed``, ``damaged``, ``too_large``.
        OSError: the file cannot be read.
    """
    with OfdPackage(path, limits) as package:
        pages = package.pages()
        for number, page in enumerate(pages[: limits.pages], start=1):
            if number >= start:
                yield _page(number, page, package, limits, ocr, alone=len(pages) == 1)
    cut = (f"共 {len(pages)} 页，只读取了前 {limits.pages} 页",) if len(pages) > limits.pages else ()
    return Remarks(review=cut)


def _page(number: int, page: PageRef, package: OfdPackage, limits: Limits, ocr: Ocr, alone: bool) -> Page:
    try:
        found = find_objects(package, page)
        share = _share(found)
        if len(found.glyphs) >= (_FEW if share > 0.5 else 1) or not found.images:
            return _text(number, found, share)
        picture, notes = draw(found, package, limits.pixels)
        return scanned_page(number, picture, ocr, notes=notes)
    except ReadError as exc:
        if alone:
            raise
        return Page(number, (), review=(f"本页无法读取：{exc.message}",))


def _share(found: Found) -> float:
    """Share of the page that its largest picture covers."""
    return max((abs(m[0] * m[3] - m[1] * m[2]) for m in (i.matrix for i in found.images)), default=0.0) / (
        found.width * found.height
    )


def _text(number: int, found: Found, share: float) -> Page:
    controls = private = 0
    lines = []
    for line in lay_out(found.glyphs, found.width, found.height).lines:
        cleaned = clean(line.text)
        controls, private = controls + cleaned.controls, private + cleaned.private
        if text := " ".join(cleaned.text.split()):
            lines.append(Line(text, line.box))
    notes = [*cleaning_notes(controls, private)]
    if not lines:
        notes.append("空白页")
    if share > 0.2:
        notes.append("本页图片中的文字没有识别")
    return Page(number, tuple(lines), notes=tuple(notes))


def draw(found: Found, package: OfdPackage, pixels: int) -> tuple[NDArray[np.uint8], tuple[str, ...]]:
    """The pictures of a page on white paper, as they are placed, RGB, and what had to be said.

    Raises:
        ReadError: ``damaged``, ``too_large``.
    """
    notes: list[str] = []
    with ExitStack() as stack:
        images: list[tuple[Image.Image, Placed]] = []
        for placed in found.images:
            image = stack.enter_context(open_picture(io.BytesIO(package.read(placed.member))))
            rgb, said = frame(image, 0, pixels)
            notes += said
            images.append((Image.fromarray(rgb), placed))
        dots = _dots(images, found, pixels)
        width, height = max(1, round(found.width * dots)), max(1, round(found.height * dots))
        paper = Image.new("RGB", (width, height), "white")
        for image, placed in images:
            _paste(paper, image, placed, dots)
    return np.ascontiguousarray(np.asarray(paper, dtype=np.uint8)), tuple(notes)


def _dots(images: Sequence[tuple[Image.Image, Placed]], found: Found, pixels: int) -> float:
    """Dots a millimetre at which the finest picture keeps its own pixels, within bounds."""
    own = [image.width / max(math.hypot(p.matrix[0], p.matrix[1]), 1e-6) for image, p in images]
    wished = min(_MOST_DOTS, max([_DOTS, *own]))
    return min(wished, math.sqrt(pixels / (found.width * found.height)))


def _paste(paper: Image.Image, image: Image.Image, placed: Placed, dots: float) -> None:
    # from the picture's pixels to the unit square, to millimetres, to dots; Pillow asks for the way back
    way = times((1 / image.width, 0, 0, 1 / image.height, 0, 0), placed.matrix)
    a, b, c, d, e, f = (value * dots for value in way)
    room = a * d - b * c
    if abs(room) < 1e-12:
        return
    back = (d / room, -c / room, (c * f - d * e) / room, -b / room, a / room, (b * e - a * f) / room)
    method, resample = Image.Transform.AFFINE, Image.Resampling.BICUBIC
    mask = Image.new("L", image.size, 255).transform(paper.size, method, back, resample)
    paper.paste(image.transform(paper.size, method, back, resample), mask=mask)


def page_image(path: Path, number: int, limits: Limits) -> NDArray[np.uint8] | None:
    """The picture of page ``number``, or None where it has none or is no page of the file.

    Raises:
        ReadError: as ``read_ofd``.
    """
    with OfdPackage(path, limits) as package:
        pages = package.pages()
        if not 1 <= number <= len(pages):
            return None
        found = find_objects(package, pages[number - 1])
        if len(found.glyphs) >= (_FEW if _share(found) > 0.5 else 1) or not found.images:
            return None
        return draw(found, package, limits.pixels)[0]
