"""Scans as pages of a PDF: JPEG bytes as they are, black and white as CCITT G4, everything else without loss."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pikepdf
from PIL import Image

from archive.extract.pictures import frame, frames, open_picture
from archive.extract.reading import Limits

_A4: Final = (595.28, 841.89)
"""Points."""


def write_pictures(path: Path, target: Path) -> int:
    """Every picture of a PNG, JPEG or TIFF file as a page of ``target``; returns how many. Raises ReadError."""
    with pikepdf.new() as pdf, path.open("rb") as file, open_picture(file) as image:
        count = frames(image)
        for index in range(count):
            _add_frame(pdf, image, index, path)
        pdf.save(target)
    return count


def write_drawn(pictures: Iterator[bytes], dpi: float, target: Path) -> int:
    """Pictures (PNG) drawn at so many dots an inch as pages of ``target``; returns how many."""
    count = 0
    with pikepdf.new() as pdf:
        for data in pictures:
            with Image.open(io.BytesIO(data)) as image:
                _add_pixels(pdf, image.convert("RGB"), (dpi, dpi))
            count += 1
        pdf.save(target)
    return count


def _add_frame(pdf: pikepdf.Pdf, image: Image.Image, index: int, path: Path) -> None:
    if index == 0 and image.format == "JPEG" and image.mode in ("RGB", "L") and not _turned(image):
        _add(pdf, image.size, _dpi(image), path.read_bytes(), "/DCTDecode", image.mode)
        return
    image.seek(index)
    if image.mode == "1" and not _turned(image):
        _add_bilevel(pdf, image)
    else:
        dpi = _dpi(image)
        _add_pixels(pdf, Image.fromarray(frame(image, index, Limits().pixels)[0]), dpi)


def _turned(image: Image.Image) -> bool:
    """Whether its EXIF says that it must be turned to stand upright."""
    return bool(image.getexif().get(0x0112, 1) != 1)


def _dpi(image: Image.Image) -> tuple[float, float]:
    stated = image.info.get("dpi")
    if stated and all(50 <= float(value) <= 1300 for value in stated):
        return float(stated[0]), float(stated[1])
    return 0.0, 0.0


def _add_pixels(pdf: pikepdf.Pdf, image: Image.Image, dpi: tuple[float, float]) -> None:
    red, green, blue = image.split()
    grey = red.tobytes() == green.tobytes() == blue.tobytes()
    data = zlib.compress((red if grey else image).tobytes(), 6)
    _add(pdf, image.size, dpi, data, "/FlateDecode", "L" if grey else "RGB")


def _add_bilevel(pdf: pikepdf.Pdf, image: Image.Image) -> None:
    """Pillow knows how to write G4; the page is taken from its PDF."""
    made = io.BytesIO()
    horizontal, vertical = _dpi(image)
    size = _size(image.size, (horizontal, vertical))
    image.save(made, "PDF", resolution=72.0)
    with pikepdf.open(made) as one:
        pdf.pages.append(one.pages[0])
    page = pdf.pages[-1]
    width, height = (float(value) for value in page.mediabox[2:])
    page.contents_add(f"q {size[0] / width:.6f} 0 0 {size[1] / height:.6f} 0 0 cm".encode(), prepend=True)
    page.contents_add(b"Q")
    page.mediabox = pikepdf.Array([0, 0, round(size[0], 2), round(size[1], 2)])
    if "/CropBox" in page:
        del page.CropBox


def _size(pixels: tuple[int, int], dpi: tuple[float, float]) -> tuple[float, float]:
    """Points: as the picture says, else fitted to A4, upright or lying."""
    width, height = pixels
    if dpi[0]:
        stated = width / dpi[0] * 72, height / dpi[1] * 72
        if max(stated) <= 1.5 * _A4[1]:
            return stated
    paper = _A4 if height >= width else _A4[::-1]
    scale = min(paper[0] / width, paper[1] / height)
    return width * scale, height * scale


def _add(
    pdf: pikepdf.Pdf, pixels: tuple[int, int], dpi: tuple[float, float], data: bytes, coding: str, mode: str
) -> None:
    width, height = _size(pixels, dpi)
    picture = pikepdf.Stream(pdf, data)
    described: dict[str, Any] = {
        "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": pixels[0], "/Height": pixels[1],
        "/ColorSpace": pikepdf.Name.DeviceRGB if mode == "RGB" else pikepdf.Name.DeviceGray, "/BitsPerComponent": 8,
        "/Filter": pikepdf.Name(coding),
    }  # fmt: skip
    for key, value in described.items():
        picture[key] = value
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, round(width, 2), round(height, 2)],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(picture))),
        Contents=pikepdf.Stream(pdf, f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q".encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
