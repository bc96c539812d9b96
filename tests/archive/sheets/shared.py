"""Workbooks as Excel and WPS save them: texts in a table of shared strings, a height at each row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>"""
_RELATIONS = f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_BOOK = f"""<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>
<sheet name="案件" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_BOOK_RELATIONS = f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""


def write_shared(rows: Iterable[Sequence[str]], path: Path) -> int:
    """Write rows of texts; returns how many. Neither the rows nor the strings are held in memory here."""
    strings = path.with_suffix(".strings")
    number = at = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("xl/workbook.xml", _BOOK),
            ("xl/_rels/workbook.xml.rels", _BOOK_RELATIONS),
        ):
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet, strings.open("wb") as kept:
            sheet.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            kept.write(f'<sst xmlns="{_MAIN}">'.encode())
            for number, row in enumerate(rows, 1):
                cells = []
                for column, text in enumerate(row, 1):
                    cells.append(f'<c r="{get_column_letter(column)}{number}" t="s"><v>{at}</v></c>')
                    kept.write(f'<si><t xml:space="preserve">{escape(text)}</t></si>'.encode())
                    at += 1
                sheet.write(f'<row r="{number}" ht="15.6" customHeight="1">{"".join(cells)}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
            kept.write(b"</sst>")
        package.write(strings, "xl/sharedStrings.xml")
    strings.unlink()
    return number
