"""Deadlines in the record: counted whenever a case is written, asked for without loading one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.cases.clocks.deadline import Whose
from archive.cases.clocks.deadlines import deadlines_of
from archive.cases.clocks.holidays import Holiday, shipped_calendar
from archive.cases.clocks.rules import of_office, shipped
from archive.cases.model import AppealRoute, Case, Event, MatterClass
from archive.record.deadlines import DueFilter, DueRow
from archive.record.ledger import LedgerFilter
from archive.record.record import Record

TODAY = dt.date(2022, 10, 3)
WINDOWS = shipped().windows


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def petition(no: str, *events: Event, **stated: Any) -> Case:
    made = Case(
        no=no,
        title=f"{no}的事",
        received=events[0].day if events else d("2022-08-01"),
        matter_class=MatterClass.APPEAL,
        appeal_route=AppealRoute.PETITION_PROCEDURE,
        duty_unit="清水乡",
        events=tuple(events),
    )
    return replace(made, **stated)


def add(record: Record, *cases: Case) -> None:
    with record.write() as tx:
        tx.cases.add_many(cases, tx.now)


def due(record: Record, *, today: dt.date = TODAY, **wanted: Any) -> list[DueRow]:
    with record.read() as tx:
        return list(tx.deadlines.open(DueFilter(**wanted), lapsed=WINDOWS, today=today))


def codes(rows: Sequence[DueRow]) -> list[tuple[str, str]]:
    return [(row.case_no, row.deadline.code) for row in rows]


def test_what_is_stored_is_what_is_counted(record: Record) -> None:
    """The list must not know another day than the case."""
    case = petition("XF1", Event(d("2022-08-02"), "register"), Event(d("2022-08-02"), "accept"))
    add(record, case)

    [row] = due(record)

    [counted] = [one for one in deadlines_of(case, shipped().rules, shipped_calendar()) if one.open]
    assert row.deadline == counted
    assert (row.title, row.unit) == ("XF1的事", "清水乡")


def test_an_act_moves_what_is_due(record: Record) -> None:
    """A reply that is recorded takes the handling off the list, its service opens the time for review."""
    case = petition("XF1", Event(d("2022-08-02"), "accept"))
    add(record, case)
    answered = (Event(d("2022-09-20"), "reply"), Event(d("2022-09-21"), "deliver"))
    with record.write() as tx:
        tx.cases.change(replace(tx.cases.get("XF1"), events=(*case.events, *answered)), tx.now)

    assert codes(due(record)) == [("XF1", "REVIEW_APPLY")]


def test_a_voided_case_is_not_due(record: Record) -> None:
    """A double registration must not turn red."""
    add(record, petition("XF1", Event(d("2022-08-02"), "accept"), voided="重复登记"))

    assert due(record) == []


def test_our_duty_counts_by_the_raw_day_the_right_by_the_rolled_one(record: Record) -> None:
    """Both end on 1 October 2022: ours is over on the 3rd, the petitioner's runs to the 8th."""
    add(
        record,
        petition("XF1", Event(d("2022-08-02"), "accept")),
        petition("XF2", Event(d("2022-08-30"), "reply"), Event(d("2022-09-01"), "deliver"), received=None),
    )

    assert codes(due(record, until=d("2022-10-03"))) == [("XF1", "HANDLE_60")]
    assert codes(due(record, until=d("2022-10-08"))) == [("XF1", "HANDLE_60"), ("XF2", "REVIEW_APPLY")]
    assert codes(due(record, since=d("2022-10-08"))) == [("XF2", "REVIEW_APPLY")]


def test_a_time_for_asking_leaves_the_list_when_it_has_ended(record: Record) -> None:
    """Ten years of reviews nobody asked for would bury what is late."""
    add(record, petition("XF2", Event(d("2022-08-30"), "reply"), Event(d("2022-09-01"), "deliver"), received=None))

    assert codes(due(record, today=d("2022-10-08"))) == [("XF2", "REVIEW_APPLY")]
    assert due(record, today=d("2022-10-09")) == []


