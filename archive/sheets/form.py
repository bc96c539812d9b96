"""A form to be filled in: a table with headings, lines begun, drop-down lists where a cell has few answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from archive.sheets.cells import escape
from archive.sheets.files import written_whole

_THIN = Side(style="thin", color="FF999999")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MOST_LISTED = 255
"""Characters XLSX takes in a list that stands in the rule itself."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is handed out."""

    title: str
    hints: Sequence[str]
    """Lines between the title and the table."""
    headings: Sequence[str]
    rows: Sequence[Sequence[object]]
    """Lines begun; texts, numbers, days or None."""
    widths: Mapping[int, int] = field(default_factory=dict)
    """Of columns from 0, in characters; 12 where nothing is said."""
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """Answers to choose from, by column from 0."""


def write_form(form: Form, path: Path) -> int:
    """Write the form; returns the number of lines begun. Raises StorageFull, InvalidInput."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(form.title[:31])
    first = len(form.hints) + 3
    sheet.freeze_panes = f"A{first}"
    for column in range(len(form.headings)):
        sheet.column_dimensions[get_column_letter(column + 1)].width = form.widths.get(column, 12)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.append([_cell(sheet, form.title, size=16, bold=True)])
    for hint in form.hints:
        sheet.append([_cell(sheet, hint)])
    sheet.append([_cell(sheet, heading, bold=True, boxed=True) for heading in form.headings])
    for row in form.rows:
        sheet.append([_cell(sheet, value, boxed=True) for value in row])
    for column, listed in form.choices.items():
        _offer(sheet, column, listed, first, first + max(200, len(form.rows)))
    with written_whole(path) as file:
        book.save(file)
    return len(form.rows)


def _offer(sheet: Any, column: int, listed: Sequence[str], first: int, last: int) -> None:
    answers = ",".join(listed)
    if len(answers) > _MOST_LISTED:
        return
    letter = get_column_letter(column + 1)
    rule = DataValidation(type="list", formula1=f'"{answers}"', allow_blank=True, showErrorMessage=False)
    rule.add(f"{letter}{first}:{letter}{last}")
    sheet.data_validations.append(rule)


def _cell(sheet: Any, value: Any, *, size: int = 11, bold: bool = False, boxed: bool = False) -> Any:
    made = WriteOnlyCell(sheet, escape(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        made.data_type = "s"  # never a formula
    made.font = Font(size=size, bold=bold)
    if boxed:
        made.border = _BOX
        made.alignment = Alignment(vertical="top", wrap_text=True)
    return made
