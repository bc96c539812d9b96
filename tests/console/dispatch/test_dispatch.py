"""``juanzong dispatch`` as a clerk meets it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.sheets.writing import Sheet, write_sheets
from tests.archive.sheets.reading import cells_of
from tests.office import Terminal

TODAY = dt.date.today()


@pytest.fixture
def office(terminal: Terminal, tmp_path: Path) -> Terminal:
    """An office that knows three bodies."""
    path = tmp_path / "单位.xlsx"
    rows = (("安和县信访局", "信访局"), ("安和县住房和城乡建设局", "住建局"), ("青石乡人民政府", "青石乡"))
    write_sheets([Sheet("表", ("单位名称", "简称"), rows)], path)
    terminal.json("office", "units", "import", str(path))
    return terminal


def _registered(office: Terminal, **further: str) -> str:
    options = [part for key, value in further.items() for part in (f"--{key}", value)]
    no: str = office.json("ledger", "register", "--petitioner", "张三", "--title", "反映地界", *options)["no"]
    return no


def test_there_and_back(office: Terminal, tmp_path: Path) -> None:
    """Transfer, receipt, objection, return, assignment, supervision, report."""
    no = _registered(office)
    for line in (
        ("transfer", no, "--to", "住建局", "--number", "安转〔2026〕1号"),
        ("receive", no),
        ("object", no, "--reason", "不属本局职权", "--suggest", "青石乡", "--number", "建函〔2026〕2号"),
        ("uphold", no, "--reason", "属住建职权"),
        ("object", no, "--reason", "仍不属本局职权", "--number", "建函〔2026〕3号"),
        ("return", no),
        ("assign", no, "--to", "青石乡", "--due", str(TODAY + dt.timedelta(days=30)), "--number", "安交〔2026〕1号"),
        ("supervise", no, "--requirement", "尽快", "--due", str(TODAY), "--number", "安督〔2026〕1号"),
        ("feedback", no, "--number", "青报〔2026〕1号"),
    ):
        code, out, err = office.run("dispatch", *line)
        assert code == 0, (line, out, err)

    found = office.json("dispatch", "list")
    assert [(row["to_unit"], row["state"]) for row in found["rows"]] == [
        ("青石乡人民政府", "answered"), ("安和县住房和城乡建设局", "returned"),
    ]  # fmt: skip
    assert office.json("dispatch", "list", "--open")["total"] == 0
    _, out, _ = office.run("dispatch", "units")
    assert "共 2 个单位，2 件，逾期 0 件。" in out
    sheet = tmp_path / "各单位.xlsx"
    office.json("dispatch", "units", "--out", str(sheet))
    assert cells_of(sheet)["各单位转送交办情况"][1:] == [
        ("安和县住房和城乡建设局", 1, 0, 0, 0, 0, 0, 1, 0), ("青石乡人民政府", 1, 0, 0, 0, 0, 1, 0, 1),
    ]  # fmt: skip
    assert "督办 1 次" in office.run("dispatch", "list", "--unit", "青石乡")[1]


def test_a_wrong_name_is_answered_with_the_right_one(office: Terminal) -> None:
    """The clerk copies it and goes on."""
    no = _registered(office)

    code, _, err = office.run("dispatch", "transfer", no, "--to", "住房建设局", "--number", "1")

    assert code == 1
    assert "单位表里没有“住房建设局”。" in err
    assert "安和县住房和城乡建设局" in err
    assert office.run("dispatch", "transfer", no, "--to", "数据局", "--number", "1", "--new")[0] == 0


def test_the_plain_command_shows_what_is_open(office: Terminal) -> None:
    """That is what is asked every morning."""
    no, done = _registered(office), _registered(office)
    for one in (no, done):
        office.json("dispatch", "transfer", one, "--to", "住建局", "--number", "1")
    office.json("dispatch", "feedback", done, "--number", "2")

    _, out, _ = office.run("dispatch")

    assert no in out
    assert done not in out
    assert "未签收" in out


def test_restricted_cases_keep_their_names(office: Terminal) -> None:
    """The list stands on a screen that others see."""
    no: str = office.json("ledger", "register", "--petitioner", "张三", "--title", "举报", "--set", "restricted=是")[
        "no"
    ]
    office.json("dispatch", "transfer", no, "--to", "住建局", "--number", "1")

    assert "张三" not in office.run("dispatch", "list")[1]
    assert office.json("dispatch", "list")["rows"][0]["petitioner"] == "（限制查阅）"


def test_a_table_is_sent(office: Terminal, tmp_path: Path) -> None:
    """And what of it was not."""
    no = _registered(office)
    path, out = tmp_path / "转送.csv", tmp_path / "台账.xlsx"
    path.write_text(f"编号,单位,文号\n{no},住建局,安转1号\n{no},没有局,安转2号\n", "utf-8")

    code, said, _ = office.run("dispatch", "batch", str(path))

    assert code == 0
    assert "读到 2 行：转送、交办 1 件，早已办过 0 件，没有办成 1 件。" in said
    assert office.json("dispatch", "batch", str(path))["unchanged"] == 1
    assert office.json("dispatch", "list", "--out", str(out))["file"] == str(out)
    assert out.exists()
    assert office.run("dispatch", "list", "--kind", "邮寄")[0] == 1
