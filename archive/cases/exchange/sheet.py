"""Spreadsheets (XLSX) of cases.

One row a case under a row of headings. A text too long for a cell goes on in the sheet 续页. Every cell is written as
text, so that nothing a petitioner wrote is ever run as a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from archive.cases.exchange.columns import HEADINGS, cells_from_row, key_of, known_headings, row_from_cells
from archive.errors import InvalidInput, JuanzongError
from archive.sheets.cells import heading_cell, text_cell, unescape
from archive.sheets.files import BadRow, Remark, Row
from archive.sheets.merged import FILLED, Area, filled, merged_areas
from archive.sheets.workbook import (
    BROKEN,
    ERROR_VALUES,
    HEADING_ROWS,
    has_rows,
    has_values,
    headed_twice,
    no_workbook,
    opened,
    rows_of,
)

_SHEET, _CONTINUED = "案件", "续页"
_CELL = 16_000
"""Characters of one cell; Excel holds 32,767 UTF-16 units."""
_WIDE = {"title": 36, "facts": 50, "claims": 40, "text": 50, "summary": 36, "legal_basis": 30}


def read_sheet(path: Path) -> Iterator[Row | BadRow | Remark]:
    """The rows under the headings of the first sheet that has them, one in memory at a time.

    Raises ReadError if the file cannot be read, InvalidInput if it is no workbook, too large or lacks the headings.
    """
    with opened(path) as book:
        names = [name for name in book.sheetnames if name != _CONTINUED]
        for name in names:
            if (found := _headings(book[name], path)) is not None:
                break
        else:
            raise InvalidInput(
                f"{path.name} 里找不到表头：要有一行写着“编号”等栏目名。", f"可用的栏目：{known_headings()}。"
            )
        others = [other for other in names if other != name and has_values(book[other])]
        if others:
            yield Remark(0, f"只读了工作表“{name}”，没有读：{'、'.join(others)}。")
        merged = merged_areas(book[name])
        if any(area.bottom > found[0] for area in merged):
            yield Remark(0, FILLED)
        yield from _rows(book[name], merged, *found, _continued(book))


def write_sheet(rows: Iterable[dict[str, Any]], file: BinaryIO) -> int:
    """Write exported rows; returns how many. Memory does not grow with their number."""
    book = Workbook(write_only=True)
    sheet, continued = book.create_sheet(_SHEET), book.create_sheet(_CONTINUED)
    sheet.freeze_panes = "B2"
    for number, key in enumerate(HEADINGS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(key, 16)

    sheet.append([heading_cell(sheet, text) for text in HEADINGS.values()])
    continued.append([heading_cell(continued, text) for text in ("编号", "栏目", "接续内容")])
    count = 0
    for row in rows:
        cells = cells_from_row(row)
        sheet.append([text_cell(sheet, cells[key][:_CELL]) if key in cells else None for key in HEADINGS])
        for key, text in cells.items():
            for at in range(_CELL, len(text), _CELL):
                parts = (cells["no"], HEADINGS[key], text[at : at + _CELL])
                continued.append([text_cell(continued, part) for part in parts])
        count += 1
    book.save(file)
    return count


def _headings(sheet: Any, path: Path) -> tuple[int, list[tuple[str, str]]] | None:
    """The heading row's number and each column's (key or "", heading); None if the sheet has none."""
    if not has_rows(sheet):
        return None
    try:
        for number, values in rows_of(sheet):
            if number > HEADING_ROWS:
                return None
            keys = [key_of(value) for value in values]
            if "no" not in keys:
                continue
            named = [key for key in keys if key]
            if twice := sorted({key for key in named if named.count(key) > 1}):
                alike = [_text(value) for key, value in zip(keys, values, strict=True) if key == twice[0]]
                raise headed_twice(path, HEADINGS.get(twice[0], twice[0]), alike)
            return number, [(key or "", _text(value)) for key, value in zip(keys, values, strict=True)]
    except BROKEN as exc:
        raise no_workbook(path) from exc
    return None


def _rows(
    sheet: Any,
    merged: list[Area],
    heading_row: int,
    columns: list[tuple[str, str]],
    continued: dict[tuple[str, str], str],
) -> Iterator[Row | BadRow]:
    number = heading_row
    try:
        for number, values in filled(rows_of(sheet), merged):
            if number <= heading_row or all(value is None or value == "" for value in values):
                continue
            try:
                yield Row(number, _row(columns, values, continued))
            except JuanzongError as error:
                yield BadRow(number, error)
    except BROKEN:
        yield BadRow(
            number + 1, InvalidInput("文件从这一行起损坏，后面的没有读。", "请用 Excel 或 WPS 另存一份再导入。")
        )


def _row(
    columns: list[tuple[str, str]], values: tuple[Any, ...], continued: dict[tuple[str, str], str]
) -> dict[str, object]:
    cells: list[tuple[str, str, object]] = []
    number = next((_text(value).strip() for (key, _), value in zip(columns, values, strict=False) if key == "no"), "")
    for position, value in enumerate(values):
        key, heading = columns[position] if position < len(columns) else ("", "")
        if value in ERROR_VALUES:
            raise InvalidInput(f"“{heading}”一格是公式的错误值 {value}。", "请改正公式，或直接填写内容。")
        if isinstance(value, str):
            value = unescape(value) + continued.get((number, key), "")
        if value is not None and not heading:
            heading = f"第{get_column_letter(position + 1)}列"
        cells.append((key, heading, value))
    return row_from_cells(cells)


def _continued(book: Any) -> dict[tuple[str, str], str]:
    """What went on from a cell that was full: (number, key) to text."""
    found: dict[tuple[str, str], str] = {}
    if _CONTINUED in book.sheetnames:
        for _, values in rows_of(book[_CONTINUED]):
            no, heading, text = (*(_text(value) for value in values[:3]), "", "", "")[:3]
            key = key_of(heading)
            if key:
                found[no, key] = found.get((no, key), "") + unescape(text)
    return found


def _text(value: Any) -> str:
    return "" if value is None else str(value)
