"""Each figure against a count by hand, on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from archive.cases.exchange.rows import case_from_row
from archive.cases.figures.periods import parse_period, year_of
from archive.cases.figures.shares import Figure
from archive.cases.figures.sheet import write_report
from archive.cases.reception.visit import Reception, ReceptionKind
from archive.ledger.figures import compared, overview
from archive.ledger.reports import annual_report, monthly_bulletin
from archive.record.figures import DIMENSIONS
from archive.record.ledger import LedgerFilter
from archive.record.measures import MEASURES
from archive.record.record import Record, Transaction

TODAY = dt.date(2024, 12, 31)
YEAR = year_of(dt.date(2024, 1, 1))


def _visit(no: str, received: str, **stated: Any) -> dict[str, Any]:
    return {"no": no, "received": received, "channel": "来访", "region": "青石乡大沟村", "category": "土地", **stated}


def _acts(*acts: tuple[str, str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"day": day, "type": kind, "details": details} for day, kind, details in acts]


_ANSWERED = _acts(
    ("2024-03-01", "register", {}), ("2024-03-04", "transfer", {"to": "青石乡人民政府"}), ("2024-03-11", "accept", {}),
    ("2024-04-10", "reply", {}), ("2024-04-12", "deliver", {"method": "直接"}),
    ("2024-05-01", "rate", {"target": "duty_unit", "score": "satisfied"}),
    ("2024-05-01", "rate", {"target": "petition_office", "score": "unsatisfied"}),
)  # fmt: skip
_CASES = [
    _visit("A1", "2024-03-01", group_size=6, events=_ANSWERED, registration={"first": True}, outcome="已化解"),
    _visit("A2", "2024-06-01", registration={"first": False, "repeat_of": "A1"}),
    _visit("A3", "2024-06-02", region="清水乡", channel="来信", registration={"first": True}, events=_acts(
        ("2024-06-02", "register", {}), ("2024-06-12", "accept", {}), ("2024-07-12", "reply", {}))),
    _visit("A4", "2024-06-03", channel="热线", category="劳动争议", restricted=True),
    _visit("A5", "2023-06-03", channel="来信"),
    _visit("A6", "2024-06-03", voided="重复"),
    {"no": "R1", "kind": "人民调解", "received": "2024-02-01", "region": "青石乡", "category": "邻里", "events": _acts(
        ("2024-02-01", "apply", {}), ("2024-02-02", "accept", {}), ("2024-02-03", "inform", {}),
        ("2024-02-05", "mediate", {}), ("2024-02-06", "agreement", {"form": "written"}), ("2024-03-01", "perform", {}),
        ("2024-02-20", "confirm", {"result": "confirmed"})),
     "mediation": {"instalments": [{"due": "2024-03-01", "amount": "100"}]}},
    {"no": "R2", "kind": "人民调解", "received": "2024-02-01", "region": "清水乡", "category": "邻里", "events": _acts(
        ("2024-02-01", "apply", {}), ("2024-02-02", "accept", {}), ("2024-02-03", "inform", {}), ("2024-02-05", "mediate", {}),
        ("2024-02-09", "terminate", {"reason": "分歧过大"}))},
    {"no": "R3", "kind": "人民调解", "received": "2024-11-01", "events": _acts(("2024-11-01", "apply", {}), ("2024-11-02", "accept", {}))},
]  # fmt: skip


@pytest.fixture
def filled(record: Record) -> Record:
    with record.write() as tx:
        tx.cases.add_many([case_from_row(row).case for row in _CASES], tx.now)
    return record


@pytest.fixture
def tx(filled: Record) -> Iterator[Transaction]:
    with filled.read() as tx:
        yield tx


def test_people_who_come_again_are_counted_each_time(filled: Record) -> None:
    """A case is received once; its people may come five times, and some come without becoming a case."""
    day = dt.date(2024, 6, 1)
    with filled.write() as tx:
        for visit in (
            Reception(day, 2, case_no="A2"),
            Reception(day + dt.timedelta(9), 7, case_no="A2", group_visit=True),
            Reception(day + dt.timedelta(9), 3, township="清水乡"),
            Reception(day + dt.timedelta(10), 4, ReceptionKind.GROUND, case_no="A2"),
            Reception(day + dt.timedelta(11), 5, case_no="A6"),
        ):
            tx.receptions.add(visit)

    with filled.read() as tx:
        said = {code: tx.figures.of(MEASURES[code], YEAR).top for code in ("visits", "visitors", "group_visits")}
        by_township = tx.figures.by(MEASURES["visits"], YEAR, "township")
        june = tx.figures.by(MEASURES["visitors"], YEAR, "month")
        assert said == {"visits": 4, "visitors": 6 + 2 + 7 + 3, "group_visits": 2}
        assert {name: one.top for name, one in by_township.items()} == {"青石乡": 3, "清水乡": 1}
        assert {month: one.top for month, one in june.items()} == {"2024-03": 6, "2024-06": 12}
        assert tx.figures.of(MEASURES["visits"], YEAR, LedgerFilter(townships=("清水乡",))).top == 1
        assert tx.figures.of(MEASURES["visits"], YEAR, LedgerFilter(categories=("土地",))).top == 3
        assert list(tx.figures.behind(MEASURES["visits"], YEAR)) == ["A1", "A2"]


@pytest.mark.parametrize(
    ("code", "figure"),
    [
        ("received", Figure(7)),
        ("petitions", Figure(4)),
        ("letters", Figure(1)),
        ("calls", Figure(1)),
        ("visits", Figure(2)),
        ("visitors", Figure(7)),
        ("group_visits", Figure(1)),
        ("transferred", Figure(1)),
        ("acceptance_days", Figure(20, 2, percent=False)),
        ("reply_days", Figure(60, 2, percent=False)),
        ("satisfaction_unit", Figure(1, 1)),
        ("satisfaction_office", Figure(0, 1)),
        ("rated_rate", Figure(1, 2)),
        ("repeat_rate_a", Figure(1, 4)),
        ("repeat_rate_b", Figure(1, 2)),
        ("resolution_rate", Figure(2, 7)),
        ("first_time_rate", Figure(0, 2)),
        ("mediations", Figure(3)),
        ("mediation_success", Figure(1, 3)),
        ("mediation_success_b", Figure(1, 2)),
        ("performance_rate", Figure(1, 1)),
        ("confirmation_rate", Figure(1, 1)),
    ],
)
def test_a_figure_counts_what_it_says(tx: Transaction, code: str, figure: Figure) -> None:
    """Voided cases, other years and the other kind of case stay out; nobody is counted twice."""
    assert tx.figures.of(MEASURES[code], YEAR) == figure


def test_figures_of_the_clocks(record: Record) -> None:
    """On time is counted by the clock's own end, an extension included, among what fell due in the period."""

    def letter(no: str, *acts: tuple[str, str, dict[str, Any]]) -> dict[str, Any]:
        events = _acts(("2024-03-01", "register", {}), *acts)
        return _visit(no, "2024-03-01", matter_class="申诉求决", appeal_route="6", events=events)

    sent = ("2024-03-10", "transfer", {"to": "青石乡人民政府"})
    extension = ("2024-05-10", "extend", {"days": 30, "approver": "王乡长", "reason": "鉴定"})
    rows = [
        letter("B1", sent, ("2024-03-20", "accept", {}), ("2024-05-10", "reply", {})),
        letter("B2", sent, ("2024-04-20", "accept", {}), ("2024-06-30", "reply", {})),
        letter("B3", sent, ("2024-03-20", "accept", {}), extension, ("2024-06-18", "reply", {})),
        letter("B4", ("2024-03-25", "transfer", {"to": "青石乡人民政府"})),
    ]
    with record.write() as tx:
        tx.cases.add_many([case_from_row(row).case for row in rows], tx.now)

    with record.read() as tx:
        assert tx.figures.of(MEASURES["dispatch_rate"], YEAR) == Figure(3, 4)
        assert tx.figures.of(MEASURES["notice_rate"], YEAR) == Figure(2, 4)
        assert tx.figures.of(MEASURES["closing_rate"], YEAR) == Figure(2, 3)
        assert list(tx.figures.behind(MEASURES["closing_rate"], YEAR, top=True)) == ["B1", "B3"]
        assert tx.figures.of(MEASURES["closing_rate"], parse_period("2024年6月", TODAY)) == Figure(1, 2)


