"""``juanzong meeting`` as clerks and programs meet it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.office import Terminal

TODAY = dt.date.today()


def test_a_meeting_from_the_call_to_the_last_decision(terminal: Terminal, tmp_path: Path) -> None:
    """What a county's joint office does in a month."""
    unit = "安和县自然资源局"
    case = terminal.json(
        "ledger",
        "register",
        "--channel",
        "来信",
        "--title",
        "争地界",
        "--set",
        f"duty_unit={unit}",
        "--set",
        "owners.way=联席会议协调",
    )["no"]

    assert [one["no"] for one in terminal.json("meeting", "agenda")["proposed"]] == [case]
    made = terminal.json("meeting", "new", "--kind", "月例会", "--host", "王县长", "--case", case)
    no = made["no"]
    assert (made["level"], made["proposed_level"]) == ("front", "front")
    assert terminal.json("meeting", "agenda", no, "--drop", case)["agenda"] == []
    assert terminal.json("meeting", "agenda", no, "--take-proposed")["agenda"] == [case]
    came = terminal.json("meeting", "attend", no, "--present", "县公安局：孙某", "--excused", "县水务局:钱某")
    assert [one["name"] for one in came["attendance"]] == ["孙某", "钱某"]
    decision = terminal.json(
        "meeting", "decide", no, "--text", "测量地界", "--unit", unit, "--due", str(TODAY), "--case", case
    )
    number = str(decision["id"])

    [row] = terminal.json("ledger", "list")["rows"]
    assert (row["next_step"], row["next_due"]) == ("联席会议议定：测量地界", str(TODAY))
    followed = terminal.json("meeting", "follow", "--this-week")
    assert (followed["total"], followed["overdue"], followed["due_this_week"]) == (1, 0, 1)
    assert terminal.json("meeting", "follow", "--overdue")["total"] == 0
    terminal.json("meeting", "feedback", number, "--text", "已排期")
    assert terminal.json("meeting", "done", number, "--text", "已测量")["state"] == "done"
    assert terminal.json("meeting", "follow")["total"] == 0
    assert terminal.json("meeting", "follow", "--all", "--out", str(tmp_path / "a.xlsx"))["total"] == 1
    assert terminal.json("meeting", "list", "--out", str(tmp_path / "b.xlsx"))["total"] == 1
    terminal.json("meeting", "void", "--decision", number, "--reason", "记错了")
    terminal.json("meeting", "void", no, "--reason", "记重了")
    assert terminal.json("meeting", "list")["total"] == 0


def test_what_a_clerk_reads(terminal: Terminal, tmp_path: Path) -> None:
    """Chinese, with what to do; a month without a meeting is said aloud."""
    long_ago = TODAY - dt.timedelta(days=100)
    terminal.json("meeting", "new", "--no", "甲", "--kind", "专题会", "--day", str(long_ago), "--title", "研究供热")
    terminal.json("meeting", "decide", "甲", "--text", "检修管网", "--unit", "县住建局", "--due", str(long_ago))

    code, out, err = terminal.run("meeting")
    assert (code, "共 1 次" in out, "没有开月例会的月份" in err) == (0, True, True)
    code, out, _ = terminal.run("meeting", "follow")
    assert (code, "逾期100天" in out) == (0, True)
    code, out, _ = terminal.run("meeting", "show", "甲")
    assert (code, "检修管网" in out) == (0, True)
    for wrong, says in (
        (("show", "乙"), "没有编号"),
        (("new", "--level", "乡长"), "层级"),
        (("agenda", "--add", "XF1"), "哪次会议"),
        (("attend", "甲"), "没有写是谁"),
        (("void", "--reason", "错"), "作废哪一个"),
        (("decide", "甲", "--text", "修路", "--due", "2022-02-31"), "没有这一天"),
    ):
        code, _, err = terminal.run("meeting", *wrong)
        assert (code, says in err) == (1, True), (wrong, err)
    path = tmp_path / "a.csv"
    path.write_text("会议编号,议定事项\n乙,修路\n,补路\n", "utf-8")
    code, out, _ = terminal.run("meeting", "import", str(path))
    assert (code, "没有收 1 行" in out) == (0, True)
