"""``juanzong case import`` as a clerk meets it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.archive.sheets.reading import cells_of
from tests.office import Terminal


def test_many_bad_rows_fit_the_screen_and_are_written_whole(terminal: Terminal, tmp_path: Path) -> None:
    """A column of days in the wrong form: ten thousand lines on a screen help nobody, a table to be mended does."""
    file = tmp_path / "案件.jsonl"
    rows = [{"no": str(n), "received": "2024-02-31" if n % 2 else "2024-02-28"} for n in range(140)]
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")

    code, out, _ = terminal.run("case", "import", str(file))
    assert code == 0
    assert "读了 140 行：新增 70，更新 0，没有变化 0，失败 70。" in out
    assert out.count("2024-02-31") == 50
    assert "另有 20 行没有收；加 --refused" in out

    refused = tmp_path / "没有收.xlsx"
    code, out, _ = terminal.run("case", "import", str(file), "--refused", str(refused))
    assert f"没有收的 70 行已写出：{refused}" in out
    [sheet] = cells_of(refused).values()
    assert [row[0] for row in sheet][:3] == ["行", 2, 4]
    assert len(sheet) == 71


def test_the_list_counts_all_and_shows_the_last(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "案件.jsonl"
    file.write_text("\n".join(json.dumps({"no": str(n), "title": f"第{n}件"}) for n in range(5)), "utf-8")
    terminal.json("case", "import", str(file))

    assert [row["no"] for row in terminal.json("case", "list", "--limit", "2")] == ["3", "4"]
    assert "共 5 个案件。上面是最后 2 个。" in terminal.run("case", "list", "--limit", "2")[1]
