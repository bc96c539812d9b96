"""Merged cells of a workbook that is read row by row: each counts as filled with what the whole shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from lxml import etree
from openpyxl.utils import range_boundaries

from archive.sheets.workbook import BROKEN

FILLED = "表里有合并的单元格，按其内容填满后读取。"
"""What is said of a table in which such cells were filled."""
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PART, _ROW = f"{_NS}mergeCell", f"{_NS}row"


class Area(NamedTuple):
    """A merged range; rows and columns from 1, all of them within."""

    left: int
    top: int
    right: int
    bottom: int


def merged_areas(sheet: Any) -> list[Area]:
    """The merged ranges of a sheet opened for reading; of a damaged one those before the damage.

    They stand behind the rows: who reads those comes to the damage first, and says where it is.
    """
    found = []
    with sheet._get_source() as source, suppress(*BROKEN):
        for _, element in etree.iterparse(source, tag=(_PART, _ROW), resolve_entities=False, huge_tree=False):
            if element.tag == _PART:
                left, top, right, bottom = range_boundaries(element.get("ref"))
                if left and top and right and bottom:  # a whole row or column has no bounds
                    found.append(Area(left, top, right, bottom))
            element.clear()
            while element.getprevious() is not None:  # or the rows read stay in memory, emptied
                del element.getparent()[0]
    return found


def filled(rows: Iterable[tuple[int, tuple[Any, ...]]], areas: list[Area]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows with every cell of a merged range holding what its first one shows.

    Only the ranges that reach a row are looked at there: a table may merge two lines of each of its cases.
    """
    areas = sorted(areas, key=lambda area: area.top)
    reached = 0
    open_: list[tuple[Area, Any]] = []
    for number, cells in rows:
        open_ = [(area, shown) for area, shown in open_ if area.bottom >= number]
        row = list(cells)
        while reached < len(areas) and areas[reached].top <= number:
            area = areas[reached]
            reached += 1
            if area.bottom >= number:
                open_.append((area, row[area.left - 1] if area.left <= len(row) else None))
        for area, shown in open_:
            row += [None] * (area.right - len(row))
            row[area.left - 1 : area.right] = [shown] * (area.right - area.left + 1)
        yield number, tuple(row)
