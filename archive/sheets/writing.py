"""Tables written as a workbook, or as CSV if the file is named so."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from archive.errors import InvalidInput
from archive.sheets.cells import RUNS, heading_cell, text_cell
from archive.sheets.files import written_whole

MOST_ROWS = 1_048_575
"""Rows of one sheet beside its headings, XLSX's own bound."""
_WIDEST = 48
_MEASURED = 200
"""Rows whose texts decide how wide a column is; no more of a table than these is in memory."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to be written."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]
    """Texts, numbers, days, truths or None."""


def write_sheets(sheets: Sequence[Sheet], path: Path) -> int:
    """Write a workbook, or the first sheet as CSV if the file is named so; returns the number of rows.

    The file appears whole or not at all. Raises StorageFull, InvalidInput for a place that cannot be or a table of more rows than a sheet holds.
    """
    if path.suffix.lower() == ".csv":
        return _write_csv(sheets[0], path)
    with written_whole(path) as file:
        book = Workbook(write_only=True)
        count = sum(_write(book, sheet) for sheet in sheets)
        book.save(file)
    return count


def _write(book: Any, sheet: Sheet) -> int:
    made = book.create_sheet(re.sub(r"[\\/*?:\[\]]", "-", sheet.title)[:31] or "表")
    made.freeze_panes = "A2"
    rows = iter(sheet.rows)
    first = list(islice(rows, _MEASURED))
    for number, heading in enumerate(sheet.headings, 1):
        longest = max((len(str(row[number - 1] or "")) for row in first), default=0)
        made.column_dimensions[get_column_letter(number)].width = min(_WIDEST, 2 * max(len(heading), longest) + 2)
    made.append([heading_cell(made, heading) for heading in sheet.headings])
    count = 0
    for count, row in enumerate(chain(first, rows), 1):
        if count > MOST_ROWS:
            made.close()
            raise too_many(sheet.title)
        made.append([_cell(made, value) for value in row])
    return count


def too_many(title: str) -> InvalidInput:
    """The error for a table of more rows than a sheet of XLSX holds."""
    return InvalidInput(
        f"“{title}”超过 {MOST_ROWS:,} 行，一个工作表放不下。", "请改用 CSV（不限行数），或缩小范围，分几次导出。"
    )


def _write_csv(sheet: Sheet, path: Path) -> int:
    count = 0
    with written_whole(path) as file:
        # with the mark, or else Excel takes it for GB 18030
        text = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
        lines = csv.writer(text)
        lines.writerow(sheet.headings)
        for row in sheet.rows:
            lines.writerow([_csv_cell(value) for value in row])
            count += 1
        text.flush()
        text.detach()
    return count


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | dt.date):
        return str(value)
    return f"'{value}" if RUNS.match(str(value)) else str(value)


def _cell(sheet: Any, value: object) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return text_cell(sheet, "是" if value else "否")
    if isinstance(value, int | float | dt.date):
        return value
    return text_cell(sheet, str(value))
