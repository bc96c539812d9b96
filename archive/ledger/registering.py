"""A matter enters the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from archive.cases.exchange.rows import Imported, case_from_row, row_from_case
from archive.cases.model import Case, CaseKind, Event
from archive.cases.organisation.answering import propose_owners
from archive.cases.procedure.actions import BEGINNINGS
from archive.cases.procedure.days import check_day
from archive.cases.procedure.moves import check_people
from archive.ledger.newness import likely_repeats
from archive.ledger.numbering import next_number
from archive.ledger.rebound import petitioned_again
from archive.record.cases import case_key
from archive.record.projection import place_of
from archive.record.record import Record, Transaction


def register(
    record: Record,
    row: Mapping[str, object],
    *,
    today: dt.date,
    registrar: str = "",
) -> Imported:
    """Register a new case from what a row of an import may state; ``no`` is given by the office where it is missing.

    Who answers for it is proposed by the office's table of owners where the row names nobody; a case it repeats moves
    up in its list if it was under observation. The notes say so, and what it may repeat. Raises InvalidInput for a row
    that cannot be used, Conflict if the number is taken.
    """
    with record.write() as tx:
        made = register_in(tx, row, today=today, registrar=registrar)
        return Imported(made.case, (*made.notes, *likely_repeats(tx, made.case)))


def register_in(
    tx: Transaction,
    row: Mapping[str, object],
    *,
    today: dt.date,
    registrar: str = "",
) -> Imported:
    """The same, as part of a transaction that does more."""
    drafted = case_from_row({**row, "no": row.get("no") or "?", "received": row.get("received") or today.isoformat()})
    case = drafted.case
    day = case.received or today
    check_day("收到日期", day, today)
    if not row.get("no"):
        case = replace(case, no=next_number(tx, case.kind, case.channel, day))
    case, proposed = _with_owners(tx, begun(case, day, registrar))
    check_people(case)
    tx.cases.add(case, tx.now)
    tx.outbox.put([case_key(case.no)])
    tx.log("case.new", case_key(case.no), after=row_from_case(case))
    return Imported(case, (*drafted.notes, *proposed, *petitioned_again(tx, case)))


def begun(case: Case, day: dt.date, registrar: str) -> Case:
    """The case with the event it begins with, and who registered it."""
    registration = replace(case.registration, registrar=case.registration.registrar or registrar)
    if any(event.type in BEGINNINGS for event in case.events):
        return replace(case, registration=registration)
    kind = "apply" if case.kind is CaseKind.MEDIATION else "register"
    first = Event(day, kind, actor=registrar)
    return replace(case, events=(first, *case.events), registration=registration)


def _with_owners(tx: Transaction, case: Case) -> tuple[Case, tuple[str, ...]]:
    """The case in its place, with those whom the office's table names for it where nobody is named yet."""
    places = tx.organisation.places()
    return propose_owners(replace(case, region_code=place_of(case, places)), places, tx.organisation.owners())
