"""Reports of the weekly check come in, as bodies send them."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from archive.cases.procedure.standing import ListLevel
from archive.cases.weekly.entry import ReportedEntry
from archive.errors import InvalidInput
from archive.ledger.registering import register
from archive.ledger.weekly.columns import HEADINGS as COLUMNS
from archive.ledger.weekly.form import write_blank
from archive.ledger.weekly.reporting import REPLACED, WeeklyImport, report
from archive.ledger.weekly.rows import Defaults
from archive.record.record import Record
from archive.record.weekly import EntryFilter
from archive.sheets.files import Row
from archive.sheets.tables import read_table
from tests.archive.ledger.county import settle

TODAY = dt.date(2022, 11, 25)
WEEK = dt.date(2022, 11, 21)
HEADINGS = [
    "填报单位",
    "排查周",
    "事由",
    "当事人",
    "涉及人数",
    "类别",
    "属地",
    "级别",
    "是否化解",
    "排查日期",
    "台账编号",
]
GOOD = [
    "大沟村",
    "第47周",
    "争宅基地边界",
    "王某、李某",
    4,
    "土地",
    "三组",
    "三级",
    "未化解",
    dt.date(2022, 11, 22),
    None,
]


def _file(
    folder: Path, *rows: list[Any], name: str = "周报.xlsx", headings: list[str] = HEADINGS, merged: str = ""
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headings, *rows):
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    book.save(folder / name)
    return folder / name


def _send(record: Record, *files: Path, **stated: Any) -> WeeklyImport:
    return report(record, files, Defaults(TODAY, **stated))


def _entries(record: Record, **wanted: Any) -> list[ReportedEntry]:
    with record.read() as tx:
        return list(tx.weekly.entries(EntryFilter(**wanted)))


def test_a_report_of_one_body(record: Record, tmp_path: Path) -> None:
    """What the village wrote is what the county reads."""
    result = _send(settle(record), _file(tmp_path, GOOD))

    [one] = _entries(record)
    assert result.refused == result.notes == ()
    assert (one.unit, one.week, one.reported) == ("大沟村村民委员会", WEEK, TODAY)
    assert one.entry.people == ("王某", "李某")
    assert (one.entry.persons, one.entry.category, one.entry.region_code) == (4, "土地", "99010103")
    assert (one.entry.level, one.entry.resolved, one.entry.found) == (ListLevel.CLOSE, False, dt.date(2022, 11, 22))


def test_the_same_file_twice_changes_nothing(record: Record, tmp_path: Path) -> None:
    """Clerks send a file again to be sure; numbers and the audit trail must not grow."""
    path = _file(tmp_path, GOOD, ["青石乡", "第47周", "零报告"])
    _send(settle(record), path)
    before = _entries(record)

    again = _send(record, path)

    assert [one.changed for one in again.reports] == [False, False]
    assert _entries(record) == before
    with record.read() as tx:
        assert [line.action for line in tx.trail(f"weekly:大沟村村民委员会:{WEEK}")] == ["weekly.report"]


def test_a_corrected_file_voids_and_never_deletes(record: Record, tmp_path: Path) -> None:
    """A body that takes a dispute back after the petition came must leave a trace."""
    other = ["大沟村", "第47周", "水渠堵塞", None, None, "涉农"]
    _send(settle(record), _file(tmp_path, GOOD, other))
    kept = _entries(record)[0]

    [taken] = _send(record, _file(tmp_path, GOOD, ["大沟村", "第47周", "水渠堵塞已疏通", None, None, "涉农"])).reports

    assert (taken.entries, taken.added, taken.voided, taken.first) == (2, 1, 1, False)
    assert [one.entry.title for one in _entries(record)] == ["争宅基地边界", "水渠堵塞已疏通"]
    assert _entries(record)[0] == kept
    [gone] = _entries(record, voided=True)
    assert (gone.entry.title, gone.voided, gone.voided_on) == ("水渠堵塞", REPLACED, TODAY)
    assert gone.in_force(TODAY) is False


def test_a_zero_report_is_a_report(record: Record, tmp_path: Path) -> None:
    """Nothing found and nothing sent are not the same."""
    [taken] = _send(settle(record), _file(tmp_path, ["大沟村", "2022-11-24", "零报告"])).reports

    assert (taken.unit, taken.entries, taken.first) == ("大沟村村民委员会", 0, True)
    with record.read() as tx:
        assert [one.unit for one in tx.weekly_reports.all(WEEK)] == ["大沟村村民委员会"]


def test_a_form_left_blank_is_no_zero_report(record: Record, tmp_path: Path) -> None:
    """An empty form sent by mistake must not pass for a week without disputes."""
    settle(record)
    with record.read() as tx:
        write_blank(tx, "大沟村", WEEK, tmp_path / "form.xlsx")

    result = _send(record, tmp_path / "form.xlsx")

    assert result.reports == ()
    assert "零报告" in result.refused[0].advice


def test_the_form_carries_what_is_open_and_is_taken_back(record: Record, tmp_path: Path) -> None:
    """The village updates a line instead of writing it anew, and the line keeps its case."""
    settle(record)
    no = register(record, {"title": "争宅基地边界"}, today=TODAY).case.no
    done = ["大沟村", "第46周", "欠薪", "赵某", 1, "劳动争议", None, "一级", "已化解", None, None]
    _send(record, _file(tmp_path, ["大沟村", "第46周", *GOOD[2:9], None, no], done))
    with record.read() as tx:
        carried = write_blank(tx, "大沟村村民委员会", WEEK, tmp_path / "form.xlsx")

    result = _send(record, tmp_path / "form.xlsx")

    assert carried == 1
    assert result.refused == ()
    [one] = _entries(record, since=WEEK)
    assert (one.entry.title, one.entry.persons, one.case_no) == ("争宅基地边界", 4, no)


def test_a_case_is_carried_on_without_its_number(record: Record, tmp_path: Path) -> None:
    """Who fills in an old form does not know the number in the ledger."""
    settle(record)
    no = register(record, {"title": "争宅基地边界"}, today=TODAY).case.no
    _send(record, _file(tmp_path, ["大沟村", "第46周", *GOOD[2:9], None, no]))
    _send(record, _file(tmp_path, ["大沟村", "第47周", *GOOD[2:7], "二级", "未化解", None, None]))

    assert [one.case_no for one in _entries(record)] == [no, no]


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        (0, "大沟", "没有叫"),
        (0, "大勾村村委会", "没有叫"),
        (0, None, "没有写填报单位"),
        (1, "第48周", "已经开始"),
        (1, None, "没有写排查周"),
        (2, None, "没有写事由"),
        (4, "四五个", "整数"),
        (4, 0, "应在"),
        (6, "大勾村", "不在区划"),
        (7, "四级", "这一级"),
        (8, "差不多", "看不出"),
        (9, "2022-02-31", "日期"),
        (9, "1948-10-01", "不对"),
        (9, "2022-11-30", "不对"),
        (9, "#REF!", "错误值"),
    ],
)
def test_a_bad_row_is_named_and_the_others_stay(
    record: Record, tmp_path: Path, column: int, value: object, says: str
) -> None:
    """One typing error in a county's file must not cost eighty villages their report."""
    bad = [*GOOD]
    bad[column] = value
    result = _send(settle(record), _file(tmp_path, bad, ["青石乡", "第47周", "噪音扰民"]))

    [refused] = result.refused
    assert (refused.line, refused.file) == (2, "周报.xlsx")
    assert says in refused.message
    assert refused.advice
    assert [one.unit for one in _entries(record)] == ["青石乡人民政府"]


