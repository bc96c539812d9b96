"""The port of the OCR: what the readers ask of it, and a page made of its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from archive.extract.reading import Line, Page


class ScannedPage(Protocol):
    """What OCR finds on a picture of a page."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """In reading order, boxes on the upright page."""

    @property
    def angle(self) -> int:
        """Degrees the picture must be turned clockwise to stand upright."""

    @property
    def confidence(self) -> float | None:
        """Mean score of the characters; None where there are none."""

    @property
    def review(self) -> tuple[str, ...]:
        """Reasons why a person should look, in Chinese."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was cut, skipped or replaced, in Chinese."""


Ocr = Callable[[NDArray[np.uint8]], ScannedPage]
"""Reads a picture of a page (height, width, 3), RGB."""


def scanned_page(
    number: int,
    picture: NDArray[np.uint8],
    ocr: Ocr,
    notes: tuple[str, ...] = (),
    review: tuple[str, ...] = (),
) -> Page:
    """Read a picture as page ``number``; ``notes`` and ``review`` of the reader stand before those of the OCR."""
    found = ocr(picture)
    return Page(
        number=number,
        lines=found.lines,
        source="ocr",
        confidence=found.confidence,
        angle=found.angle,
        review=(*review, *found.review),
        notes=(*notes, *found.notes),
    )
