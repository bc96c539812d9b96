"""The office's tables, into a real database and out again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.errors import InvalidInput
from archive.ledger.organisation import (
    MEDIATORS,
    OWNERS,
    REGIONS,
    UNITS,
    OfficeTable,
    export_table,
    import_table,
    take_reviews,
)
from archive.ledger.registering import register
from archive.record.ledger import LedgerFilter
from archive.record.record import Record
from archive.sheets.writing import Sheet, write_sheets

TODAY = dt.date(2022, 5, 20)
ROWS: dict[str, list[tuple[str, ...]]] = {
    "regions": [
        ("99", "安和县", "县", ""),
        ("9901", "青石乡", "乡镇", "99"),
        ("990101", "大沟村", "村", "9901"),
        ("9902", "河东镇", "乡镇", "99"),
    ],
    "units": [
        ("安和县信访局", "信访局", "", "", "安和县人民政府"),
        ("青石乡人民政府", "青石乡", "", "青", ""),
        ("安和县自然资源局", "自然资源局", "", "", ""),
        ("大沟村人民调解委员会", "大沟调委会", "", "", ""),
    ],
    "owners": [("属事", "宅基地", "自然资源局", "钱科长", ""), ("属地", "青石乡", "青石乡", "李乡长", "19900000000")],
    "mediators": [("孙某", "大沟调委会", "大沟村", ""), ("周某", "大沟调委会", "", "")],
}
TABLES = (REGIONS, UNITS, OWNERS, MEDIATORS)


def _file(folder: Path, table: OfficeTable, rows: Sequence[tuple[str, ...]], name: str = "") -> Path:
    path = folder / (name or f"{table.code}.xlsx")
    write_sheets([Sheet("表", table.written[: len(rows[0])], rows)], path)
    return path


def _fill(record: Record, folder: Path) -> None:
    for table in TABLES:
        result = import_table(record, table, _file(folder, table, ROWS[table.code]))
        assert result.refused == ()


def test_what_goes_out_comes_in_again(record: Record, tmp_path: Path) -> None:
    """A second import of the same changes nothing, leaves no trace in the trail, and is safe to repeat."""
    _fill(record, tmp_path)
    with record.read() as tx:
        office = tx.organisation
        before = (list(office.places()), office.units(), office.owners(), office.mediators())
    for table in TABLES:
        for suffix in ("xlsx", "csv"):
            out = tmp_path / f"out-{table.code}.{suffix}"
            assert export_table(record, table, out) == len(ROWS[table.code])
            again = import_table(record, table, out, replacing=True)
            assert (again.added, again.changed, again.removed, again.refused) == ((), (), (), ())
            assert again.unchanged == len(ROWS[table.code])
    with record.read() as tx:
        office = tx.organisation
        assert before == (list(office.places()), office.units(), office.owners(), office.mediators())
        assert [len(tx.trail(table.code)) for table in TABLES] == [1, 1, 1, 1]


def test_bad_rows_are_named_and_good_ones_kept(record: Record, tmp_path: Path) -> None:
    """A hundred good villages must not wait for a bad one."""
    rows = [*ROWS["regions"], ("990199", "无名村", "村", "9999"), ("99", "平安县", "县", ""), ("", "", "", "99")]

    result = import_table(record, REGIONS, _file(tmp_path, REGIONS, rows))

    assert (result.read, len(result.added), [one.line for one in result.refused]) == (7, 4, [6, 7, 8])
    with record.read() as tx:
        assert len(tx.organisation.places()) == 4


def test_a_table_of_something_else_is_refused_whole(record: Record, tmp_path: Path) -> None:
    """Mediators imported as places would be four thousand bad rows."""
    path = _file(tmp_path, MEDIATORS, ROWS["mediators"])

    with pytest.raises(InvalidInput, match="表头"):
        import_table(record, REGIONS, path)


def test_cases_follow_the_places(record: Record, tmp_path: Path) -> None:
    """A village that moved to another township takes its cases along in every list."""
    no = register(record, {"region": "大沟村"}, today=TODAY).case.no
    import_table(record, REGIONS, _file(tmp_path, REGIONS, ROWS["regions"]))
    with record.read() as tx:
        [row] = tx.ledger.rows(LedgerFilter(townships=("青石乡",)))
        assert (row.no, tx.cases.get(no).region_code) == (no, "990101")

    moved = import_table(record, REGIONS, _file(tmp_path, REGIONS, [("990101", "大沟村", "村", "9902")]))

    assert (moved.changed, moved.cases) == (("990101",), 1)
    with record.read() as tx:
        [row] = tx.ledger.rows(LedgerFilter(townships=("河东镇",)))
        assert row.no == no


def test_a_code_that_is_gone_is_found_anew_by_the_name(record: Record, tmp_path: Path) -> None:
    """Codes change with every reform of the county; what the petitioner wrote does not."""
    import_table(record, REGIONS, _file(tmp_path, REGIONS, ROWS["regions"]))
    no = register(record, {"region": "青石乡大沟村"}, today=TODAY).case.no

    recoded = [("88", "安和县", "县", ""), ("8801", "青石乡", "乡镇", "88"), ("880101", "大沟村", "村", "8801")]
    import_table(record, REGIONS, _file(tmp_path, REGIONS, recoded), replacing=True)

    with record.read() as tx:
        assert tx.cases.get(no).region_code == "880101"


def test_registration_proposes_who_answers(record: Record, tmp_path: Path) -> None:
    """Few strokes: the table knows who answers for homesteads, and for Qingshi township."""
    _fill(record, tmp_path)

    imported = register(record, {"category": "宅基地", "region": "青石乡大沟村"}, today=TODAY)

    assert (imported.case.duty_unit, imported.case.owners.township_owner) == ("安和县自然资源局", "李乡长")
    assert "建议责任单位：安和县自然资源局" in imported.notes[0]
    with record.read() as tx:
        [row] = tx.ledger.rows(LedgerFilter(units=("安和县自然资源局",)))
        assert row.no == imported.case.no


def test_review_bodies_are_filled_in_once_somebody_agreed(record: Record, tmp_path: Path) -> None:
    """The body a petitioner turns to is a matter of law; it must not be guessed behind the office's back."""
    _fill(record, tmp_path)
    with record.read() as tx:
        assert tx.organisation.unit("青石乡").review_unit == ""

    accepted = take_reviews(record)

    assert {one.unit for one in accepted} == {"安和县信访局", "青石乡人民政府", "安和县自然资源局"}
    with record.read() as tx:
        assert tx.organisation.unit("青石乡").review_unit == "安和县人民政府"
        assert [entry.action for entry in tx.trail("units")] == ["units.import", "units.reviews"]
    assert [one.review_unit for one in take_reviews(record)] == []
