"""The three lists (三级清单): entering, moving, striking off on application of the checking body, each with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive.cases.lists.definitions import Definitions, Level
from archive.cases.lists.entry import check_level, observed_until
from archive.cases.model import Case, Event
from archive.cases.procedure.standing import ListLevel, standing_of
from archive.errors import InvalidInput
from archive.ledger.changing import act_in
from archive.ledger.doing import Doing
from archive.record.ledger import LedgerFilter
from archive.record.lists import ListRow
from archive.record.record import Record, Transaction

LIST_EVENTS = ("list_enter", "list_move", "strike_apply", "strike_refuse", "strike_off")


class Strike(StrEnum):
    """How an entry under observation stands towards being struck off (销号)."""

    RUNNING = "running"
    READY = "ready"
    APPLIED = "applied"
    REBOUND = "rebound"
    UNRESOLVED = "unresolved"
    """It was resolved when it came here, and is not any more: the act was voided, or the case taken up anew."""


STRIKE_LABELS: Mapping[Strike, str] = {
    Strike.RUNNING: "观察中",
    Strike.READY: "可以申请销号",
    Strike.APPLIED: "已申请销号",
    Strike.REBOUND: "又有信访，应调回",
    Strike.UNRESOLVED: "没有化解，应调回",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list as it stands today."""

    row: ListRow
    observed_until: dt.date | None
    """The last day of observation; None where nothing is observed."""
    strike: Strike | None


def enter(record: Record, no: str, level: Level, reason: str, doing: Doing) -> Case:
    """Put a case on a list. Raises NotFound, InvalidInput if it lacks what the level asks, Conflict."""
    with record.write() as tx:
        check_level(tx.cases.get(no), level)
        _check_reason(reason)
        return _act(tx, no, doing, "list_enter", {"level": level.code, "reason": reason})


def move(record: Record, no: str, level: Level, reason: str, doing: Doing) -> Case:
    """Move a case to another list. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        case = tx.cases.get(no)
        check_level(case, level)
        _check_reason(reason)
        before = standing_of(case).level
        return _act(tx, no, doing, "list_move", {"from": before, "to": level.code, "reason": reason})


def apply_strike(record: Record, no: str, doing: Doing, *, reason: str = "") -> Case:
    """The checking body (排查单位, ``doing.unit``) applies for striking off what came through its observation.

    Raises NotFound, Conflict, InvalidInput without the body, before observation has passed, or after a new petition.
    """
    with record.write() as tx:
        if not doing.unit:
            raise InvalidInput("申请销号要写明是哪个排查单位申请的。", "请用 --unit 写明。", code="missing_statement")
        return _act(tx, no, doing, "strike_apply", {"reason": reason})


def refuse_strike(record: Record, no: str, reason: str, doing: Doing) -> Case:
    """The petition office does not agree to striking off. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        if standing_of(tx.cases.get(no)).strike_applied is None:
            raise InvalidInput("还没有销号申请。", "排查单位申请后才能审核。", code="illegal_move")
        return _act(tx, no, doing, "strike_refuse", {"reason": reason})


def strike_off(record: Record, no: str, doing: Doing, *, approver: str = "") -> Case:
    """Strike off what was applied for. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        return _act(tx, no, doing, "strike_off", {"approver": approver or doing.actor})


def entries(tx: Transaction, wanted: LedgerFilter, *, today: dt.date) -> list[Entry]:
    """What stands on the lists, level by level, the oldest first."""
    return [_entry(row, tx.definitions, today) for row in tx.lists.rows(wanted)]


def counts(found: Sequence[Entry], definitions: Definitions) -> dict[ListLevel, int]:
    """How many entries each list has."""
    return {level.code: sum(one.row.level is level.code for one in found) for level in definitions.levels}


def history(case: Case) -> list[Event]:
    """What happened to a case in the lists, in order; voided events too."""
    return sorted((event for event in case.events if event.type in LIST_EVENTS), key=lambda event: event.day)


def _entry(row: ListRow, definitions: Definitions, today: dt.date) -> Entry:
    if row.level is not ListLevel.OBSERVED:
        return Entry(row, None, None)
    until = observed_until(row.level_since, definitions)
    if row.petitions:
        strike = Strike.REBOUND
    elif row.resolved is None:
        strike = Strike.UNRESOLVED
    elif row.strike_applied:
        strike = Strike.APPLIED
    else:
        strike = Strike.READY if today > until else Strike.RUNNING
    return Entry(row, until, strike)


def _act(tx: Transaction, no: str, doing: Doing, type_: str, details: Mapping[str, object]) -> Case:
    return act_in(tx, no, doing.event(type_, details), today=doing.today, expected=doing.expected)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput("列入和调整清单都要写明理由。", "请用 --reason 写明。", code="missing_statement")
