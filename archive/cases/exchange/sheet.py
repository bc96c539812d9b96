"""Spreadsheets (XLSX) of cases; the only home of openpyxl.

One row a case under a row of headings. A text too long for a cell goes on in the sheet 续页. Every cell is written as
text, so that nothing a petitioner wrote is ever run as a formula.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from archive.cases.exchange.columns import HEADINGS, cells_from_row, key_of, known_headings, row_from_cells
from archive.cases.exchange.files import BadRow, Remark, Row, reading
from archive.errors import InvalidInput, JuanzongError

_SHEET, _CONTINUED = "案件", "续页"
_CELL = 16_000
"""Characters of one cell; Excel holds 32,767 UTF-16 units."""
_HEADING_ROWS = 30
_UNPACKED = 512 * 1024 * 1024
_ONE_PART = 256 * 1024 * 1024
_WIDE = {"title": 36, "facts": 50, "claims": 40, "text": 50, "summary": 36, "legal_basis": 30}
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_CONTROL = r"00[01][0-9A-Fa-f]|[fF]{3}[eEfF]"
_ESCAPED = re.compile(rf"_x(?:({_CONTROL})|005[fF]_x({_CONTROL}))_")
_TO_ESCAPE = re.compile(rf"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x(?=(?:{_CONTROL})_)")
# whatever a damaged package makes openpyxl, zipfile and the XML parsers raise
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)


def looks_like_sheet(path: Path) -> bool:
    """True for a package (zip), an old binary workbook, or a name that says spreadsheet."""
    with reading(path) as file:
        head = file.read(4)
    return head in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") or path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".et")


def read_sheet(path: Path) -> Iterator[Row | BadRow | Remark]:
    """The rows under the headings of the first sheet that has them, one in memory at a time.

    Raises ReadError if the file cannot be read, InvalidInput if it is no workbook, too large or lacks the headings.
    """
    with reading(path) as file:
        _check(file, path)
        with _opened(file, path) as book:
            names = [name for name in book.sheetnames if name != _CONTINUED]
            for name in names:
                if (found := _headings(book[name], path)) is not None:
                    break
            else:
                raise InvalidInput(
                    f"{path.name} 里找不到表头：要有一行写着“编号”等栏目名。", f"可用的栏目：{known_headings()}。"
                )
            others = [other for other in names if other != name and _has_values(book[other])]
            if others:
                yield Remark(0, f"只读了工作表“{name}”，没有读：{'、'.join(others)}。")
            continued = _continued(book)
            yield from _rows(book[name], *found, continued)


def write_sheet(rows: Iterable[dict[str, Any]], file: BinaryIO) -> int:
    """Write exported rows; returns how many. Memory does not grow with their number."""
    book = Workbook(write_only=True)
    sheet, continued = book.create_sheet(_SHEET), book.create_sheet(_CONTINUED)
    sheet.freeze_panes = "B2"
    for number, key in enumerate(HEADINGS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(key, 16)

    def cell(target: Any, text: str) -> Any:
        made = WriteOnlyCell(target, _escape(text))
        made.data_type = "s"  # never a formula, whatever it starts with
        made.quotePrefix = True  # and it stays text when someone edits it
        made.alignment = Alignment(vertical="top", wrap_text="\n" in text or len(text) > 20)
        return made

    def heading(target: Any, text: str) -> Any:
        made = WriteOnlyCell(target, text)
        made.font = Font(bold=True)
        return made

    sheet.append([heading(sheet, text) for text in HEADINGS.values()])
    continued.append([heading(continued, text) for text in ("编号", "栏目", "接续内容")])
    count = 0
    for row in rows:
        cells = cells_from_row(row)
        sheet.append([cell(sheet, cells[key][:_CELL]) if key in cells else None for key in HEADINGS])
        for key, text in cells.items():
            for at in range(_CELL, len(text), _CELL):
                parts = (cells["no"], HEADINGS[key], text[at : at + _CELL])
                continued.append([cell(continued, part) for part in parts])
        count += 1
    book.save(file)
    return count


def _check(file: BinaryIO, path: Path) -> None:
    head = file.read(4)
    file.seek(0)
    if head == b"\xd0\xcf\x11\xe0":
        raise InvalidInput(
            f"{path.name} 是旧版 Excel 文件，或设了打开密码。", "请用 Excel 或 WPS 去掉密码，另存为 .xlsx 再导入。"
        )
    try:
        with zipfile.ZipFile(file) as package:
            sizes = [part.file_size for part in package.infolist()]
            if "xl/workbook.xml" not in package.namelist():
                raise zipfile.BadZipFile
            if sum(sizes) > _UNPACKED or max(sizes) > _ONE_PART:
                raise InvalidInput(
                    f"{path.name} 解开后有 {sum(sizes) // 1024 // 1024} MB，太大了。",
                    "请分成几个文件，或改用 JSON Lines 再导入。",
                )
            for part in package.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    with package.open(part) as content:
                        if b"<!DOCTYPE" in content.read(1024):  # entities may blow up; Excel writes none
                            raise zipfile.BadZipFile
    except _BROKEN as exc:
        raise _no_workbook(path) from exc
    file.seek(0)


def _no_workbook(path: Path) -> InvalidInput:
    return InvalidInput(f"{path.name} 不是完好的 XLSX 文件。", "请用 Excel 或 WPS 打开它，另存为 .xlsx 再导入。")


@contextmanager
def _opened(file: BinaryIO, path: Path) -> Iterator[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts openpyxl does not keep are of no matter to us
            book = load_workbook(file, read_only=True, data_only=True)
    except _BROKEN as exc:
        raise _no_workbook(path) from exc
    try:
        yield book
    finally:
        book.close()


def _values(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """(row number, values); the sheet's own word on its size is not believed."""
    sheet.reset_dimensions()
    yield from enumerate(sheet.iter_rows(values_only=True), 1)


