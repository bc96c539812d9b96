"""Any table under one row of headings, read from XLSX or CSV as rows by key; ``writing`` writes either.

What a clerk sends is forgiving to read: headings in any order and under other usual names, empty lines, merged cells
(which count as filled with what they show), CSV in UTF-8 or GB 18030.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries

from archive.chinese.fold import fold
from archive.errors import InvalidInput, JuanzongError, ReadError
from archive.sheets.cells import RUNS, unescape
from archive.sheets.files import BadRow, Remark, Row, reading
from archive.sheets.merged import FILLED, Area, filled
from archive.sheets.workbook import (
    BROKEN,
    ERROR_VALUES,
    HEADING_ROWS,
    has_rows,
    has_values,
    headed_twice,
    looks_like_workbook,
    no_workbook,
    opened,
    rows_of,
)

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns a table may have."""

    names: Mapping[str, tuple[str, ...]]
    """Key to the headings it goes by; the first is the one we write."""
    required: tuple[str, ...]
    """Keys without which a row of headings is none."""

    def key_of(self, heading: object) -> str:
        """The key a heading stands for; empty if it is not known."""
        form = _form(heading)
        return next((key for key, names in self.names.items() if form in map(_form, (key, *names))), "")

    def first_names(self) -> str:
        """For messages."""
        return "、".join(names[0] for names in self.names.values())


def read_table(path: Path, headings: Headings, *, strict: bool = False) -> Iterator[Row | BadRow | Remark]:
    """The rows under the headings, one in memory at a time; empty cells are left out of a row.

    ``strict`` refuses a row with a merged cell or a formula nobody has worked out, instead of reading what it shows.
    Raises ReadError if the file cannot be read, InvalidInput if it is neither XLSX nor CSV or lacks the headings.
    """
    yield from _from_workbook(path, headings, strict=strict) if looks_like_workbook(path) else _from_csv(path, headings)


def _from_workbook(path: Path, headings: Headings, *, strict: bool) -> Iterator[Row | BadRow | Remark]:
    with opened(path) as book:
        for name in book.sheetnames:
            sheet = book[name]
            found = _find(_safe(sheet, path), headings, path) if has_rows(sheet) else None
            if found is not None:
                break
        else:
            raise _no_headings(path, headings)
        others = [other for other in book.sheetnames if other != name and has_values(book[other])]
        if others:
            yield Remark(0, f"只读了工作表“{name}”，没有读：{'、'.join(others)}。")
        oddities = _oddities(sheet)
        if strict:
            yield from _rows(_safe(sheet, path), *found, oddities)
            return
        if any(area.bottom > found[0] for area in oddities.merged):
            yield Remark(0, FILLED)
        yield from _rows(filled(_safe(sheet, path), oddities.merged), *found)


