"""The way of one page picture, from pixels to lines, on one screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archive.extract.reading import Line
from archive.extract.scan.engine import Engine, Picture, Quads, Reading, cut

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was read of one picture."""

    lines: tuple[Line, ...]
    """In reading order; boxes are fractions of the upright page."""
    angle: int
    """Degrees (0, 90, 180, 270) the picture must be turned clockwise to stand upright."""
    confidence: float | None
    """Mean score of the characters; None if nothing was found."""
    review: tuple[str, ...] = ()
    """Reasons, in Chinese, why a person should look at this page."""
    notes: tuple[str, ...] = ()
    """What was done to the page or left out, in Chinese."""


class PageReader:
    """Reads page pictures; one reader per process, never shared between threads."""

    def __init__(self, threads: int = 1) -> None:
        self._engine = Engine(threads)

    def read(self, picture: NDArray[np.uint8]) -> ScannedPage:
        """Read an H×W×3 RGB picture of 8 bits."""
        page = _shrink(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        if min(page.shape[:2]) < 16:
            return ScannedPage((), 0, None)
        quads = self._engine.detect(page)
        readings = self._engine.recognise(cut(page, quads))
        lines = _lines(page, quads, readings)
        weight = sum(len(line.text) for line in lines)
        confidence = sum(len(line.text) * (line.score or 0) for line in lines) / weight if weight else None
        review = ("低置信度",) if confidence is not None and confidence < 0.97 else ()
        return ScannedPage(lines, 0, confidence, review)


def _shrink(page: Picture) -> Picture:
    ratio = LONGEST / max(page.shape[:2])
    if ratio >= 1:
        return page
    return np.asarray(cv2.resize(page, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8)


def _lines(page: Picture, quads: Quads, readings: list[Reading]) -> tuple[Line, ...]:
    height, width = page.shape[:2]
    rows: list[list[int]] = []
    centres = quads.mean(axis=1)
    heights = quads[:, :, 1].max(axis=1) - quads[:, :, 1].min(axis=1) if len(quads) else []
    for index in sorted(range(len(quads)), key=lambda i: float(centres[i][1])):
        if not readings[index].text.strip() or readings[index].score < 0.5:
            continue
        if rows and abs(centres[index][1] - centres[rows[-1][-1]][1]) < heights[index] / 2:
            rows[-1].append(index)
        else:
            rows.append([index])
    lines = []
    for row in rows:
        row.sort(key=lambda i: float(centres[i][0]))
        corners = quads[row].reshape(-1, 2)
        x0, y0 = corners.min(axis=0) / (width, height)
        x1, y1 = corners.max(axis=0) / (width, height)
        text = " ".join(re.sub(r"(?<=[^\x00-\xff])\s+(?=[^\x00-\xff])", "", readings[i].text.strip()) for i in row)
        weight = sum(len(readings[i].text) for i in row)
        score = sum(len(readings[i].text) * readings[i].score for i in row) / weight
        lines.append(Line(text, (float(x0), float(y0), float(x1), float(y1)), score))
    return tuple(lines)
