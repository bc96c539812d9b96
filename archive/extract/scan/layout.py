"""From pieces of text to the lines of a page: order, tables, joining.

One row of a table becomes one line with its cells separated by a space, as a person reads it out. Where a cell holds
several lines, its first ends the row so far and the others follow one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from archive.extract.reading import Box, Line
from archive.extract.scan.engine import Picture
from archive.extract.scan.order import MOST_SPREAD, Placed, line_angles, page_angle, placed, reading_order
from archive.extract.scan.pieces import Piece, mean_score
from archive.extract.scan.rules import Cell, Table, find_tables, straightened

_WIDE = r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…]"
_GAP = re.compile(rf"(?<={_WIDE})\s+(?={_WIDE})")
JOINED = 0.3
"""Pieces of one row nearer than this many heights are one stretch of text that the engine cut in two."""
FITTING = 0.9
"""Least share of the pieces inside a table that must fit their cells; else the table is read line by line."""

Run = list[Placed]
"""Pieces that stand side by side in one line or one cell."""


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """A table with its pieces in their cells."""

    frame: Placed
    """Stands in for the whole table while the page is put in order."""
    rows: tuple[tuple[Run, ...], ...]


def lines_of(page: Picture, pieces: Sequence[Piece]) -> tuple[Line, ...]:
    """The lines of an upright page, in reading order, boxes as fractions of it."""
    there = placed(pieces, page_angle(pieces))
    grids = _grids(page, there)
    held = {id(piece) for grid in grids for row in grid.rows for run in row for piece in run}
    frames = {id(grid.frame): grid for grid in grids}
    loose = [piece for piece in there if id(piece) not in held]
    height, width = page.shape[:2]
    lines: list[Line] = []
    for row in reading_order(loose + [grid.frame for grid in grids]):
        beside = [piece for piece in row if id(piece) not in frames]
        lines += [_line([beside], width, height)] if beside else []
        for piece in row:
            if id(piece) in frames:
                lines += [_line(runs, width, height) for runs in _table_lines(frames[id(piece)])]
    return tuple(lines)


def _grids(page: Picture, there: list[Placed]) -> list[_Grid]:
    angles = line_angles([each.piece for each in there])
    if not there or (len(angles) and float(np.ptp(np.percentile(angles, (10, 90)))) > MOST_SPREAD):
        return []
    height = float(np.median([each.height for each in there]))
    grey = straightened(page, float(np.median(angles)) if len(angles) else 0.0)
    grids: list[_Grid] = []
    free = there
    for table in find_tables(grey, height):
        grid = _grid(table, free)
        if grid:
            grids.append(grid)
            free = [each for each in free if not _within(each, table.box)]
    return grids


def _grid(table: Table, there: list[Placed]) -> _Grid | None:
    """The table with its pieces, or None where they do not fit its cells."""
    inside = [each for each in there if _within(each, table.box)]
    held: tuple[tuple[Run, ...], ...] = tuple(tuple([] for _ in row) for row in table.cells)
    cells = [pair for row, runs in zip(table.cells, held, strict=True) for pair in zip(row, runs, strict=True)]
    fitting = 0
    for piece in inside:
        here = next(((cell, run) for cell, run in cells if _within(piece, cell)), None)
        if here is None:
            return None
        here[1].append(piece)
        fitting += _fits(piece, here[0])
    if not inside or fitting < FITTING * len(inside):
        return None
    box = table.box
    corners = np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]], np.float32)
    frame = Placed(Piece(corners, "", 0.0), box.x0, box.y0, box.x1, box.y1)
    return _Grid(frame, held)


def _within(piece: Placed, cell: Cell) -> bool:
    return cell.x0 <= (piece.x0 + piece.x1) / 2 <= cell.x1 and cell.y0 <= piece.middle <= cell.y1


def _fits(piece: Placed, cell: Cell) -> bool:
    slack = 0.4 * piece.height
    return (
        piece.y0 >= cell.y0 - slack
        and piece.y1 <= cell.y1 + slack
        and (piece.x0 >= cell.x0 - 2 * slack and piece.x1 <= cell.x1 + 2 * slack)
    )


def _table_lines(grid: _Grid) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for row in grid.rows:
        line: list[Run] = []
        for cell in row:
            first, *others = reading_order(cell) or [[]]
            line += [first] if first else []
            if others:
                lines += [line, *([other] for other in others)]
                line = []
        lines += [line] if line else []
    return lines


def closed_up(text: str) -> str:
    """Text without the white space between Chinese characters, other white space as one space."""
    return re.sub(r"\s+", " ", _GAP.sub("", text)).strip()


def _line(runs: Sequence[Run], width: int, height: int) -> Line:
    pieces = [each.piece for run in runs for each in run]
    return Line(" ".join(_joined(run) for run in runs), _box(pieces, width, height), mean_score(pieces))


def _joined(run: Run) -> str:
    text = closed_up(run[0].piece.text)
    for before, after in pairwise(run):
        near = after.x0 - before.x1 < JOINED * min(before.height, after.height)
        text += ("" if near else " ") + closed_up(after.piece.text)
    return text


def _box(pieces: Sequence[Piece], width: int, height: int) -> Box:
    corners = np.concatenate([piece.quad for piece in pieces]) / (width, height)
    x0, y0 = np.clip(corners.min(axis=0), 0, 1)
    x1, y1 = np.clip(corners.max(axis=0), 0, 1)
    return float(x0), float(y0), float(x1), float(y1)
