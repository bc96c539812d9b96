"""``juanzong outlook`` as a leader meets it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.record.record import Record
from tests.archive.cases.outlook.histories import autumn, level, made
from tests.archive.ledger.test_outlook import fill
from tests.office import Terminal

TODAY = dt.date(2025, 9, 1)


@pytest.fixture
def office(terminal: Terminal) -> Terminal:
    """Eight years of heating with an autumn season in one township, and of quarrels with none."""
    terminal.home.mkdir(parents=True)
    with Record(f"sqlite:///{terminal.home / 'record.sqlite3'}") as record:
        fill(record, made(autumn, years=8, today=TODAY))
        fill(record, made(level, years=8, a_day=0.3, category="邻里", township="双桥镇", today=TODAY))
    return terminal


def test_a_leader_reads_what_comes_and_what_to_do(office: Terminal) -> None:
    """Class, place, weeks, number with its range, how often, and advice."""
    code, out, _ = office.run("outlook", "--from", "2025-09-01")

    assert code == 0
    assert "未来 8 周（2025-09-01 至 2025-10-26），预警 2 条。" in out
    assert "供热：请住建部门" in out
    assert "  柳河镇，第40—43周" in out
    assert "年如此" in out
    assert "邻里" not in out


def test_it_can_be_opened_to_the_cases(office: Terminal) -> None:
    """A number nobody can look behind is not believed."""
    _, out, _ = office.run("outlook", "--from", "2025-09-01", "--cases", "--township", "柳河镇")
    told = office.json("outlook", "--from", "2025-09-01", "--township", "柳河镇")

    numbers = [no for past in told["warnings"][0]["past"] for no in past["cases"]]
    assert numbers
    assert all(no in out for no in numbers)
    assert office.json("case", "show", numbers[0])["category"] == "供热"


def test_it_is_narrowed_by_class_and_township(office: Terminal) -> None:
    """What is hidden is counted, so that nobody takes a filter for quiet."""
    assert [
        one["place"] for one in office.json("outlook", "--from", "2025-09-01", "--township", "全县")["warnings"]
    ] == ["全县"]
    assert len(office.json("outlook", "--from", "2025-09-01", "--category", "供暖")["warnings"]) == 2

    _, out, _ = office.run("outlook", "--from", "2025-09-01", "--category", "教育")

    assert "预警 0 条" in out
    assert "另有 2 条" in out


def test_the_seasons_of_the_year(office: Terminal) -> None:
    """Also what was looked at and has none."""
    code, out, _ = office.run("outlook", "seasons", "--from", "2025-09-01", "--cases")
    told = office.json("outlook", "seasons", "--from", "2025-09-01")

    assert code == 0
    assert "看过而没有季节的类别：邻里。" in out
    assert told["seasons"][0]["past"][0]["cases"][0] in out
    assert (told["seasons"][0]["category"], told["quiet"]) == ("供热", ["邻里"])


def test_how_the_warnings_of_last_year_came_out(office: Terminal) -> None:
    """Beside the plain guess, so that it shows whether this is worth anything."""
    code, out, _ = office.run("outlook", "review", "--from", "2025-09-01", "--cases")
    (told,) = office.json("outlook", "review", "--from", "2025-09-01")["reviews"]

    assert code == 0
    assert "2024 年的预警" in out
    assert "照搬上年同周" in out
    assert told["warned"]["cells"] == told["same_weeks_last_year"]["cells"] >= 2
    assert all(no in out for one in told["told"] for no in one["cases"])


@pytest.mark.parametrize("words", [("outlook",), ("outlook", "seasons"), ("outlook", "review")])
def test_each_is_written_as_a_spreadsheet(office: Terminal, tmp_path: Path, words: tuple[str, ...]) -> None:
    """For the meeting."""
    file = tmp_path / "预警.xlsx"
    code, out, _ = office.run(*words, "--from", "2025-09-01", "--out", str(file))

    assert code == 0
    assert str(file) in out.replace("\n", "")
    assert file.read_bytes()[:2] == b"PK"


def test_an_empty_office_is_told_why(terminal: Terminal) -> None:
    """The first thing a new office tries."""
    code, out, _ = terminal.run("outlook")

    assert code == 0
    assert "预警 0 条" in out
    assert "请留意：台账里还没有" in out
    assert terminal.run("outlook", "review")[0] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--weeks", "0"),
        ("--weeks", "53"),
        ("--from", "2025-13-01"),
        ("--from", "9999-12-31"),
        ("--from", "0001-01-01"),
        ("--weeks", "4", "seasons"),
        ("review", "--year", "x"),
    ],
)
def test_wrong_use_is_refused(terminal: Terminal, words: tuple[str, ...]) -> None:
    """An option that is swallowed gives the wrong weeks."""
    code, _, err = terminal.run("outlook", *words)

    assert code == 2
    assert err


def test_a_year_to_come_cannot_be_reviewed(office: Terminal) -> None:
    """The advice names a year that can."""
    code, _, err = office.run("outlook", "review", "--from", "2025-09-01", "--year", "2025")

    assert code == 1
    assert "还没有过完" in err
