"""Glyphs with their places → lines in reading order; pure.

One function for every source of glyphs, so that two PDF libraries that agree on the glyphs agree on the text. Spaces
are decided from the gaps on the page: producers put a quarter of an em between Chinese characters and figures, and some
put real spaces there, but a reader sees 2023年5月18日.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from archive.extract.characters import is_han, is_wide
from archive.extract.reading import Box, Line

_WIDE_GAP = 1.0
"""Ems between two Chinese characters from which they are shown apart (columns of a form, not justified text)."""
_CLOSED_GAP = 0.6
"""Ems between a Chinese character and a figure or Latin letter up to which a blank is typography, not a space."""
_WORD_GAP = 0.2
"""Ems between Latin letters from which they are two words, where no space was typed."""
_FIGURE_GAP = 0.4
"""The same between figures: letter-spaced lines must not break identity numbers."""
_FIGURES = frozenset("0123456789.,Xx-")
_COLUMN_ROWS = 4
"""Lines each of two columns must have."""
_COLUMN_EMS = 8.0
"""Mean width in ems of the lines of a column; less is a list or a table without rules."""


class Glyph(NamedTuple):
    """One character on a page, in any unit, origin at the top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool = False
    """A space was typed before it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Neighbouring glyphs of one row without a column-wide gap between them."""

    glyphs: tuple[Glyph, ...]
    em: float

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs)


