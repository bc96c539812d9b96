"""The petition office proposes (三项建议, 《信访工作条例》第四十一条), and keeps what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from archive.cases.procedure.days import FIRST_DAY
from archive.errors import Conflict, InvalidInput
from archive.record.proposals import Proposal
from archive.record.record import Record, Transaction


def proposal_key(number: int) -> str:
    """A proposal's subject in the audit trail."""
    return f"proposal:{number}"


def propose(record: Record, proposal: Proposal, *, today: dt.date) -> Proposal:
    """Record a proposal. Raises InvalidInput."""
    if not proposal.text.strip() or not proposal.unit.strip():
        raise InvalidInput("建议要写明向谁提出、内容是什么。", "请用 --unit 和 --text 写明。")
    if not FIRST_DAY <= proposal.day <= today:
        raise InvalidInput(f"日期 {proposal.day} 不对。", "应在 1949 年以后、今天以前。", code="bad_day")
    with record.write() as tx:
        kept = tx.proposals.add(proposal)
        tx.log("proposal.new", proposal_key(kept.id), after=_said(kept))
        return kept


def answered(
    record: Record, number: int, *, adopted: bool, day: dt.date, feedback: str, expected: int | None = None
) -> Proposal:
    """Keep whether a proposal was adopted. Raises NotFound, Conflict, InvalidInput."""
    with record.write() as tx:
        before = _standing(tx, number, expected)
        if day < before.day:
            raise InvalidInput(f"日期 {day} 早于建议的 {before.day}。", "请核对日期。", code="bad_day")
        if not adopted and not feedback.strip():
            raise InvalidInput("没有采纳的，要写明理由。", "请用 --feedback 写明。")
        after = replace(before, adopted=adopted, adopted_on=day, feedback=feedback.strip())
        return _changed(tx, before, after, "proposal.answer")


def void_proposal(record: Record, number: int, reason: str) -> Proposal:
    """Say that a proposal does not count. Raises NotFound, InvalidInput."""
    if not reason.strip():
        raise InvalidInput("作废要写明理由。", "请用 --reason 写明。")
    with record.write() as tx:
        before = _standing(tx, number, None)
        return _changed(tx, before, replace(before, voided=reason.strip()), "proposal.void")


def _standing(tx: Transaction, number: int, expected: int | None) -> Proposal:
    proposal = tx.proposals.get(number)
    if proposal.voided:
        raise InvalidInput(f"第 {number} 号建议已作废。", f"当时的理由：{proposal.voided}。")
    if expected is not None and proposal.version != expected:
        raise Conflict(f"第 {number} 号建议刚被别人改过。", "请重新查看，看过对方的修改后再改。")
    return proposal


def _changed(tx: Transaction, before: Proposal, after: Proposal, action: str) -> Proposal:
    tx.proposals.change(after)
    tx.log(action, proposal_key(before.id), before=_said(before), after=_said(after))
    return tx.proposals.get(before.id)


def _said(proposal: Proposal) -> dict[str, object]:
    return {
        "day": proposal.day.isoformat(),
        "kind": proposal.kind.value,
        "unit": proposal.unit,
        "text": proposal.text,
        "number": proposal.number,
        "adopted": proposal.adopted,
        "feedback": proposal.feedback,
        "voided": proposal.voided,
    }
