"""``juanzong lists`` as a clerk meets it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.archive.sheets.reading import cells_of
from tests.office import Terminal

TODAY = dt.date.today()


@pytest.fixture
def observed(terminal: Terminal) -> str:
    """The number of a case that was resolved and entered seven months ago."""
    long_ago = str(TODAY - dt.timedelta(days=215))
    no: str = terminal.json(
        "ledger",
        "register",
        "--petitioner",
        "张三",
        "--title",
        "反映地界",
        "--region",
        "青石乡",
        "--received",
        long_ago,
    )["no"]
    terminal.json("ledger", "act", no, "化解", "--day", long_ago)
    terminal.json("lists", "enter", no, "--level", "一级", "--reason", "已签协议", "--day", long_ago)
    return no


def test_from_entry_to_striking_off(terminal: Terminal, observed: str, tmp_path: Path) -> None:
    """What a clerk does in half a year, and what the leader reads."""
    _, out, _ = terminal.run("lists")
    assert "一级（一般管理）1 件，二级（特殊管理）0 件，三级（重点管理）0 件。" in out
    assert "可以申请销号" in out
    assert "观察中 1 件，可以申请销号 1 件。" in terminal.run("lists", "due")[1]
    sheet = tmp_path / "销号.xlsx"
    terminal.json("lists", "due", "--out", str(sheet))
    assert [row[1] for row in cells_of(sheet)["一级清单"]] == ["编号", observed]

    terminal.json("lists", "apply-strike", observed, "--unit", "青石乡人民政府")
    terminal.json("lists", "refuse-strike", observed, "--reason", "再看看")
    terminal.json("lists", "apply-strike", observed, "--unit", "青石乡人民政府")
    code, out, _ = terminal.run("lists", "strike-off", observed, "--approver", "王局长")

    assert code == 0, out
    _, out, _ = terminal.run("lists", "history", observed)
    assert out.count("申请销号") == 2
    assert "再看看" in out
    assert f"已于 {TODAY} 销号。" in out
    assert terminal.json("lists", "show")["rows"] == []


def test_a_repeat_brings_it_back_and_says_so(terminal: Terminal, observed: str) -> None:
    """The clerk at the window learns it while the petitioner still stands there."""
    _, out, _ = terminal.run(
        "ledger", "register", "--petitioner", "张三", "--set", f"registration.repeat_of={observed}"
    )

    assert f"请留意：{observed} 由一级调回二级清单" in out
    [row] = terminal.json("lists", "show")["rows"]
    assert (row["no"], row["level_name"], row["outcome"]) == (observed, "二级", "反弹")


def test_the_office_s_own_names_are_shown_and_taken_everywhere(
    terminal: Terminal, observed: str, tmp_path: Path
) -> None:
    """Where 一级 is the gravest, a list that calls the mildest so sends people to the wrong door."""
    (terminal.home / "lists.toml").write_text('[levels.observed]\nname = "绿"\n', "utf-8")

    assert "绿（一般管理）1 件" in terminal.run("lists", "show")[1]
    assert "绿" in terminal.run("lists", "levels")[1]
    assert terminal.json("ledger", "list", "--level", "绿")["total"] == 1
    assert "绿" in terminal.run("ledger", "list")[1]
    assert terminal.run("ledger", "list", "--level", "一级")[0] == 1
    assert terminal.json("lists", "show", "--out", str(tmp_path / "a.xlsx"))["rows"][0]["level_name"] == "绿"


def test_a_wrong_configuration_is_named(terminal: Terminal) -> None:
    """The file, the key, and what it may be."""
    terminal.home.mkdir(parents=True)
    (terminal.home / "lists.toml").write_text("[observation]\nmonths = 0\n", "utf-8")

    code, _, err = terminal.run("lists", "show")

    assert code == 1
    assert "observation.months 应是 1 到 120 的整数" in err
    assert "lists.toml" in err


def test_it_is_refused_before_its_time(terminal: Terminal) -> None:
    """The answer names the day."""
    no = terminal.json("ledger", "register", "--petitioner", "张三")["no"]
    assert terminal.run("lists", "enter", no, "--level", "一级", "--reason", "平稳")[0] == 1
    terminal.json("ledger", "act", no, "化解")
    terminal.json("lists", "enter", no, "--level", "一级", "--reason", "已签协议")

    code, _, err = terminal.run("lists", "apply-strike", no, "--unit", "青石乡人民政府")

    assert code == 1
    assert f"{TODAY} 列入" in err