def _headings(sheet: Any, path: Path) -> tuple[int, list[tuple[str, str]]] | None:
    """The heading row's number and each column's (key or "", heading); None if the sheet has none."""
    if not hasattr(sheet, "reset_dimensions"):
        return None  # a chart has no rows
    try:
        for number, values in _values(sheet):
            if number > _HEADING_ROWS:
                return None
            keys = [key_of(value) for value in values]
            if "no" not in keys:
                continue
            named = [key for key in keys if key]
            if twice := sorted({key for key in named if named.count(key) > 1}):
                raise InvalidInput(
                    f"{path.name} 的表头里“{HEADINGS.get(twice[0], twice[0])}”出现了两次。", "请删掉或改名其中一栏。"
                )
            return number, [(key or "", _text(value)) for key, value in zip(keys, values, strict=True)]
    except _BROKEN as exc:
        raise _no_workbook(path) from exc
    return None


def _rows(
    sheet: Any, heading_row: int, columns: list[tuple[str, str]], continued: dict[tuple[str, str], str]
) -> Iterator[Row | BadRow]:
    number = heading_row
    try:
        for number, values in _values(sheet):
            if number <= heading_row or all(value is None or value == "" for value in values):
                continue
            try:
                yield Row(number, _row(columns, values, continued))
            except JuanzongError as error:
                yield BadRow(number, error)
    except _BROKEN:
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
        if value in _ERRORS:
            raise InvalidInput(f"“{heading}”一格是公式的错误值 {value}。", "请改正公式，或直接填写内容。")
        if isinstance(value, str):
            value = _unescape(value) + continued.get((number, key), "")
        if value is not None and not heading:
            heading = f"第{get_column_letter(position + 1)}列"
        cells.append((key, heading, value))
    return row_from_cells(cells)


def _continued(book: Any) -> dict[tuple[str, str], str]:
    """What went on from a cell that was full: (number, key) to text."""
    found: dict[tuple[str, str], str] = {}
    if _CONTINUED in book.sheetnames:
        for _, values in _values(book[_CONTINUED]):
            no, heading, text = (*(_text(value) for value in values[:3]), "", "", "")[:3]
            key = key_of(heading)
            if key:
                found[no, key] = found.get((no, key), "") + _unescape(text)
    return found


def _has_values(sheet: Any) -> bool:
    if not hasattr(sheet, "reset_dimensions"):
        return False
    return any(value is not None for number, values in _values(sheet) if number <= _HEADING_ROWS for value in values)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _escape(text: str) -> str:
    """Characters XML cannot hold, in the way of ECMA-376 (22.9.2.19 ST_Xstring)."""
    return _TO_ESCAPE.sub(lambda m: "_x005F_x" if len(m[0]) > 1 else f"_x{ord(m[0]):04X}_", text)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else f"_x{m[2]}_", text) if "_x" in text else text
