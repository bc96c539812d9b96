"""``ledger suggest`` and ``register --from`` on a home of its own, as a clerk types them."""

from __future__ import annotations

from pathlib import Path

from tests.office import Terminal

LETTER = """反映邻居占用过道的情况
会丰镇政府领导：
我叫邹德山，家住会丰镇靠山村二屯，电话13845126709，身份证号99010519581203101X。
邻居孟庆海强占过道，我要求他把墙退回原来的地方，赔偿损失2000元。
反映人：邹德山
2024年4月8日
"""


def _ingest(terminal: Terminal, folder: Path, text: str = LETTER) -> str:
    file = folder / "来信.txt"
    file.write_text(text, encoding="utf-8")
    terminal.json("ingest", str(file))
    return str(terminal.json("documents", "list")[0]["id"])


def test_every_suggestion_says_where_it_stands(terminal: Terminal, tmp_path: Path) -> None:
    """A clerk who cannot find the words on the paper cannot check them."""
    number = _ingest(terminal, tmp_path)

    found = terminal.json("ledger", "suggest", number)

    lines = LETTER.splitlines()
    assert {one["field"] for one in found} >= {"petitioner", "phone", "id_no", "address", "claim", "amount", "date"}
    assert all(lines[one["line"] - 1] == one["text_of_line"] for one in found)
    (amount,) = [one for one in found if one["field"] == "amount"]
    assert (amount["normal"], amount["value"], amount["page"], amount["line"]) == ("200000", "2000元", 1, 4)


def test_the_table_warns_of_a_number_that_fails_its_check(terminal: Terminal, tmp_path: Path) -> None:
    number = _ingest(terminal, tmp_path)

    code, out, _ = terminal.run("ledger", "suggest", number)

    assert code == 0
    assert "请核对原件" in out
    assert "2,000.00元" in out
    assert f"--from {number}" in out


def test_a_letter_is_registered_with_one_correction(terminal: Terminal, tmp_path: Path) -> None:
    number = _ingest(terminal, tmp_path)

    case = terminal.json(
        "ledger", "register", "--from", number, "--accept", "all", "--set", "身份证号=990105195812031019"
    )

    assert [(party["name"], party.get("id_number", "")) for party in case["parties"]] == [
        ("邹德山", "990105195812031019"),
        ("孟庆海", ""),
    ]
    assert terminal.json("documents", "list")[0]["case_no"] == case["no"]
    decisions = {one["field"]: one["decision"] for one in terminal.json("ledger", "suggest", number)}
    assert (decisions["id_no"], decisions["petitioner"]) == ("corrected", "accepted")


def test_what_was_left_out_is_said(terminal: Terminal, tmp_path: Path) -> None:
    number = _ingest(terminal, tmp_path)

    code, out, _ = terminal.run("ledger", "register", "--from", number)

    assert code == 0
    assert "未采用：身份证号 99010519581203101X" in out


def test_accept_without_a_document_is_refused(terminal: Terminal) -> None:
    code, _, err = terminal.run("ledger", "register", "--accept", "all")

    assert code == 1
    assert "--from" in err


def test_a_field_that_does_not_exist_lists_those_that_do(terminal: Terminal, tmp_path: Path) -> None:
    number = _ingest(terminal, tmp_path)

    code, _, err = terminal.run("ledger", "register", "--from", number, "--accept", "姓氏")

    assert code == 1
    assert "信访人" in err
