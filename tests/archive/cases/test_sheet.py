"""Spreadsheets as offices really have them."""

from __future__ import annotations

import datetime as dt
import io
import tracemalloc
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

from archive.cases.exchange.sheet import read_sheet
from archive.cases.model import Case, Channel, Claim
from archive.errors import InvalidInput
from archive.ledger.exchange import export_cases, import_cases
from archive.record.record import Record
from archive.sheets.cells import escape, unescape
from archive.sheets.merged import Area, filled
from tests.archive.sheets.shared import write_shared


def book(path: Path, *rows: Sequence[object], merge: str = "") -> Path:
    """A workbook with these rows."""
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in rows:
        made.active.append(list(row))
    if merge:
        made.active.merge_cells(merge)
    made.save(path)
    return path


def cases(record: Record) -> dict[str, Case]:
    """All cases by number."""
    with record.read() as tx:
        return {case.no: case for case in tx.cases.all()}


def test_an_office_table_is_read(record: Record, tmp_path: Path) -> None:
    """A merged title, headings of their own in any order, empty rows, dates and numbers as cells."""
    file = book(
        tmp_path / "台账.xlsx",
        ["方正县信访工作台账"],
        [],
        ["收到时间", "案 号*", "诉求", "信访渠道", "涉及金额", "备注", "金额(分)2"],
        [dt.datetime(2022, 5, 6), 2022001, "一、退款\n二、道歉", "来信", 1200.5, "急", None],
        [],
        ["2022年5月7日", "XF-2", None, "来访", "", dt.date(2022, 1, 1), 3],
        [None, None, None, None, None, None, None],
        ["2022-02-30", "坏", None, None, None, None, None],
        [None, None, "没有编号", None, None, None, None],
        [dt.datetime(2022, 5, 6, 13, 30), 3.0, None, "不认识", None, None, None],
        merge="A1:G1",
    )
    result = import_cases(record, file)

    assert [line for line, _, _ in result.failures] == [8, 9]
    found = cases(record)
    assert found["3"] == Case("3", received=dt.date(2022, 5, 6), extra={"channel": "不认识"}, version=1)
    assert found["2022001"] == Case(
        "2022001",
        received=dt.date(2022, 5, 6),
        channel=Channel.LETTER,
        claims=(Claim("一、退款"), Claim("二、道歉")),
        amount_fen=120_050,
        extra={"备注": "急"},
        version=1,
    )
    assert found["XF-2"].received == dt.date(2022, 5, 7)
    assert found["XF-2"].extra == {"备注": "2022-01-01T00:00:00", "金额(分)2": 3}
    assert import_cases(record, file).unchanged == 3


def test_what_stands_in_a_column_for_something_else_is_kept(record: Record, tmp_path: Path) -> None:
    """An office's own 答复 column is a letter, its 渠道 a day: the case is taken, and the next export has it all."""
    letter = "尊敬的网友您好：" + "已经收悉。" * 6_000
    file = book(
        tmp_path / "a.xlsx",
        ["编号", "事实", "答复", "经过", "调解", "渠道", "当事人", "涉及金额", "工时"],
        [
            "A1",
            "路灯不亮",
            letter,
            "12",
            '{"number": ',
            dt.datetime(2022, 5, 6, 9),
            '[{"name',
            "约五块",
            dt.timedelta(1),
        ],
    )
    result = import_cases(record, file)
    assert (result.failures, result.created) == ([], 1)
    extra = {
        **{"reply": letter, "events": "12", "mediation": '{"number": ', "channel": "2022-05-06T09:00:00"},
        **{"parties": '[{"name', "amount": "约五块", "工时": "1 day, 0:00:00"},
    }
    assert cases(record)["A1"] == Case("A1", facts="路灯不亮", extra=extra, version=1)
    assert import_cases(record, file).unchanged == 1
    for name in ("out.xlsx", "out.jsonl"):
        export_cases(record, tmp_path / name)
        assert import_cases(record, tmp_path / name).unchanged == 1


def test_empty_cells_empty_nothing(record: Record, tmp_path: Path) -> None:
    """A table with only the outcomes filled in must not wipe out the titles."""
    import_cases(record, book(tmp_path / "a.xlsx", ["编号", "标题"], ["1", "旧"]))
    import_cases(record, book(tmp_path / "b.xlsx", ["no", "title", "outcome"], ["1", None, "已化解"]))
    assert cases(record)["1"] == Case("1", title="旧", outcome="已化解", version=2)


