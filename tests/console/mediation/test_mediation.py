"""``juanzong mediation`` as a mediator meets it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import pytest

from archive.sheets.writing import Sheet, write_sheets
from tests.office import Terminal

TODAY = dt.date.today()
SOON = TODAY + dt.timedelta(days=5)


@pytest.fixture
def village(terminal: Terminal, tmp_path: Path) -> Terminal:
    """A committee with two mediators."""
    path = tmp_path / "调解员.xlsx"
    rows = (("孙某", "大沟村人民调解委员会"), ("周某", "大沟村人民调解委员会"))
    write_sheets([Sheet("表", ("姓名", "调委会"), rows)], path)
    terminal.json("office", "mediators", "import", str(path))
    return terminal


def _registered(village: Terminal, *further: str) -> str:
    no: str = village.json(
        "mediation", "register", "--first", "张三:19900001111:大沟村一组", "--second", "李四", "--mediator", "孙某",
        "--category", "邻里", "--region", "青石乡大沟村", "--facts", "争界墙", "--accept", *further,
    )["no"]  # fmt: skip
    return no


def _agreed(village: Terminal, *terms: str) -> str:
    no = _registered(village)
    for line in (
        ("inform", no, "--number", "告1号"),
        ("session", no, "--result", "成功", "--number", "记1号"),
        ("agree", no, "--form", "书面", "--effective", str(TODAY), "--number", "大人调字〔2026〕1号",
         *(part for term in terms or ("李四付给张三五千元",) for part in ("--term", term)),
         "--instalment", f"{SOON}:3000", "--instalment", f"{SOON + dt.timedelta(days=60)}:2000"),
    ):  # fmt: skip
        code, out, err = village.run("mediation", *line)
        assert code == 0, (line, out, err)
    return no


def test_from_the_quarrel_to_the_closed_file(village: Terminal) -> None:
    """Every step, and what the book says in the end."""
    no = _agreed(village)
    for line in (
        ("perform", no, "--amount", "3000", "--voucher", "收条1"),
        ("perform", no, "--voucher", "收条2"),
        ("visit", no, "--satisfied", "满意"),
        ("finish", no),
    ):
        code, out, err = village.run("mediation", *line)
        assert code == 0, (line, out, err)
    code, out, _ = village.run("mediation", "file", no)
    assert code == 1
    assert "还缺：人民调解申请书或受理登记表、当事人身份证明。" in out
    assert village.run("mediation", "archive", no)[0] == 1
    village.json("mediation", "archive", no, "--have", "受理登记表", "--have", "身份证明")

    [row] = village.json("mediation", "list")["rows"]
    assert (row["first"], row["second"], row["status"], row["performed"]) == ("张三", "李四", "archived", "2/2")
    case = village.json("case", "show", no)
    assert case["parties"][0] == {
        "name": "张三", "role": "applicant", "kind": "person", "side": "甲方", "phone": "19900001111", "address": "大沟村一组",
    }  # fmt: skip
    assert case["title"] == "张三与李四邻里纠纷"


def test_what_is_due_is_what_one_looks_at_in_the_morning(village: Terminal, tmp_path: Path) -> None:
    """The instalment of next week, and the month for the court."""
    no = _agreed(village)

    _, out, _ = village.run("mediation", "due")
    assert "第 1 期 3,000.00 元" in out
    assert "司法确认" not in out
    by = str(TODAY + dt.timedelta(days=40))
    rows = village.json("mediation", "due", "--by", by, "--out", str(tmp_path / "到期.xlsx"))["rows"]
    assert [(row["kind"], row["no"]) for row in rows] == [("履行", no), ("司法确认", no)]
    assert village.json("mediation", "due", "--overdue")["rows"] == []


def test_the_court_is_asked_after_a_look_at_each_item(village: Terminal) -> None:
    """The list names the words; a person says whether they matter."""
    no = _agreed(village, "房屋归张三所有", "李四付给张三五千元")
    ask = ("mediation", "confirm-apply", no, "--court", "安和县人民法院", "--number", "申1号")

    _, out, _ = village.run("mediation", "confirm-check", no)
    assert "第1条写有“归张三所有”" in out
    code, _, err = village.run(*ask)
    assert (code, "逐项自查" in err) == (1, True)
    _, out, _ = village.run(*ask, "--checked")
    assert "自查时请核对过：第1条写有“归张三所有”。" in out
    village.json("mediation", "confirm-admit", no)
    _, out, _ = village.run("mediation", "confirm", no, "--result", "确认有效", "--case-number", "(2026)黑0124民特1号")
    assert "强制执行" in out


def test_refusal_and_termination_tell_where_to_go(village: Terminal, tmp_path: Path) -> None:
    """第十七条、第二十六条."""
    no = village.json(
        "mediation", "register", "--first", "张三", "--second", "某厂", "--mediator", "孙某", "--source", "公安移送",
        "--from", "青石派出所", "--category", "劳动争议",
    )["no"]  # fmt: skip
    village.json("mediation", "decline", no, "--reason", "乙方明确拒绝调解")
    other = _registered(village, "--set", "category=劳动争议")
    village.json("mediation", "inform", other)
    village.json("mediation", "session", other, "--result", "不成", "--number", "大人调记〔2026〕1号")

    _, out, _ = village.run(
        "mediation", "terminate", other, "--reason", "分歧太大", "--number", "大人调终字〔2026〕1号"
    )

    assert "劳动人事争议仲裁委员会" in out
    assert village.json("mediation", "list", "--open")["total"] == 0
    notice = tmp_path / "终止.docx"
    village.json("generate", "termination-notice", "--case", other, "--out", str(notice))
    written = "".join(paragraph.text for paragraph in docx.Document(str(notice)).paragraphs)
    assert "劳动人事争议仲裁委员会申请仲裁" in written  # the ways of this class of disputes, not any
    assert "你们之间的张三" not in written
    village.json("mediation", "archive", other, "--have", "身份证明", "--have", "登记表", "--have", "权利义务告知书")
    _, out, _ = village.run("ledger", "show", other)
    assert "状态：已归档" in out
    assert "结果：不成" in out


def test_who_is_near_to_a_party_withdraws(village: Terminal) -> None:
    """And somebody else goes on."""
    code, _, err = village.run("mediation", "register", "--first", "孙某", "--second", "李四", "--mediator", "孙某")
    assert (code, "就是本案当事人" in err) == (1, True)
    no = _registered(village)

    _, out, _ = village.run("mediation", "declare", no, "--person", "孙某", "--party", "张三", "--relation", "姻亲")
    assert "应当回避，请更换" in out
    assert village.run("mediation", "inform", no)[0] == 1
    village.json("mediation", "mediators", no, "--mediator", "周某")
    assert village.run("mediation", "inform", no)[0] == 0


def test_the_list_is_narrowed_and_written(village: Terminal, tmp_path: Path) -> None:
    """By committee, by state; as the book of the committee."""
    _registered(village)
    _agreed(village)

    assert village.json("mediation", "list", "--status", "已达成协议")["total"] == 1
    assert (
        village.json("mediation", "list", "--committee", "大沟村人民调解委员会", "--township", "青石乡")["total"] == 2
    )
    assert village.json("mediation", "list", "--committee", "别的调委会")["total"] == 0
    out = tmp_path / "台账.xlsx"
    assert "已写出 2 行" in village.run("mediation", "list", "--out", str(out))[1]
    assert "共 2 件。" in village.run("mediation")[1]


def test_slips_of_the_pen_are_named(village: Terminal) -> None:
    """What, and how it is written."""
    no = _registered(village)
    for line, said in (
        (
            ("agree", no, "--form", "书面", "--effective", str(TODAY), "--term", "一", "--instalment", "五千"),
            "请写成 日期:金额",
        ),
        (("session", no, "--result", "也许"), "没有“也许”"),
        (("register", "--first", "张三", "--second", ":199", "--mediator", "孙某"), "乙方没有写姓名"),
        (("register", "--first", "张三", "--second", "李四", "--mediator", "孙"), "没有叫“孙”的调解员"),
        (
            ("register", "--first", "张三", "--second", "李四", "--mediator", "孙某", "--source", "上天"),
            "没有“上天”这种来源",
        ),
    ):
        code, out, err = village.run("mediation", *line)
        assert code != 0
        assert said in err + out, line
