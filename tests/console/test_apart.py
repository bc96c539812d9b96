"""A report kept apart stays out of everything the ledger prints, writes and hands to programs (《信访工作条例》第三十条)."""

from __future__ import annotations

import datetime as dt
import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest

import cli
from archive.record.record import Record
from archive.sheets.writing import Sheet, write_sheets
from tests.archive.ledger.county import settle
from tests.archive.sheets.reading import cells_of
from tests.office import Terminal

TODAY = dt.date.today()
SIGN = "囍"
"""Stands in every name and every word that must not be read."""
BOOK = "案"
"""Written by the command; asked for where a list can be written."""

LISTS = (
    ("ledger list", BOOK),
    ("ledger list --voided", BOOK),
    ("ledger adrift", ""),
    ("lists show", BOOK),
    ("lists due --by 2099-01-01", BOOK),
    ("due list --all", BOOK),
    ("dispatch list", BOOK),
    ("dispatch list --objected", BOOK),
    ("meeting list", BOOK),
    ("meeting agenda", ""),
    ("meeting follow --all", BOOK),
    ("mediation list", BOOK),
    ("mediation due --by 2099-01-01", BOOK),
    ("reception list", BOOK),
    ("reception annotations", BOOK),
    ("reception unanswered", BOOK),
    ("backcheck list", BOOK),
    ("backcheck by-unit", BOOK),
    ("weekly entries", BOOK),
    ("weekly show", BOOK),
    ("stats cases received", ""),
    ("stats show --by 类别", BOOK),
    ("stats monthly --month {month}", BOOK),
    ("stats annual --year {year}", BOOK),
    ("outlook seasons --cases", BOOK),
    ("proposals list", BOOK),
)
BY_WORD = ("ledger list", "lists show", "dispatch list", "mediation list", "meeting list", "weekly entries")
NAMES_IT = frozenset(
    (
        "ledger list", "ledger list --voided", "lists show", "due list --all", "dispatch list", "meeting agenda",
        "meeting follow --all", "mediation list", "mediation due --by 2099-01-01", "reception list",
        "reception annotations", "reception unanswered", "backcheck list", "weekly entries", "stats cases received",
    )
)  # fmt: skip
"""Where its number has to stand: what is kept apart is still worked on."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose every list has a line of a petition, a mediation or a visit that is kept apart."""
    folder = tmp_path_factory.mktemp("apart")
    where = folder / "home"
    where.mkdir()
    with Record(f"sqlite:///{where / 'record.sqlite3'}") as record:
        settle(record)
    people, week = folder / "调解员.xlsx", folder / "周报.csv"
    write_sheets([Sheet("表", ("姓名", "调委会"), (("孙某", "大沟村人民调解委员会"),))], people)
    monday = TODAY - dt.timedelta(days=TODAY.weekday() + 7)
    week.write_text(
        "填报单位,排查周,事由,当事人,类别,属地,化解措施\n大沟村,上周,囍争地界,囍人,土地,三组,找囍谈\n", "utf-8"
    )
    soon = str(TODAY + dt.timedelta(days=2))
    place = ("--region", "青石乡大沟村", "--category", "土地")
    letter = ("ledger", "register", "--channel", "来信", *place, "--petitioner", "囍人")
    apart = ("--set", "restricted=是")
    for line in (
        ("office", "mediators", "import", str(people)),
        ("weekly", "report", str(week), "--reported", str(monday)),
        (*letter, "--no", "甲", "--title", "反映囍修路", "--set", "summary=囍修路占地"),
        (*letter, "--no", "丙", "--title", "囍登重了", *apart),
        ("ledger", "void", "丙", "--reason", "囍登重了"),
        ("backcheck", "run", "--since", str(TODAY)),
        ("backcheck", "decide", "甲", "--verdict", "漏排", "--reason", "没有报囍"),
        ("ledger", "correct", "甲", *apart),
        ("weekly", "link", "1", "甲"),
        ("dispatch", "transfer", "甲", "--to", "县住建局", "--number", "转1号", "--reason", "囍的事"),
        ("dispatch", "receive", "甲"),
        ("dispatch", "object", "甲", "--reason", "囍不归我们", "--number", "异1号"),
        ("dispatch", "supervise", "甲", "--requirement", "查囍", "--due", soon, "--number", "督1号"),
        ("ledger", "act", "甲", "plan", "--set", f"due={soon}", "--set", "step=找囍谈话"),
        ("lists", "enter", "甲", "--level", "三级", "--reason", "囍扬言进京"),
        ("meeting", "new", "--no", "会1", "--title", "研究囍的问题", "--case", "甲"),
        ("meeting", "decide", "会1", "--text", "对囍立案", "--case", "甲", "--unit", "县住建局", "--due", str(TODAY)),
        ("meeting", "feedback", "1", "--text", "已找囍"),
        ("reception", "visit", "--case", "甲", "--summary", "囍来催", "--outcome", "告诉囍", "--representative", "囍代"),
        ("reception", "annotate", "甲", "--leader", "王县长", "--text", "查清囍"),
        ("mediation", "register", "--set", "no=乙", "--first", "囍一:19900001111:大沟村一组", "--second", "囍二", "--mediator",
         "孙某", *place, "--facts", "囍争界墙", "--accept", *apart),
        ("mediation", "inform", "乙", "--number", "告1号"),
        ("mediation", "session", "乙", "--result", "成功", "--number", "记1号"),
        ("mediation", "agree", "乙", "--form", "书面", "--effective", str(TODAY), "--number", "大人调字〔2026〕1号",
         "--term", "囍二付款", "--instalment", f"{soon}:3000:付给囍一"),
    ):  # fmt: skip
        said = io.StringIO()
        with redirect_stdout(said):
            assert cli.run(["--home", str(where), *line]) == 0, (line, said.getvalue())
    return where


