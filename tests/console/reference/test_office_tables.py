"""``juanzong office`` as an administrator meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.sheets.writing import Sheet, write_sheets
from tests.office import Terminal


def _table(folder: Path, name: str, headings: tuple[str, ...], *rows: tuple[object, ...]) -> str:
    path = folder / f"{name}.xlsx"
    write_sheets([Sheet("表", headings, rows)], path)
    return str(path)


@pytest.fixture
def office(terminal: Terminal, tmp_path: Path) -> Terminal:
    """A county with one township and its village, three bodies, two owners, a mediator."""
    files = {
        "regions": _table(
            tmp_path, "regions", ("代码", "名称", "级别", "上级"),
            ("99", "安和县", "县区", ""), ("9901", "青石乡", "乡镇街道", "99"), ("990101", "大沟村", "村社区", "青石乡"),
        ),
        "units": _table(
            tmp_path, "units", ("单位名称", "简称"),
            ("安和县信访局", "信访局"), ("青石乡人民政府", "青石乡"), ("大沟村人民调解委员会", "大沟调委会"),
        ),
        "owners": _table(
            tmp_path, "owners", ("类别", "属地", "责任单位", "责任人"),
            ("土地", "", "青石乡", "钱科长"), ("", "大沟村", "青石乡", "赵支书"),
        ),
        "mediators": _table(tmp_path, "mediators", ("姓名", "调委会", "村屯"), ("孙某", "大沟调委会", "大沟村")),
    }  # fmt: skip
    for name, file in files.items():
        assert terminal.json("office", name, "import", file)["refused"] == []
    return terminal


def test_lists_show_names_not_codes(office: Terminal) -> None:
    """Nobody reads codes."""
    assert "青石乡大沟村" in office.run("office", "regions", "list")[1]
    assert "共 2 个：乡镇街道 1，村社区 1。" in office.run("office", "regions", "list", "--in", "青石乡")[1]
    assert "青石乡大沟村" in office.run("office", "owners", "list", "--region", "大沟村")[1]
    assert "共 1 条。" in office.run("office", "owners", "list", "--category", "土地")[1]
    assert "青石乡大沟村" in office.run("office", "mediators", "list")[1]
    assert [one["name"] for one in office.json("office", "units", "list", "--kind", "乡镇街道")] == ["青石乡人民政府"]


def test_what_is_proposed_is_called_so(office: Terminal) -> None:
    """A guess that looks like the table would be printed into a reply."""
    _, out, _ = office.run("office", "units", "list", "--no-review")
    assert "（建议）安和县人民政府" in out

    office.run("office", "units", "reviews", "--accept")

    [unit] = office.json("office", "units", "list", "--text", "青石")
    assert (unit["review_unit"], unit["proposed"]) == ("安和县人民政府", None)


def test_registration_names_what_it_proposes(office: Terminal) -> None:
    """The clerk sees who was put in, and may say otherwise."""
    _, out, _ = office.run("ledger", "register", "--petitioner", "张三", "--region", "大沟村", "--category", "土地")

    assert "请留意：建议责任单位：青石乡人民政府（属事），已填入。" in out
    assert "请留意：建议村包保人：赵支书（属地），已填入。" in out


def test_bad_rows_are_reported_by_line(office: Terminal, tmp_path: Path) -> None:
    """Which row of the clerk's own file it is, and what to do."""
    bad = _table(
        tmp_path, "bad", ("代码", "名称", "级别", "上级"),
        ("9902", "河东镇", "乡镇", "99"), ("990201", "永胜村", "村", "9903"), ("9902", "河西镇", "乡镇", "99"),
    )  # fmt: skip
    code, out, _ = office.run("office", "regions", "import", bad)

    assert code == 0
    assert "新增 1，更新 0，去掉或停用 0，没有变化 0，没有采用 2。" in out
    assert "“永胜村”的上级“9903”不在表里。" in out
    only_bad = _table(tmp_path, "worse", ("代码", "名称"), ("77", "某地"))
    assert office.run("office", "regions", "import", only_bad)[0] == 1


def test_a_place_nobody_knows_is_answered_with_those_like_it(office: Terminal) -> None:
    """A slip of the pen is not an empty list."""
    code, _, err = office.run("office", "regions", "list", "--in", "大沟屯村")

    assert code == 1
    assert "相近的有：大沟村" in err


def test_export_and_import_go_round(office: Terminal, tmp_path: Path) -> None:
    """The way to change ten rows is to edit the table."""
    for name, count in (("regions", 3), ("units", 3), ("owners", 2), ("mediators", 1)):
        out = tmp_path / f"{name}.csv"
        assert office.json("office", name, "export", "--out", str(out))["rows"] == count
        again = office.json("office", name, "import", str(out), "--replace")
        assert (again["unchanged"], again["added"], again["removed"]) == (count, [], [])
