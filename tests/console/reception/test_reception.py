"""``juanzong reception`` and ``juanzong proposals`` as clerks and programs meet them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.office import Terminal

TODAY = dt.date.today()


def test_a_day_at_the_hall(terminal: Terminal, tmp_path: Path) -> None:
    """Duty, a group visit, an annotation, and what is still to be answered."""
    roster = tmp_path / "值班表.csv"
    roster.write_text(f"日期,领导,职务\n{TODAY},王县长,县长\n2022-02-31,李书记,\n", "utf-8")
    assert terminal.json("reception", "roster", "import", str(roster))["new"] == 1
    assert terminal.json("reception", "roster", "today")["duties"][0]["leader"] == "王县长"
    listed = terminal.json("reception", "roster", "list", "--every-day", "--out", str(tmp_path / "r.xlsx"), code=1)
    assert str(TODAY) not in listed["without"]

    visit = terminal.json(
        "reception", "visit", "--persons", "6", "--new", "--petitioner", "赵某", "--representative", "钱某", "--title", "反映欠薪",
        "--category", "劳动争议", "--set", "registration.small=是",
    )  # fmt: skip
    no = visit["case_no"]
    assert (visit["leader"], visit["group_visit"], visit["notes"]) == ("王县长", True, [])
    bare = terminal.json("reception", "visit", "--summary", "问低保")
    assert terminal.json("reception", "unanswered", code=1)["total"] == 2
    assert terminal.json("reception", "answer", str(bare["id"]), "--outcome", "已告知条件")["outcome"] == "已告知条件"
    terminal.json("reception", "annotate", no, "--leader", "王县长", "--text", "请人社局速办")
    assert terminal.json("reception", "annotations", "--leader", "王县长")["rows"][0]["case_no"] == no
    figures = terminal.json("reception", "list")["figures"]
    assert (figures["batches"], figures["persons"], figures["group_batches"]) == (2, 7, 1)
    assert terminal.json("reception", "list", "--groups", "--category", "劳动争议")["figures"]["batches"] == 1
    terminal.json("reception", "void", str(bare["id"]), "--reason", "记重了")
    for command in ("list", "annotations"):
        terminal.json("reception", command, "--out", str(tmp_path / "out.xlsx"))
    terminal.json("reception", "unanswered", "--out", str(tmp_path / "out.xlsx"), code=1)


def test_what_a_clerk_reads(terminal: Terminal) -> None:
    """Chinese, with what to do."""
    code, out, _ = terminal.run("reception", "visit", "--persons", "9", "--summary", "问供热")
    assert (code, "集体访 9 人" in out, "推选代表" in out) == (0, True, True)
    code, out, _ = terminal.run("reception")
    assert (code, "共 1 批 9 人次" in out) == (0, True)
    code, out, _ = terminal.run("reception", "unanswered")
    assert (code, "还没有回音的 1 件" in out) == (1, True)
    code, out, _ = terminal.run("reception", "roster", "today")
    assert (code, "没有排值班领导" in out) == (1, True)
    for wrong, says in (
        (("visit", "--petitioner", "赵某"), "--new"),
        (("visit", "--case", "XF1"), "没有编号"),
        (("annotate", "XF1", "--leader", "甲", "--text", "办"), "没有编号"),
        (("unanswered", "--channel", "飞鸽"), "渠道"),
        (("roster", "list", "--month", "去年"), "哪个月"),
    ):
        code, _, err = terminal.run("reception", *wrong)
        assert (code, says in err) == (1, True), (wrong, err)


def test_proposals(terminal: Terminal, tmp_path: Path) -> None:
    """The three proposals of the annual report."""
    add = ("proposals", "add", "--unit", "县住建局", "--text", "开栓前检修管网", "--kind")
    first, second = (terminal.json(*add, kind)["id"] for kind in ("改进工作建议", "policy"))
    assert terminal.json("proposals", "adopt", str(first), "--feedback", "已检修")["adopted"] is True
    code, _, err = terminal.run("proposals", "decline", str(second))
    assert (code, "理由" in err) == (1, True)
    assert terminal.json("proposals", "decline", str(second), "--feedback", "已有规定")["adopted"] is False
    listed = terminal.json("proposals", "list", "--out", str(tmp_path / "a.xlsx"))
    assert (listed["total"], listed["adopted"]) == (2, 1)
    code, out, _ = terminal.run("proposals")
    assert (code, "采纳 1 项" in out) == (0, True)
    terminal.json("proposals", "void", str(first), "--reason", "记重了")
    assert terminal.json("proposals", "list")["total"] == 1
