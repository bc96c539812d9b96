"""Red seals: where they are, and the text under them.

A seal is pressed over the name and date of whoever signs, so what it covers matters most. In the red channel red ink
is nearly white while black ink stays black; a round red blob is therefore replaced by its red channel. Yellow paper and
red handwriting look alike at times, so both readings are kept and the better one is taken, box by box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from archive.extract.scan.engine import Picture
from archive.extract.scan.pieces import Piece, mean_score, same_place

SMALLEST, LARGEST = 0.06, 0.33
"""Diameter as a share of the page's longer side: 4 cm on A4 is .13."""
ROUND = 0.7
"""Least ratio of a blob's sides."""
REDNESS = 18
"""Least difference between the red and green of red ink; a faint stamp has 50 in its strokes, less at their edges."""
SURE, LEAST_ALONE = 0.95, 4
"""Score and characters from which a piece is kept that only the plain page has: what a seal says across its middle,
not the two or three characters that an arc of its rim may give."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A round red blob, in pixels."""

    x0: int
    y0: int
    x1: int
    y1: int

    def touches(self, piece: Piece) -> bool:
        """Whether a piece of text reaches into the seal."""
        x0, y0, x1, y1 = piece.bounds
        return x0 < self.x1 and x1 > self.x0 and y0 < self.y1 and y1 > self.y0


def find_seals(page: Picture) -> list[Seal]:
    """Round red blobs of a seal's size."""
    red = _red(page)
    side = max(page.shape[:2])
    reach = max(3, side // 100) | 1
    closed = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    seals = []
    for x, y, width, height, _ in stats[1:count]:
        size = max(width, height)
        if SMALLEST * side <= size <= LARGEST * side and min(width, height) >= ROUND * size:
            seals.append(Seal(int(x), int(y), int(x + width), int(y + height)))
    return seals


def lifted(page: Picture, seals: list[Seal]) -> Picture:
    """The page with its seals bleached: inside each the stretched red channel stands for all three."""
    page = page.copy()
    for seal in seals:
        margin = (seal.x1 - seal.x0) // 20
        part = page[max(0, seal.y0 - margin) : seal.y1 + margin, max(0, seal.x0 - margin) : seal.x1 + margin]
        channel = part[:, :, 2].astype(np.float32)
        paper, ink = float(np.percentile(channel, 75)), float(np.percentile(channel, 1))
        stretched = np.clip((channel - ink) / np.maximum(1.0, 0.85 * paper - ink) * paper, 0, paper)
        part[:] = stretched[:, :, None].astype(np.uint8)
    return page


def better_of(plain: Sequence[Piece], bleached: Sequence[Piece]) -> list[Piece]:
    """Of two readings of the same place the surer; what only one of them has is kept if it is sure.

    ``plain`` need hold only the pieces that touch a seal.
    """
    chosen = list(bleached)
    for piece in plain:
        rivals = [other for other in chosen if same_place(piece, other)]
        if not rivals:
            chosen += [piece] if piece.score >= SURE and len(piece.text) >= LEAST_ALONE else []
        elif _worth([piece]) > _worth(rivals) and piece.score > mean_score(rivals):
            chosen = [other for other in chosen if other not in rivals] + [piece]
    return chosen


def _worth(pieces: Sequence[Piece]) -> float:
    return sum(len(piece.text) * piece.score for piece in pieces)


def _red(page: Picture) -> Picture:
    """Red to magenta, faint ink too; brown wood and yellow paper have green well above blue."""
    blue, green, red = (channel.astype(np.int16) for channel in cv2.split(page))
    over_green = red - green
    mask = (over_green > REDNESS) & (red > blue + REDNESS // 3) & (3 * (green - blue) < over_green)
    return mask.astype(np.uint8) * 255
