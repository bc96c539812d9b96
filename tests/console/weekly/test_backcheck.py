"""``juanzong backcheck`` as clerks and programs meet it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from archive.record.record import Record
from tests.archive.ledger.county import settle
from tests.office import Terminal

TODAY = dt.date.today()


def test_a_month_from_letters_to_the_notice(terminal: Terminal, tmp_path: Path) -> None:
    """One letter that was known, one that nobody had reported."""
    terminal.home.mkdir()
    with Record(f"sqlite:///{terminal.home / 'record.sqlite3'}") as record:
        settle(record)
    path = tmp_path / "a.csv"
    path.write_text("填报单位,排查周,事由,当事人,类别,属地\n大沟村,上周,王某明争宅基地边界,王某明,土地,三组\n", "utf-8")
    week = TODAY - dt.timedelta(days=TODAY.weekday() + 7)
    terminal.json("weekly", "report", str(path), "--reported", str(week))
    place = ("--channel", "来信", "--region", "青石乡大沟村", "--category", "土地")
    known = terminal.json("ledger", "register", *place, "--petitioner", "王某明", "--title", "反映宅基地边界")["no"]
    missed = terminal.json("ledger", "register", *place, "--petitioner", "赵大国", "--title", "反映水渠堵塞")["no"]

    assert terminal.json("backcheck", "run", "--since", str(TODAY))["proposed"] == {"found": 1, "missed": 1}
    code, out, _ = terminal.run("backcheck")
    assert (code, "漏排？" in out, "共 2 件" in out) == (0, True, True)
    assert terminal.json("backcheck", "show", known)["candidates"][0]["entry"] == 1
    assert terminal.json("backcheck", "decide", known, "--verdict", "事先掌握")["entry"] == 1
    code, _, err = terminal.run("backcheck", "decide", missed, "--verdict", "排查不实")
    assert (code, "条目" in err) == (1, True)
    assert terminal.json("backcheck", "decide", missed, "--verdict", "漏排")["unit"] == "大沟村村民委员会"
    [unit] = terminal.json("backcheck", "by-unit")["units"]
    assert (unit["found"], unit["missed"]) == (1, 1)
    month = f"{TODAY:%Y-%m}"
    notice = terminal.json(
        "backcheck", "notice", "--unit", "大沟村村民委员会", "--month", month, "--number", "安信通〔2026〕1号"
    )
    assert "赵某某" in "".join(notice["paragraphs"])
    assert terminal.json("backcheck", "list", "--not-notified")["total"] == 0
    for command in ("list", "pending", "by-unit"):
        terminal.json("backcheck", command, "--out", str(tmp_path / "out.xlsx"))
    code, _, err = terminal.run("backcheck", "notice", "--unit", "大沟村村民委员会", "--month", "去年")
    assert (code, "哪个月" in err) == (1, True)
