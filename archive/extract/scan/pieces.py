"""Pieces of text found on a page, and what a set of them is worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.extract.scan.engine import Engine, Picture, Quads, Reading, crop_size, cut

WIDEST = 1.3
"""Heights of its box that a character takes up at most: running text has .5 to .9, ink from the other side 1.5 to 12."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One stretch of text as the engine found it: a line, a part of one, or a cell."""

    quad: NDArray[np.float32]
    """4×2 corners in pixels, clockwise from the top left."""
    text: str
    score: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 in pixels."""
        x0, y0 = self.quad.min(axis=0)
        x1, y1 = self.quad.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)

    @property
    def is_filled(self) -> bool:
        """Whether its characters are enough for its box."""
        width, height = crop_size(self.quad)
        return max(width, height) <= WIDEST * min(width, height) * len(self.text)


def same_place(piece: Piece, other: Piece) -> bool:
    """Whether they share more than a third of the smaller one's box."""
    ax0, ay0, ax1, ay1 = piece.bounds
    bx0, by0, bx1, by1 = other.bounds
    shared = max(0.0, min(ax1, bx1) - max(ax0, bx0)) * max(0.0, min(ay1, by1) - max(ay0, by0))
    return shared > min((ax1 - ax0) * (ay1 - ay0), (bx1 - bx0) * (by1 - by0)) / 3


def read(engine: Engine, page: Picture, quads: Quads, known: Mapping[int, Reading] | None = None) -> list[Piece]:
    """Read the boxes, except those already ``known`` by their number; those without text are left out."""
    known = known or {}
    unread = [number for number in range(len(quads)) if number not in known]
    readings = dict(zip(unread, engine.recognise(cut(page, quads[unread])), strict=True)) | dict(known)
    found = [(quads[number], readings[number]) for number in range(len(quads))]
    return [Piece(quad, reading.text.strip(), reading.score) for quad, reading in found if reading.text.strip()]


def mean_score(pieces: Iterable[Piece]) -> float:
    """Mean score of the characters, 0 where there are none."""
    pieces = list(pieces)
    count = characters(pieces)
    return sum(len(piece.text) * piece.score for piece in pieces) / count if count else 0.0


def characters(pieces: Iterable[Piece]) -> int:
    """Characters of all of them."""
    return sum(len(piece.text) for piece in pieces)


def legible(piece: Piece) -> bool:
    """False for what is probably no text at all: specks, ink from the other side, strokes of a seal."""
    return piece.score >= (0.6 if len(piece.text) > 4 else 0.7)
