"""The clerk decides a back-check."""

from __future__ import annotations

import datetime as dt

from archive.cases.backcheck.verdict import VERDICT_LABELS, Verdict
from archive.errors import Conflict, InvalidInput
from archive.record.backchecks import Backcheck
from archive.record.record import Record, Transaction

_TOLD = (Verdict.MISSED, Verdict.UNTRUE)
_KNOWN = (Verdict.FOUND, Verdict.UNTRUE)


def check_key(no: str) -> str:
    """A back-check's subject in the audit trail."""
    return f"backcheck:{no}"


def decide(
    record: Record,
    no: str,
    verdict: Verdict,
    *,
    by: str,
    today: dt.date,
    entry_id: int | None = None,
    ledger_no: str = "",
    unit: str = "",
    reason: str = "",
    expected: int | None = None,
) -> Backcheck:
    """Decide the back-check of a case; what is left out is taken from the proposal where it agrees.

    Raises NotFound, InvalidInput where the entry or the reason is missing, Conflict if somebody decided since.
    """
    with record.write() as tx:
        check = tx.backchecks.get(no)
        if expected is not None and check.version != expected:
            raise Conflict(f"“{no}”的倒查刚被别人定过。", "请重新查看，看过对方的结论后再定。")
        entry_id, ledger_no = _basis(check, verdict, entry_id, ledger_no)
        reason = reason.strip() or (check.proposal.reason if verdict is check.proposal.verdict else "")
        if not reason:
            raise InvalidInput(f"定为“{VERDICT_LABELS[verdict]}”要写明理由。", "与建议不同的结论，请用 --reason 写明。")
        reported_by = _checked(tx, check, entry_id, ledger_no)
        unit = unit or reported_by or check.unit
        if verdict in _TOLD and not unit:
            raise InvalidInput("还不知道是哪个单位的责任。", "请用 --unit 写明应当排查的单位。")
        tx.backchecks.decide(
            check,
            verdict,
            unit=unit,
            reason=reason,
            entry_id=entry_id,
            ledger_no=ledger_no,
            by=by,
            day=today,
        )
        after = tx.backchecks.get(no)
        tx.log("backcheck.decide", check_key(no), before=_said(check), after=_said(after))
        return after


def _basis(check: Backcheck, verdict: Verdict, entry_id: int | None, ledger_no: str) -> tuple[int | None, str]:
    """The entry or the earlier case by which the dispute was known."""
    if verdict not in _KNOWN:
        return None, ""
    if entry_id is None and not ledger_no and check.proposal.candidates:
        best = check.proposal.candidates[0]
        if check.proposal.verdict in _KNOWN:
            entry_id, ledger_no = best.entry_id, best.case_no
    if entry_id is None and not ledger_no:
        raise InvalidInput(
            f"定为“{VERDICT_LABELS[verdict]}”要指出当时的排查条目或台账案件。",
            "请用 --entry 条目号或 --ledger 编号写明。",
        )
    return entry_id, ledger_no


def _checked(tx: Transaction, check: Backcheck, entry_id: int | None, ledger_no: str) -> str:
    """The body of the entry; refuses what was not there when the case came in."""
    if ledger_no:
        other = tx.cases.get(ledger_no)
        if ledger_no == check.no or other.received is None or other.received > check.received:
            raise InvalidInput(
                f"台账 {ledger_no} 是 {other.received} 收到的，不早于 {check.received}。", "请指出更早的一件。"
            )
    if entry_id is None:
        return ""
    entry = tx.weekly.entry(entry_id)
    if entry.reported > check.received:
        raise InvalidInput(
            f"第 {entry_id} 号条目是 {entry.reported} 报的，晚于收到日期 {check.received}。",
            "收到以后才报的，不算事先掌握。",
        )
    return entry.unit


def _said(check: Backcheck) -> dict[str, object]:
    return {
        "verdict": check.verdict.value,
        "unit": check.unit,
        "reason": check.reason,
        "entry": check.entry_id,
        "case": check.ledger_no,
    }
