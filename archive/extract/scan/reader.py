"""The way of one page picture, from pixels to lines, on one screen."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archive.extract.reading import Line
from archive.extract.scan.engine import Engine, Picture, Quads
from archive.extract.scan.faded import brought_out, is_better, reads_badly
from archive.extract.scan.layout import lines_of
from archive.extract.scan.pieces import Piece, confident_characters, legible, mean_score, read
from archive.extract.scan.seals import Seal, better_of, find_seals, lifted
from archive.extract.scan.upright import angle_to_upright, turn

SURE_PAGE = 0.97
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
    """Reads page pictures; the models are loaded at the first page. One reader serves one thread."""

    def __init__(self, threads: int = 1) -> None:
        self._engine = Engine(threads)

    def read(self, picture: NDArray[np.uint8]) -> ScannedPage:
        """Read an H×W×3 RGB picture of 8 bits."""
        page = workable(picture)
        quads = self._engine.detect(page)
        angle = angle_to_upright(self._engine, page, quads)
        if angle:
            page = turn(page, angle)
            quads = self._engine.detect(page)
        seals = find_seals(page)
        if seals:
            pieces = self._read_under(page, quads, seals)
            page = lifted(page, seals)
        else:
            pieces = read(self._engine, page, quads)
        notes = []
        if reads_badly(pieces):
            clearer = brought_out(page)
            second = read(self._engine, clearer, self._engine.detect(clearer))
            if is_better(second, pieces):
                pieces, page = second, clearer
                notes.append("底色较深或字迹较淡，已作清晰化处理后识别")
        kept = [piece for piece in pieces if legible(piece)]
        lines = lines_of(page, kept)
        confidence = mean_score(kept) if kept else None
        return ScannedPage(lines, angle, confidence, _review(pieces, kept, bool(seals)), tuple(notes))

    def _read_under(self, page: Picture, quads: Quads, seals: list[Seal]) -> list[Piece]:
        """Read the page with its seals bleached, and what touches a seal as it was too."""
        bleached = lifted(page, seals)
        found = read(self._engine, bleached, self._engine.detect(bleached))
        touched = np.array([any(seal.touches(Piece(quad, "", 0.0)) for seal in seals) for quad in quads], bool)
        return better_of(read(self._engine, page, quads[touched]), found) if len(quads) else found


def workable(picture: NDArray[np.uint8]) -> Picture:
    """The picture as the engine wants it: blue-green-red, its longer side at most ``LONGEST``."""
    page = np.ascontiguousarray(picture[:, :, ::-1])
    ratio = LONGEST / max(page.shape[:2])
    if ratio >= 1:
        return page
    return np.asarray(cv2.resize(page, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8)


def _review(found: list[Piece], kept: list[Piece], sealed: bool) -> tuple[str, ...]:
    reasons = []
    if kept and mean_score(kept) < SURE_PAGE:
        reasons.append("低置信度")
    if sealed:
        reasons.append("有红色印章")
    if found and confident_characters(kept, 0) < 0.9 * confident_characters(found, 0):
        reasons.append("部分文字无法辨认")
    return tuple(reasons)
