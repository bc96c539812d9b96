"""What a clerk reads of ``juanzong due`` and ``juanzong holidays``."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from archive.sheets.tables import Headings, read_table
from console.running.doctor import holiday_table
from tests.office import Terminal, office_in

LATE = "2020-03-02"


def register(terminal: Terminal, no: str, received: str, *more: str) -> None:
    terminal.json("ledger", "register", "--no", no, "--petitioner", "张三", "--received", received, *more)


def test_the_list_tells_what_is_late_who_has_to_act_and_why(terminal: Terminal) -> None:
    """Light, day, days left, case, whose, article: what a leader asks for on Monday."""
    register(terminal, "XF1", LATE)
    terminal.json(
        "ledger", "act", "XF1", "转送", "--day", "2020-03-06", "--number", "转1", "--set", "to=清水乡人民政府"
    )
    register(terminal, "XF2", dt.date.today().isoformat())

    code, out, _ = terminal.run("due")

    late = (dt.date.today() - dt.date(2020, 3, 21)).days
    assert code == 0
    assert re.search(
        rf"红\s+2020-03-21\s+逾期 {late} 日\s+XF1\s+收到转送、交办后书面告知\s+清水乡人民政府\s+《信访条例》", out
    )
    assert "XF2" not in out
    assert "共 1 项（红 1）。" in out
    assert "另有 1 项还早，加 --all 列出。" in out


def test_filters_and_json(terminal: Terminal) -> None:
    """Programs get the same, with both days and the basis."""
    register(terminal, "XF1", LATE)
    register(terminal, "XF2", dt.date.today().isoformat())

    [row] = terminal.json("due", "list", "--light", "绿")["rows"]
    late = terminal.json("due", "--until", "2020年3月17日", "--whose", "信访部门", "--code", "DISPATCH_15")

    assert (row["case"], row["light"], row["days_left"], row["whose"]) == ("XF2", "green", 15, "office")
    assert late["counts"] == {"red": 1, "yellow": 0, "green": 0}
    assert late["rows"][0]["due_raw"] == "2020-03-17"
    assert terminal.json("due", "--case", "XF2", "--all")["total"] == 1
    assert terminal.json("due", "--unit", "没有的乡", "--all")["total"] == 0


def test_a_limit_is_said(terminal: Terminal) -> None:
    """No silent limits."""
    for number in range(3):
        register(terminal, f"XF{number}", LATE)

    _, out, _ = terminal.run("due", "--limit", "2")

    assert "共 3 项（红 3）。\n上面是最急的 2 项；加 --limit 或 --out 看全部。" in out


def test_the_spreadsheet_holds_every_line(terminal: Terminal, tmp_path: Path) -> None:
    """What goes to the units; a restricted case does not say what it is about."""
    register(terminal, "XF1", LATE, "--title", "举报某人", "--set", "restricted=是")
    path = tmp_path / "到期.xlsx"

    terminal.json("due", "--out", str(path))

    [row] = read_table(path, Headings({"no": ("编号",), "title": ("标题",), "light": ("灯",)}, required=("no",)))
    assert [row.values[key] for key in ("no", "title", "light")] == ["XF1", "（限制查阅）", "红"]  # type: ignore[union-attr]


def test_show_tells_every_clock_with_its_article(terminal: Terminal) -> None:
    """Beginning, extension, last day, roll, whose, article."""
    register(terminal, "XF1", "2022-08-01", "--set", "matter_class=申诉求决", "--set", "appeal_route=信访程序")
    terminal.json("ledger", "act", "XF1", "accept", "--day", "2022-08-02", "--number", "受1")
    for days, day in ((15, "2022-09-01"), (15, "2022-09-02")):
        terminal.json(
            "ledger", "act", "XF1", "extend", "--day", day, "--number", "延1",
            "--set", f"days={days}", "--set", "approver=局长", "--set", "reason=复杂", code=0 if day.endswith("1") else 1,
        )  # fmt: skip

    _, out, _ = terminal.run("due", "show", "XF1")
    [_, handle] = terminal.json("due", "show", "XF1")["deadlines"]

    late = (dt.date.today() - dt.date(2022, 10, 16)).days
    assert f"红  办结并出具信访处理意见书（HANDLE_60）  2022-10-16  逾期 {late} 日\n" in out
    assert "    自 2022-08-02 起 60日，延长 15 日，末日 2022-10-16 休假，顺延到 2022-10-17。责任单位。" in out
    assert (handle["extended_days"], handle["basis"]) == (15, "《信访工作条例》第三十四条（延期：同条）")


def test_small_matters_are_due_the_same_day(terminal: Terminal) -> None:
    """小事当日办: the office's own promise, and one workday to pass it on."""
    register(terminal, "XF1", dt.date.today().isoformat(), "--small")

    rows = terminal.json("due", "--case", "XF1", "--all")["rows"]

    assert {row["code"]: row["light"] for row in rows} == {
        "SAME_DAY": "yellow",
        "SIMPLE_FWD": "yellow",
        "DISPATCH_15": "green",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("due", "--until", "2026-02-31"), "不是有效的日期：2026-02-31"),
        (("due", "--code", "HANDLE_61"), "没有代码为“HANDLE_61”的期限。"),
        (("due", "--case", "XF404"), "没有编号为“XF404”的案件。"),
        (("due", "show", "XF404"), "没有编号为“XF404”的案件。"),
    ],
)
def test_wrong_words_are_answered_in_chinese(terminal: Terminal, arguments: tuple[str, ...], said: str) -> None:
    """With what to do."""
    code, _, err = terminal.run(*arguments)

    assert code == 1
    assert said in err
    assert "办法：" in err


