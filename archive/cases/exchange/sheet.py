"""Spreadsheets of cases: XLSX, and CSV as it is sent.

One row a case under a row of headings. A text too long for a cell goes on in the sheet 续页. Every cell is written as
text, so that nothing a petitioner wrote is ever run as a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from archive.cases.exchange.columns import (
    COMPUTED,
    HEADINGS,
    SERIAL,
    cells_from_row,
    key_of,
    keys_of,
    known_headings,
    row_from_cells,
)
from archive.errors import InvalidInput, JuanzongError
from archive.sheets.cells import heading_cell, text_cell, unescape
from archive.sheets.files import BadRow, Remark, Row
from archive.sheets.merged import FILLED, filled, merged_areas
from archive.sheets.tables import csv_rows
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
_SUMS = frozenset({"合计", "小计", "总计", "共计", "累计"})
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
            if has_rows(book[name]) and (found := _headings(rows_of(book[name]), path)) is not None:
                break
        else:
            raise _no_headings(path)
        others = [other for other in names if other != name and has_values(book[other])]
        if others:
            yield Remark(0, f"只读了工作表“{name}”，没有读：{'、'.join(others)}。")
        yield from _unknown(found[1])
        merged = merged_areas(book[name])
        if any(area.bottom > found[0] for area in merged):
            yield Remark(0, FILLED)
        yield from _rows(filled(rows_of(book[name]), merged), *found, _continued(book))


def read_csv(path: Path) -> Iterator[Row | BadRow | Remark]:
    """The same of a CSV file, under the same headings. Raises ReadError, InvalidInput."""
    rows = csv_rows(path)
    found = _headings(iter(rows), path)
    if found is None:
        raise _no_headings(path)
    yield from _unknown(found[1])
    yield from _rows(iter(rows), *found, {})


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


_Rows = Iterator[tuple[int, tuple[Any, ...]]]
"""Numbered rows of cells."""


def _no_headings(path: Path) -> InvalidInput:
    return InvalidInput(f"{path.name} 里找不到表头：要有一行写着“编号”等栏目名。", f"可用的栏目：{known_headings()}。")


def _unknown(columns: list[tuple[str, str]]) -> Iterator[Remark]:
    named = [heading for key, heading in columns if heading and not key]
    if named:
        yield Remark(0, f"不认识的栏目，内容原样保留在案件的其他项目里：{'、'.join(named)}。")
    if computed := [heading for key, heading in columns if key == COMPUTED and heading != SERIAL]:
        yield Remark(
            0,
            f"这是本程序导出的台账，没有收由程序算出的栏目：{'、'.join(computed)}；"
            "要改，请登记相应的办理动作，或用 juanzong ledger correct 更正。",
        )


def _headings(rows: _Rows, path: Path) -> tuple[int, list[tuple[str, str]]] | None:
    """The heading row's number and each column's (key or "", heading); None if there is none."""
    try:
        for number, values in rows:
            if number > HEADING_ROWS:
                return None
            keys = keys_of(values)
            if "no" not in keys:
                continue
            named = [key for key in keys if key and key != COMPUTED]
            if twice := sorted({key for key in named if named.count(key) > 1}):
                alike = [_text(value) for key, value in zip(keys, values, strict=True) if key == twice[0]]
                raise headed_twice(path, HEADINGS.get(twice[0], twice[0]), alike)
            return number, [(key or "", _text(value)) for key, value in zip(keys, values, strict=True)]
    except BROKEN as exc:
        raise no_workbook(path) from exc
    return None


def _rows(
    rows: _Rows, heading_row: int, columns: list[tuple[str, str]], continued: dict[tuple[str, str], str]
) -> Iterator[Row | BadRow | Remark]:
    number = heading_row
    try:
        for number, values in rows:
            if number <= heading_row or all(value is None or value == "" for value in values):
                continue
            if sums := _sums_up(values):
                yield Remark(number, f"是“{sums}”行，不是案件，没有读。")
                continue
            try:
                yield Row(number, _row(columns, values, continued))
            except JuanzongError as error:
                yield BadRow(number, error)
    except BROKEN:
        yield BadRow(
            number + 1, InvalidInput("文件从这一行起损坏，后面的没有读。", "请用 Excel 或 WPS 另存一份再导入。")
        )


def _sums_up(values: tuple[Any, ...]) -> str:
    """What a row calls itself that adds up those above it; empty for a case."""
    first = next((text for value in values if (text := _text(value).strip())), "")
    said = re.sub(r"[\s:：]", "", first)
    return said if said in _SUMS else ""


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
