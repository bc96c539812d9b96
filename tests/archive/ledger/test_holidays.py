"""A year's holiday table comes in, and the deadlines follow."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.cases.model import AppealRoute, Case, Event
from archive.errors import InvalidInput, ReadError
from archive.ledger.holidays import HolidayImport, import_holidays
from archive.record.deadlines import DueFilter
from archive.record.record import Record
from archive.sheets.writing import Sheet, write_sheets

TODAY = dt.date(2026, 11, 20)
NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""
"""An invented arrangement; the true one is not known yet."""


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def take(record: Record, path: Path, **how: object) -> HolidayImport:
    return import_holidays(record, path, today=TODAY, **how)  # type: ignore[arg-type]


def text(folder: Path, content: str, name: str = "通知.txt") -> Path:
    path = folder / name
    path.write_text(content, "utf-8")
    return path


def test_a_pasted_notice_makes_the_year_known_and_moves_what_is_due(record: Record, tmp_path: Path) -> None:
    """Sixty days that end on New Year's Day: by weekends the day itself, by the table the fourth."""
    with record.write() as tx:
        route = AppealRoute.PETITION_PROCEDURE
        events = (Event(d("2026-11-30"), "reply"), Event(d("2026-12-02"), "deliver"))
        tx.cases.add(Case(no="XF1", appeal_route=route, events=events), tx.now)
        tx.cases.add(Case(no="XF2", appeal_route=route, events=(Event(d("2026-05-02"), "accept"),)), tx.now)
    assert _due(record) == d("2027-01-01")

    result = take(record, text(tmp_path, NOTICE))

    assert (result.refused, result.incomplete, result.cases) == ((), (), 1)
    assert len(result.changed) == 33
    assert _due(record) == d("2027-01-04")
    with record.read() as tx:
        assert tx.holidays.calendar().knows(2027)
        assert [entry.action for entry in tx.trail("holidays")] == ["holidays.import"]


def _due(record: Record) -> dt.date:
    with record.read() as tx:
        [row] = tx.deadlines.open(DueFilter(case_no="XF1"), lapsed=frozenset(), today=TODAY)
    return row.deadline.due


def test_importing_twice_changes_nothing(record: Record, tmp_path: Path) -> None:
    """A clerk who is not sure whether it was done does it again."""
    take(record, text(tmp_path, NOTICE))

    again = take(record, text(tmp_path, NOTICE))

    assert (again.changed, again.cases, again.refused) == ((), 0, ())
    with record.read() as tx:
        assert len(tx.trail("holidays")) == 1


def test_a_spreadsheet_with_bad_rows_gives_its_good_ones(record: Record, tmp_path: Path) -> None:
    """Each bad row is named with its line; an incomplete year is said to be one."""
    path = tmp_path / "放假.xlsx"
    rows = [
        (d("2027-01-01"), "放假", "元旦"),
        ("2027年2月5日至11日", "休", "春节"),
        ("2027-10-01至2027-10-07", "放假", "国庆节"),
        ("2027-02-31", "放假", ""),
        ("2027-03-03", "上班", ""),
        ("2027-10-09", "也许", ""),
        ("2027-10-02", "上班", ""),
        ("2027-05-05至2027-05-01", "放假", ""),
        ("1948-10-01", "放假", ""),
        ("2029-10-01", "放假", ""),
        ("", "放假", ""),
        (20270101, "放假", ""),
    ]
    write_sheets([Sheet("2027", ("日期", "放假", "备注"), rows)], path)

    result = take(record, path)

    said = {one.line: one.error.message for one in result.refused}
    assert said[5].startswith("日期不是有效的日期")
    assert said[6] == "2027-03-03 是星期三，本来就上班，不会是调休上班日。"
    assert said[7] == "“也许”看不出是放假还是上班。"
    assert said[8] == "2027-10-02 既写了放假，又写了上班。"
    assert said[9] == "起止颠倒：2027-05-05 至 2027-05-01。"
    assert said[10] == "1948-10-01 不在 1949 年到 2027 年之间。"
    assert said[11] == "2029-10-01 不在 1949 年到 2027 年之间。"
    assert said[12] == "日期“”看不懂。"
    assert 13 not in said
    with record.read() as tx:
        days = [one.day for one in tx.holidays.all()]
    assert d("2027-02-11") in days
    assert d("2027-10-07") in days
    assert d("2027-10-02") not in days
    assert dict(result.incomplete)[2027] == ("清明节", "劳动节", "端午节", "中秋节")