def test_while_a_row_is_bad_nothing_is_taken_back(record: Record, tmp_path: Path) -> None:
    """A typing error in a correction would else void what was rightly reported."""
    _send(settle(record), _file(tmp_path, GOOD))
    bad = [*GOOD]
    bad[4] = "四个人左右"

    result = _send(record, _file(tmp_path, bad, ["大沟村", "第47周", "水渠堵塞"]))

    assert len(result.refused) == 1
    assert "先保留" in result.notes[0].message
    assert {one.entry.title for one in _entries(record)} == {"争宅基地边界", "水渠堵塞"}


def test_many_bodies_in_one_file_with_merged_cells(record: Record, tmp_path: Path) -> None:
    """A township merges its villages' names over their lines."""
    rows: list[list[Any]] = [["大沟村", "第47周", "甲事"], [None, "第47周", "乙事"], ["柳树村", "第47周", "丙事"]]
    result = _send(settle(record), _file(tmp_path, *rows, merged="A2:A3"))

    assert {one.unit: one.entries for one in result.reports} == {"大沟村村民委员会": 2, "柳树村村民委员会": 1}


def test_a_file_may_leave_body_and_week_to_the_clerk(record: Record, tmp_path: Path) -> None:
    """Old forms have neither column."""
    path = tmp_path / "老表.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([["序号", "纠纷事由", "密级"], ["1", "争地界", "内部"]])

    result = _send(settle(record), path, unit="柳树村", week=WEEK, reporter="小周", reported=dt.date(2022, 11, 24))

    [one] = _entries(record)
    assert (one.unit, one.week, one.reported, one.entry.region) == (
        "柳树村村民委员会",
        WEEK,
        dt.date(2022, 11, 24),
        "泉眼镇柳树村",
    )
    assert "密级" in result.notes[0].message
    with pytest.raises(InvalidInput):
        _send(record, path, unit="没有的村", week=WEEK)


