"""``juanzong weekly`` as clerks and programs meet it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.cases.weekly.weeks import monday_of
from archive.record.record import Record
from tests.archive.ledger.county import settle
from tests.office import Terminal

MONDAY = monday_of(dt.date.today())


@pytest.fixture
def county(terminal: Terminal) -> Terminal:
    """A home with places and bodies."""
    terminal.home.mkdir()
    with Record(f"sqlite:///{terminal.home / 'record.sqlite3'}") as record:
        settle(record)
    return terminal


def _report(county: Terminal, folder: Path, *lines: str) -> None:
    path = folder / "周报.csv"
    path.write_text("\n".join(("填报单位,排查周,事由,当事人,涉及人数,类别,属地,级别,是否化解", *lines)), "utf-8")
    county.json("weekly", "report", str(path))


def test_a_week_from_form_to_ledger(county: Terminal, tmp_path: Path) -> None:
    """The way a village's line takes to the county's book."""
    form = str(tmp_path / "form.xlsx")
    _report(county, tmp_path, "大沟村,本周,争宅基地边界,王某、李某,4,土地,三组,三级,否", "青石乡,本周,零报告,,,,,,")

    shown = county.json("weekly", "show", "--down-to", "hamlet")
    assert (shown["week"], shown["total"]["entries"], shown["total"]["persons"]) == (str(MONDAY), 1, 4)
    assert {line["name"] for line in shown["lines"] if line["entries"]} == {"安和县", "青石乡", "大沟村", "三组"}
    missing = county.json("weekly", "missing", code=1)
    assert missing["expected"] - len(missing["missing"]) == 2

    [entry] = county.json("weekly", "entries", "--unlinked", "--region", "青石乡", "--open")["rows"]
    no = county.json("weekly", "take", str(entry["id"]))["no"]
    [row] = county.json("ledger", "list", "--level", "三级")["rows"]
    assert row["no"] == no
    assert county.json("weekly", "unlink", str(entry["id"]), "--reason", "试一下")["case_no"] == ""
    assert county.json("weekly", "link", str(entry["id"]), no)["case_no"] == no
    assert county.json("weekly", "form", "--unit", "大沟村", "--out", form)["open"] == 0


def test_what_a_clerk_reads(county: Terminal, tmp_path: Path) -> None:
    """Chinese, with what to do, and no wider than a terminal."""
    path = tmp_path / "周报.csv"
    path.write_text(
        "填报单位,排查周,事由,涉及人数\n大勾村,本周,争地界,1\n大沟村,本周,争地界,三\n柳树村,本周,欠薪,2\n", "utf-8"
    )

    code, out, _ = county.run("weekly", "report", str(path))
    assert code == 0
    assert "收到 1 份报表，2 行没有收" in out
    assert "大沟村" in out
    code, out, _ = county.run("weekly", "missing")
    assert (code, "未报 5 个" in out) == (1, True)
    code, out, _ = county.run("weekly")
    assert (code, "共 1 件 2 人" in out) == (0, True)
    code, _, err = county.run("weekly", "entries", "--region", "大勾村")
    assert (code, "大沟村" in err) == (1, True)
    code, _, err = county.run("weekly", "show", "--week", "下周")
    assert (code, "看不懂" in err) == (1, True)


def test_every_list_is_written_as_a_spreadsheet(county: Terminal, tmp_path: Path) -> None:
    """The office passes them on in Excel."""
    _report(county, tmp_path, "大沟村,本周,争宅基地边界,王某,4,土地,三组,三级,否")
    for name in ("show", "missing", "entries"):
        path = tmp_path / f"{name}.xlsx"
        county.json("weekly", name, "--out", str(path), code=1 if name == "missing" else 0)
        assert path.stat().st_size > 4000
