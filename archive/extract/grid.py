"""Rules on a page → tables made of cells; pure.

The method is pdfplumber's (and Nurminen's): crossings of rules are corners, and the smallest rectangle of corners that
rules join is a cell. Its own version compares every corner with every other, which takes minutes on a drawing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from archive.extract.reading import Box

Rule = Box
"""A thin upright or level line: (x0, top, x1, bottom)."""
_Point = tuple[float, float]

_NEAR = 3.0
"""Points by which rules may miss each other and still meet."""
_STEPS = 200_000
"""Comparisons after which a page is taken for a drawing."""


class TooManyRules(Exception):
    """A drawing, not a table."""


def find_tables(upright: Sequence[Rule], level: Sequence[Rule]) -> list[list[list[Box]]]:
    """Tables from the top, each a list of rows, each a list of cells from the left.

    Raises:
        TooManyRules: the search would take too long.
    """
    tables = []
    for cells in _groups(_cells(*_corners(upright, level))):
        if len(cells) > 1:
            cells.sort(key=lambda cell: (cell[1], cell[0]))
            tables.append([list(row) for _, row in groupby(cells, key=lambda cell: cell[1])])
    return sorted(tables, key=lambda rows: (rows[0][0][1], rows[0][0][0]))


def _corners(upright: Sequence[Rule], level: Sequence[Rule]) -> tuple[dict[_Point, set[int]], dict[_Point, set[int]]]:
    """Where rules cross, with the upright and with the level rules that do."""
    if len(upright) * len(level) > _STEPS:
        raise TooManyRules
    ups: dict[_Point, set[int]] = defaultdict(set)
    levels: dict[_Point, set[int]] = defaultdict(set)
    for i, (x, top, _, bottom) in enumerate(upright):
        for j, (x0, y, x1, _) in enumerate(level):
            if top <= y + _NEAR and bottom >= y - _NEAR and x0 - _NEAR <= x <= x1 + _NEAR:
                ups[x, y].add(i)
                levels[x, y].add(j)
    return ups, levels


def _cells(ups: dict[_Point, set[int]], levels: dict[_Point, set[int]]) -> list[Box]:
    column: dict[float, list[float]] = defaultdict(list)
    row: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(ups):
        column[x].append(y)
        row[y].append(x)
    cells = []
    steps = 0
    for corner in sorted(ups):
        x, y = corner
        found = None
        for below in column[x][bisect_right(column[x], y) :]:
            if found or not ups[corner] & ups[x, below]:
                break  # a rule that does not reach this corner reaches none further down
            for right in row[y][bisect_right(row[y], x) :]:
                steps += 1
                opposite = (right, below)
                if not levels[corner] & levels[right, y]:
                    break
                if opposite in ups and ups[opposite] & ups[right, y] and levels[opposite] & levels[x, below]:
                    found = (x, y, right, below)
                    break
        if found:
            cells.append(found)
        if steps > _STEPS:
            raise TooManyRules
    return cells


def _groups(cells: list[Box]) -> list[list[Box]]:
    """Cells that hang together by their corners."""
    leader = list(range(len(cells)))

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    at: dict[_Point, int] = {}
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            leader[lead(number)] = lead(at.setdefault(corner, number))
    groups: dict[int, list[Box]] = defaultdict(list)
    for number, cell in enumerate(cells):
        groups[lead(number)].append(cell)
    return list(groups.values())