def test_one_body_in_two_files_of_a_batch_is_said(record: Record, tmp_path: Path) -> None:
    """The second would replace the first, and half the disputes be gone."""
    first, second = _file(tmp_path, GOOD, name="a.xlsx"), _file(tmp_path, ["大沟村", "第47周", "乙事"], name="b.xlsx")

    result = _send(settle(record), first, second)

    assert "已经在 a.xlsx 里" in result.refused[0].message
    assert [one.entry.title for one in _entries(record)] == ["争宅基地边界"]


def test_wrong_headings_cost_their_file_only(record: Record, tmp_path: Path) -> None:
    """The other files of the batch are taken."""
    result = _send(
        settle(record),
        _file(tmp_path, ["甲", 1], name="错.xlsx", headings=["村", "数"]),
        _file(tmp_path, GOOD, GOOD, name="对.xlsx"),
    )

    assert [(one.file, one.line) for one in result.refused] == [("错.xlsx", 0), ("对.xlsx", 3)]
    assert "事由" in result.refused[0].message
    assert len(_entries(record)) == 1


def test_an_unknown_case_number_is_noted(record: Record, tmp_path: Path) -> None:
    """The dispute counts all the same."""
    result = _send(settle(record), _file(tmp_path, [*GOOD[:10], "XF999"]))

    assert "XF999" in result.notes[0].message
    assert [one.case_no for one in _entries(record)] == [""]


def test_the_form_offers_answers_and_holds_no_formula(record: Record, tmp_path: Path) -> None:
    """A title that begins with = is text on the form too."""
    path = tmp_path / "周报.csv"
    path.write_text("填报单位,排查周,事由\n大沟村,第46周,=1+1 的纠纷\n", "utf-8")
    _send(settle(record), path)
    with record.read() as tx:
        write_blank(tx, "大沟村", WEEK, tmp_path / "form.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").active
    assert sheet is not None
    assert len(sheet.data_validations.dataValidation) == 3
    rows = [item.values for item in read_table(tmp_path / "form.xlsx", COLUMNS) if isinstance(item, Row)]
    assert rows[0]["title"] == "=1+1 的纠纷"


def test_a_hundred_thousand_rows(migrated_sqlite: Path, tmp_path: Path) -> None:
    """A county's year in one file must neither fail nor stop at the first bad row."""
    path = tmp_path / "大.csv"
    units = ["大沟村", "永胜村村民委员会", "柳树村", "青石乡", "泉眼镇"]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["填报单位", "排查周", "事由", "涉及人数"])
        for number in range(100_000):
            out.writerow(
                [units[number % 5], f"第{number % 40 + 1}周", f"事由{number}", "三" if number == 77_777 else 2]
            )
    database = tmp_path / "record.sqlite3"
    database.write_bytes(migrated_sqlite.read_bytes())

    with Record(f"sqlite:///{database}") as record:
        result = _send(settle(record), path)
        with record.read() as tx:
            total = tx.weekly.count(EntryFilter())

    assert [(one.line, one.file) for one in result.refused] == [(77_779, "大.csv")]
    assert (result.rows, total, len(result.reports)) == (100_000, 99_999, 40)