def test_the_rules_can_be_read_and_changed(terminal: Terminal) -> None:
    """Local rules are off until the office switches them on; a file with a slip is refused by name."""
    rules = {rule["code"]: rule for rule in terminal.json("due", "rules")}
    assert rules["REVIEW_ADMISSION"]["on"] is False
    assert rules["HANDLE_60"]["quote"].startswith("应当自受理之日起60日内办结")
    terminal.home.mkdir()
    (terminal.home / "clocks.toml").write_text("[rules.REVIEW_ADMISSION]\non = true\n", "utf-8")
    assert {rule["code"]: rule["on"] for rule in terminal.json("due", "rules")}["REVIEW_ADMISSION"] is True

    (terminal.home / "clocks.toml").write_text("[rules.HANDLE_60]\nlength = 90\n", "utf-8")
    code, _, err = terminal.run("due")

    assert code == 1
    assert "HANDLE_60 是《信访工作条例》第三十四条规定的，不能改：length" in err


def test_a_missing_year_is_loud(terminal: Terminal) -> None:
    """On every list it touches, by its number, with what to do."""
    year = dt.date.today().year + 2
    due = f"{year}-10-01"
    register(terminal, "XF1", LATE)
    terminal.json(
        "ledger",
        "act",
        "XF1",
        "督办",
        "--day",
        LATE,
        "--number",
        "督1",
        "--set",
        "requirement=办",
        "--set",
        f"due={due}",
    )

    _, _, err = terminal.run("due", "--all")

    assert f"注意：没有 {year} 年完整的放假表" in err
    assert "juanzong holidays import" in err


def test_holidays_are_listed_imported_and_checked(terminal: Terminal, tmp_path: Path) -> None:
    """An incomplete table is taken, and said to be one; its own days are told from the program's."""
    year = dt.date.today().year
    table = tmp_path / "放假.csv"
    table.write_text(f"日期,放假,备注\n{year}-01-04,放假,县里\n{year}-02-31,放假,\n", "utf-8")

    code, out, _ = terminal.run("holidays", "import", str(table))
    _, listed, _ = terminal.run("holidays", "list", "--year", str(year))
    check = terminal.run("holidays", "check")

    assert code == 0
    assert "改动 1 天，拒绝 1 处" in out
    assert re.search(rf"{year}-01-04\s+星期.\s+放假\s+县里\s+本办公室", listed)
    assert "本办公室自己导入了 1 天" in check[1]
    assert f"{year + 1} 年的放假表不齐" in check[2] or check[0] == 0


def test_a_table_without_a_good_row_fails(terminal: Terminal, tmp_path: Path) -> None:
    """Exit code 1 tells a script that nothing was taken."""
    table = tmp_path / "a.txt"
    table.write_text("国庆节：10月7日至1日放假。", "utf-8")

    outcome = terminal.json("holidays", "import", str(table), "--year", "2026", code=1)

    assert outcome["refused"][0]["reason"] == "国庆节：起止颠倒：2026-10-07 至 2026-10-01。"


def test_the_doctor_asks_for_next_years_table_in_time(tmp_path: Path) -> None:
    """In June nobody can have it; in December the deadlines already reach into it; in March it is late."""
    with office_in(tmp_path) as office:
        found = [holiday_table(office, dt.date(2026, 6, 1)), holiday_table(office, dt.date(2026, 12, 10))]
        found.append(holiday_table(office, dt.date(2027, 3, 1)))

    assert [one.ok for one in found] == [True, None, False]
    assert "缺 2027 年的放假表" in found[1].message