def test_every_figure_can_be_opened_to_its_cases(tx: Transaction) -> None:
    """A figure nobody can check is not believed."""
    for measure in MEASURES.values():
        figure = tx.figures.of(measure, YEAR)
        behind = list(tx.figures.behind(measure, YEAR))
        counted = list(tx.figures.behind(measure, YEAR, top=True))
        if measure.summed is None:
            assert len(behind) == (figure.top if figure.bottom is None else figure.bottom), measure.code
            assert len(counted) == figure.top, measure.code
        assert set(counted) <= set(behind)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_parts_add_up_to_the_whole(tx: Transaction, dimension: str) -> None:
    """A case that falls out of a breakdown, such as one without a township, would be missed."""
    for code in ("received", "repeat_rate_a", "visitors"):
        whole = tx.figures.of(MEASURES[code], YEAR)
        parts = tx.figures.by(MEASURES[code], YEAR, dimension)
        assert sum(part.top for part in parts.values()) == whole.top


def test_breakdowns_of_time_and_place(tx: Transaction) -> None:
    """Both databases name weeks and quarters alike."""
    received = MEASURES["received"]
    by_township = {value: figure.top for value, figure in tx.figures.by(received, YEAR, "township").items()}
    assert by_township == {"青石乡": 4, "清水乡": 2, "": 1}
    assert list(tx.figures.by(received, YEAR, "quarter")) == ["2024-Q1", "2024-Q2", "2024-Q4"]
    assert list(tx.figures.by(received, YEAR, "month")) == ["2024-02", "2024-03", "2024-06", "2024-11"]
    assert list(tx.figures.by(received, YEAR, "week")) == ["2024-W05", "2024-W09", "2024-W22", "2024-W23", "2024-W44"]
    assert list(tx.figures.by(received, parse_period("2023-01-01..2024-12-31", TODAY), "year")) == ["2023", "2024"]


