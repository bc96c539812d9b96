"""A report as a workbook: one sheet a table, with its chart and its note."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, PieChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from archive.cases.figures.report import Report, ReportTable
from archive.sheets.cells import escape
from archive.sheets.files import written_whole

_CHARTS = {"column": BarChart, "line": LineChart, "pie": PieChart}
_WIDEST, _COVER = 44, 100
"""Widths of columns, in half-width characters: at most, and of the cover."""
_LINE = 16.0
"""Points a line of text is high."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_LIKE_A_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:%|个百分点)?|持平|—")


def write_report(report: Report, path: Path) -> int:
    """Write it; returns the number of tables. The file appears whole or not at all. Raises StorageFull, InvalidInput."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "概要"
    _cover(cover, report)
    taken: set[str] = {"概要"}
    for number, table in enumerate(report.tables, 1):
        _sheet(book.create_sheet(_name(table.title, number, taken)), table)
    with written_whole(path) as file:
        book.save(file)
    return len(report.tables)


def _cover(sheet: Any, report: Report) -> None:
    _on_paper(sheet, "portrait")
    sheet.column_dimensions["A"].width = _COVER
    rows: list[tuple[str, bool]] = [(report.title, True)]
    for section in report.sections:
        rows += [(section.title, True), *((sentence, False) for sentence in section.sentences)]
        rows += [(f"　　{table.title}", False) for table in section.tables]
    for number, (text, bold) in enumerate(rows, 1):
        cell = sheet.cell(number, 1, escape(text))
        cell.font = Font(bold=bold, size=16 if number == 1 else 12 if bold else 11)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number].height = (2 if number == 1 else 1) * _LINE * _lines(text, _COVER)


def _on_paper(sheet: Any, orientation: str) -> None:
    """A4, as wide as one page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _sheet(sheet: Any, table: ReportTable) -> None:
    _on_paper(sheet, "landscape" if table.chart else "portrait")
    sheet.cell(1, 1, escape(table.title)).font = Font(bold=True, size=14)
    total = 0
    for column, heading in enumerate(table.headings, 1):
        cell = sheet.cell(2, column, escape(heading))
        cell.font = Font(bold=True)
        longest = max((_width(str(row[column - 1])) for row in table.rows), default=0)
        wide = min(_WIDEST, max(_width(heading), longest) + 3)
        sheet.column_dimensions[get_column_letter(column)].width = wide
        total += wide
        if column > 1 and table.rows and _is_number(table.rows[0][column - 1]):
            cell.alignment = Alignment(horizontal="right")
    for line, row in enumerate(table.rows, 3):
        for column, value in enumerate(row, 1):
            _fill(sheet.cell(line, column), value)
    sheet.freeze_panes = "B3"
    last = len(table.rows) + 2
    for line, note in enumerate(table.note.splitlines(), last + 2):
        cell = sheet.cell(line, 1, escape(note))
        cell.font, cell.alignment = Font(italic=True, color="666666"), Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(table.headings))
        sheet.row_dimensions[line].height = _LINE * _lines(note, total)
    if table.chart and table.rows:
        sheet.add_chart(_chart(sheet, table, last), f"{get_column_letter(len(table.headings) + 2)}2")


def _fill(cell: Any, value: object) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        if value.endswith("%") and _NUMBER.fullmatch(value[:-1]):
            cell.value = float(value[:-1]) / 100
            cell.number_format = "+0.00%;-0.00%" if value[0] in "+-" else "0.00%"
            return
        if _is_number(value):
            cell.alignment = Alignment(horizontal="right")
        cell.value = escape(value)
        cell.data_type = "s"  # never a formula, whatever it starts with
        return
    cell.value = value


def _chart(sheet: Any, table: ReportTable, last: int) -> Any:
    chart = _CHARTS[table.chart]()
    chart.title = table.title
    chart.width, chart.height = 18, 9
    for column in table.drawn:
        chart.add_data(Reference(sheet, min_col=column + 1, min_row=2, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=3, max_row=last))
    if table.chart == "line":
        for series in chart.series:
            series.smooth = False  # a curve would show months that never were
    if table.chart != "pie":
        # newer spreadsheets hide axes that do not say they are there
        chart.x_axis.delete = chart.y_axis.delete = False
        if len(table.drawn) == 1:
            chart.legend = None
    return chart


def _name(title: str, number: int, taken: set[str]) -> str:
    name = re.sub(r"[\\/*?:\[\]]", "", title)[:28]
    if name in taken:
        name = f"{name[:24]}{number}"
    taken.add(name)
    return name


def _is_number(value: object) -> bool:
    """Whether it is one, or stands where one would."""
    return (not isinstance(value, str) and value is not None) or bool(_LIKE_A_NUMBER.fullmatch(str(value)))


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in so many columns."""
    return max(1, math.ceil(_width(text) / width))


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
