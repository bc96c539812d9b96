"""The word list at the terminal."""

from __future__ import annotations

from pathlib import Path

from tests.office import Terminal


def text_file(folder: Path, name: str, content: str) -> Path:
    """A file to take in."""
    (folder / name).write_text(content, "utf-8")
    return folder / name


def test_a_word_tells_what_it_changes_and_changes_only_that(terminal: Terminal, tmp_path: Path) -> None:
    """A clerk must see beforehand what a word does, and need no rebuild afterwards."""
    terminal.json("ingest", str(text_file(tmp_path, "a.txt", "方塘县柳林坳的路灯坏了")))
    terminal.json("ingest", str(text_file(tmp_path, "b.txt", "坳里有柳林")))

    would = terminal.json("words", "add", "--dry-run", "柳林坳")
    assert would == {"would_recut": {"count": 1, "entries": ["document:1"]}}
    assert terminal.json("words", "list")["own"] == []

    code, out, _ = terminal.run("words", "add", "柳林坳")
    assert code == 0
    assert "有 1 条要重新切分（文书 1）" in out
    assert "都已重新切分" in out
    assert terminal.json("words", "check")["index_current"]
    assert terminal.json("index", "check")["words_current"]
    assert terminal.json("search", "柳林坳")["total"] == 2

    assert terminal.json("words", "add", "信访人")["known"] == ["信访人"], "the program has it already"
    gone = terminal.json("words", "remove", "柳林坳")
    assert gone == {"removed": ["柳林坳"], "recut": {"count": 1, "entries": ["document:1"]}, "index_current": True}
    assert terminal.json("index", "diff")["stale"] == []


def test_a_word_is_added_though_the_index_is_broken(terminal: Terminal, tmp_path: Path) -> None:
    """What is in the record is done; the clerk must be told that the index follows, not that it failed."""
    terminal.json("ingest", str(text_file(tmp_path, "a.txt", "方塘县柳林坳的路灯坏了")))
    [stamp] = (terminal.home / "index").glob("g-*/stamp.json")
    stamp.write_text("{", "utf-8")

    added = terminal.json("words", "add", "柳林坳")

    assert added["added"] == ["柳林坳"]
    assert not added["index_current"]
    assert "词表已经改好" in added["note"]
