"""Where text stands on a picture of any shape.

The detector wants pages: it enlarges a picture whose shorter side is small. A narrow one would grow beyond all memory,
and in a line cut out the characters become larger than any it knows: it finds them in two boxes that share a character,
which is then read twice. A picture much taller than wide (a long screenshot) is therefore searched piece by piece, and
a small one, or one much wider than high, gets room around it.
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
LEAST = 368
"""Pixels of either side from which on a picture needs no room: the detector enlarges it to twice that."""
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
    return _in_strips(engine, page) if height > SLENDER * width else _with_room(engine, page)


def _with_room(engine: Engine, page: Picture) -> Quads:
    """Look at a picture in the midst of a sheet of its own colour that is large enough for a page."""
    height, width = page.shape[:2]
    more_height, more_width = max(0, LEAST - height, -(-width // SLENDER) - height), max(0, LEAST - width)
    if not more_height and not more_width:
        return engine.detect(page)
    top, left = more_height // 2, more_width // 2
    paper = np.median(page.reshape(-1, 3), axis=0).tolist()
    sheet = cv2.copyMakeBorder(page, top, more_height - top, left, more_width - left, cv2.BORDER_CONSTANT, value=paper)
    quads = engine.detect(np.asarray(sheet, np.uint8)) - np.array([left, top], np.float32)
    size = np.array([width, height], np.float32)
    middles = quads.mean(axis=1)
    on_page = ((middles > 0) & (middles < size)).all(axis=1)
    return np.asarray(np.clip(quads[on_page], 0, size), np.float32)


def _in_strips(engine: Engine, page: Picture) -> Quads:
    """Each strip answers for the boxes whose middle lies nearer to its own middle than to the next one's."""
    height, width = page.shape[:2]
    length, step = round(STRIP * width), round((STRIP - OVERLAP) * width)
    found = []
    for top in range(0, height - round(OVERLAP * width), step):
        quads = _with_room(engine, np.ascontiguousarray(page[top : top + length]))
        middles = quads[:, :, 1].mean(axis=1)
        half = OVERLAP * width / 2
        first, last = top == 0, top + length >= height
        own = ((middles >= half) | first) & ((middles < length - half) | last)
        found.append(quads[own] + np.array([0, top], np.float32))
    return np.concatenate(found)
