"""What a joint meeting should look at, and the months in which none was held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.cases.labels import label
from archive.cases.meetings.meeting import MeetingKind
from archive.cases.meetings.monthly import months_without
from archive.cases.model import ResolutionWay
from archive.cases.procedure.standing import ListLevel
from archive.record.agenda import AgendaRow
from archive.record.record import Transaction

_WAYS = frozenset({ResolutionWay.COORDINATED, ResolutionWay.REVIEWED})


@dataclass(frozen=True, slots=True)
class AgendaProposal:
    """A case worth a place on the agenda."""

    row: AgendaRow
    reasons: tuple[str, ...]
    """In Chinese."""


def propose_agenda(tx: Transaction, today: dt.date) -> list[AgendaProposal]:
    """The open cases at level 3, to be resolved the second or third way, overdue or supervised; the most reasons first."""
    found = [AgendaProposal(row, _reasons(row, today)) for row in tx.agenda.open_cases()]
    worth = [one for one in found if one.reasons]
    return sorted(worth, key=lambda one: (-len(one.reasons), one.row.next_due or dt.date.max, one.row.no))


def missing_months(tx: Transaction, today: dt.date) -> list[dt.date]:
    """Months without a monthly meeting since the first meeting in the record, of the last twelve."""
    held = tx.meetings.days()
    if not held:
        return []
    monthly = [day for kind, day in held if kind is MeetingKind.MONTHLY]
    return months_without(monthly, max(min(day for _, day in held), today - dt.timedelta(days=365)), today)


def _reasons(row: AgendaRow, today: dt.date) -> tuple[str, ...]:
    reasons = []
    if row.level is ListLevel.CLOSE:
        reasons.append("三级清单")
    if row.way in _WAYS and row.way is not None:
        reasons.append(label(row.way))
    if row.next_due is not None and row.next_due < today:
        reasons.append(f"逾期 {(today - row.next_due).days} 天")
    if row.supervised:
        reasons.append(f"督办 {row.supervised} 次")
    return tuple(reasons)
