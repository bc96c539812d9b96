"""The outlook of a record: told, replayed, written as a spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from archive.cases.model import Case
from archive.cases.outlook.values import COUNTY, Filed
from archive.errors import InvalidInput
from archive.ledger.outlook import look_ahead, past_seasons, replay
from archive.ledger.outlook_sheet import write_outlook, write_reviews, write_seasons
from archive.record.record import Record
from tests.archive.cases.outlook.histories import autumn, made

TODAY = dt.date(2025, 9, 1)


def fill(record: Record, filed: Iterable[Filed]) -> None:
    """Register cases with no more than the outlook asks for."""
    cases = [Case(one.no, category=one.category, region=f"安和县{one.township}", received=one.day) for one in filed]
    with record.write() as tx:
        tx.cases.add_many(cases, tx.now)


@pytest.fixture
def filled(record: Record) -> Record:
    fill(record, made(autumn, years=8, today=TODAY))
    return record


def test_the_ledger_is_warned_of_its_season(filled: Record) -> None:
    """From the database to the warning, with the cases behind it in the ledger."""
    with filled.read() as tx:
        told = look_ahead(tx, TODAY)

        assert [one.season.place for one in told.warnings] == [COUNTY, "柳河镇"]
        assert all(tx.cases.get(no).category == "供热" for no in told.warnings[1].past[0].cases)
        assert told.warnings[1].past[0].cases


def test_an_empty_ledger_says_why_it_is_silent(record: Record) -> None:
    """Silence of an empty book is not quiet."""
    with record.read() as tx:
        told = look_ahead(tx, TODAY)
        with pytest.raises(InvalidInput, match="还不够"):
            replay(tx, TODAY)

    assert told.warnings == ()
    assert any("没有" in note for note in told.seasons.notes)


def test_what_is_left_out_is_said(filled: Record) -> None:
    """Undated cases, and a book nobody has written in for months."""
    fill(filled, [])
    with filled.write() as tx:
        tx.cases.add(Case("无日期", category="供热"), tx.now)
    with filled.read() as tx:
        notes = past_seasons(tx, TODAY + dt.timedelta(90)).notes

    assert any("没有收到日期" in note for note in notes)
    assert any("最近一件收于" in note for note in notes)


def test_a_year_that_is_not_over_is_not_replayed(filled: Record) -> None:
    """Half a year's warnings would be half failures."""
    with filled.read() as tx:
        assert [one.year for one in replay(tx, TODAY)] == [2024]
        assert [one.year for one in replay(tx, TODAY, [2022, 2023])] == [2023, 2022]
        with pytest.raises(InvalidInput, match="没有过完"):
            replay(tx, TODAY, [2025])


def test_the_spreadsheets_hold_what_was_told(filled: Record, tmp_path: Path) -> None:
    """They go to the meeting; the case numbers must be there to be looked up."""
    with filled.read() as tx:
        told, seasons, reviews = look_ahead(tx, TODAY), past_seasons(tx, TODAY), replay(tx, TODAY)
    write_outlook(told.warnings, told.seasons, tmp_path / "1.xlsx")
    write_seasons(seasons.found, seasons, tmp_path / "2.xlsx")
    write_reviews(reviews, tmp_path / "3.xlsx")

    ahead, found, past = (load_workbook(tmp_path / f"{number}.xlsx") for number in (1, 2, 3))
    assert ahead["预警"]["B2"].value == "全县"
    assert ahead["预警"]["F2"].value == pytest.approx(told.warnings[0].forecast.expected, abs=0.06)
    numbers = {row[4].value for row in ahead["依据案件"].iter_rows(min_row=2)}
    assert numbers == {no for one in told.warnings for span in one.past for no in span.cases}
    assert found["季节"].max_row == 1 + len(seasons.found)
    assert past["各格"].max_row == 1 + len(reviews[0].cells)
    assert past["得分"]["D2"].value == reviews[0].ours.hits
