"""What is coming due of agreements: instalments, and the thirty days for asking the court."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from archive.chinese.money import format_yuan
from archive.ledger.mediation.mediating import CONFIRM_WINDOW
from archive.record.deadlines import DueFilter
from archive.record.instalments import InstalmentFilter, InstalmentRow
from archive.record.record import Transaction

PERFORM, CONFIRM = "履行", "司法确认"


@dataclass(frozen=True, slots=True)
class DueOfAgreement:
    """One thing that is due."""

    kind: str
    no: str
    petitioner: str
    title: str
    township: str
    committee: str
    restricted: bool
    what: str
    due: dt.date
    days_left: int
    """Negative when overdue."""
    instalment: int | None = None
    owed_fen: int | None = None


def due_of_agreements(
    tx: Transaction,
    *,
    today: dt.date,
    until: dt.date,
    committees: tuple[str, ...] = (),
    townships: tuple[str, ...] = (),
) -> list[DueOfAgreement]:
    """What is due by ``until``, what is overdue too, the most urgent first.

    The time for asking the court is left out once it has passed: nothing can be done about it any more.
    """
    wanted = InstalmentFilter(until, committees, townships)
    found = [_instalment(row, today) for row in tx.instalments.open(wanted) if row.due is not None]
    found += _confirmations(
        tx, today, DueFilter(until=until, codes=(CONFIRM_WINDOW,), units=committees, townships=townships)
    )
    return sorted(found, key=lambda one: (one.due, one.no, one.instalment or 0))


def _instalment(row: InstalmentRow, today: dt.date) -> DueOfAgreement:
    assert row.due is not None
    owed = None if row.amount_fen is None else row.amount_fen - (row.paid_fen or 0)
    money = "" if owed is None else f" {format_yuan(owed)} 元"
    return DueOfAgreement(
        PERFORM,
        row.no,
        row.petitioner,
        row.title or row.summary,
        row.township,
        row.committee,
        row.restricted,
        f"第 {row.seq} 期{money}{'：' + row.text if row.text else ''}",
        row.due,
        (row.due - today).days,
        row.seq,
        owed,
    )


def _confirmations(tx: Transaction, today: dt.date, wanted: DueFilter) -> Iterator[DueOfAgreement]:
    for row in tx.deadlines.open(wanted, lapsed=frozenset({CONFIRM_WINDOW}), today=today):
        yield DueOfAgreement(
            CONFIRM,
            row.case_no,
            "",
            row.title,
            row.township,
            row.unit,
            row.restricted,
            "双方可以共同申请司法确认",
            row.deadline.due,
            (row.deadline.due - today).days,
        )
