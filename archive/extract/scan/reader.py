"""The way of one page picture, from pixels to lines, on one screen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.extract.reading import Line
from archive.extract.scan.engine import Engine, Picture, Quads, Runtime
from archive.extract.scan.faded import added_to, brought_out, is_better, left_out, reads_badly
from archive.extract.scan.finding import SMALLEST, find_text, workable
from archive.extract.scan.layout import lines_of
from archive.extract.scan.pieces import Piece, characters, legible, mean_score, read
from archive.extract.scan.seals import Seal, better_of, find_seals, lifted
from archive.extract.scan.upright import standing, turn

SURE_PAGE = 0.97
"""Mean score under which a person should look at the page."""
READ = 0.9
"""Share of the characters found under which too many were left out as illegible."""


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

    def __init__(self, threads: int = 1, runtime: Runtime | None = None) -> None:
        self._engine = Engine(threads, runtime)

    def read(self, picture: NDArray[np.uint8]) -> ScannedPage:
        """Read an H×W×3 RGB picture of 8 bits; one without text gives no lines."""
        if min(picture.shape[:2]) < SMALLEST:
            return ScannedPage((), 0, None, (), ("图片过小，未作识别",))
        page = workable(picture)
        quads = find_text(self._engine, page)
        stands = standing(self._engine, page, quads)
        if stands.angle:
            page = turn(page, stands.angle)
            quads = find_text(self._engine, page)
        notes = []
        seals = find_seals(page)
        if seals:
            pieces = self._read_under(page, quads, seals)
            page = lifted(page, seals)
            notes.append("红色印章处经淡化后识别")
        else:
            pieces = read(self._engine, page, quads, stands.read)
        if reads_badly(pieces):
            pieces, page, told = self._read_again(page, pieces)
            notes += told
        kept = [piece for piece in pieces if legible(piece)]
        if len(kept) < len(pieces):
            notes.append(f"略去{len(pieces) - len(kept)}处无法辨认的笔迹或污点")
        confidence = mean_score(kept) if kept else None
        return ScannedPage(
            lines_of(page, kept), stands.angle, confidence, _review(quads, pieces, kept, bool(seals)), tuple(notes)
        )

    def _read_again(self, page: Picture, first: list[Piece]) -> tuple[list[Piece], Picture, list[str]]:
        """The better of the first reading and one with the ink brought out, the picture it is of, and remarks."""
        clearer = brought_out(page)
        second = read(self._engine, clearer, find_text(self._engine, clearer))
        if not is_better(second, first):
            return first, page, ["清晰化处理后再识别未见改善，仍用原结果"]
        both = added_to(second, first)
        notes = ["底色较深或字迹较淡，采用清晰化处理后的识别结果"]
        left = left_out(first, both)
        if left:
            notes.append(f"清晰化时略去{left}处疑为背面透印的淡迹")
        return both, clearer, notes

    def _read_under(self, page: Picture, quads: Quads, seals: list[Seal]) -> list[Piece]:
        """Read the page with its seals bleached, and what touches a seal as it was too."""
        bleached = lifted(page, seals)
        found = read(self._engine, bleached, find_text(self._engine, bleached))
        touched = np.array([any(seal.touches(Piece(quad, "", 0.0)) for seal in seals) for quad in quads], bool)
        return better_of(read(self._engine, page, quads[touched]), found) if len(quads) else found


def _review(quads: Quads, found: list[Piece], kept: list[Piece], sealed: bool) -> tuple[str, ...]:
    """Why a person should look: also at a page with a seal, for no score sees what the seal has swallowed."""
    reasons = []
    if kept and mean_score(kept) < SURE_PAGE:
        reasons.append("低置信度")
    if sealed:
        reasons.append("有红色印章")
    if characters(kept) < READ * characters(found) or (len(quads) and not kept):
        reasons.append("部分文字无法辨认")
    return tuple(reasons)