@pytest.mark.parametrize(
    "content",
    [
        [{"day": "2027-01-01", "off": True, "note": "元旦"}, {"day": "2027-01-09", "off": False}],
        {
            "year": 2027,
            "days": [
                {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
                {"date": "2027-01-09", "isOffDay": False},
            ],
        },
    ],
)
def test_json_as_others_publish_it_is_read(record: Record, tmp_path: Path, content: object) -> None:
    """The wide-spread form of holiday tables, and our own."""
    result = take(record, text(tmp_path, json.dumps(content), "2027.json"))

    assert (result.refused, result.changed) == ((), (d("2027-01-01"), d("2027-01-09")))


def test_csv_of_an_old_office_is_read(record: Record, tmp_path: Path) -> None:
    """GB 18030, as WPS writes it."""
    path = tmp_path / "放假.csv"
    path.write_bytes("日期,是否放假\n2027-01-01,是\n2027-01-09,否\n".encode("gb18030"))

    assert take(record, path).changed == (d("2027-01-01"), d("2027-01-09"))


def test_replacing_takes_the_years_former_days_away(record: Record, tmp_path: Path) -> None:
    """A table that was wrong is replaced whole, on demand."""
    take(record, text(tmp_path, '[{"day": "2027-01-04", "off": true}]', "a.json"))

    take(record, text(tmp_path, '[{"day": "2027-01-01", "off": true}]', "b.json"), replacing=True)

    with record.read() as tx:
        assert [one.day for one in tx.holidays.all()] == [d("2027-01-01")]


def test_a_notice_without_its_year_needs_one(record: Record, tmp_path: Path) -> None:
    """The days of another year would be taken for this one's."""
    part = text(tmp_path, "国庆节：10月1日至7日放假调休，共7天。")

    assert "--year" in take(record, part).refused[0].error.message
    assert len(take(record, part, year=2027).changed) == 7


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.json", b"[{", ReadError),
        ("a.json", b'{"days": 3}', InvalidInput),
        ("a.txt", b"\xff\xfe\x00\x81", ReadError),
        ("a.csv", "甲,乙\n1,2\n".encode(), InvalidInput),
        ("a.txt", b"x" * (1024 * 1024 + 1), InvalidInput),
    ],
)
def test_what_is_no_holiday_table_is_refused(
    record: Record, tmp_path: Path, name: str, content: bytes, error: type[Exception]
) -> None:
    """With a message, not with a traceback."""
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(error):
        take(record, path)


def test_an_item_that_is_no_day_is_refused_alone(record: Record, tmp_path: Path) -> None:
    """The others are taken."""
    result = take(record, text(tmp_path, '[3, {"day": "2027-01-01", "off": true}]', "a.json"))

    assert ([one.line for one in result.refused], len(result.changed)) == ([1], 1)


class Down(Exception):
    """The machine goes down."""


class Crashing(Record):
    """A record whose machine goes down when the cases are to be counted anew."""

    armed = False

    def refresh(self, told: Callable[[int], None] = lambda done: None) -> int:
        if self.armed:
            raise Down
        return super().refresh(told)


def test_a_crash_after_the_import_leaves_no_old_day(record_url: str, tmp_path: Path) -> None:
    """The table is in and the cases are not yet counted: the next start counts them."""
    with Crashing(record_url) as record:
        with record.write() as tx:
            events = (Event(d("2026-11-30"), "reply"), Event(d("2026-12-02"), "deliver"))
            tx.cases.add(Case(no="XF1", appeal_route=AppealRoute.PETITION_PROCEDURE, events=events), tx.now)
        record.armed = True
        with pytest.raises(Down):
            take(record, text(tmp_path, NOTICE))

    with Record(record_url) as again:
        assert _due(again) == d("2027-01-04")
