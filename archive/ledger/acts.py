"""What is done on a case: acts, corrections, voiding. Each is one transaction with its line in the trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from archive.cases.exchange.parts import part_row
from archive.cases.exchange.rows import case_from_row, changed_keys, row_from_case
from archive.cases.model import Case, Event
from archive.cases.procedure.moves import check_people, void
from archive.errors import InvalidInput
from archive.ledger.changing import act_in, change_in
from archive.ledger.checking import checked
from archive.ledger.rebound import petitioned_again
from archive.record.record import Record, Transaction


def act(record: Record, no: str, event: Event, *, today: dt.date, expected: int | None = None) -> Case:
    """Do an act on a case; returns the case after it.

    ``expected`` is the version the clerk looked at. Raises NotFound, InvalidInput for an act that may not be done now,
    Conflict if somebody changed the case since.
    """
    with record.write() as tx:
        stated = checked(tx, tx.cases.get(no), event)
        return act_in(tx, no, stated, today=today, expected=expected)


def void_event(record: Record, no: str, seq: int, reason: str, *, expected: int | None = None) -> Case:
    """Void the event at ``seq`` (from 0); it stays, and no longer counts. Raises InvalidInput, NotFound, Conflict."""
    with record.write() as tx:
        return void_event_in(tx, no, seq, reason, expected=expected)


def void_event_in(tx: Transaction, no: str, seq: int, reason: str, *, expected: int | None = None) -> Case:
    """The same, as part of a transaction that does more."""
    return change_in(
        tx,
        no,
        "case.void_event",
        lambda case: void(case, seq, reason),
        lambda before, after: (part_row(before.events[seq]), part_row(after.events[seq])),
        expected,
    )


def void_case(record: Record, no: str, reason: str, *, expected: int | None = None) -> Case:
    """Void a whole case, such as a double registration. Raises InvalidInput, NotFound, Conflict."""

    def change(case: Case) -> Case:
        if not reason.strip():
            raise InvalidInput("作废要写明理由。", "请用 --reason 写明为什么作废。")
        if case.voided:
            raise InvalidInput(f"案件“{no}”已经作废了。", f"当时的理由：{case.voided}。")
        return replace(case, voided=reason.strip())

    with record.write() as tx:
        return change_in(tx, no, "case.void", change, _said_void, expected)


def _said_void(before: Case, after: Case) -> tuple[dict[str, object], dict[str, object]]:
    return {"voided": before.voided}, {"voided": after.voided}


def correct(
    record: Record,
    no: str,
    row: dict[str, object],
    *,
    expected: int | None = None,
) -> tuple[Case, tuple[str, ...]]:
    """Change what a case states, by the keys of an import row; what happened (``events``) is changed by acts alone.

    A case that turns out to repeat an earlier one moves that up in its list. Returns the case and what is
    worth noting. Raises InvalidInput, NotFound, Conflict.
    """
    if "events" in row or "voided" in row:
        raise InvalidInput(
            "办理过程不能这样改。", "新的动作请用 juanzong ledger act 登记；登记错的请用 juanzong ledger void 作废。"
        )
    notes: list[str] = []
    repeats = ""

    def change(case: Case) -> Case:
        nonlocal repeats
        imported = case_from_row({**row, "no": no}, case)
        notes[:] = imported.notes
        repeats = case.registration.repeat_of
        check_people(imported.case)
        return imported.case

    def said(before: Case, after: Case) -> tuple[dict[str, object] | None, dict[str, object]]:
        old, new = row_from_case(before), row_from_case(after)
        keys = [key for key in new if key in changed_keys(before, after) or old.get(key) != new[key]]
        return {key: old.get(key) for key in keys}, {key: new[key] for key in keys}

    with record.write() as tx:
        case = change_in(tx, no, "case.correct", change, said, expected)
        if case.registration.repeat_of != repeats:
            notes += petitioned_again(tx, case)
    return case, tuple(notes)
