"""Where text stands on a picture of any shape.

The detector wants pages: it enlarges a picture whose shorter side is small, so that a narrow one would grow beyond all
memory. A picture much taller than wide (a long screenshot) is therefore searched piece by piece, one much wider than
high (a line cut out) gets room below.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from archive.extract.scan.engine import Engine, Picture, Quads

LONGEST = 2000
"""Pixels of the longer side, as RapidOCR has it: at 1,280 the errors of bad pages double, more gains nothing."""
SMALLEST = 16
"""Pixels of the shorter side below which nothing can be read."""
SLENDER = 3
"""From this ratio of its sides on a picture is no page."""
STRIP, OVERLAP = 2.0, 0.3
"""Height of a strip of a tall picture, and what it shares with the next, in widths."""


def workable(picture: NDArray[np.uint8]) -> Picture:
    """The picture as the engine wants it: blue-green-red, no larger than useful, sides in 32s if made smaller."""
    page = np.ascontiguousarray(picture[:, :, ::-1])
    height, width = page.shape[:2]
    ratio = LONGEST / (STRIP * width if height > SLENDER * width else max(height, width))
    if ratio >= 1:
        return page
    height, width = (max(32, round(side * ratio / 32) * 32) for side in (height, width))
    return np.asarray(cv2.resize(page, (width, height)), np.uint8)


def find_text(engine: Engine, page: Picture) -> Quads:
    """Boxes of text in the page's pixels."""
    height, width = page.shape[:2]
    if width > SLENDER * height:
        room = -(-width // SLENDER) - height
        return engine.detect(np.asarray(cv2.copyMakeBorder(page, 0, room, 0, 0, cv2.BORDER_REPLICATE), np.uint8))
    if height > SLENDER * width:
        return _in_strips(engine, page)
    return engine.detect(page)


def _in_strips(engine: Engine, page: Picture) -> Quads:
    """Each strip answers for the boxes whose middle lies nearer to its own middle than to the next one's."""
    height, width = page.shape[:2]
    length, step = round(STRIP * width), round((STRIP - OVERLAP) * width)
    found = []
    for top in range(0, height - round(OVERLAP * width), step):
        quads = engine.detect(np.ascontiguousarray(page[top : top + length]))
        middles = quads[:, :, 1].mean(axis=1)
        half = OVERLAP * width / 2
        first, last = top == 0, top + length >= height
        own = ((middles >= half) | first) & ((middles < length - half) | last)
        found.append(quads[own] + np.array([0, top], np.float32))
    return np.concatenate(found)
