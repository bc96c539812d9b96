"""A paper's life as a clerk types it, and what doctor finds when somebody meddles."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from console.running import doctor_papers
from tests.office import Terminal, office_in
from tests.templates.life.conftest import Desk, furnished


@pytest.fixture
def desk(terminal: Terminal) -> Desk:
    """The office of the terminal's home with a case that can be answered."""
    with office_in(terminal.home.parent) as office:
        return furnished(office.record, office.settings.home, office.originals)


def _draft(terminal: Terminal) -> str:
    return str(terminal.json("paper", "draft", "reply", "--case", "XF2022050012LX", "--new")["id"])


def test_a_clerk_takes_a_paper_through_its_life(terminal: Terminal, desk: Desk) -> None:
    """Every refusal tells the next command; the register tells every number."""
    paper = _draft(terminal)

    code, _, told = terminal.run("paper", "sign", paper)
    assert (code, "还差：送审（juanzong paper send）" in told) == (1, True)
    terminal.run("paper", "send", paper)
    code, told, _ = terminal.run("paper", "sign", paper, "--signer", "赵志强")
    assert (code, "松信访复字〔" in told, "下一步：用印" in told) == (0, True, True)
    number = terminal.json("paper", "show", paper)["number"]
    terminal.run("paper", "seal", number)
    code, _, told = terminal.run("paper", "void", number)
    assert (code, "理由" in told) == (1, True)
    terminal.run("paper", "void", number, "--reason", "当事人姓名有误")

    history = terminal.json("paper", "show", number)["history"]
    assert [line["step"] for line in history] == ["draft", "send", "sign", "seal", "void"]
    assert number in terminal.run("paper", "register")[1]
    assert "已作废：当事人姓名有误" in terminal.run("paper", "register")[1]
    assert [one["id"] for one in terminal.json("paper", "list", "--state", "已作废")] == [int(paper)]


def test_a_number_is_not_typed_into_a_draft(terminal: Terminal, desk: Desk) -> None:
    """Numbers typed by hand are how registers get gaps."""
    code, _, told = terminal.run(
        "paper", "draft", "reply", "--case", "XF2022050012LX", "--set", "number=松信访复字〔2022〕9号"
    )

    assert (code, "签发时才定" in told) == (1, True)


def test_doctor_finds_a_file_and_a_number_somebody_meddled_with(terminal: Terminal, desk: Desk) -> None:
    """What was signed can be shown to be what is kept; a missing number is found before an inspection finds it."""
    with office_in(terminal.home.parent) as office:
        own = Desk(office.record, office.originals, desk.folder)
        papers = [own.signed() for _ in range(3)]
        assert [check(office).ok for check in CHECKS] == [True, True, True]

        kept = office.originals.path(papers[0].sha256)
        kept.chmod(0o600)
        kept.write_bytes(kept.read_bytes() + b" ")
        copy = Path(papers[1].file)
        copy.chmod(0o600)
        copy.write_bytes(b"x")
        found = doctor_papers.signed(office)
        assert found.ok is False
        assert f"{papers[0].number}：存档的文件被改动" in found.message
        assert f"{papers[1].number}：文件夹里的一份被改动" in found.message

        with sqlite3.connect(office.settings.database.removeprefix("sqlite:///")) as raw:
            raw.execute("DROP TRIGGER papers_frozen_update")
            raw.execute("UPDATE papers SET seq = 9, number = '松信访复字〔2022〕9号' WHERE id = ?", (papers[1].id,))
        found = doctor_papers.numbers(office)
        assert found.ok is False
        assert "松信访复字〔2022〕缺 2 号" in found.message
        assert "多出 9 号" in found.message
        assert "文号与审计记录不符" in doctor_papers.signed(office).message


def test_doctor_tells_of_drafts_edited_and_not_yet_taken_back(terminal: Terminal, desk: Desk) -> None:
    """A correction left on somebody's desk is not in the paper that gets signed."""
    with office_in(terminal.home.parent) as office:
        own = Desk(office.record, office.originals, desk.folder)
        paper = own.draft()
        Path(paper.file).write_bytes(b"edited")

        found = doctor_papers.drafts(office)

        assert (found.ok, "check-in" in found.advice) == (None, True)


def test_minutes_go_through_their_life_and_doctor_counts_them(terminal: Terminal, desk: Desk) -> None:
    """The minutes are asked for by their number years later; whoever meddled with them must be found out."""
    meeting = terminal.json("meeting", "new", "--title", "供热退费", "--place", "三楼", "--host", "赵志强")["no"]
    terminal.json("meeting", "attend", meeting, "--present", "县信访局:周莉")
    terminal.json("meeting", "decide", meeting, "--text", "核定退费标准", "--unit", "县住建局", "--due", "下月底前")
    typed = (
        "--set",
        "masthead=安和县信访工作联席会议纪要",
        "--set",
        "unit=安和县信访局",
        "--set",
        "heard=听取了汇报。",
    )
    code, _, told = terminal.run("paper", "draft", "joint-meeting-minutes", "--case", "XF1", "--of", meeting)
    assert (code, "--of" in told) == (2, True)

    paper = str(terminal.json("paper", "draft", "joint-meeting-minutes", "--of", meeting, *typed)["id"])
    terminal.run("paper", "send", paper)
    code, told, said = terminal.run("paper", "sign", paper, "--signer", "赵志强", "--reason", "已核对")
    assert code == 0, said
    number = terminal.json("paper", "show", paper)["number"]
    assert number.startswith("安和县信访工作联席会议纪要〔")
    assert "已发出" in terminal.run("paper", "issue", number)[1]

    assert meeting in terminal.run("paper", "show", number)[1]
    assert [one["id"] for one in terminal.json("paper", "list", "--of", meeting)] == [int(paper)]
    assert number in terminal.run("paper", "register")[1]
    with office_in(terminal.home.parent) as office:
        assert [check(office).ok for check in CHECKS] == [True, True, True]
        with office.record.read() as tx:
            kept = office.originals.path(tx.papers.get(int(paper)).sha256)
        kept.chmod(0o600)
        kept.write_bytes(b"x")
        assert f"{number}：存档的文件被改动" in doctor_papers.signed(office).message


def test_a_paper_and_its_service_return_name_each_other(terminal: Terminal, desk: Desk) -> None:
    """Whoever holds one of the two finds the other without leafing through the file."""
    reply = _draft(terminal)
    terminal.run("paper", "send", reply)
    terminal.run("paper", "sign", reply, "--signer", "赵志强")
    number = terminal.json("paper", "show", reply)["number"]
    back = str(
        terminal.json("paper", "draft", "service-return", "--case", "XF2022050012LX", "--serves", number)["id"]
    )  # fmt: skip

    assert f"送达的公文：{number}" in terminal.run("paper", "show", back)[1]
    assert f"编号 {back}" in terminal.run("paper", "show", reply)[1]
    assert [one["number"] for one in terminal.json("paper", "show", back)["serves"]] == [number]


CHECKS = (doctor_papers.drafts, doctor_papers.signed, doctor_papers.numbers)
