"""What the office's own tables ask of an act, whichever command records it: bodies, levels of the lists, results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.cases.lists.entry import check_level
from archive.cases.model import Case, CaseKind, Event
from archive.cases.organisation.bodies import Bodies
from archive.cases.procedure.moves import RESULTS
from archive.cases.procedure.standing import standing_of
from archive.errors import InvalidInput
from archive.ledger.dispatch.addressees import addressee, check_not_accused, office_of
from archive.record.record import Transaction

_CODES: Mapping[str, str] = {word: code for code, word in RESULTS.items()}


def checked(tx: Transaction, case: Case, event: Event) -> Event:
    """The act with bodies by their full names and results by their codes.

    Raises InvalidInput for a body nobody knows or that a case accuses, and for a level that the case does not fit.
    """
    match event.type:
        case "transfer" | "assign" if case.kind is CaseKind.PETITION and event.details.get("to"):
            unit, _ = addressee(tx, str(event.details["to"]))
            check_not_accused(case, unit)
            return replace(event, details={**event.details, "to": unit}, unit=event.unit or office_of(tx))
        case "list_enter" | "list_move":
            return _to_level(tx, case, event)
        case "review" | "recheck":
            result = str(event.details.get("result", ""))
            return replace(event, details={**event.details, "result": _CODES.get(result, result)})
        case "strike_apply" if not event.unit:
            raise InvalidInput("申请销号要写明是哪个排查单位申请的。", "请用 --unit 写明。", code="missing_statement")
        case "strike_off" if not event.details.get("approver"):
            return replace(event, details={**event.details, "approver": event.actor})
        case "review_apply" | "recheck_apply" if not event.unit:
            return replace(event, unit=_asked(tx, case, event.type))
        case _:
            return event


def _to_level(tx: Transaction, case: Case, event: Event) -> Event:
    key = "level" if event.type == "list_enter" else "to"
    if not event.details.get(key):
        return event  # what is missing is said by the rules of the procedure
    level = tx.definitions.named(str(event.details[key]))
    check_level(case, level)
    if not str(event.details.get("reason") or event.text).strip():
        raise InvalidInput("列入和调整清单都要写明理由。", "请用 --set reason=… 写明。", code="missing_statement")
    before = {} if key == "level" else {"from": standing_of(case).level}
    return replace(event, details={**before, **event.details, key: level.code})


def _asked(tx: Transaction, case: Case, act: str) -> str:
    """Who is to review, or re-examine, what the body of the case replied; empty where the table does not say."""
    body = Bodies(tx.organisation.units()).get(case.duty_unit)
    if body is None:
        return ""
    return body.review_unit if act == "review_apply" else body.recheck_unit