def csv_rows(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    """The numbered rows of a CSV file in UTF-8 or GB 18030. Raises ReadError."""
    with reading(path) as file:
        content = file.read()
    text = _decoded(content, path)
    try:
        listed = list(csv.reader(io.StringIO(text, newline=""), strict=False))
    except csv.Error as exc:
        raise ReadError(
            f"{path.name} 不是完好的 CSV 文件（{exc}）。", "请另存为 .xlsx 再导入。", code="damaged"
        ) from exc
    return [(number, tuple(map(_without_apostrophe, row))) for number, row in enumerate(listed, 1)]


def _from_csv(path: Path, headings: Headings) -> Iterator[Row | BadRow | Remark]:
    numbered = csv_rows(path)
    found = _find(iter(numbered), headings, path)
    if found is None:
        raise _no_headings(path, headings)
    yield from _rows(iter(numbered), *found)


def _without_apostrophe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and RUNS.match(cell, 1) else cell


def _decoded(content: bytes, path: Path) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError(f"{path.name} 不是文字表格。", "请用 Excel 或 WPS 另存为 .xlsx 再导入。", code="damaged")


def _safe(sheet: Any, path: Path) -> Iterator[tuple[int, tuple[Any, ...]]]:
    try:
        yield from rows_of(sheet)
    except BROKEN as exc:
        raise no_workbook(path) from exc


def _find(
    rows: Iterator[tuple[int, tuple[Any, ...]]], headings: Headings, path: Path
) -> tuple[int, list[tuple[str, str]]] | None:
    """The heading row's number, and (key or "", heading) of each column."""
    for number, cells in rows:
        if number > HEADING_ROWS:
            return None
        keys = [headings.key_of(cell) for cell in cells]
        if not all(key in keys for key in headings.required):
            continue
        named = [key for key in keys if key]
        if twice := sorted({key for key in named if named.count(key) > 1}):
            alike = [str(cell) for key, cell in zip(keys, cells, strict=True) if key == twice[0]]
            raise headed_twice(path, headings.names[twice[0]][0], alike)
        return number, [(key, str(cell or "")) for key, cell in zip(keys, cells, strict=True)]
    return None


def _rows(
    rows: Iterator[tuple[int, tuple[Any, ...]]],
    heading_row: int,
    columns: list[tuple[str, str]],
    oddities: _Oddities | None = None,
) -> Iterator[Row | BadRow]:
    for number, cells in rows:
        if number <= heading_row:
            continue
        try:
            if oddities is not None:
                _refuse_odd(number, columns, oddities)
            if any(map(_says_something, cells)):
                yield Row(number, _row(columns, cells))
        except JuanzongError as error:
            yield BadRow(number, error)


def _row(columns: list[tuple[str, str]], cells: tuple[Any, ...]) -> dict[str, object]:
    row: dict[str, object] = {}
    for position, value in enumerate(cells):
        key, heading = columns[position] if position < len(columns) else ("", "")
        if value in ERROR_VALUES:
            raise InvalidInput(f"“{heading}”一格是公式的错误值 {value}。", "请改正公式，或直接填写内容。")
        if not _says_something(value):
            continue
        name = key or heading or f"第{get_column_letter(position + 1)}列"
        row[name] = unescape(value).strip() if isinstance(value, str) else value
    return row


@dataclass(frozen=True, slots=True)
class _Oddities:
    """What the rows of a sheet do not show when they are read one by one."""

    merged: list[Area]
    unworked: Mapping[int, str]
    """By row: the column letter of a formula whose result is not in the file."""


def _oddities(sheet: Any) -> _Oddities:
    merged = []
    unworked: dict[int, str] = {}
    with sheet._get_source() as source:
        for _, element in etree.iterparse(
            source, tag=(f"{_NS}mergeCell", f"{_NS}row"), resolve_entities=False, huge_tree=False
        ):
            if element.tag == f"{_NS}mergeCell":
                left, top, right, bottom = range_boundaries(element.get("ref"))
                if left and top and right and bottom:  # a whole row or column has no bounds
                    merged.append(Area(left, top, right, bottom))
            for formula in element.iterchildren(f"{_NS}c"):
                place = re.fullmatch(r"([A-Z]+)(\d+)", formula.get("r") or "")
                if place and formula.find(f"{_NS}f") is not None and not formula.findtext(f"{_NS}v"):
                    unworked.setdefault(int(place[2]), place[1])
            element.clear()
            while element.getprevious() is not None:  # or the rows read stay in memory, emptied
                del element.getparent()[0]
    return _Oddities(merged, unworked)


def _refuse_odd(number: int, columns: list[tuple[str, str]], oddities: _Oddities) -> None:
    """Raises InvalidInput for a row that does not say itself what it holds."""
    if letter := oddities.unworked.get(number):
        at = column_index_from_string(letter) - 1
        heading = columns[at][1] if at < len(columns) else f"第{letter}列"
        raise InvalidInput(
            f"“{heading}”一格是公式，文件里没有它的结果。",
            "请在 Excel 或 WPS 里复制这一列，选择性粘贴为“数值”，保存后再试。",
            code="formula",
        )
    for left, top, _, bottom in oddities.merged:
        if top <= number <= bottom:
            heading = columns[left - 1][1] if left <= len(columns) else f"第{get_column_letter(left)}列"
            raise InvalidInput(
                f"“{heading}”一格是合并的单元格，不知道该归哪一行。",
                "请取消合并，逐行填写后再试。",
                code="merged_cells",
            )


def _no_headings(path: Path, headings: Headings) -> InvalidInput:
    needed = "、".join(headings.names[key][0] for key in headings.required)
    return InvalidInput(
        f"{path.name} 里找不到表头：要有一行写着“{needed}”。",
        f"可用的栏目：{headings.first_names()}。",
        code="no_headings",
    )


def _says_something(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip())


def _form(heading: object) -> str:
    return re.sub(r"[\s*_:：（）()]", "", fold(heading)) if isinstance(heading, str) else ""