@pytest.mark.parametrize(("words", "book"), LISTS)
def test_no_list_says_who_or_what(
    home: Path, words: str, book: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """On the screen, as a spreadsheet and for programs; the number stands there, so that nothing is lost."""
    terminal = Terminal(home, capsys)
    asked = words.format(month=f"{TODAY:%Y-%m}", year=TODAY.year).split()
    path = tmp_path / "表.xlsx"

    shown = terminal.run(*asked)
    told = terminal.run(*asked, "--json", *(("--out", str(path)) if book else ()))

    written = str(cells_of(path)) if book else ""
    for code, _, err in (shown, told):
        assert "Traceback" not in err
        assert code in (0, 1), err
    for read in (shown[1], shown[2], told[1], told[2], written):
        assert SIGN not in read
    if words in NAMES_IT:
        for read in (shown[1], told[1], *((written,) if book else ())):
            assert any(no in read for no in ("甲", "乙", "丙"))


@pytest.mark.parametrize("words", BY_WORD)
def test_no_word_finds_it(home: Path, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever types a name and sees a number appear has been told."""
    terminal = Terminal(home, capsys)
    assert terminal.json(*words.split(), "--text", SIGN)["rows"] == []


def test_the_calendar_names_numbers_alone(home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It is carried on telephones."""
    path = tmp_path / "期限.ics"
    Terminal(home, capsys).json("due", "ical", "--out", str(path))
    written = path.read_text("utf-8")
    assert "甲" in written
    assert SIGN not in written


def test_the_case_itself_is_whole(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who works on it opens it; the body that reported a dispute gets its own words back on its form."""
    terminal = Terminal(home, capsys)
    assert terminal.json("ledger", "show", "甲")["title"] == "反映囍修路"
    assert terminal.json("meeting", "show", "会1")["decisions"][0]["text"] == "对囍立案"
    assert terminal.json("backcheck", "show", "甲")["reason"] == "没有报囍"
