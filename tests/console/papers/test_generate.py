"""``juanzong generate`` for papers that are of a meeting, a week or a month, and the catalogue."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from templates.shelf import papers
from tests.office import Terminal
from tests.templates.reading import whole

TODAY = dt.date.today()


def test_minutes_are_written_from_the_meeting(terminal: Terminal, tmp_path: Path) -> None:
    """What was decided is not typed a second time, and what was voided is not printed."""
    no = terminal.json(
        "meeting", "new", "--kind", "专题会", "--title", "供热退费", "--place", "三楼", "--host", "赵志强"
    )["no"]
    terminal.json("meeting", "attend", no, "--present", "县信访局:周莉", "--excused", "县司法局:孙丽")
    terminal.json("meeting", "decide", no, "--text", "核定退费标准", "--unit", "县住建局", "--due", "下月底前")
    wrong = terminal.json("meeting", "decide", no, "--text", "记错的事项")["id"]
    terminal.json("meeting", "void", "--decision", str(wrong), "--reason", "记错了")

    typed = ["masthead=安和县信访工作联席会议纪要", "unit=安和县信访局", "heard=听取了情况汇报"]
    out = tmp_path / "纪要.docx"
    settings = [part for one in typed for part in ("--set", one)]
    terminal.json("generate", "joint-meeting-minutes", "--of", no, "--out", str(out), *settings)

    text = whole(out)
    assert "（一）核定退费标准。责任单位：县住建局；完成时限：下月底前。" in text
    assert "出席：县信访局周莉" in text
    assert "请假：县司法局孙丽" in text
    assert "记错的事项" not in text


def test_bulletins_are_written_from_the_ledger(terminal: Terminal, tmp_path: Path) -> None:
    """The figures are those of ``juanzong stats``; what is nothing in every period takes no line."""
    terminal.json("ledger", "register", "--channel", "来信", "--title", "欠薪", "--set", "category=劳动社保")
    month, week = tmp_path / "月报.docx", tmp_path / "周报.docx"
    label = f"{TODAY.year}年{TODAY.month}月"
    terminal.json("generate", "monthly-bulletin", "--of", label, "--out", str(month), "--set", "unit=安和县信访局")
    monday = TODAY - dt.timedelta(days=TODAY.weekday())
    terminal.json("generate", "weekly-bulletin", "--of", str(monday), "--out", str(week), "--set", "unit=安和县信访局")

    lines = whole(month).splitlines()
    assert any(line.startswith("信访件次 1") for line in lines)
    assert not any("集体访" in line for line in lines)
    assert "本周应报单位0个" in whole(week)


def test_a_paper_of_a_case_is_not_of_a_week(terminal: Terminal) -> None:
    code, _, said = terminal.run("generate", "reply", "--of", "2022年第24周")
    assert code != 0
    assert "由案件生成" in said


def test_the_list_shows_the_whole_catalogue(terminal: Terminal) -> None:
    listed = terminal.json("generate", "--list")
    assert {one["name"] for one in listed} == {paper.name for paper in papers()}
    assert next(one for one in listed if one["name"] == "acceptance-notice")["starts"] == ["HANDLE_60"]
