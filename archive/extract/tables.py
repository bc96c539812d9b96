"""A page with ruled tables → lines, a table row by row with its cells separated by a space; pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from archive.extract.characters import is_wide
from archive.extract.layout import Glyph, box_of, lay_out
from archive.extract.reading import Box, Line

Cells = list[list[Box | None]]
"""Rows of cells of one table, as boxes in the glyphs' own unit; None where a cell of another row reaches in."""


def lay_out_with_tables(glyphs: Sequence[Glyph], tables: Sequence[Cells], width: float, height: float) -> list[Line]:
    """Lines of a page: what stands above a table, the table's rows, what stands below it or beside it."""
    rest = sorted(glyphs, key=_middle)
    placed: list[tuple[float, list[Line]]] = []
    for rows in tables:
        lines, rest = _table(rows, rest, width, height)
        tops = [cell[1] for row in rows for cell in row if cell]
        if lines:
            placed.append((min(tops), lines))
    out: list[Line] = []
    for top, lines in sorted(placed, key=lambda item: item[0]):
        cut = bisect_left(rest, top, key=_middle)
        out += lay_out(rest[:cut], width, height).lines
        out += lines
        rest = rest[cut:]
    return [*out, *lay_out(rest, width, height).lines]


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _table(rows: Cells, glyphs: list[Glyph], width: float, height: float) -> tuple[list[Line], list[Glyph]]:
    """Lines of the rows, and the glyphs (from the top) that stand in no cell."""
    lines: list[Line] = []
    for row in rows:
        filled = []
        for cell in row:
            inside, glyphs = _take(cell, glyphs) if cell else ([], glyphs)
            if inside and cell:
                filled.append((cell, inside))
        if len(filled) == 1:
            lines += lay_out(filled[0][1], width, height).lines
        elif filled:
            text = " ".join(_cell_text(cell, inside, width, height) for cell, inside in filled)
            lines.append(Line(text, box_of((g for _, inside in filled for g in inside), width, height)))
    return lines, glyphs


def _take(cell: Box, glyphs: list[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs whose centre stands in the cell, and the others."""
    x0, top, x1, bottom = cell
    first, last = bisect_left(glyphs, top, key=_middle), bisect_left(glyphs, bottom, key=_middle)
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs[first:last]:
        (inside if x0 <= (glyph.x0 + glyph.x1) / 2 < x1 else outside).append(glyph)
    return inside, glyphs[:first] + outside + glyphs[last:]


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
