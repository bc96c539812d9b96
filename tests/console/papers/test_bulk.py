"""``juanzong generate`` for many cases: good rows are kept, bad ones are told, and nothing is made twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from templates.bulk.manifest import manifest_of
from tests.office import Terminal, office_in
from tests.templates.reading import whole
from tests.templates.samples import HOMESTEAD

SERIES = ("--series", "松信访复字")
CASES = tuple(
    replace(HOMESTEAD, no=no, reply=replace(HOMESTEAD.reply, number=""))
    for no in ("XF1", "XF2", "XF3", "a/b", "a_b", "../../逃")
)


@pytest.fixture
def desk(both: Terminal, record_url: str) -> Terminal:
    """A terminal on an office with half a dozen cases."""
    with office_in(both.home.parent, database=record_url) as office, office.record.write() as tx:
        tx.cases.add_many(CASES, tx.now)
    return both


def _list(folder: Path, *numbers: str) -> str:
    path = folder / "名单.txt"
    path.write_text("\n".join(("# 第一批", *numbers)), "utf-8")
    return str(path)


def _papers(desk: Terminal) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.json("paper", "list")
    return found


def _files(out: Path) -> list[str]:
    return sorted(file.name for file in out.glob("*.docx"))


def test_bad_rows_are_told_and_good_ones_kept(desk: Terminal, tmp_path: Path) -> None:
    """A thousand papers must not fail for one wrong number, and running again must make only what is missing."""
    out = tmp_path / "out"
    asked = ("generate", "reply", "--cases", _list(tmp_path, "XF1", "没有", "XF2", "XF1"), "--out", str(out), *SERIES)

    first = desk.json(*asked)

    assert (first["written"], first["kept"], first["failed"]) == (2, 0, 2)
    assert [(one["row"], one["code"]) for one in first["failures"]] == [(3, "not_found"), (5, "case_twice")]
    assert all(one["advice"] for one in first["failures"])
    assert _files(out) == ["XF1 信访事项答复意见书.docx", "XF2 信访事项答复意见书.docx"]
    assert "松信访复字〔" in whole(out / "XF1 信访事项答复意见书.docx")

    (out / "XF2 信访事项答复意见书.docx").unlink()
    second = desk.json(*asked)

    assert (second["written"], second["kept"], second["failed"]) == (1, 1, 2)
    assert [(one["case_no"], one["draft"], one["state"]) for one in _papers(desk)] == [
        ("XF1", 1, "draft"),
        ("XF2", 1, "draft"),
    ]
    rows = list(load_workbook(out / "清单.xlsx")["清单"].values)
    assert [row[:4] for row in rows[1:]] == [
        (2, "XF1", "写好", "XF1 信访事项答复意见书.docx"),
        (3, "没有", "没写成", None),
        (4, "XF2", "写好", "XF2 信访事项答复意见书.docx"),
        (5, None, "没写成", None),
    ]


def test_a_file_somebody_changed_is_left_alone(desk: Terminal, tmp_path: Path) -> None:
    """A clerk may have corrected a draft in Word before the rest was made."""
    out = tmp_path / "out"
    asked = ("generate", "reply", "--cases", _list(tmp_path, "XF1", "XF2"), "--out", str(out), *SERIES)
    desk.json(*asked)
    (out / "XF1 信访事项答复意见书.docx").write_bytes(b"changed")

    assert desk.json(*asked)["kept"] == 2
    assert (out / "XF1 信访事项答复意见书.docx").read_bytes() == b"changed"


def test_names_neither_meet_nor_leave_the_folder(desk: Terminal, tmp_path: Path) -> None:
    """Two numbers may look alike once they are made safe for a file's name; one may point out of the folder."""
    out = tmp_path / "deep" / "out"
    made = desk.json(
        "generate", "reply", "--cases", _list(tmp_path, "a/b", "a_b", "../../逃"), "--out", str(out), *SERIES
    )

    assert made["written"] == 3
    assert len(_files(out)) == 3
    assert {file.name for file in tmp_path.rglob("*.docx")} == set(_files(out))


def test_the_ledger_and_the_search_name_cases_too(desk: Terminal, tmp_path: Path) -> None:
    desk.json("index", "rebuild")
    by_ledger = desk.json("generate", "reply", "--text", "XF", "--out", str(tmp_path / "1"), *SERIES)
    by_search = desk.json("generate", "reply", "--query", "编号:XF1", "--out", str(tmp_path / "2"), *SERIES)

    assert by_ledger["written"] == 3
    assert (by_search["written"], _files(tmp_path / "2")) == (1, ["XF1 信访事项答复意见书.docx"])
    assert desk.run("generate", "reply", "--text", "XF", "--query", "宅基地", "--out", str(tmp_path / "3"))[0] == 2


def _sheet(path: Path, *rows: tuple[object, ...]) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return str(path)


