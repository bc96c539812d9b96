"""Related words are those that mark what was found."""

from __future__ import annotations

import json
from pathlib import Path

from tests.office import Terminal


def test_words_of_every_paper_are_not_related(terminal: Terminal, tmp_path: Path) -> None:
    """反映 and 请求 stand in every paper: to narrow by them finds the same again."""
    facts = ["群众反映锅炉检修供热不足，请求退费"] * 6 + ["群众反映土地边界不清，请求丈量"] * 24
    rows = [{"no": f"A{at:02}", "title": "来信", "facts": text} for at, text in enumerate(facts)]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    terminal.json("case", "import", str(tmp_path / "c.jsonl"))

    related = {one["query"].removeprefix("供热 ") for one in terminal.json("suggest", "供热")["related"]}

    assert "锅炉" in related
    assert not related & {"反映", "请求", "群众"}
