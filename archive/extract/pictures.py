"""PNG, JPEG and TIFF pictures, page by page, as 8-bit RGB for the OCR.

The recogniser finds nothing, without a word, on CMYK and 16-bit pictures, so all are brought to one form. Sizes are
checked before a pixel is decoded.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from archive.errors import ReadError
from archive.extract import refusals
from archive.extract.reading import Limits, Page, Remarks
from archive.extract.scanned import Ocr, scanned_page

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, IndexError, ZeroDivisionError)
"""What Pillow raises on damaged pictures, beside its own errors (which are OSErrors)."""
_WHITE = (255, 255, 255, 255)


def read_pictures(path: Path, limits: Limits, ocr: Ocr, start: int = 1) -> Generator[Page, None, Remarks]:
    """Each frame of a picture file as a page, from ``start`` on.

    Raises:
        ReadError: ``damaged``, ``too_large``.
        OSError: the file cannot be opened.
    """
    review = []
    with path.open("rb") as file, open_picture(file) as image:
        count = frames(image)
        if count > limits.pages:
            review.append(f"共 {count} 页，只读取了前 {limits.pages} 页")
        for number in range(start, min(count, limits.pages) + 1):
            try:
                rgb, notes = frame(image, number - 1, limits.pixels)
            except ReadError as exc:
                if count == 1:
                    raise
                yield Page(number, (), source="ocr", review=(exc.message,))
                continue
            yield scanned_page(number, rgb, ocr, notes=notes)
    return Remarks(review=tuple(review))


@contextmanager
def open_picture(file: BinaryIO) -> Iterator[Image.Image]:
    """A picture, opened but not decoded.

    Raises:
        ReadError: ``damaged``, ``too_large``.
    """
    with warnings.catch_warnings():
        # Pillow warns of large pictures and of odd metadata; our own limit is lower and says what to do
        warnings.simplefilter("ignore")
        try:
            image = Image.open(file)
        except Image.DecompressionBombError as exc:
            raise _too_many("") from exc
        except UnidentifiedImageError as exc:
            raise refusals.damaged("图片") from exc
        except _BROKEN as exc:
            raise refusals.damaged("图片") from exc
        with image:
            yield image


def frame(image: Image.Image, index: int, pixels: int) -> tuple[NDArray[np.uint8], tuple[str, ...]]:
    """A frame as RGB, turned as its EXIF says, with what had to be done to it. ``index`` from 0.

    Raises:
        ReadError: ``damaged``, ``too_large``.
    """
    notes: tuple[str, ...] = ()
    try:
        image.seek(index)
        width, height = image.size
        if width * height > pixels:
            # JPEG can be decoded at a half, a quarter or an eighth without ever being whole in memory
            factor = math.ceil(math.sqrt(width * height / pixels))
            image.draft("RGB", (max(1, width // factor), max(1, height // factor)))
            if image.size[0] * image.size[1] > pixels:
                raise _too_many(f"（{width}×{height}）")
            notes = (f"照片过大（{width}×{height}），已缩小后识别",)
        image.load()
        return _rgb(ImageOps.exif_transpose(image)), notes
    except Image.DecompressionBombError as exc:
        raise _too_many("") from exc
    except _BROKEN as exc:
        raise refusals.damaged("图片" if index == 0 else f"图片第 {index + 1} 页") from exc


def _too_many(size: str) -> ReadError:
    return refusals.too_large(f"图片尺寸过大{size}，已拒绝读取。", "请用 200～300 dpi 重新扫描，或缩小图片后再交。")


def frames(image: Image.Image) -> int:
    """How many pictures the file holds.

    Raises:
        ReadError: ``damaged``.
    """
    try:
        return int(getattr(image, "n_frames", 1))
    except _BROKEN as exc:
        raise refusals.damaged("图片") from exc


def _rgb(image: Image.Image) -> NDArray[np.uint8]:
    """Eight bits a channel, three channels, on white paper."""
    if image.mode in {"I", "F"} or image.mode.startswith("I;16"):
        return _grey(np.asarray(image))
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        whole: Any = image.convert("RGBA")
        paper = Image.new("RGBA", whole.size, _WHITE)
        paper.alpha_composite(whole)
        image = paper
    return np.ascontiguousarray(np.asarray(image.convert("RGB"), dtype=np.uint8))


def _grey(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Deeper grey levels brought to eight bits: by 256 where they are 16-bit, else by their own range."""
    numbers = values.astype(np.float32)
    top = float(numbers.max(initial=0.0))
    if top > 255:
        numbers = numbers / (257.0 if top <= 65535 else top / 255.0)
    elif values.dtype.kind == "f" and top <= 1.0:
        numbers = numbers * 255.0
    grey = np.clip(numbers, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.repeat(grey[:, :, None], 3, axis=2))
