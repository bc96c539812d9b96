"""Everything found as a table, over every engine: whole, within rights, masked, and the file whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from archive.cases.model import Case, Party
from archive.errors import InvalidInput
from archive.record.cases import case_key
from archive.record.record import Record
from indexer import pipeline
from indexer.segment import Segmenter
from search_api.access import ADMINISTRATOR, Asker
from search_api.export.columns import COLUMNS, chosen
from search_api.export.everything import export
from search_api.export.queries import answer_list
from search_api.search import Request, Searcher
from tests.contract.conftest import Url, opening

CLERK = Asker("办事员")
OPEN = 450
NUMBER, PHONE = "110105199003070021", "13800001234"


@pytest.fixture(scope="module")
def searcher(engine: str, tmp_path_factory: pytest.TempPathFactory, elasticsearch_url: Url) -> Iterator[Searcher]:
    """More cases than are joined at once, and one kept apart."""
    folder = tmp_path_factory.mktemp("export")
    with opening(engine, Path(folder) / "index", elasticsearch_url) as make, Record(f"sqlite:///{folder}/r") as record:
        some = [
            Case(f"A{n:04d}", title=f"=宅基地{n}", facts=f"宅基地，电话{PHONE}", category="土地") for n in range(OPEN)
        ]
        some[0] = replace(some[0], parties=(Party("李四", id_number=NUMBER, phone=PHONE),), title="暖气不热")
        secret = Case("B0001", title="揭发宅基地倒卖", parties=(Party("张揭发"),), restricted=True)
        with record.write() as tx:
            for case in (*some, secret):
                tx.cases.add(case, tx.now)
                tx.outbox.put([case_key(case.no)])
        index, segmenter = make(), Segmenter()
        pipeline.drain(record, index, segmenter)
        yield Searcher(record, index, lambda: segmenter)


def _csv(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def _xlsx(path: Path) -> list[list[str]]:
    return [[str(value) for value in row] for row in load_workbook(path).worksheets[0].values]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("asker", [CLERK, ADMINISTRATOR])
def test_all_found_is_written_and_nothing_kept_apart(
    searcher: Searcher, tmp_path: Path, suffix: str, asker: Asker
) -> None:
    """A table that stops at a page, or that carries a whistle-blower out of the office."""
    path = tmp_path / f"全部.{suffix}"
    made = export(searcher, Request("宅基地", limit=10, offset=30), asker, path, ("number", "id", "title"))
    rows = _csv(path) if suffix == "csv" else _xlsx(path)

    assert rows[0] == ["序号", "编号", "标题"]
    assert sorted(row[1] for row in rows[1:]) == [f"A{n:04d}" for n in range(OPEN)]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(1, OPEN + 1)]
    assert (made.rows, made.gone, made.withheld) == (OPEN, 0, 1 if asker.sees_restricted else 0)


def test_a_title_is_never_run_as_a_formula(searcher: Searcher, tmp_path: Path) -> None:
    """What a petitioner writes must not run on the clerk's computer."""
    for name in ("a.csv", "a.xlsx"):
        export(searcher, Request("宅基地 案号:A0007"), CLERK, tmp_path / name, ("title",))

    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert _csv(tmp_path / "a.csv")[1] == ["'=宅基地7"]
    assert load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"].data_type == "s"


def test_numbers_are_masked_unless_one_may_see_them(searcher: Searcher, tmp_path: Path) -> None:
    """In their own columns and wherever they stand in a text."""
    columns = ("party", "identity", "phone", "snippet")
    asked = Request("案号:A0000 电话")

    def told(asker: Asker, *, masked: bool) -> str:
        export(searcher, asked, asker, tmp_path / "m.csv", columns, masked=masked)
        return (tmp_path / "m.csv").read_text("utf-8-sig")

    for text in (told(CLERK, masked=False), told(ADMINISTRATOR, masked=True)):
        assert "110105********0021" in text
        assert text.count("138****1234") == 2
        assert NUMBER not in text
        assert PHONE not in text
    assert NUMBER in told(ADMINISTRATOR, masked=False)


def test_too_many_rows_leave_the_old_file(searcher: Searcher, tmp_path: Path) -> None:
    """A sheet holds 1,048,575 rows: what does not fit is said, and is not half written."""
    path = tmp_path / "旧.xlsx"
    path.write_bytes(b"old")

    with pytest.raises(InvalidInput, match="放不下"):
        export(searcher, Request("宅基地"), CLERK, path, ("id",), most_rows=OPEN - 1)

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    assert export(searcher, Request("宅基地"), CLERK, tmp_path / "a.csv", ("id",)).rows == OPEN


def test_columns_by_name_and_heading() -> None:
    assert chosen("标题， case、phone") == ("title", "case", "phone")
    assert set(chosen("")) <= set(COLUMNS)
    with pytest.raises(InvalidInput, match="没有“工资”"):
        chosen("标题,工资")


def test_a_list_of_queries_becomes_one_table(searcher: Searcher, tmp_path: Path) -> None:
    """Each answer stands with its query; a row that cannot be asked is named and stops no other."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("序号", "查询"), (1, "暖气"), (2, None), (3, "宅基地"), (4, "揭发"), (5, "x" * 2001), (6, "(揭发")):
        sheet.append(row)
    book.save(tmp_path / "单.xlsx")

    made = answer_list(
        searcher, tmp_path / "单.xlsx", Request("", limit=3), CLERK, tmp_path / "答.xlsx", ("id",)
    )  # fmt: skip
    told = load_workbook(tmp_path / "答.xlsx")
    rows = list(told.worksheets[0].values)

    assert rows[0] == ("清单行", "查询编号", "查询", "找到", "名次", "编号")
    assert rows[1] == (2, "1", "暖气", 1, 1, "A0000")
    assert [row[:5] for row in rows[2:5]] == [(4, "3", "宅基地", OPEN, rank) for rank in (1, 2, 3)]
    assert rows[5:] == [(5, "4", "揭发", 0, None, None), (7, "6", "(揭发", 0, None, None)]
    assert {one.line for one in made.problems} == {3, 6, 7} == {row[0] for row in list(told["说明"].values)[1:]}
    assert (made.queries, made.rows, made.empty) == (4, 6, 2)
