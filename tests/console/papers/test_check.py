"""``juanzong paper check`` as a clerk meets it."""

from __future__ import annotations

from pathlib import Path

from tests.office import Terminal
from tests.templates.checker.clean import letter, say


def _bad(folder: Path) -> Path:
    document = letter()
    say(document, "松信访复字", "〔2022〕", "[2022]")
    say(document, "你没有提出", "，", ",")
    file = folder / "答复.docx"
    document.save(str(file))
    return file


def test_a_fault_is_told_with_its_place_clause_and_mend(terminal: Terminal, tmp_path: Path) -> None:
    """A clerk must find the place and be able to argue the clause."""
    code, shown, _ = terminal.run("paper", "check", str(_bad(tmp_path)), "--no-layout")

    assert code == 1
    for words in (
        "第1页第1段“松信访复字[2022]12号”",
        "GB/T 9704—2012 7.2.5",
        "应为：〔",
        "改法：年份用六角括号〔〕",
        "第3页",
    ):
        assert words in shown


def test_mending_writes_a_new_file_and_says_what_is_left(terminal: Terminal, tmp_path: Path) -> None:
    """The original is evidence; the copy is what goes on."""
    file = _bad(tmp_path)

    code, shown, _ = terminal.run("paper", "check", str(file), "--fix")

    assert code == 0
    assert "（已改）.docx" in shown
    assert "没有发现问题" in shown
    assert "没有可以自动改的" in terminal.run("paper", "check", str(tmp_path / "答复（已改）.docx"), "--fix")[1]


def test_programs_get_every_finding(terminal: Terminal, tmp_path: Path) -> None:
    """Another program must not have to read Chinese sentences."""
    told = terminal.json("paper", "check", str(_bad(tmp_path)), "--no-layout", code=1)

    assert told["kind"] == "letter"
    assert told["counts"] == {"must": 3, "should": 0, "note": 0}
    assert {(one["rule"], one["page"], one["fixable"]) for one in told["findings"]} == {
        ("number.brackets", 1, True),
        ("text.half_punctuation", 3, True),
    }


def test_the_rules_are_listed(terminal: Terminal) -> None:
    """An office decides which rule binds it by reading them."""
    rules = terminal.json("paper", "check", "--rules")

    assert {"id", "clause", "severity", "what", "mend", "fixable", "subject"} == set(rules[0])
    assert "number.brackets" in terminal.run("paper", "check", "--rules")[1]


def test_a_file_that_is_no_word_document_is_refused_in_chinese(terminal: Terminal, tmp_path: Path) -> None:
    """A trace of the program tells a clerk nothing."""
    file = tmp_path / "扫描.docx"
    file.write_bytes(b"%PDF-1.7")

    code, _, told = terminal.run("paper", "check", str(file))

    assert code == 1
    assert "PDF" in told
    assert "另存为 .docx" in told
