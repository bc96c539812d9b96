"""``juanzong paper public`` as a clerk meets it."""

from __future__ import annotations

import json
from pathlib import Path

from docx import Document

from tests.office import Terminal
from tests.templates.checker.clean import letter


def test_a_paper_gets_a_public_copy_and_a_report(terminal: Terminal, tmp_path: Path) -> None:
    """What is put on the web cannot be taken back."""
    file, out = tmp_path / "答复.docx", tmp_path / "公开.docx"
    letter().save(str(file))

    code, shown, _ = terminal.run(
        "paper", "public", str(file), "--name", "王建国", "--name", "王建民", "--out", str(out)
    )

    text = "\n".join(paragraph.text for paragraph in Document(str(out)).paragraphs)
    assert code == 0
    for words in ("隐去姓名", "隐去电话号码 1 处", "规则 2026.1", "从头到尾看一遍"):
        assert words in shown
    for secret in ("王建国", "王建民", "57110000", "建民"):
        assert secret not in text
    assert "王某某甲信访事项的答复意见书" in text
    assert "《信访工作条例》第三十五条" in text
    assert "方正县松河镇人民政府" in text
    assert "王建国" in "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)


def test_a_paper_of_the_record_knows_its_parties(terminal: Terminal, tmp_path: Path) -> None:
    """The parties stand in the case; nobody types forty names."""
    rows = tmp_path / "案件.jsonl"
    rows.write_text(json.dumps(_CASE, ensure_ascii=False), "utf-8")
    terminal.json("case", "import", str(rows))
    made = terminal.json("generate", "reply", "--case", "A1", "--out", str(tmp_path / "答复.docx"), *_TYPED)

    terminal.json("paper", "public", "1", "--known-only", "--out", str(tmp_path / "公开.docx"))

    before, after = (
        "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
        for file in (made["file"], tmp_path / "公开.docx")
    )
    assert "赵秀兰" in before
    assert "赵秀兰" not in after
    assert "赵某某" in after


_CASE = {
    "no": "A1",
    "kind": "petition",
    "title": "赵秀兰反映排水问题",
    "received": "2022-05-06",
    "parties": [{"name": "赵秀兰", "role": "petitioner"}],
}
_TYPED = tuple(
    word
    for pair in (
        ("reply.unit", "方正县松河镇人民政府"),
        ("reply.number", "松信访复字〔2022〕12号"),
        ("reply.accepted_on", "2022-05-12"),
        ("reply.signed_on", "2022-06-20"),
        ("reply.review_unit", "方正县人民政府"),
        ("claims", "疏通赵秀兰门前的排水沟"),
        ("facts", "经查，赵秀兰家门前的排水沟淤塞属实。"),
        ("legal_basis", "《中华人民共和国民法典》第二百九十条"),
        ("opinion", "支持"),
    )
    for word in ("--set", "=".join(pair))
)


def test_a_text_file_and_a_second_run(terminal: Terminal, tmp_path: Path) -> None:
    """An existing copy is somebody's work; the original is never the target."""
    file, out = tmp_path / "来信.txt", tmp_path / "公开.txt"
    file.write_text("反映人：赵秀兰，电话13804510001。", "utf-8")

    told = terminal.json("paper", "public", str(file), "--out", str(out))

    assert told["taken"] == {"name": 1, "phone": 1}
    assert out.read_text("utf-8") == "反映人：赵某某，电话［电话略］。"
    assert terminal.json("paper", "public", str(file), "--out", str(out), code=1)["error"]["code"] == "file_exists"
    same = terminal.json("paper", "public", str(file), "--out", str(file), "--overwrite", code=1)
    assert same["error"]["code"] == "file_exists"
    assert terminal.json("paper", "public", "77", "--out", str(out), code=1)["error"]["code"] == "not_found"
