"""Ruled tables: the cells that printed lines enclose."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from archive.extract.scan.engine import Picture

FILLED = 0.8
"""Least share of a table's area that its cells cover; less means that rules were missed."""
MOST_CELLS = 2000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell in pixels of the straightened page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Table:
    """Cells row by row, each row from the left; a cell over several rows belongs to its first."""

    box: Cell
    cells: tuple[tuple[Cell, ...], ...]


def straightened(page: Picture, angle: float) -> Picture:
    """The page in grey, turned about its origin by the lines' angle as ``order.placed`` turns the pieces."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    if abs(angle) < 0.05:
        return np.asarray(grey, np.uint8)
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    matrix = np.array([[cosine, sine, 0.0], [-sine, cosine, 0.0]])
    size = (grey.shape[1], grey.shape[0])
    return np.asarray(cv2.warpAffine(grey, matrix, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def find_tables(grey: Picture, line_height: float) -> list[Table]:
    """Tables on a straight grey page whose text is about ``line_height`` pixels high."""
    ink = _mask(cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12))
    across = _opened(_closed(ink, 7, 1), max(40, int(3 * line_height)), 1)
    if not across.any():
        return []
    down = _touching(_opened(_closed(ink, 1, 7), 1, max(12, int(0.45 * line_height))), across)
    if not down.any():
        return []
    grid = _mask(cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(grid, connectivity=8)
    tables = []
    for x, y, width, height, _ in stats[1:count]:
        if width >= 6 * line_height and height >= line_height:
            table = _table(grid[y : y + height, x : x + width], int(x), int(y), line_height)
            if table:
                tables.append(table)
    return tables


def _table(grid: Picture, x: int, y: int, line_height: float) -> Table | None:
    count, _, stats, _ = cv2.connectedComponentsWithStats(255 - grid, connectivity=4)
    height, width = grid.shape
    cells = []
    for left, top, across, down, pixels in stats[1 : count + 1]:
        if across < 0.5 * line_height or down < 0.35 * line_height:
            continue
        outside = left == 0 or top == 0 or left + across == width or top + down == height
        if outside or pixels < 0.7 * across * down:
            continue
        cells.append(Cell(float(x + left), float(y + top), float(x + left + across), float(y + top + down)))
    cells = _outermost(cells)
    covered = sum((cell.x1 - cell.x0) * (cell.y1 - cell.y0) for cell in cells)
    if not 2 <= len(cells) <= MOST_CELLS or covered < FILLED * width * height:
        return None
    return Table(Cell(float(x), float(y), float(x + width), float(y + height)), _in_rows(cells, line_height))


def _outermost(cells: list[Cell]) -> list[Cell]:
    """Without what lies inside another cell: the inside of a character that touches a rule."""
    kept: list[Cell] = []
    for cell in sorted(cells, key=lambda each: -(each.x1 - each.x0) * (each.y1 - each.y0)):
        x, y = (cell.x0 + cell.x1) / 2, (cell.y0 + cell.y1) / 2
        if not any(other.x0 < x < other.x1 and other.y0 < y < other.y1 for other in kept):
            kept.append(cell)
    return kept


def _in_rows(cells: list[Cell], line_height: float) -> tuple[tuple[Cell, ...], ...]:
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda each: each.y0):
        if rows and cell.y0 - rows[-1][0].y0 < 0.5 * line_height:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return tuple(tuple(sorted(row, key=lambda each: each.x0)) for row in rows)


def _closed(ink: Picture, width: int, height: int) -> Picture:
    return _mask(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((height, width), np.uint8)))


def _opened(ink: Picture, width: int, height: int) -> Picture:
    return _mask(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((height, width), np.uint8)))


def _mask(picture: Any) -> Picture:
    return np.asarray(picture, np.uint8)


def _touching(down: Picture, across: Picture) -> Picture:
    """Only the upright strokes that meet a rule at both ends: strokes of characters do not."""
    near = cv2.dilate(across, np.ones((5, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(down, connectivity=8)
    kept = np.zeros(count, np.uint8)
    for number in range(1, count):
        x, y, width, height, _ = stats[number]
        top, bottom = near[y : y + 4, x : x + width], near[max(0, y + height - 4) : y + height, x : x + width]
        kept[number] = 255 if top.any() and bottom.any() else 0
    return _mask(kept[labels])
