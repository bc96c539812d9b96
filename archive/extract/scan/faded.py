"""The second reading of a page that read badly: ink brought out from paper, shadow and what shines through."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import cv2
import numpy as np

from archive.extract.scan.engine import Picture
from archive.extract.scan.pieces import Piece, characters, legible, mean_score, same_place

LEAST_MEAN = 0.97
WEAK_LINE, MOST_WEAK = 0.85, 0.06
"""A page is read again if its mean score is lower, or if more than this share of its lines score less."""
CLEARLY = 0.005
"""By how much the second reading's mean must be higher: less differs from one processor to the next."""
SURE, KEPT = 0.9, 0.9
"""Least share of the first reading's text of this score that the second must have in the same place."""
SURE_ALONE, LEAST_ALONE = 0.95, 4
"""Score and characters of a piece that is kept although the second reading has nothing there."""
DARKEST, LIGHTEST = 40, 200
"""Grey levels, of paper at 255, that are stretched to black and white."""


def reads_badly(pieces: Sequence[Piece]) -> bool:
    """Whether a second reading may pay; doing it always ruins photographs."""
    weak = sum(piece.score < WEAK_LINE for piece in pieces)
    return bool(pieces) and (mean_score(pieces) < LEAST_MEAN or weak > MOST_WEAK * len(pieces))


def brought_out(page: Picture) -> Picture:
    """Grey page divided by its background, levels stretched."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    size = max(7, max(page.shape[:2]) // 200) | 1
    paper = cv2.medianBlur(cv2.dilate(grey, np.ones((size, size), np.uint8)), 4 * size + 1)
    level = grey.astype(np.float32) / np.maximum(paper, 1) * 255
    stretched = np.clip((level - DARKEST) / (LIGHTEST - DARKEST) * 255, 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(stretched, cv2.COLOR_GRAY2BGR), np.uint8)


def is_better(second: Sequence[Piece], first: Sequence[Piece]) -> bool:
    """Clearly surer, and with nearly all that was sure before.

    Text is compared, not counted: ink from the other side counts as many characters as it likes, some of them surely,
    and is what the second reading is to lose; it rarely fills its box.
    """
    if mean_score(second) < mean_score(first) + CLEARLY:
        return False
    sure = [piece for piece in first if piece.score >= SURE and piece.is_filled]
    return characters(piece for piece in sure if _is_found_again(piece, second)) >= KEPT * characters(sure)


def added_to(second: Sequence[Piece], first: Sequence[Piece]) -> list[Piece]:
    """The second reading, and of the first what is sure and stands where the second has nothing: light ink."""
    alone = (piece for piece in first if piece.score >= SURE_ALONE and len(piece.text) >= LEAST_ALONE)
    return [*second, *(piece for piece in alone if piece.is_filled and not _at(piece, second))]


def left_out(first: Sequence[Piece], second: Sequence[Piece]) -> int:
    """Pieces of the first reading that look like text and of which the second has nothing."""
    return sum(legible(piece) and not _at(piece, second) for piece in first)


def _at(piece: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    return sorted((other for other in pieces if same_place(piece, other)), key=lambda other: other.bounds[0])


def _is_found_again(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether at least half of its characters are read in its place, in order."""
    text = "".join(other.text for other in _at(piece, pieces))
    blocks = SequenceMatcher(None, piece.text, text, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) >= len(piece.text)