def test_a_sheet_gives_each_row_its_values(desk: Terminal, tmp_path: Path) -> None:
    """One row is one paper, by Chinese labels or keys; a number typed makes it a paper with that number."""
    blank = tmp_path / "填报表.xlsx"
    desk.json("generate", "reply", "--xlsx-template", str(blank))
    book = load_workbook(blank)
    headings = [cell.value for cell in book["信访事项答复意见书"][1]]
    assert headings[0] == "案件编号"
    assert "联系人" in headings
    assert book["填写说明"].max_row >= len(headings)

    path = _sheet(
        tmp_path / "表.xlsx",
        ("案件编号", "联系人", "reply.phone", "发文字号", "#内部备注"),
        ("XF1", "周<甲>&乙", 57110000, "松信访复字〔2022〕7号", "x"),
        ("XF2", "钱二", "57110001", None, None),
        ("XF2", "钱三", "57110001", None, None),
    )
    out = tmp_path / "out"
    made = desk.json("generate", "reply", "--from-xlsx", path, "--out", str(out), *SERIES)

    assert made["written"] == 3
    assert "周<甲>&乙" in whole(out / "XF1 信访事项答复意见书.docx")
    assert "57110000" in whole(out / "XF1 信访事项答复意见书.docx")
    lines = [json.loads(line) for line in (out / "清单.jsonl").read_text("utf-8").splitlines()]
    assert [line["number"] for line in lines] == ["松信访复字〔2022〕7号", "", ""]
    assert [(one["case_no"], one["draft"]) for one in _papers(desk)] == [("XF1", 1), ("XF2", 1), ("XF2", 1)]

    _sheet(tmp_path / "表.xlsx", ("案件编号", "联系人"), ("XF1", "改正"), ("XF2", "钱二"))
    again = desk.json("generate", "reply", "--from-xlsx", path, "--out", str(out), *SERIES)
    assert (again["written"], again["kept"]) == (2, 0)
    assert [(one["case_no"], one["draft"]) for one in _papers(desk)] == [("XF1", 2), ("XF2", 2), ("XF2", 1)]
    assert len(_files(out)) == 5


def test_a_bad_sheet_costs_its_bad_rows_only(desk: Terminal, tmp_path: Path) -> None:
    """What is wrong with a value is told with its row, and a sheet nobody can read before a folder is made."""
    rows = (("案件编号", "收到日期"), ("XF1", "前天"), ("XF2", "2022-05-06"), (None, "2022-05-06"))
    path = _sheet(tmp_path / "表.xlsx", *rows)
    made = desk.json("generate", "reply", "--from-xlsx", path, "--out", str(tmp_path / "out"), *SERIES)

    assert made["written"] == 1
    assert [(one["row"], one["code"]) for one in made["failures"]] == [(2, "invalid_input"), (4, "no_case")]
    assert "前天" in made["failures"][0]["reason"]

    (tmp_path / "假.xlsx").write_text("案件编号\nXF1\n", "utf-8")
    asked = ("generate", "reply", "--from-xlsx", str(tmp_path / "假.xlsx"), "--out", str(tmp_path / "o"))
    assert "内容却不是 XLSX" in desk.json(*asked, code=1)["error"]["message"]
    assert not (tmp_path / "o").exists()


def test_service_returns_written_in_bulk_name_their_papers(desk: Terminal, tmp_path: Path) -> None:
    """A hundred returns without their papers would have to be sorted by hand."""
    paper = str(desk.json("paper", "draft", "reply", "--case", "XF1", *SERIES)["id"])
    desk.json("paper", "send", paper)
    number = desk.json("paper", "sign", paper, "--signer", "赵志强", "--reason", "已核对")["number"]
    typed = ("--set", f"papers=信访事项答复意见书｜{number}｜1", "--set", "unit=方正县信访局")

    made = desk.json(
        "generate", "service-return", "--cases", _list(tmp_path, "XF1"), "--out", str(tmp_path / "out"), *typed
    )

    assert made["written"] == 1
    assert [one["template"] for one in desk.json("paper", "show", number)["returns"]] == ["service-return"]


def test_two_programs_do_not_write_one_folder(desk: Terminal, tmp_path: Path) -> None:
    """Both would take the same name for the same paper."""
    with manifest_of(tmp_path / "out"):
        error = desk.json("generate", "reply", "--text", "XF", "--out", str(tmp_path / "out"), *SERIES, code=1)
    assert error["error"]["code"] == "bulk_running"


def test_what_is_of_no_case_is_refused_once(desk: Terminal, tmp_path: Path) -> None:
    """Not a thousand times."""
    error = desk.json("generate", "weekly-bulletin", "--text", "XF", "--out", str(tmp_path / "out"), code=1)
    assert error["error"]["code"] == "not_of_a_case"


def test_one_case_is_still_written_as_before(desk: Terminal, tmp_path: Path) -> None:
    """Scripts rely on it."""
    number = "reply.number=松信访复字〔2022〕1号"
    made = desk.json("generate", "reply", "--case", "XF1", "--set", number, "--out", str(tmp_path / "1.docx"))
    assert set(made) == {"file", "template", "fields", "notes"}
