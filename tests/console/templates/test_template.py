"""``juanzong template``: an office makes its own papers in Word, and they live as ours do."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from templates.gongwen.building import build
from templates.gongwen.sheet import Letter
from tests.office import Terminal
from tests.templates.office.making import word
from tests.templates.reading import whole

BODY = """
{{ you }}于{{ received }}反映的{{ matter }}收悉。定于{{ visit_day }}上门走访。
{%p if review_unit %}
有意见的，可以向{{ review_unit }}反映。
{%p endif %}
~ 特此通知。
"""
ADD = (
    "--title",
    "走访通知书",
    "--layout",
    "信函",
    "--series",
    "松信走字",
    "--field",
    "visit_day=走访日期:日期",
    "--served-on",
    "信访人",
)


@pytest.fixture
def case(terminal: Terminal) -> str:
    """A case with a petitioner."""
    said = ("--channel", "来信", "--title", "反映围墙", "--set", "petitioner=王建国", "--set", "summary=围墙越界")
    return str(terminal.json("ledger", "register", *said)["no"])


def letter(file: Path, body: str = BODY) -> Path:
    """A letter of the office, with the page of the standard."""
    build(Letter(body=body)).save(str(file))
    return file


def test_a_template_of_the_office_is_a_paper_like_any_other(terminal: Terminal, case: str, tmp_path: Path) -> None:
    """From Word file to signed paper; what was signed stays with the version it was signed with."""
    added = terminal.json("template", "add", str(letter(tmp_path / "走访通知.docx")), *ADD)
    assert (added["version"], added["form"], added["fields"]["visit_day"], added["fields"]["review_unit"]) == (
        1,
        [],
        True,
        False,
    )
    assert next(one for one in terminal.json("generate", "--list") if one["name"] == "走访通知")["group"] == "本单位"

    code, _, said = terminal.run("paper", "draft", "走访通知", "--case", case)
    assert (code, "走访日期（--set visit_day=…）" in said) == (1, True)
    values = ("--set", "unit=松河镇人民政府", "--set", "visit_day=2026-12-01", "--set", "addressee=王建国")
    paper = terminal.json("paper", "draft", "走访通知", "--case", case, *values)
    assert paper["title"] == "走访通知书"
    terminal.json("paper", "send", str(paper["id"]))

    newer = letter(tmp_path / "改.docx", BODY.replace("特此通知", "请在家等候"))
    assert terminal.json("template", "add", str(newer), "--name", "走访通知", "--note", "改结尾")["version"] == 2
    signed = terminal.json("paper", "sign", str(paper["id"]), "--signer", "赵志强", "--reason", "已核对")
    assert signed["number"].startswith("松信走字〔")
    text = whole(Path(signed["file"]))
    assert "特此通知。" in text
    assert "定于2026年12月1日上门走访" in text
    assert signed["template_version"] == added["sha256"]
    for step in ("seal", "issue"):
        terminal.json("paper", step, str(paper["id"]))
    shown = terminal.json("template", "show", "走访通知")
    assert [one["version"] for one in shown["versions"]] == [1, 2]
    assert shown["signed"] == {added["sha256"]: 1, shown["sha256"]: 0}
    assert shown["title"] == "走访通知书"  # what the first version said still holds
    assert terminal.json("doctor", code=terminal.run("doctor")[0])


def test_nothing_is_overwritten_and_what_is_retired_stays(terminal: Terminal, case: str, tmp_path: Path) -> None:
    file = letter(tmp_path / "走访通知.docx")
    terminal.json("template", "add", str(file), *ADD)
    assert terminal.json("template", "add", str(file), *ADD, code=1)["error"]["code"] == "same_template"
    taken = terminal.json("template", "add", str(file), "--name", "reply", code=1)["error"]
    assert taken["code"] == "name_taken"
    terminal.json("template", "retire", "走访通知", "--reason", "改用新格式")
    refused = terminal.json("generate", "走访通知", "--case", case, code=1)["error"]
    assert (refused["code"], "改用新格式" in refused["message"]) == ("retired", True)
    assert terminal.json("template", "list") == []
    assert len(terminal.json("template", "list", "--all")) == 1
    terminal.json("template", "retire", "走访通知", "--undo")
    assert "走访通知" in {one["name"] for one in terminal.json("generate", "--list")}

    kept = terminal.home / "templates" / "走访通知" / "1.docx"
    assert kept.read_bytes() == file.read_bytes()
    kept.chmod(0o644)
    letter(kept, "被改过的一段。")
    altered = terminal.json("generate", "走访通知", "--case", case, code=1)["error"]
    assert altered["code"] == "template_altered"
    assert "1 处" in next(
        one["message"] for one in terminal.json("doctor", code=1)["checks"] if one["check"] == "本单位的模板"
    )


def test_faults_are_listed_and_nothing_is_kept(terminal: Terminal, tmp_path: Path) -> None:
    file = word(tmp_path / "错.docx", "{{ petitoner }}", "{%p if False %}", "甲", "{%p endif %}")
    code, _, said = terminal.run("template", "add", str(file))
    assert code == 1
    assert "第1段“{{ petitoner }}”：没有“petitoner”这个字段。是不是“petitioner”？" in said
    assert "第2段“{%p if False %}”：“if”的条件永远不成立" in said
    assert terminal.json("template", "list") == []
    checked = terminal.json("template", "check", str(file), code=1)
    assert [fault["code"] for fault in checked["faults"]] == ["unknown_field", "unreachable", "no_fields"]
    (tmp_path / "公文.docx").write_bytes(b"%PDF-1.7\n")
    assert "PDF" in terminal.json("template", "add", str(tmp_path / "公文.docx"), code=1)["error"]["message"]


def test_fields_are_found_and_previews_leave_no_trace(terminal: Terminal, case: str, tmp_path: Path) -> None:
    found = terminal.json("template", "fields", "复查", "日期")
    assert [one["name"] for one in found] == ["review_on"]
    assert all(one["label"] and one["type"] and one["example"] for one in terminal.json("template", "fields"))
    file = letter(tmp_path / "走访通知.docx")
    typed = ("--field", "visit_day=走访日期:日期")
    made = terminal.json("template", "preview", str(file), *typed)
    assert "2022年5月6日反映的" in whole(Path(made["file"]))
    assert "走访日期" in made["from_examples"]
    own = terminal.json("template", "preview", str(file), *typed, "--case", case, "--out", str(tmp_path / "试.docx"))
    assert "围墙越界" in whole(Path(own["file"]))
    assert terminal.json("paper", "list") == []
    assert Document(str(file)).paragraphs  # the office's own file is as it was
