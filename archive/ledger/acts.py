"""What is done on a case: acts, corrections, voiding. Each is one transaction with its line in the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from archive.cases.exchange.parts import part_row
from archive.cases.exchange.rows import case_from_row, changed_keys, row_from_case
from archive.cases.model import Case, Event
from archive.cases.procedure.moves import check_people, do, void
from archive.errors import Conflict, InvalidInput
from archive.record.cases import case_key
from archive.record.record import Record, Transaction


def act(record: Record, no: str, event: Event, *, today: dt.date, expected: int | None = None) -> Case:
    """Do an act on a case; returns the case after it.

    ``expected`` is the version the clerk looked at. Raises NotFound, InvalidInput for an act that may not be done now,
    Conflict if somebody changed the case since.
    """
    with record.write() as tx:
        return act_in(tx, no, event, today=today, expected=expected)


def act_in(tx: Transaction, no: str, event: Event, *, today: dt.date, expected: int | None = None) -> Case:
    """The same, as part of a transaction that does more."""
    return _changed_in(
        tx,
        no,
        f"case.{event.type}",
        lambda tx, case: do(case, event, today),
        expected,
        lambda before, after: (None, part_row(event)),
    )


def void_event(record: Record, no: str, seq: int, reason: str, *, expected: int | None = None) -> Case:
    """Void the event at ``seq`` (from 0); it stays, and no longer counts. Raises InvalidInput, NotFound, Conflict."""
    with record.write() as tx:
        return void_event_in(tx, no, seq, reason, expected=expected)


def void_event_in(tx: Transaction, no: str, seq: int, reason: str, *, expected: int | None = None) -> Case:
    """The same, as part of a transaction that does more."""
    return _changed_in(
        tx,
        no,
        "case.void_event",
        lambda tx, case: void(case, seq, reason),
        expected,
        lambda before, after: (part_row(before.events[seq]), part_row(after.events[seq])),
    )


def void_case(record: Record, no: str, reason: str, *, expected: int | None = None) -> Case:
    """Void a whole case, such as a double registration. Raises InvalidInput, NotFound, Conflict."""

    def change(tx: Transaction, case: Case) -> Case:
        if not reason.strip():
            raise InvalidInput("作废要写明理由。", "请用 --reason 写明为什么作废。")
        if case.voided:
            raise InvalidInput(f"案件“{no}”已经作废了。", f"当时的理由：{case.voided}。")
        return replace(case, voided=reason.strip())

    return _changed(record, no, "case.void", change, expected, lambda before, after: (None, {"voided": after.voided}))


def correct(
    record: Record, no: str, row: dict[str, object], *, expected: int | None = None
) -> tuple[Case, tuple[str, ...]]:
    """Change what a case states, by the keys of an import row; what happened (``events``) is changed by acts alone.

    Returns the case and what is worth noting. Raises InvalidInput, NotFound, Conflict.
    """
    if "events" in row or "voided" in row:
        raise InvalidInput(
            "办理过程不能这样改。", "新的动作请用 juanzong ledger act 登记；登记错的请用 juanzong ledger void 作废。"
        )
    notes: list[str] = []

    def change(tx: Transaction, case: Case) -> Case:
        imported = case_from_row({**row, "no": no}, case)
        notes[:] = imported.notes
        check_people(imported.case)
        return imported.case

    def said(before: Case, after: Case) -> tuple[dict[str, object] | None, dict[str, object]]:
        old, new = row_from_case(before), row_from_case(after)
        keys = [key for key in new if key in changed_keys(before, after) or old.get(key) != new[key]]
        return {key: old.get(key) for key in keys}, {key: new[key] for key in keys}

    return _changed(record, no, "case.correct", change, expected, said), tuple(notes)


_Change = Callable[[Transaction, Case], Case]
_Said = Callable[[Case, Case], tuple[dict[str, object] | None, dict[str, object]]]


def _changed(record: Record, no: str, action: str, change: _Change, expected: int | None, said: _Said) -> Case:
    with record.write() as tx:
        return _changed_in(tx, no, action, change, expected, said)


def _changed_in(tx: Transaction, no: str, action: str, change: _Change, expected: int | None, said: _Said) -> Case:
    before = tx.cases.get(no)
    if expected is not None and before.version != expected:
        raise Conflict(
            f"案件“{no}”刚被别人改过（现在是第 {before.version} 版，您看的是第 {expected} 版）。",
            "请重新打开案件，看过对方的修改后再改。",
        )
    after = change(tx, before)
    if after == before:
        return before
    tx.cases.change(after, tx.now)
    tx.outbox.put([case_key(no)])
    old, new = said(before, after)
    tx.log(action, case_key(no), before=old, after=new)
    return replace(after, version=before.version + 1)
