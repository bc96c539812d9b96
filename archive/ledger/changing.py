"""How a case is changed inside a transaction: version, outbox and a line in the trail, whatever the use case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from archive.cases.exchange.parts import part_row
from archive.cases.model import Case, Event
from archive.cases.procedure.moves import do
from archive.cases.procedure.standing import standing_of
from archive.errors import Conflict
from archive.ledger.observation import STRIKING, check_observation
from archive.ledger.time_to_ask import check_time_to_ask
from archive.record.cases import case_key
from archive.record.record import Transaction

Said = Callable[[Case, Case], tuple[dict[str, object] | None, dict[str, object]]]
"""What the trail says of a change: before and after."""


def act_in(tx: Transaction, no: str, event: Event, *, today: dt.date, expected: int | None = None) -> Case:
    """Do an act on a case; returns the case after it. Raises NotFound, InvalidInput, Conflict."""
    if event.type in STRIKING:
        check_observation(tx, tx.cases.get(no), event.day)
    if event.type == "finish":
        check_time_to_ask(tx, tx.cases.get(no), event.day)
    return change_in(
        tx,
        no,
        f"case.{event.type}",
        lambda case: do(case, event, today),
        lambda before, after: _moved(before, after, event),
        expected,
    )


def change_in(
    tx: Transaction, no: str, action: str, change: Callable[[Case], Case], said: Said, expected: int | None = None
) -> Case:
    """Change a case; returns it after the change.

    ``expected`` is the version the clerk looked at. Raises NotFound, Conflict if somebody changed the case since, and
    what ``change`` raises.
    """
    before = tx.cases.get(no)
    if expected is not None and before.version != expected:
        raise Conflict(
            f"案件“{no}”刚被别人改过（现在是第 {before.version} 版，您看的是第 {expected} 版）。",
            "请重新打开案件，看过对方的修改后再改。",
        )
    after = change(before)
    if after == before:
        return before
    tx.cases.change(after, tx.now)
    tx.outbox.put([case_key(no)])
    old, new = said(before, after)
    tx.log(action, case_key(no), before=old, after=new)
    return replace(after, version=before.version + 1)


def _moved(before: Case, after: Case, event: Event) -> tuple[dict[str, object], dict[str, object]]:
    """Where the case stood and what the act made of it, beside the act: whoever reads the trail must not recount it."""
    old, new = _stands(before), _stands(after)
    keys = [key for key in new if key == "status" or old[key] != new[key]]
    return {key: old[key] for key in keys}, {**part_row(event), **{key: new[key] for key in keys}}


def _stands(case: Case) -> dict[str, object]:
    standing = standing_of(case)
    return {
        "status": standing.status,
        "level": standing.level,
        "resolved": standing.resolved.isoformat() if standing.resolved else None,
        "duty_unit": case.duty_unit,
        "handler": case.handler,
        "outcome": case.outcome,
    }
