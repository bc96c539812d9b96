"""``juanzong precedents`` on a small archive: reasons, filters, a letter at hand, and an archive of an earlier version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.office import Terminal

_ROWS = [
    {
        "no": f"A{at}",
        "title": "承包地被占",
        "category": category,
        "region": region,
        "facts": "邻居占了我家承包地，界址不清，请求退还",
        "claims": [{"text": "退还被占的承包地", "opinion": "support", "basis": [cited]}],
        "outcome": "已化解",
        "amount_fen": 100_00 * at,
        "events": events,
    }
    for at, (category, region, cited, events) in enumerate(
        [
            ("土地", "青石乡大沟村", "《民法典》第二百三十八条", []),
            ("土地", "青石乡大沟村", "《民法典》第238条", []),
            (
                "土地",
                "柳河镇",
                "《农村土地承包法》第五十五条",
                [{"day": "2023-05-01", "type": "review", "text": "维持"}],
            ),
            ("邻里", "柳河镇", "《民法典》第二百八十八条", [{"day": "2023-05-01", "type": "review", "text": "撤销"}]),
        ]
    )
]
_LETTER = "关于承包地被占的反映\n县信访局：\n我叫张三，家住青石乡大沟村。邻居占了我家承包地。\n请求：退还被占的承包地。\n2023年4月3日\n"


@pytest.fixture
def filled(terminal: Terminal, tmp_path: Path) -> Terminal:
    """An archive of four cases."""
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, _ROWS)), "utf-8")
    terminal.json("case", "import", str(tmp_path / "c.jsonl"))
    return terminal


def test_a_hit_says_why_and_all_of_them_how_it_ended(filled: Terminal) -> None:
    """Which points agree decides whether a lawyer may rely on it."""
    told = filled.json("precedents", "--case", "A0")
    _, shown, _ = filled.run("precedents", "--case", "A0")

    first = next(hit for hit in told["hits"] if hit["id"] == "A1")
    assert {point["name"] for point in first["alike"]} == {"类别", "属地", "诉求", "依据"}
    assert [point["said"] for point in first["unlike"]] == []
    assert told["spread"]["n"] == 3
    assert told["spread"]["reviews"] == {"n": 2, "values": {"变更": 1, "维持": 1}}
    assert "站住 1/2（不足 5 件，不算比例）" in shown
    assert told["read"] is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["--category", "邻里"], {"A3"}),
        (["--township", "柳河镇"], {"A2", "A3"}),
        (["--law", "民法典第238条"], {"A1"}),
        (["--law", "中华人民共和国民法典"], {"A1", "A3"}),
        (["--held", "维持"], {"A2"}),
        (["--held", "fell"], {"A3"}),
        (["--amount", ">150元"], {"A2", "A3"}),
        (["--kind", "信访"], {"A1", "A2", "A3"}),
        (["--kind", "人民调解"], set()),
        (["--where", "类别:土地 非 柳河镇"], {"A1"}),
        (["--where", "复查:维持 或 依据:民法典第288条"], {"A2", "A3"}),
    ],
)
def test_filters_confine_hits_and_counts_alike(filled: Terminal, given: list[str], expected: set[str]) -> None:
    """A spread over other cases than those asked for would be quoted for what it is not."""
    told = filled.json("precedents", "--case", "A0", *given)

    assert {hit["id"] for hit in told["hits"]} == expected
    assert told["spread"]["n"] == len(expected)
    assert len(told["confined"]) == 1


def test_a_filter_that_means_nothing_is_refused(filled: Terminal) -> None:
    """A filter that silently does nothing counts the wrong cases."""
    assert "看不懂金额" in filled.json("precedents", "--case", "A0", "--amount", "很多", code=1)["error"]["message"]
    assert filled.run("precedents", "--case", "A0", "--held", "也许")[0] == 2


def test_a_letter_is_read_and_kept_only_if_asked(filled: Terminal, tmp_path: Path) -> None:
    """Whoever only looks something up must not leave a stranger's letter in the archive."""
    letter = tmp_path / "来信.txt"
    letter.write_text(_LETTER, "utf-8")

    told = filled.json("precedents", "--file", str(letter))
    assert told["read"]["claims"] == ["退还被占的承包地"]
    assert any(point["name"] == "诉求" for hit in told["hits"] for point in hit["alike"])
    assert filled.json("documents", "list") == []

    filled.json("precedents", "--file", str(letter), "--keep")
    again = filled.json("precedents", "--file", str(letter), "--keep")
    assert [hit["id"] for hit in again["hits"]] == [hit["id"] for hit in told["hits"]]
    kept = filled.json("documents", "list")
    assert [document["state"] for document in kept] == ["indexed"]


def test_a_class_that_the_like_cases_do_not_share_is_doubted(filled: Terminal, tmp_path: Path) -> None:
    """A letter on a road that names the rice on it is read as a farmer's matter, and its spread rests on three cases."""
    letter = tmp_path / "来信.txt"
    letter.write_text("我们在工地干活，被拖欠农民工工资三个月，请求支付工资。", "utf-8")
    doubted = filled.json("precedents", "--text-file", str(letter))["notes"]
    letter.write_text(_LETTER, "utf-8")

    assert any("读出的类别是“劳动争议”，最像的 4 件里有 3 件是“土地”" in note for note in doubted)
    assert filled.json("precedents", "--text-file", str(letter))["notes"] == []


def test_an_archive_without_figures_says_so(filled: Terminal) -> None:
    """An archive of an earlier version ranked worse without a word."""
    engine = create_engine(f"sqlite:///{filled.home / 'record.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM likenesses WHERE no = 'A1'"))
    [behind] = filled.json("precedents", "--case", "A0")["notes"]
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM likeness_model"))
    engine.dispose()

    [missing] = filled.json("precedents", "--case", "A0")["notes"]
    found = {check["check"]: check for check in filled.json("doctor", "--quick", code=0)["checks"]}

    assert behind.startswith("有 1 个案件还没有计入")
    assert "index rebuild" in missing
    assert found["类案"]["ok"] is None
    filled.json("index", "rebuild")
    assert filled.json("precedents", "--case", "A0")["notes"] == []


def test_cases_are_compared_in_the_terminal_and_in_word(filled: Terminal, tmp_path: Path) -> None:
    """What is laid before a meeting is the Word paper; it does not replace one that is there."""
    told = filled.json("precedents", "compare", "A0", "A3")
    _, shown, _ = filled.run("precedents", "compare", "A0", "A1", "A3")
    out = tmp_path / "对比.docx"

    assert [case["no"] for case in told["cases"]] == ["A0", "A3"]
    assert {"name": "复查", "cells": ["未记载", "变更\n2023-05-01 复查变更"]} in told["rows"]
    assert "与首件不同" in shown
    assert filled.run("precedents", "compare", "A0", "A3", "--out", str(out))[0] == 0
    assert out.read_bytes()[:2] == b"PK"
    assert filled.json("precedents", "compare", "A0", "A3", "--out", str(out), code=1)["error"]["code"] == "file_exists"
    assert filled.json("precedents", "compare", "A0", "A0", code=1)["error"]["code"] == "invalid_input"
