"""The picture of one page, upright, for the page of search results; drawn in a process of its own.

The file was read before, but drawing it is as dangerous as reading it, and pdfium may not be used from two threads.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from archive.errors import NotFound, ReadError
from archive.extract import process, refusals
from archive.extract.kinds import Kind, sniff
from archive.extract.ofd import page_image
from archive.extract.pdfium import PdfiumFile
from archive.extract.pictures import frame, frames, open_picture
from archive.extract.reading import Limits

_SECONDS = 60.0
_MEMORY = 4 * 1024**3
"""Bytes of address space; drawing needs no models, so a hard limit does no harm."""
_REFUSED, _NOT_FOUND = 10, 11
"""Exit codes of the drawing process."""
_WIDEST = 5000


def page_picture(original: Path, number: int, angle: int, width: int) -> bytes:
    """A PNG of page ``number`` (from 1), turned ``angle`` degrees clockwise, ``width`` pixels wide.

    Pictures are never made larger than they are; width is at most 5,000.

    Raises:
        NotFound: no such page, or the file has no pictures of pages (Word, text).
        ReadError: the file cannot be read.
    """
    arguments = (str(original.absolute()), str(number), str(angle % 360), str(max(1, min(width, _WIDEST))))
    try:
        done = subprocess.run(
            process.command("archive.extract.page_picture", "--", *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=process.environment(threads=1),
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as exc:
        raise refusals.timeout(_SECONDS) from exc
    if done.returncode == _NOT_FOUND:
        raise NotFound("没有这一页的图像。", "文字文件没有页面图像，请查看正文。")
    if done.returncode == _REFUSED:
        error = json.loads(done.stdout)
        raise ReadError(error["message"], error["advice"], code=error["code"])
    if done.returncode != 0:
        raise refusals.crashed()
    return done.stdout


def draw(original: Path, number: int, angle: int, width: int, limits: Limits) -> NDArray[np.uint8] | None:
    """The page as RGB, upright, about ``width`` wide or as wide as it is; None where there is none.

    Raises:
        ReadError, OSError: the file cannot be read.
    """
    kind = sniff(original).kind
    picture: NDArray[np.uint8] | None = None
    if kind is Kind.PDF:
        with PdfiumFile(original) as pdf:
            if 1 <= number <= len(pdf):
                size = pdf.size(number - 1)
                dpi = 72 * width / max(size[1] if angle in {90, 270} else size[0], 1e-6)
                picture = pdf.render(number - 1, dpi, limits.pixels)
    elif kind in {Kind.PNG, Kind.JPEG, Kind.TIFF}:
        with original.open("rb") as file, open_picture(file) as image:
            if 1 <= number <= frames(image):
                picture = frame(image, number - 1, limits.pixels)[0]
    elif kind is Kind.OFD:
        picture = page_image(original, number, limits)
    if picture is None:
        return None
    return np.ascontiguousarray(np.rot90(picture, -(angle // 90) % 4))


def _png(picture: NDArray[np.uint8], width: int) -> bytes:
    image = Image.fromarray(picture)
    if image.width > width:
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


def main() -> int:
    """Draw one page to standard output; the exit code tells what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("original", type=Path)
    for name in ("number", "angle", "width"):
        parser.add_argument(name, type=int)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        picture = draw(asked.original, asked.number, asked.angle, asked.width, Limits())
    except FileNotFoundError:
        return _refuse(refusals.vanished())
    except OSError as exc:
        return _refuse(refusals.disk(exc.strerror or str(exc)))
    except ReadError as exc:
        return _refuse(exc)
    if picture is None:
        return _NOT_FOUND
    sys.stdout.buffer.write(_png(picture, asked.width))
    return 0


def _refuse(error: ReadError) -> int:
    sys.stdout.write(json.dumps(error.as_dict()))
    return _REFUSED


if __name__ == "__main__":
    sys.exit(main())
