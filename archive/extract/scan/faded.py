"""The second reading of a page that read badly: ink brought out from paper, shadow and what shines through."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from archive.extract.scan.engine import Picture
from archive.extract.scan.pieces import Piece, confident_characters, mean_score

LEAST_MEAN = 0.95
WEAK_LINE, MOST_WEAK = 0.85, 0.06
"""A page is read again if its mean score is lower, or if more than this share of its lines score less."""
KEPT = 0.97
"""Least share of the confident characters that the second reading must keep."""
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
    """Surer, and hardly anything lost that was sure before."""
    kept = confident_characters(second) >= KEPT * confident_characters(first)
    return kept and mean_score(second) > mean_score(first)