def test_the_values_of_formulas_are_read(record: Record, tmp_path: Path) -> None:
    """A number made by a formula is a number; an error of a formula is no text."""
    file = book(tmp_path / "a.xlsx", ["编号", "标题"], ["1", "=1+1"], ["2", "#REF!"])
    packed = _parts(file)
    name = "xl/worksheets/sheet1.xml"
    packed[name] = (
        packed[name]
        .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
        .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    )
    _pack(file, packed)

    result = import_cases(record, file)

    assert cases(record)["1"].title == "2"
    assert [line for line, _, _ in result.failures] == [3]


def test_wrong_headings_are_answered_with_the_right_ones(record: Record, tmp_path: Path) -> None:
    """The clerk needs to know what to type, not that something is missing."""
    with pytest.raises(InvalidInput) as refused:
        import_cases(record, book(tmp_path / "a.xlsx", ["序号", "名字"], [1, "甲"]))
    assert "编号" in refused.value.message
    assert "收到日期" in refused.value.advice
    with pytest.raises(InvalidInput, match="两次"):
        import_cases(record, book(tmp_path / "b.xlsx", ["编号", "案号"], [1, 2]))


def test_sheets_that_were_not_read_are_named(record: Record, tmp_path: Path) -> None:
    """Last year's cases on the second sheet must not be missed in silence."""
    made = openpyxl.Workbook()
    made.create_sheet("说明", 0).append(["请从第二张表填起"])
    made.worksheets[1].title = "2022"
    made["2022"].append(["编号"])
    made["2022"].append(["1"])
    made.create_sheet("2021").append(["编号"])
    made.create_sheet("空")
    made.save(tmp_path / "a.xlsx")

    result = import_cases(record, tmp_path / "a.xlsx")

    assert result.created == 1
    assert [(line, "说明、2021" in text) for line, text in result.notes] == [(0, True)]


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _pack(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_nothing_a_petitioner_wrote_is_run_as_a_formula(record: Record, tmp_path: Path) -> None:
    """A title of =HYPERLINK(...) opened in Excel would be the petitioner's program on the office's machine."""
    with record.write() as tx:
        tx.cases.add_many([Case(f"{c}no", title=f"{c}1+1", facts=f"{c}cmd|'/c calc'!A0") for c in "=+-@\t"], tx.now)
    export_cases(record, tmp_path / "out.xlsx")

    content = _parts(tmp_path / "out.xlsx")["xl/worksheets/sheet1.xml"]
    assert b"<f" not in content.replace(b"<format", b"")
    for row in openpyxl.load_workbook(tmp_path / "out.xlsx")["案件"].iter_rows(min_row=2):
        for cell in row:
            if cell.value is not None:
                assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_no_package_is_too_much(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip bomb mailed to the office must not take the machine down."""
    good = _parts(book(tmp_path / "a.xlsx", ["编号"], ["1"]))
    _pack(tmp_path / "bomb.xlsx", good | {"xl/bomb.xml": b"\x00" * (300 * 1024 * 1024)})
    with pytest.raises(InvalidInput, match="太大"):
        import_cases(record, tmp_path / "bomb.xlsx")

    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    name = "xl/worksheets/sheet1.xml"
    _pack(tmp_path / "entities.xlsx", good | {name: entities + good[name]})
    with pytest.raises(InvalidInput):
        import_cases(record, tmp_path / "entities.xlsx")


def test_a_sheet_that_claims_to_be_huge_is_read_at_once(record: Record, tmp_path: Path) -> None:
    """A table once scrolled to its last cell says it has a million rows of sixteen thousand columns."""
    file = book(tmp_path / "a.xlsx", ["编号"], ["1"])
    parts = _parts(file)
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
    assert b"XFD1048576" in parts[name]
    _pack(file, parts)

    assert import_cases(record, file).created == 1


def test_damaged_packages_are_refused_or_reported(record: Record, tmp_path: Path) -> None:
    """Cut off, bit-flipped, a Word file, an old binary workbook: a sentence, never a traceback."""
    file = book(tmp_path / "a.xlsx", ["编号", "标题"], *([str(n), f"题{n}"] for n in range(300)))
    content = file.read_bytes()
    name = "xl/worksheets/sheet1.xml"
    parts = _parts(file)
    variants: list[bytes] = [content[: len(content) // 2], b"PK\x03\x04" + b"x" * 100, b"\xd0\xcf\x11\xe0" * 200, b""]
    for at in range(200, len(content), len(content) // 40):
        variants.append(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
    for changed in (
        parts | {name: parts[name][: len(parts[name]) // 2]},
        parts | {"xl/sharedStrings.xml": b"<x>"},
        parts | {"xl/workbook.xml": b""},
        {key: data for key, data in parts.items() if key != "[Content_Types].xml"},
        {key: data for key, data in parts.items() if key != "xl/workbook.xml"},
    ):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            for key, data in changed.items():
                package.writestr(key, data)
        variants.append(packed.getvalue())

    for number, variant in enumerate(variants):
        broken = tmp_path / f"{number}.xlsx"
        broken.write_bytes(variant)
        with suppress(InvalidInput):  # anything else is a traceback in the office
            import_cases(record, broken)


def test_a_sheet_cut_off_in_the_middle_keeps_what_came_before(record: Record, tmp_path: Path) -> None:
    """The good rows are in, and the clerk is told where it broke."""
    file = book(tmp_path / "a.xlsx", ["编号", "标题"], *([str(n), f"题{n}"] for n in range(3000)))
    parts = _parts(file)
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name][: len(parts[name]) // 2]
    _pack(file, parts)

    result = import_cases(record, file)

    assert result.created > 1000
    [(line, message, advice)] = result.failures
    assert line == result.created + 2
    assert "损坏" in message
    assert advice


def test_the_escapes_of_the_format_are_read_and_written() -> None:
    """A carriage return pasted from Word stands as _x000D_ in the file, not in the case."""
    assert unescape("a_x000D_\nb") == "a\r\nb"
    for text in ("_x000D_", "_x005F_x000D_", "_x0041_", "\x01_x", "x000D_"):
        assert unescape(escape(text)) == text


def test_cells_merged_over_two_cases_belong_to_both(record: Record, tmp_path: Path) -> None:
    """Offices merge the township of neighbouring rows; read as blank, the second case would lie nowhere."""
    rows = (["编号", "标题", "乡镇", "收到日期"], ["1", "甲", "青石乡", "2022-05-06"], ["2", "乙", None, None])
    file = book(tmp_path / "a.xlsx", ["某县信访台账"], *rows, merge="C3:C4")

    result = import_cases(record, file)

    assert (result.created, [text for _, text in result.notes]) == (2, ["表里有合并的单元格，按其内容填满后读取。"])
    assert [case.region for case in cases(record).values()] == ["青石乡", "青石乡"]


def test_many_merged_cells_cost_no_more_than_their_rows(record: Record, tmp_path: Path) -> None:
    """A ledger that merges two lines of each case has thousands of ranges; each concerns only its own rows."""
    areas = [Area(1, at, 1, at + 1) for at in range(1, 60_000, 2)]
    rows = ((number, ("甲" if number % 2 else None, number)) for number in range(1, 60_001))
    seen = [cells for _, cells in filled(rows, areas)]
    assert len(seen) == 60_000
    assert {first for first, _ in seen} == {"甲"}


def test_two_headings_for_one_column_are_both_named(record: Record, tmp_path: Path) -> None:
    """Told that 当事人 stands twice, a clerk who wrote 信访人 looks in vain."""
    with pytest.raises(InvalidInput, match=r"“信访人”、“当事人（JSON）”"):
        import_cases(record, book(tmp_path / "a.xlsx", ["编号", "信访人", "当事人（JSON）"], ["1", "王某", None]))


def test_a_table_that_excel_saved_is_read_as_one_that_we_wrote(record: Record, tmp_path: Path) -> None:
    """Excel and WPS keep texts aside and say how high each row is; what a petitioner wrote comes out the same."""
    rows = [
        ("编号", "标题", "事实"),
        ("1", "反映地界", f"<&> 第一行\n第二行 {'𠮷'} _x005F_x000D_"),
        ("2", "", "  前后有空格  "),
    ]
    write_shared(rows, tmp_path / "excel.xlsx")
    result = import_cases(record, tmp_path / "excel.xlsx")

    assert (result.created, result.failures) == (2, [])
    assert cases(record)["1"].facts == "<&> 第一行\n第二行 𠮷 _x000D_"
    assert cases(record)["2"].facts == "  前后有空格  "


def test_a_string_that_is_not_in_the_table_is_told(record: Record, tmp_path: Path) -> None:
    """A damaged file must not put one case's text under another's number."""
    file = tmp_path / "a.xlsx"
    write_shared([("编号", "标题"), ("1", "甲"), ("2", "乙")], file)
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<v>5</v>", b"<v>99</v>")
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)

    result = import_cases(record, file)

    assert [line for line, _, _ in result.failures] == [3]
    assert set(cases(record)) == {"1"}


def test_the_memory_of_reading_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """A hundred thousand rows, each with a text of its own and a height, on the clerk's old computer."""

    def peak(count: int) -> int:
        path = tmp_path / f"{count}.xlsx"
        write_shared([("编号", "事实"), *((f"{n}", f"{n}" + "字" * 300) for n in range(count))], path)
        tracemalloc.start()
        assert sum(1 for _ in read_sheet(path)) == count
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    small = peak(2000)
    assert peak(12_000) < small * 1.4
