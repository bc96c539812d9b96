"""``juanzong evaluate`` on a small archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.office import Terminal


def test_a_ranking_is_judged_kept_and_compared(terminal: Terminal, tmp_path: Path) -> None:
    """Whoever tunes by hand must see what was left out, and that the same ranking does not differ from itself."""
    rows = [
        {"no": "A1", "facts": "兄弟二人争宅基地界址"},
        {"no": "A2", "facts": "邻居占了宅基地"},
        {"no": "A3", "facts": "室温不达标"},
    ]
    queries = [{"id": "q1", "text": "宅基地界址", "among": ["A1", "A3"]}, {"id": "q2", "text": "室温"}]
    for name, lines in (("c.jsonl", rows), ("q.jsonl", [*queries, {"id": "q9", "text": "租金"}])):
        (tmp_path / name).write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (tmp_path / "q.qrels").write_text("q1 0 A1 3\nq1 0 A2 3\nq2 0 A3 1\nq3 0 A1 1\n", "utf-8")
    terminal.json("case", "import", str(tmp_path / "c.jsonl"))
    given = ["evaluate", "--queries", str(tmp_path / "q.jsonl"), "--qrels", str(tmp_path / "q.qrels")]
    run = str(tmp_path / "a.run")

    first = terminal.json(*given, "--what", "precedents", "--out", run)
    _, shown, _ = terminal.run(*given, "--what", "类案", "--against", run)

    figures = {figure["name"]: figure["mean"] for figure in first["figures"]}
    assert first["queries"] == 2
    assert (first["not_judged"], first["not_asked"]) == (["q9"], ["q3"])
    assert figures["MRR@10"] == 1.0
    assert figures["R@100"] == pytest.approx((1 / 2 + 1) / 2)  # A2 was not among those to rank
    assert "+0.000  1.0000" in shown
    assert "没有判断，未计入：q9" in shown


def test_wrong_files_are_refused_in_chinese(terminal: Terminal, tmp_path: Path) -> None:
    """A traceback tells a clerk nothing."""
    (tmp_path / "q.jsonl").write_text('{"id": "q", "text": "租金"}', "utf-8")
    (tmp_path / "bad.qrels").write_bytes(b"\xff\xfe")
    given = ["evaluate", "--queries", str(tmp_path / "q.jsonl"), "--qrels", str(tmp_path / "bad.qrels")]

    assert "UTF-8" in terminal.json(*given, code=1)["error"]["advice"]
    assert terminal.run(*given, "--what", "precedents", "--kind", "law")[0] == 2


def test_judgements_given_while_searching_run_at_once(terminal: Terminal, tmp_path: Path) -> None:
    """What the office judged is of use only if it measures the office's own search, without work in between."""
    rows = [
        {"no": "A1", "facts": "兄弟二人争宅基地界址"},
        {"no": "A2", "facts": "邻居占了宅基地，界址不清"},
        {"no": "A3", "facts": "室温不达标"},
    ]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    terminal.json("case", "import", str(tmp_path / "c.jsonl"))
    for given in (
        ("宅基地 非 邻居", "A1", "--relevant", "1"),
        ("宅基地 非 邻居", "A2", "--relevant", "1"),
        ("A1", "A2", "--relevant", "3", "--what", "类案"),
        ("A1", "A3", "--relevant", "0", "--what", "类案"),
        ("室温太低", "A3", "--relevant", "2", "--what", "类案"),
        ("室温太低", "A1", "--relevant", "1", "--what", "类案"),
    ):
        terminal.json("evaluate", "judge", *given)
    terminal.json("evaluate", "judge", "室温太低", "A1", "--take-back", "--what", "类案")
    assert terminal.json("evaluate", "judge", "宅基地", "A9", "--relevant", "1", code=1)["error"]["code"] == "not_found"

    sets = {one["what"]: one for one in terminal.json("evaluate", "export", str(tmp_path / "out"))["sets"]}

    assert {what: (one["asked"], one["judged"]) for what, one in sets.items()} == {
        "search": (1, 2),
        "precedents": (2, 3),
    }
    found = {}
    for what, one in sets.items():
        told = terminal.json("evaluate", "--what", what, "--queries", one["queries"], "--qrels", one["qrels"])
        found[what] = {figure["name"]: figure["mean"] for figure in told["figures"]}
    assert found["search"]["R@100"] == 0.5  # as typed: 非 邻居 leaves A2 out
    assert found["precedents"]["MRR@10"] == 1.0  # and a case is not its own precedent
