"""The leaders' duty roster as the county's office sends it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from archive.cases.clocks.calendar import Calendar
from archive.cases.reception.roster import days_without
from archive.cases.reception.visit import Duty, ReceptionRules, rules_of_office
from archive.errors import JuanzongError, SettingsError
from archive.ledger.reception.roster import import_roster
from archive.ledger.reception.sheet import write_roster
from archive.record.record import Record

TODAY = dt.date(2022, 11, 25)
FIRST, LAST = dt.date(2022, 11, 1), dt.date(2022, 11, 30)


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "值班表.csv"
    path.write_text("\n".join(("日期,接访领导,职务,地点", *lines)), "utf-8")
    return path


def test_a_roster_comes_in_once(record: Record, tmp_path: Path) -> None:
    """Sent again it changes nothing; a swap of duty is kept with who stood there before."""
    path = _file(
        tmp_path,
        "2022-11-28,王县长,县长,",
        "2022年11月29日,李书记,副书记,信访接待大厅",
        "2022-11-29,赵乡长,乡长,青石乡",
    )

    first, again = (import_roster(record, path, today=TODAY) for _ in range(2))
    swapped = import_roster(record, _file(tmp_path, "2022-11-28,孙县长,副县长,"), today=TODAY)

    assert (first.new, first.changed, first.refused) == (3, 0, ())
    assert (again.new, again.changed) == (0, 0)
    assert (swapped.new, swapped.changed) == (0, 1)
    with record.read() as tx:
        duties = tx.roster.duties(FIRST, LAST)
        [made, changed] = tx.trail("roster:2022-11-28:")
    assert [(one.day.day, one.leader, one.place) for one in duties] == [
        (28, "孙县长", ""), (29, "李书记", ""), (29, "赵乡长", "青石乡"),
    ]  # fmt: skip
    assert (made.after["leader"], changed.before["leader"], changed.after["leader"]) == ("王县长", "王县长", "孙县长")
    assert write_roster(duties, [], tmp_path / "out.xlsx") == 3


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("2022-02-31,甲,,", "日期"),
        (",甲,,", "日期不对"),
        ("1948-01-01,甲,,", "日期不对"),
        ("2030-01-01,甲,,", "日期不对"),
        ("2月31日,甲,,", "没有2月31日这一天"),
        ("2022-11-30（周四）,甲,,", "是周三，表里写的是周四"),
        ("2022-11-30,,县长,", "没有写哪位领导"),
        ("2022-11-28,乙,,", "已经在第 2 行"),
    ],
)
def test_a_bad_line_costs_itself_only(record: Record, tmp_path: Path, line: str, says: str) -> None:
    """The other days of the month are served."""
    result = import_roster(record, _file(tmp_path, "2022-11-28,王县长,,", line, "2022-11-29,李书记,,"), today=TODAY)

    [refused] = result.refused
    assert (refused.line, says in refused.error.message, bool(refused.error.advice)) == (3, True, True)
    assert result.new == 2
    with pytest.raises(JuanzongError):
        import_roster(record, tmp_path / "没有", today=TODAY)


def test_days_as_offices_write_them(tmp_path: Path, migrated_sqlite: Path) -> None:
    """A roster of December names its year once, above the table, and the weekday beside each day."""
    lines = ("12月1日,甲,,", "2022-12-2（周五）,乙,,", "12月4日 星期日,丙,,", "1月3日,丁,,")
    with Record(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path)}") as record:
        result = import_roster(record, _file(tmp_path, *lines), today=TODAY)
        with record.read() as tx:
            duties = tx.roster.duties(dt.date(2022, 1, 1), dt.date(2023, 12, 31))

    assert result.refused == ()
    assert [(one.day.isoformat(), one.leader) for one in duties] == [
        ("2022-12-01", "甲"), ("2022-12-02", "乙"), ("2022-12-04", "丙"), ("2023-01-03", "丁"),
    ]  # fmt: skip
    assert result.notes == ("3 行没有写年份，按离今天最近的那一年排的。",)


def test_days_without_a_leader_are_named() -> None:
    """A township's duty does not serve the county's hall; holidays need none."""
    duties = [Duty(dt.date(2022, 9, 30), "甲"), Duty(dt.date(2022, 10, 9), "乙", place="青石乡")]
    calendar = Calendar({dt.date(2022, 10, day): day not in (8, 9) for day in range(1, 10)}, frozenset({2022}))

    found = days_without(duties, dt.date(2022, 9, 30), dt.date(2022, 10, 10), calendar.is_off)

    assert found == [dt.date(2022, 10, 8), dt.date(2022, 10, 9), dt.date(2022, 10, 10)]


def test_an_office_says_from_how_many_a_visit_is_a_group(tmp_path: Path) -> None:
    """Five people in one county are six in another."""
    path = tmp_path / "reception.toml"
    assert rules_of_office(path) == ReceptionRules(5)
    path.write_text("group_from = 6\n", "utf-8")
    assert rules_of_office(path) == ReceptionRules(6)
    for wrong in ("group_from = 1", "group_from = true", 'group_from = "五"', "people = 5", "x"):
        path.write_text(wrong, "utf-8")
        with pytest.raises(SettingsError):
            rules_of_office(path)