_Row = tuple[_Piece, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """Lines of a page in reading order."""

    lines: tuple[Line, ...]
    columns: bool = False
    """Whether text stands in columns side by side."""


def lay_out(glyphs: Iterable[Glyph], width: float, height: float) -> Laid:
    """Glyphs of a page, or of a part of it, in reading order. ``width`` and ``height`` are those of the whole page."""
    rows = list(_rows(glyphs))
    lines: list[Line] = []
    columns = False
    for block in _blocks(rows):
        columns = columns or len(block) > 1
        for column in block:
            lines += [_line(row, width, height) for row in column]
    return Laid(tuple(line for line in lines if line.text), columns)


def join(glyphs: Sequence[Glyph], em: float) -> str:
    """Text of glyphs that stand side by side, blanks decided from their gaps."""
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and _apart(last, glyph, em):
            parts.append(" ")
        parts.append(glyph.text)
        last = glyph
    return "".join(parts)


def box_of(glyphs: Iterable[Glyph], width: float, height: float) -> Box:
    """Smallest box around glyphs, as fractions of the page and inside it."""
    x0, top, x1, bottom = zip(*((g.x0, g.top, g.x1, g.bottom) for g in glyphs), strict=True)
    return (_part(min(x0), width), _part(min(top), height), _part(max(x1), width), _part(max(bottom), height))


def _part(value: float, whole: float) -> float:
    return round(min(1.0, max(0.0, value / whole)), 5) if whole else 0.0


def _apart(last: Glyph, glyph: Glyph, em: float) -> bool:
    gap = (glyph.x0 - last.x1) / em
    left, right = last.text[-1], glyph.text[0]
    if is_wide(left) and is_wide(right):
        return gap > _WIDE_GAP
    if is_wide(left) or is_wide(right):
        other = right if is_wide(left) else left
        if glyph.spaced and other.isalpha():
            return True
        return gap > _CLOSED_GAP
    figures = left in _FIGURES and right in _FIGURES
    return glyph.spaced or gap > (_FIGURE_GAP if figures else _WORD_GAP)


def _rows(glyphs: Iterable[Glyph]) -> Iterator[_Row]:
    """Glyphs whose centres are level, from the top, each row cut at wide gaps."""
    row: list[Glyph] = []
    centre = tall = 0.0
    for middle, glyph in sorted(((g.top + g.bottom) / 2, g) for g in glyphs):
        high = glyph.bottom - glyph.top
        if row and middle - centre > max(high, tall) * 0.45:
            yield _pieces(row)
            row = []
        if not row:
            centre, tall = middle, high
        elif high >= tall:
            centre += (middle - centre) / len(row)
            tall = high
        row.append(glyph)
    if row:
        yield _pieces(row)


def _pieces(row: list[Glyph]) -> _Row:
    row.sort(key=lambda glyph: glyph.x0)
    em = _em(row)
    pieces: list[_Piece] = []
    current: list[Glyph] = []
    for glyph in row:
        if current:
            last = current[-1]
            if glyph.text == last.text and glyph.x0 - last.x0 < 0.15 * em:
                continue  # bold made by printing twice
            if glyph.x0 - last.x1 > 1.2 * em:
                pieces.append(_Piece(tuple(current), em))
                current = []
        current.append(glyph)
    pieces.append(_Piece(tuple(current), em))
    return tuple(pieces)


def _em(row: Sequence[Glyph]) -> float:
    """Width of a Chinese character in this row; without one, what its height suggests."""
    wide = [glyph.x1 - glyph.x0 for glyph in row if is_han(glyph.text)]
    return max(median(wide) if wide else median(glyph.bottom - glyph.top for glyph in row) * 0.85, 1e-6)


def _blocks(rows: list[_Row]) -> Iterator[tuple[list[_Row], ...]]:
    """Rows in runs of one kind: (rows,) read across, or (left, right) columns read one after the other."""
    for gutter in _gutters(rows):
        runs = list(_runs(rows, gutter))
        if any(len(run) > 1 for run in runs):
            for run in runs:
                if len(run) == 1:
                    yield from _blocks(run[0]) if len(run[0]) < len(rows) else (run,)
                else:
                    yield run
            return
    yield (rows,)


def _gutters(rows: list[_Row]) -> list[float]:
    """Places where a gap between two columns may be: the most common gaps of rows, and the middle of the text."""
    if len(rows) < _COLUMN_ROWS:
        return []
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    gaps = [(a.x1 + b.x0) / 2 for row in rows for a, b in pairwise(row)]
    crossing = sum(1 for row in rows if any(p.x0 < (left + right) / 2 < p.x1 for p in row))
    places = [median(gaps)] if len(gaps) >= _COLUMN_ROWS else []
    if crossing < 0.7 * len(rows):
        places.append((left + right) / 2)
    return places


def _runs(rows: list[_Row], gutter: float) -> Iterator[tuple[list[_Row], ...]]:
    """Rows crossing the gutter and rows beside it, in runs; a run beside it that is no pair of columns reads across."""
    run: list[_Row] = []
    across: list[_Row] = []
    for row in [*rows, ()]:
        if row and not any(piece.x0 < gutter < piece.x1 for piece in row):
            run.append(row)
            continue
        pair = _pair(run, gutter)
        if pair:
            if across:
                yield (across,)
            across = []
            yield pair
        else:
            across += run
        run = []
        if row:
            across.append(row)
    if across:
        yield (across,)


def _pair(rows: list[_Row], gutter: float) -> tuple[list[_Row], ...] | None:
    """Two columns of running text, or None."""
    sides: tuple[list[_Row], list[_Row]] = ([], [])
    for row in rows:
        for side, pieces in enumerate(
            (tuple(p for p in row if p.x1 <= gutter), tuple(p for p in row if p.x0 >= gutter)),
        ):
            if pieces:
                sides[side].append(pieces)
    return sides if all(_is_column(side) for side in sides) else None


def _is_column(rows: list[_Row]) -> bool:
    if len(rows) < _COLUMN_ROWS:
        return False
    ems = [(row[-1].x1 - row[0].x0) / row[0].em for row in rows]
    whole = sum(1 for row in rows if len(row) == 1)
    return sum(ems) / len(ems) >= _COLUMN_EMS and whole >= 0.8 * len(rows)


def _line(row: _Row, width: float, height: float) -> Line:
    glyphs = [glyph for piece in row for glyph in piece.glyphs]
    return Line(join(glyphs, row[0].em).strip(), box_of(glyphs, width, height))
