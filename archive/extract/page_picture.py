"""The drawing process: ``python -m archive.extract.page_picture``; pictures of single pages, upright, as PNG.

Asked: ``{"path", "number", "angle", "width", "limits": {…}}``. Answered: ``{"picture": base64}``, ``{"none": true}`` where
there is no such page or it has no picture, or ``{"error": …}`` as in reading.
"""

from __future__ import annotations

import base64
import io
import resource
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from archive.extract import messages
from archive.extract.answering import answer_requests, refusal
from archive.extract.kinds import Kind, sniff
from archive.extract.ofd import page_image
from archive.extract.pdfium import PdfiumFile
from archive.extract.pictures import frame, frames, open_picture
from archive.extract.reading import Limits

_ADDRESSES = 4 * 1024**3
"""Bytes of address space; drawing needs no models, so a hard limit does no harm."""


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


def answers(request: messages.Message) -> Iterator[messages.Message]:
    """The one thing there is to say to a request."""
    path, limits = Path(request["path"]), Limits(**request["limits"])
    try:
        picture = draw(path, request["number"], request["angle"], request["width"], limits)
        if picture is None:
            yield {"none": True}
        else:
            yield {"picture": base64.b64encode(_png(picture, request["width"])).decode("ascii")}
    except Exception as exc:  # noqa: BLE001 - the rim of the process
        yield refusal(exc, path, limits)


def main() -> None:
    """Answer until the parent is gone."""
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    answer_requests(answers, lambda: False)


if __name__ == "__main__":
    main()
