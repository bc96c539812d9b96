"""Opens a workbook (XLSX) somebody sent, within limits: no bombs, no entities, whatever is damaged is said in Chinese.

A row is in memory at a time, whatever the number of rows and of the strings they share.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from archive.errors import InvalidInput
from archive.sheets.files import reading
from archive.sheets.strings import SharedStrings

HEADING_ROWS = 30
"""Rows at the top of a sheet among which its heading row is looked for."""
ERROR_VALUES = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
"""What a formula that went wrong leaves in its cell."""
_UNPACKED = 512 * 1024 * 1024
_ONE_PART = 256 * 1024 * 1024
_ROW = f"{{{SHEET_MAIN_NS}}}row"
BROKEN = (
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
"""Whatever a damaged package makes openpyxl, zipfile and the XML parsers raise."""


def looks_like_workbook(path: Path) -> bool:
    """True for a package (zip), an old binary workbook, or a name that says spreadsheet."""
    with reading(path) as file:
        head = file.read(4)
    return head in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") or path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".et")


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The workbook, for reading values. Raises ReadError or InvalidInput."""
    with reading(path) as file:
        _check(file, path)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # parts openpyxl does not keep are of no matter to us
                reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
                reader.read()
        except BROKEN as exc:
            raise no_workbook(path) from exc
        try:
            yield reader.wb
        finally:
            reader.wb.close()
            reader.forget()


class _Sheet(ReadOnlyWorksheet):
    """A sheet that is not read through for its size when it is opened."""

    def _get_size(self) -> None: ...


class _Reader(ExcelReader):
    """Reads a workbook whose shared strings stay on disk."""

    def read_strings(self) -> None:
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                strings: Any = SharedStrings(source)
                self.shared_strings = strings

    def read_worksheets(self) -> None:
        parser: Any = self.parser
        book: Any = self.wb
        for sheet, related in parser.find_sheets():
            if related.target not in self.valid_files:
                continue
            if "chartsheet" in related.Type:
                self.read_chartsheet(sheet, related)
            else:
                book._sheets.append(_Sheet(book, sheet.name, related.target, self.shared_strings))

    def read(self) -> None:
        try:
            super().read()
        except BaseException:
            self.forget()
            raise

    def forget(self) -> None:
        """Give the strings' place on disk back."""
        strings: object = self.shared_strings
        if isinstance(strings, SharedStrings):
            strings.close()


def rows_of(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """(row number, values); the sheet's own word on its size is not believed. Rows left out are given as empty."""
    book, number = sheet.parent, 0
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, element in etree.iterparse(source, tag=_ROW, resolve_entities=False, huge_tree=False):
            at, cells = parser.parse_row(element)
            parser.row_dimensions.clear()  # how high a row is, for each of them
            element.clear()
            while element.getprevious() is not None:  # or the rows read stay in memory, emptied
                del element.getparent()[0]
            if at > number:
                yield from ((left_out, ()) for left_out in range(number + 1, at))
                yield at, _values(cells)
                number = at


def _values(cells: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    values: list[Any] = [None] * max((cell["column"] for cell in cells), default=0)
    for cell in cells:
        values[cell["column"] - 1] = cell["value"]
    return tuple(values)


def has_rows(sheet: Any) -> bool:
    """False for a chart."""
    return hasattr(sheet, "reset_dimensions")


def has_values(sheet: Any) -> bool:
    """Whether anything stands in the first rows of a sheet."""
    if not has_rows(sheet):
        return False
    return any(value is not None for number, found in rows_of(sheet) if number <= HEADING_ROWS for value in found)


def headed_twice(path: Path, name: str, headings: Sequence[str]) -> InvalidInput:
    """The error for two columns that mean the same one, called ``name``; ``headings`` as they stand in the file."""
    alike = "、".join(f"“{heading}”" for heading in headings)
    return InvalidInput(f"{path.name} 的表头里“{name}”出现了两次：{alike}。", "请删掉或改名其中一栏。")


def no_workbook(path: Path) -> InvalidInput:
    """The error for what is no whole workbook."""
    return InvalidInput(f"{path.name} 不是完好的 XLSX 文件。", "请用 Excel 或 WPS 打开它，另存为 .xlsx 再导入。")


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
    except BROKEN as exc:
        raise no_workbook(path) from exc
    file.seek(0)
