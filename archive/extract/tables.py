"""A page with ruled tables → lines, a table row by row with its cells separated by a space; pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import inf

from archive.extract.characters import is_wide
from archive.extract.layout import Glyph, box_of, lay_out
from archive.extract.reading import Box, Line

Cells = list[list[Box]]
"""Rows of cells of one table, as boxes in the glyphs' own unit."""


def lay_out_with_tables(glyphs: Sequence[Glyph], tables: Sequence[Cells], width: float, height: float) -> list[Line]:
    """Lines of a page: what stands above a table, the table's rows, what stands below it or beside it."""
    pile = _Pile(glyphs)
    placed = [(rows[0][0][1], _table(rows, pile, width, height)) for rows in tables]
    out: list[Line] = []
    for top, lines in sorted(placed, key=lambda item: item[0]):
        out += lay_out(pile.above(top), width, height).lines
        out += lines
    return [*out, *lay_out(pile.above(inf), width, height).lines]


class _Pile:
    """Glyphs to be taken from, by place."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        ordered = sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom)
        self._middles = [(glyph.top + glyph.bottom) / 2 for glyph in ordered]
        self._glyphs: list[Glyph | None] = [*ordered]
        self._from = 0

    def above(self, limit: float) -> list[Glyph]:
        """Take all whose centre is above ``limit``."""
        first, self._from = self._from, max(self._from, bisect_left(self._middles, limit))
        return [glyph for glyph in self._glyphs[first : self._from] if glyph]

    def inside(self, box: Box) -> list[Glyph]:
        """Take those whose centre stands in the box."""
        x0, top, x1, bottom = box
        found = []
        for place in range(bisect_left(self._middles, top), bisect_left(self._middles, bottom)):
            glyph = self._glyphs[place]
            if glyph and x0 <= (glyph.x0 + glyph.x1) / 2 < x1:
                found.append(glyph)
                self._glyphs[place] = None
        return found


def _table(rows: Cells, pile: _Pile, width: float, height: float) -> list[Line]:
    lines: list[Line] = []
    for row in rows:
        filled = [(cell, inside) for cell in row if (inside := pile.inside(cell))]
        if len(filled) == 1:
            lines += lay_out(filled[0][1], width, height).lines
        elif filled:
            text = " ".join(_cell_text(cell, inside, width, height) for cell, inside in filled)
            lines.append(Line(text, box_of((g for _, inside in filled for g in inside), width, height)))
    return lines


def _cell_text(cell: Box, glyphs: list[Glyph], width: float, height: float) -> str:
    """A cell's lines made one: words broken by the narrow cell are mended, others separated."""
    text = ""
    full = False
    for line in lay_out(glyphs, width, height).lines:
        if text and not _mends(text[-1], line.text[0], full):
            text += " "
        text += line.text
        full = line.box is not None and (line.box[2] - line.box[0]) * width > 0.75 * (cell[2] - cell[0])
    return text


def _mends(left: str, right: str, full: bool) -> bool:
    """Whether a line break in a cell is no space: ``full`` means that the upper line fills the cell."""
    if is_wide(left) or is_wide(right):
        return True
    return full and left.isdigit() and (right.isdigit() or right in "Xx.,-")