def test_filters_narrow(record: Record) -> None:
    """By whose, code, unit, case."""
    two = (Event(d("2022-09-20"), "register"), Event(d("2022-09-26"), "transfer", details={"to": "柳河镇"}))
    add(record, petition("XF1", Event(d("2022-08-02"), "accept")), petition("XF2", *two))

    assert codes(due(record, units=("柳河镇",))) == [("XF2", "OBJECTION_5WD"), ("XF2", "NOTICE_TRANSFERRED")]
    assert codes(due(record, units=("清水乡",))) == [("XF1", "HANDLE_60")]
    assert codes(due(record, codes=("NOTICE_TRANSFERRED",))) == [("XF2", "NOTICE_TRANSFERRED")]
    assert codes(due(record, case_no="XF1")) == [("XF1", "HANDLE_60")]
    assert due(record, whose=(Whose.PETITIONER,)) == []
    with record.read() as tx:
        assert tx.deadlines.count(DueFilter(), lapsed=WINDOWS, today=TODAY) == 3


def test_the_most_urgent_stands_first(record: Record) -> None:
    """By the day that holds, then by number."""
    add(
        record,
        petition("XF2", Event(d("2022-08-20"), "accept")),
        petition("XF3", Event(d("2022-08-10"), "accept")),
        petition("XF1", Event(d("2022-08-20"), "accept")),
    )

    assert [row.case_no for row in due(record)] == ["XF3", "XF1", "XF2"]


def test_other_rules_count_anew_when_the_record_is_opened(record_url: str, tmp_path: Path) -> None:
    """An office that switches a local rule on finds the old cases counted by it too."""
    with Record(record_url) as record:
        add(record, petition("XF1", Event(d("2022-10-01"), "review_apply"), received=None))
        assert codes(due(record)) == [("XF1", "REVIEW_DECIDE")]
    changed = tmp_path / "clocks.toml"
    changed.write_text("[rules.REVIEW_ADMISSION]\non = true\n", "utf-8")

    with Record(record_url, clocks=of_office(changed)) as record:
        assert sorted(codes(due(record))) == [("XF1", "REVIEW_ADMISSION"), ("XF1", "REVIEW_DECIDE")]


def test_the_next_step_of_the_ledger_is_the_nearest_duty(record: Record) -> None:
    """Nothing received is without a next step and a date; what may only be asked for comes after what must be done."""
    served = (Event(d("2022-08-30"), "reply"), Event(d("2022-09-01"), "deliver"))
    planned = Event(d("2022-08-03"), "plan", details={"step": "约谈", "due": "2022-08-20"})
    add(
        record,
        petition("XF1", Event(d("2022-08-02"), "accept")),
        petition("XF2", *served, received=None),
        petition("XF3", Event(d("2022-08-02"), "accept"), planned),
    )

    with record.read() as tx:
        rows = {row.no: (row.next_step, row.next_due) for row in tx.ledger.rows(LedgerFilter())}

    assert rows == {
        "XF1": ("办结并出具信访处理意见书", d("2022-10-01")),
        "XF2": ("申请复查期满", d("2022-10-08")),
        "XF3": ("约谈", d("2022-08-20")),
    }


@pytest.mark.parametrize("replacing", [False, True])
def test_the_offices_days_are_kept_and_counted_with(record: Record, *, replacing: bool) -> None:
    """Stated twice changes nothing; replacing takes away what was stated for that year, and only that."""
    first = [Holiday(d("2027-01-01"), True, "元旦"), Holiday(d("2026-12-31"), True, "元旦")]
    with record.write() as tx:
        assert tx.holidays.put(first) == [d("2026-12-31"), d("2027-01-01")]
    with record.write() as tx:
        assert tx.holidays.put(first) == []
        changed = tx.holidays.put([Holiday(d("2027-01-04"), True)], replacing=[2027] if replacing else [])

    with record.read() as tx:
        days = [one.day for one in tx.holidays.all()]
        assert tx.holidays.calendar().is_off(d("2027-01-04"))
        assert not tx.holidays.calendar().knows(2027)
    kept = [d("2026-12-31")] if replacing else [d("2026-12-31"), d("2027-01-01")]
    assert days == [*kept, d("2027-01-04")]
    assert changed == ([d("2027-01-01"), d("2027-01-04")] if replacing else [d("2027-01-04")])


def test_only_cases_whose_time_a_day_lies_in_are_touched(record: Record) -> None:
    """A new holiday must not make the whole archive be counted anew."""
    add(
        record,
        petition("XF1", Event(d("2022-08-02"), "accept")),
        petition("XF2", Event(d("2022-03-02"), "accept")),
        petition("XF3", Event(d("2022-09-28"), "register"), Event(d("2022-09-28"), "transfer", details={"to": "乡"})),
    )

    with record.read() as tx:
        assert tx.deadlines.touching([d("2022-10-08")]) == ["XF1", "XF3"]
        assert tx.deadlines.touching([]) == []
        assert tx.deadlines.last_running() == d("2022-10-13")
