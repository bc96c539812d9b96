"""Mail merge: what a spreadsheet hides must not become an empty or a wrong value in a paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from archive.errors import InvalidInput
from archive.sheets.files import BadRow
from templates.bulk.orders import Order, each_once, listed
from templates.bulk.sheet import headings_of, read_orders, write_blank
from templates.generate import safe_name
from templates.shelf import entry, papers

REPLY = entry("reply")
HEAD = ("案件编号", "联系人", "联系电话")


def _sheet(path: Path, *rows: tuple[object, ...], merge: str = "") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def test_values_come_as_they_were_meant(tmp_path: Path) -> None:
    """A telephone that Excel took for a number, a day it took for a day."""
    head = ("编号", "联系电话", "received", "第2项请求查明的情况")
    rows = (head, (2022001.0, 57110000, dt.datetime(2022, 5, 6), " 越界 "), (None,) * 4, ("XF2", None, None, None))
    found = list(read_orders(_sheet(tmp_path / "表.xlsx", *rows), REPLY))

    values = {"reply.phone": "57110000", "received": "2022-05-06", "claims.2.finding": "越界"}
    assert found == [Order(2, "2022001", values), Order(4, "XF2", {})]


@pytest.mark.parametrize(
    ("row", "merge", "code", "said"),
    [
        (("XF1", "甲", "1"), "B2:B3", "merged_cells", "联系人"),
        (("XF1", "甲", None), "A3:A4", "", ""),
        (("XF1", "=A2", "1"), "", "formula", "联系人"),
        (("XF1", "甲", 11010519491231002.0), "", "number_cut", "联系电话"),
        (("XF1", "甲", "#REF!"), "", "invalid_input", "#REF!"),
        ((None, "甲", "1"), "", "no_case", "案件编号"),
    ],
)
def test_a_bad_row_is_told_with_its_place(
    tmp_path: Path, row: tuple[object, ...], merge: str, code: str, said: str
) -> None:
    """And the other rows are read."""
    first, *others = read_orders(_sheet(tmp_path / "表.xlsx", HEAD, row, ("XF2", "乙", "2"), merge=merge), REPLY)

    assert isinstance(first, BadRow) is bool(code)
    if isinstance(first, BadRow):
        assert (first.line, first.error.error_code) == (2, code)
        assert said in first.error.message
        assert first.error.advice
    assert {type(one) for one in others} == {BadRow if merge else Order}


def _xls(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))


def _csv(path: Path) -> None:
    path.write_text("案件编号,联系人\nXF1,甲\n", "utf-8")


def _mistyped(path: Path) -> None:
    _sheet(path, ("案件编号", "联糸人"), ("XF1", "甲"))


def _nameless(path: Path) -> None:
    _sheet(path, ("案件编号", None), ("XF1", "甲"))


def _twice(path: Path) -> None:
    _sheet(path, ("案件编号", "联系人", "reply.contact"), ("XF1", "甲", "乙"))


def _none(path: Path) -> None:
    _sheet(path, ("姓名", "电话"), ("甲", "1"))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_xls, "旧版 Excel"),
        (_csv, "内容却不是 XLSX"),
        (_mistyped, "是不是“联系人”"),
        (_nameless, "没有表头"),
        (_twice, "出现了两次"),
        (_none, "案件编号"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused(tmp_path: Path, make: Callable[[Path], None], said: str) -> None:
    """A heading nobody knows would lose a column of a thousand papers without a word."""
    make(tmp_path / "表.xlsx")
    with pytest.raises(InvalidInput, match=said):
        list(read_orders(tmp_path / "表.xlsx", REPLY))


def test_a_column_that_is_not_meant_may_stay(tmp_path: Path) -> None:
    found = list(read_orders(_sheet(tmp_path / "表.xlsx", ("案件编号", "#谁填的"), ("XF1", "甲")), REPLY))
    assert found == [Order(2, "XF1", {})]


@pytest.mark.parametrize("name", [paper.name for paper in papers() if not paper.register])
def test_the_blank_sheet_of_every_paper_is_read_back(tmp_path: Path, name: str) -> None:
    """Each heading we write stands for one field, and is known again."""
    paper, path = entry(name), tmp_path / "填报表.xlsx"
    columns = write_blank(paper, path)
    head = [cell.value for cell in load_workbook(path)[paper.title][1]]
    known = headings_of(paper)

    assert len(head) == columns
    assert len({known.key_of(heading) for heading in head}) == columns
    assert "" not in {known.key_of(heading) for heading in head}


def test_a_list_may_come_from_any_editor(tmp_path: Path) -> None:
    """With a mark, in GB 18030, with empty lines and remarks."""
    path = tmp_path / "名单.txt"
    path.write_bytes("\ufeffXF1\r\n\r\n# 说明\r\n".encode() + "信〔2022〕3\n".encode("gb18030"))
    assert list(listed(path)) == [(1, "XF1"), (4, "信〔2022〕3")]

    path.write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(InvalidInput, match="第 1 行不是文字"):
        list(listed(path))


@given(st.lists(st.sampled_from("甲乙丙")))
def test_a_case_of_a_list_is_written_once(numbers: list[str]) -> None:
    found = list(each_once(enumerate(numbers, 1), {}))
    assert [one.case_no for one in found if isinstance(one, Order)] == list(dict.fromkeys(numbers))
    assert len(found) == len(numbers)


@given(st.text(max_size=150))
def test_a_name_never_leaves_its_folder(text: str) -> None:
    """A case number is what somebody typed somewhere."""
    name = f"{safe_name(text)} 公文.docx"
    assert Path("/folder", name).parent == Path("/folder")
    assert not name.startswith("..")
    assert len(name.encode(errors="surrogatepass")) < 160
