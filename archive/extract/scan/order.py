"""The order in which a person reads what stands on a page.

Works on the pieces as they would stand if the page lay straight: their centres are turned back by the median angle of
the lines, so a page that went askew through the scanner reads like any other (at 2° the engine's own order makes 6 % of
the characters wrong, at 5° 10 %).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from archive.extract.scan.pieces import Piece

MOST_SPREAD = 0.7
"""Degrees between the lines of a flat page; a photographed or curled one has more."""
COLUMN_ROWS = 5
"""Least rows on either side of a gutter; two signatures side by side have fewer."""
COLUMN_WIDTH = 8
"""Least width of a column in heights of its lines; labels and amounts of a list are narrower."""
COLUMN_FILL = 0.6
"""Share of a column's width that its median row fills; entries of a table fill less."""
CROSSING = 0.6
"""Share of the page's width from which pieces without a gutter are no columns."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A piece as it stands on the straightened page."""

    piece: Piece
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """Height of its middle line."""
        return (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.y1 - self.y0


def line_angles(pieces: Sequence[Piece]) -> np.ndarray:
    """Degrees by which each long line sinks to the right, one value a line."""
    angles = []
    for piece in pieces:
        across, down = piece.quad[1] - piece.quad[0], piece.quad[3] - piece.quad[0]
        if math.hypot(*across) >= 5 * math.hypot(*down):
            angles.append(math.degrees(math.atan2(float(across[1]), float(across[0]))))
    return np.asarray(angles, np.float64)


def page_angle(pieces: Sequence[Piece]) -> float:
    """Degrees by which the page leans to the right; 0 where no line is long enough to tell."""
    angles = line_angles(pieces)
    return float(np.median(angles)) if len(angles) else 0.0


def placed(pieces: Sequence[Piece], angle: float) -> list[Placed]:
    """The pieces turned back by the page's angle, each as wide and high as its own box."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    found = []
    for piece in pieces:
        turned = piece.quad @ np.array([[cosine, -sine], [sine, cosine]], np.float32)
        across, down = piece.quad[1] - piece.quad[0], piece.quad[3] - piece.quad[0]
        x, y = turned.mean(axis=0)
        width, height = math.hypot(*across) / 2, math.hypot(*down) / 2
        found.append(Placed(piece, float(x) - width, float(y) - height, float(x) + width, float(y) + height))
    return found


def rows(pieces: Sequence[Placed]) -> list[list[Placed]]:
    """Pieces on one line together, from the left; rows from the top."""
    found: list[list[Placed]] = []
    for piece in sorted(pieces, key=lambda each: each.x0):
        best, best_overlap = None, 0.5
        for row in found:
            last = row[-1]
            if piece.x0 < last.x1 - 0.5 * min(piece.x1 - piece.x0, last.x1 - last.x0):
                continue
            shared = min(piece.y1, last.y1) - max(piece.y0, last.y0)
            overlap = shared / max(1e-6, min(piece.height, last.height))
            if overlap > best_overlap:
                best, best_overlap = row, overlap
        if best is None:
            found.append([piece])
        else:
            best.append(piece)
    return sorted(found, key=lambda row: sum(each.middle for each in row) / len(row))


def reading_order(pieces: Sequence[Placed]) -> list[list[Placed]]:
    """Rows of the whole page: across it, except where text stands in columns, which are read one after the other."""
    if not pieces:
        return []
    bands = _bands(pieces)
    whole = _width(pieces)
    ordered: list[list[Placed]] = []
    start = 0
    while start < len(bands):
        columns, end = _longest_columns(bands, start, whole)
        for column in columns:
            ordered += reading_order(column)
        if not columns:
            ordered += rows(bands[start])
        start = end
    return ordered


def _bands(pieces: Sequence[Placed]) -> list[list[Placed]]:
    """Cut at every height that no piece crosses, from the top; a hair's overlap of two lines is no crossing."""
    found: list[list[Placed]] = []
    bottom = -math.inf
    for piece in sorted(pieces, key=lambda each: each.middle):
        slack = 0.25 * piece.height
        if found and piece.y0 + slack < bottom:
            found[-1].append(piece)
        else:
            found.append([piece])
            bottom = -math.inf
        bottom = max(bottom, piece.y1 - slack)
    return found


def _longest_columns(bands: list[list[Placed]], start: int, whole: float) -> tuple[list[list[Placed]], int]:
    """The columns that begin at a band and run on through as many as share their gutters, and the band after them.

    A line that crosses most of the page ends them, or, as most lines do, keeps them from beginning.
    """
    together: list[Placed] = []
    columns: list[list[Placed]] = []
    end = start + 1
    for number in range(start, len(bands)):
        together = together + bands[number]
        sides = _between_gutters(together)
        if len(sides) < 2:
            if columns or _width(together) > CROSSING * whole:
                break
        elif all(_is_column(side) for side in sides):
            columns, end = sides, number + 1
    return columns, end


def _width(pieces: Sequence[Placed]) -> float:
    return max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)


def _between_gutters(pieces: Sequence[Placed]) -> list[list[Placed]]:
    """The pieces parted wherever a strip at least a line's height wide runs down between them, from the left."""
    height = float(np.median([piece.height for piece in pieces]))
    sides: list[list[Placed]] = []
    reach = -math.inf
    for piece in sorted(pieces, key=lambda each: each.x0):
        if piece.x0 - reach >= height:
            sides.append([])
        sides[-1].append(piece)
        reach = max(reach, piece.x1)
    return sides


def _is_column(pieces: Sequence[Placed]) -> bool:
    """Whether they are lines of running text: enough of them, mostly whole, long, and filling their width."""
    lines = rows(pieces)
    width, height = _width(pieces), float(np.median([piece.height for piece in pieces]))
    if len(lines) < COLUMN_ROWS or width < COLUMN_WIDTH * height or len(pieces) > 1.5 * len(lines):
        return False
    return float(np.median([line[-1].x1 - line[0].x0 for line in lines])) >= COLUMN_FILL * width
