"""``juanzong case show`` as a clerk reads it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.office import Terminal


def test_each_claim_stands_with_what_was_found_and_decided(terminal: Terminal, tmp_path: Path) -> None:
    """Two claims and one answer: the second would be asked again, and answered as if it were new."""
    first = {
        "text": "退还占地",
        "finding": "占地属实",
        "basis": ["《民法典》第二百三十五条"],
        "opinion": "支持",
        "opinion_text": "三十日内退还",
    }
    second = {"text": "赔偿", "finding": "没有依据", "opinion": "不予支持"}
    person = {"name": "王某", "id_number": "110105194912310021", "id_reason": "证件如此"}
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"no": "甲1", "claims": [first, second], "parties": [person]}), "utf-8")
    terminal.run("case", "import", str(file))

    _, out, _ = terminal.run("case", "show", "甲1")

    assert (
        "诉求1：退还占地\n  查明：占地属实\n  依据：《民法典》第二百三十五条\n  意见：支持，三十日内退还\n诉求2：赔偿\n"
        in out
    )
    assert "  查明：没有依据\n  意见：不支持\n" in out
    assert "证件号码说明：王某：证件如此" in out
