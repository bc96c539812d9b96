"""A letter's whole way: from the scanner to the reply, and the reply found again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from archive.demonstration import contents
from tests.office import Terminal

CASE = "XF2023110215LF"


@pytest.fixture(scope="module")
def scans() -> list[contents.Original]:
    """The originals of one case of the demonstration archive, scans among them."""
    return [original for original in contents.manifest() if original.case == CASE]


def test_letter_becomes_a_reply(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], scans: list[contents.Original]
) -> None:
    """If any step between the scanner and the signed reply breaks, the office cannot answer a petitioner."""
    terminal = Terminal(tmp_path / "home", capsys)
    assert any(original.scanned for original in scans)
    terminal.json("case", "import", str(contents.cases()))
    terminal.json("law", "import", str(contents.laws()))

    outcome = terminal.json("ingest", *(str(original.path) for original in scans), "--case", CASE)
    assert outcome["received"] == len(scans)
    assert outcome["failures"] == []
    assert sum(outcome["states"].values()) == len(scans)

    answer = terminal.json("search", "室温 热费", "--kind", "document")
    assert answer["total"] > 0
    assert all(hit["case_no"] == CASE for hit in answer["hits"])
    scanned = [hit for hit in answer["hits"] if hit["boxes"]]
    assert scanned, "a scan's hit must say where on the page the words stand"
    for hit in scanned:
        for box in hit["boxes"]:
            x0, y0, x1, y1 = box["box"]
            assert 0 <= x0 < x1 <= 1
            assert 0 <= y0 < y1 <= 1

    assert [
        hit["id"] for hit in terminal.json("search", "信访工作条例第三十五条", "--kind", "law", "--limit", "1")["hits"]
    ] == ["信访工作条例第三十五条"]
    assert terminal.json("precedents", "--case", CASE)["hits"]

    reply = terminal.json("generate", "reply", "--case", CASE, "--out", str(tmp_path / "答复.docx"))
    text = "\n".join(paragraph.text for paragraph in Document(reply["file"]).paragraphs)
    assert "复查" in text, "the sixth route ends in a way to a review"
    assert "{{" not in text

    found = terminal.json("search", "答复意见书 室温", "--kind", "document")
    assert "答复.docx" in [hit["name"] for hit in found["hits"]], "an issued paper becomes part of what can be found"
    assert terminal.json("index", "diff") == {"missing": [], "surplus": [], "stale": [], "waiting": 0}
    assert json.loads(json.dumps(terminal.json("doctor")))["ok"] is True


@pytest.mark.timeout(1500)  # half a minute alone, ten times that beside everything else that a machine may be doing
def test_demonstration_shows_it_all_and_can_be_run_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first five minutes of a new user; the second run says what is already there, whatever version the first was of."""
    terminal = Terminal(tmp_path / "home", capsys)

    first = terminal.json("demo")
    [stamp] = terminal.home.glob("index/g-*/stamp.json")
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "mapping": "0"}))
    second = terminal.json("demo")

    manifest = contents.manifest()
    copies = sum(1 for original in manifest if original.copy_of)
    assert first["ingest"]["received"] == len(manifest) >= 40
    assert first["ingest"]["failures"] == []
    assert first["ingest"]["states"]["duplicate"] == copies
    assert first["laws"]["articles"] >= 200
    assert len(first["searches"]) == 3
    for answer in first["searches"].values():
        assert answer["total"] > 0
        assert any(hit["highlights"] for hit in answer["hits"])
    assert first["precedents"]
    assert [Path(paper["file"]).is_file() for paper in first["papers"]] == [True, True]
    assert second["ingest"]["states"]["duplicate"] == second["ingest"]["received"] == len(manifest)
    assert second["cases"]["created"] == 0
    assert [paper["new"] for paper in second["papers"]] == [False, False]
