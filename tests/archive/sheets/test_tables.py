"""Tables as clerks send them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from archive.errors import InvalidInput, JuanzongError
from archive.sheets.files import BadRow, Remark, Row
from archive.sheets.tables import Headings, read_table
from archive.sheets.writing import Sheet, write_sheets

HEADINGS = Headings({"name": ("名称", "单位名称"), "township": ("乡镇",), "count": ("件数",)}, ("name",))


def _workbook(path: Path, rows: list[list[object]], merged: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    book.save(path)
    return path


def _rows(path: Path) -> list[Row]:
    return [item for item in read_table(path, HEADINGS) if isinstance(item, Row)]


def test_headings_stand_anywhere_and_in_any_order(tmp_path: Path) -> None:
    """A title line above the table and columns moved about are what offices send."""
    path = _workbook(
        tmp_path / "a.xlsx",
        [["周排查统计表"], [], ["乡镇", "单位名称", "备注"], ["青石乡", "大沟村", "无"], [None, " "]],
    )

    [row] = _rows(path)

    assert (row.line, row.values) == (4, {"township": "青石乡", "name": "大沟村", "备注": "无"})


def test_merged_cells_count_for_every_row_they_cover(tmp_path: Path) -> None:
    """A township merged over its villages would else name only the first."""
    path = _workbook(
        tmp_path / "a.xlsx", [["乡镇", "名称"], ["青石乡", "大沟村"], [None, "永胜村"], [None, "泉眼村"]], "A2:A4"
    )

    found = list(read_table(path, HEADINGS))

    assert isinstance(found[0], Remark)
    assert [item.values["township"] for item in found if isinstance(item, Row)] == ["青石乡"] * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_the_encodings_of_the_office(tmp_path: Path, encoding: str) -> None:
    """WPS saves CSV in GB 18030."""
    path = tmp_path / "a.csv"
    path.write_text('名称,件数\n"大沟村,一组",3\n', encoding=encoding)

    [row] = _rows(path)

    assert row.values == {"name": "大沟村,一组", "count": "3"}


def test_wrong_headings_are_named(tmp_path: Path) -> None:
    """The clerk must learn which heading is missing."""
    path = _workbook(tmp_path / "a.xlsx", [["村", "数"], ["大沟村", 1]])
    with pytest.raises(InvalidInput) as refused:
        _rows(path)
    assert "名称" in refused.value.message
    assert "乡镇" in refused.value.advice

    twice = _workbook(tmp_path / "b.xlsx", [["名称", "单位名称"], ["大沟村", "大沟村"]])
    with pytest.raises(InvalidInput, match="两次"):
        _rows(twice)


def test_a_formula_gone_wrong_costs_its_row_only(tmp_path: Path) -> None:
    """One bad row never stops the others."""
    path = tmp_path / "a.csv"
    path.write_text("名称,件数\n大沟村,#REF!\n永胜村,2\n", encoding="utf-8")

    bad, good = read_table(path, HEADINGS)

    assert isinstance(bad, BadRow)
    assert isinstance(good, Row)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0old", b"\x00\xff\xfe\x81\x30"])
def test_what_is_no_table_is_said(tmp_path: Path, content: bytes) -> None:
    """Never a traceback."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(JuanzongError) as refused:
        _rows(path)
    assert refused.value.advice


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """Days stay days, numbers numbers, and a text that looks like a formula a text."""
    path = tmp_path / "out.xlsx"
    count = write_sheets(
        [Sheet("表/一", ("名称", "件数", "乡镇"), [("=1+1", 3, dt.date(2022, 5, 6)), ("乙", None, True)])], path
    )

    assert count == 2
    sheet = openpyxl.load_workbook(path)["表-一"]
    assert [cell.value for cell in sheet[2]] == ["=1+1", 3, dt.datetime(2022, 5, 6)]
    assert sheet["A2"].data_type == "s"
    assert [row.values.get("name") for row in _rows(path)] == ["=1+1", "乙"]
