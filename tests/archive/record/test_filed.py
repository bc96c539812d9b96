"""What the outlook reads of the record: four columns of the cases that count."""

from __future__ import annotations

import datetime as dt

from archive.cases.model import Case
from archive.cases.outlook.values import Filed
from archive.record.record import Record

DAY = dt.date(2024, 11, 11)


def _add(record: Record, *cases: Case) -> None:
    with record.write() as tx:
        tx.cases.add_many(cases, tx.now)


def test_day_class_and_township_of_every_case(record: Record) -> None:
    """They are all the outlook needs; letters of ten years stay where they are."""
    _add(record, Case("1", category="供热", region="安和县柳河镇河东村", received=DAY, text="很长的来信"))

    with record.read() as tx:
        assert tx.filed.before(DAY + dt.timedelta(1)) == [Filed("1", DAY, "供热", "柳河镇")]


def test_a_class_under_a_usual_name_counts_with_the_others(record: Record) -> None:
    """供暖 and 供热 are one season, not two halves of one."""
    _add(record, Case("1", category="供暖", received=DAY), Case("2", category="路灯", received=DAY))

    with record.read() as tx:
        assert {one.category for one in tx.filed.before(DAY + dt.timedelta(1))} == {"供热", "路灯"}


def test_voided_and_undated_cases_do_not_count(record: Record) -> None:
    """A case registered twice by mistake would make a season of it."""
    _add(
        record,
        Case("1", category="供热", received=DAY, voided="重复登记"),
        Case("2", category="供热"),
        Case("3", category="供热", received=DAY),
    )

    with record.read() as tx:
        assert [one.no for one in tx.filed.before(DAY + dt.timedelta(1))] == ["3"]
        assert tx.filed.undated() == 1


def test_what_comes_on_the_day_itself_is_not_before_it(record: Record) -> None:
    """A look back must not see the day it is made on."""
    _add(record, Case("1", category="供热", received=DAY))

    with record.read() as tx:
        assert tx.filed.before(DAY) == []