def test_filters_narrow_every_figure(tx: Transaction) -> None:
    """The township's own report must not hold the county's cases."""
    within = LedgerFilter(townships=("清水乡",))
    assert tx.figures.of(MEASURES["received"], YEAR, within) == Figure(2)
    assert tx.figures.of(MEASURES["mediation_success"], YEAR, within) == Figure(0, 1)


def test_comparison_with_last_year(tx: Transaction) -> None:
    """Letters: one last year, one this year."""
    [letters] = compared(tx, MEASURES["letters"], YEAR)
    assert (letters.now.shown, letters.year_before.shown, letters.year_on_year) == ("1", "1", "持平")
    by_channel = {
        line.name: line for line in compared(tx, MEASURES["petitions"], parse_period("2023", TODAY), "channel")
    }
    assert by_channel["来信"].now.top == 1
    assert len(overview(tx, YEAR)) == len(MEASURES)


def test_the_reports_are_whole(tx: Transaction, tmp_path: Path) -> None:
    """第四十一条 asks for four parts; an office without any case still gets its report."""
    report = annual_report(tx, 2024, TODAY)
    bulletin = monthly_bulletin(tx, parse_period("2024年6月", TODAY), TODAY)

    assert [section.title[:2] for section in report.sections] == ["一、", "二、", "三、", "四、"]
    assert "共登记信访事项4件次" in report.sections[0].sentences[0]
    count = write_report(report, tmp_path / "annual.xlsx")
    write_report(bulletin, tmp_path / "monthly.xlsx")
    book = openpyxl.load_workbook(tmp_path / "annual.xlsx")
    assert len(book.sheetnames) == count + 1
    drawn = [len(sheet._charts) for sheet in book.worksheets]  # type: ignore[attr-defined]
    assert sum(drawn) == sum(1 for table in report.tables if table.chart)
    assert book["涉及领域"]["B3"].value == 3


def test_an_empty_office_has_its_reports(record: Record, tmp_path: Path) -> None:
    """The first year begins with nothing; nothing to divide by is a dash."""
    with record.read() as tx:
        report = annual_report(tx, 2024, TODAY)
        assert all(line.now.shown in ("0", "—") for line in overview(tx, YEAR))
    write_report(report, tmp_path / "annual.xlsx")


def test_a_figure_of_visits_opens_to_every_batch(filled: Record) -> None:
    """Four batches counted and two cases shown would look like a figure nobody can check."""
    day = dt.date(2024, 6, 1)
    with filled.write() as tx:
        for visit in (
            Reception(day, 2, case_no="A2"),
            Reception(day, 3, township="清水乡"),
            Reception(day, 9, voided="重"),
        ):
            tx.receptions.add(visit)

    with filled.read() as tx:
        for code in ("visits", "visitors", "group_visits"):
            measure, within = MEASURES[code], LedgerFilter()
            batches = tx.figures.batches(measure, YEAR, within)
            counted = sum(one.persons for one in batches) if code == "visitors" else len(batches)
            assert counted == tx.figures.of(measure, YEAR, within).top, code
        assert [(one.case_no, one.persons, one.township) for one in tx.figures.batches(MEASURES["visits"], YEAR)] == [
            ("A1", 6, "青石乡"), ("A2", 2, "青石乡"), ("", 3, "清水乡"),
        ]  # fmt: skip
        assert len(tx.figures.batches(MEASURES["visits"], YEAR, LedgerFilter(townships=("清水乡",)))) == 1


def test_figures_asked_together_are_those_asked_alone(tx: Transaction) -> None:
    """A page of figures asks for many in one query: none may count what another one looks at."""
    periods = (YEAR, parse_period("2024年6月", TODAY), parse_period("2023", TODAY))
    for within in (None, LedgerFilter(townships=("青石乡",))):
        together = tx.figures.several(tuple(MEASURES.values()), periods, within)
        alone = {code: [tx.figures.of(one, period, within) for period in periods] for code, one in MEASURES.items()}
        assert together == alone
