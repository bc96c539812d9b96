"""Pieces of text found on a page, and what a set of them is worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.extract.scan.engine import Engine, Picture, Quads, Reading, cut


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
    characters = sum(len(piece.text) for piece in pieces)
    return sum(len(piece.text) * piece.score for piece in pieces) / characters if characters else 0.0


def confident_characters(pieces: Iterable[Piece], score: float = 0.85) -> int:
    """Characters in pieces of at least this score."""
    return sum(len(piece.text) for piece in pieces if piece.score >= score)


def legible(piece: Piece) -> bool:
    """False for what is probably no text at all: specks, ink from the other side, strokes of a seal."""
    return piece.score >= (0.6 if len(piece.text) > 4 else 0.7)
