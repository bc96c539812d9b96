"""``juanzong documents alike``, from two files to a verdict."""

from __future__ import annotations

from pathlib import Path

from tests.console.documents.samples_alike import LETTER, OTHER, misread
from tests.office import Terminal


def test_a_clerk_sees_what_differs_and_decides(terminal: Terminal, tmp_path: Path) -> None:
    """A list without the differences, or a verdict that is asked for again, would not be used twice."""
    for name, text in (("一.txt", LETTER), ("二.txt", OTHER), ("三.txt", misread(LETTER, 0.03, 4))):
        (tmp_path / name).write_text(text, "utf-8")
        terminal.json("ingest", str(tmp_path / name))

    (pair,) = terminal.json("documents", "alike")["pairs"]
    assert (pair["names"], pair["proposed"], pair["same"]) == (["一.txt", "三.txt"], "rescan", None)
    one, other = pair["documents"]
    _, shown, _ = terminal.run("documents", "alike", "show", other)
    assert "可能是重复扫描" in shown
    assert "】→【" in shown

    assert terminal.json("documents", "alike", "same", other, one, "--note", "补扫")["same"] is True
    assert terminal.json("documents", "alike", "list")["pairs"] == []
    _, listed, _ = terminal.run("documents", "alike", "list", "--judged")
    assert "同一份（" in listed
    assert "补扫" in listed
    _, said, _ = terminal.run("documents", "alike", "different", one, other)
    assert "判断相反" in said
    assert terminal.json("documents", "alike", "same", one, one, code=1)["error"]
    assert terminal.json("documents", "alike", "show", "999", code=1)["error"]
