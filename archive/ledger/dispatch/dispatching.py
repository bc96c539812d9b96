"""Passing on (转送、交办) and what comes back: receipt, objection, return, report, supervision. Thin over the acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from archive.cases.clocks.deadline import Deadline
from archive.cases.clocks.deadlines import deadlines_of, guessed
from archive.cases.model import Case, Event
from archive.cases.procedure.dispatches import Dispatch, dispatches_of
from archive.errors import InvalidInput
from archive.ledger.changing import act_in
from archive.ledger.dispatch.addressees import addressee, check_not_accused, office_of
from archive.ledger.doing import Doing
from archive.record.record import Record, Transaction

_OBJECTION = "OBJECTION_5WD"


@dataclass(frozen=True, slots=True)
class Done:
    """The case after an act, and what is worth noting."""

    case: Case
    notes: tuple[str, ...] = ()


def transfer(record: Record, no: str, to: str, doing: Doing, *, reason: str = "", new: bool = False) -> Done:
    """Pass a case on to a body. Raises NotFound with names like it for a body nobody knows, InvalidInput, Conflict."""
    with record.write() as tx:
        unit, notes = addressee(tx, to, new=new)
        return Done(pass_on_in(tx, no, "transfer", unit, doing, {"reason": reason}), notes)


def assign(
    record: Record, no: str, to: str, due: dt.date, doing: Doing, *, reason: str = "", new: bool = False
) -> Done:
    """Give a case to a body that must report by ``due``. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        unit, notes = addressee(tx, to, new=new)
        return Done(pass_on_in(tx, no, "assign", unit, doing, {"feedback_due": due, "reason": reason}), notes)


def pass_on_in(tx: Transaction, no: str, kind: str, unit: str, doing: Doing, details: Mapping[str, object]) -> Case:
    """``transfer`` or ``assign`` a case to a body of that full name. Raises NotFound, InvalidInput, Conflict."""
    due = details.get("feedback_due")
    if isinstance(due, dt.date):
        if due < doing.on:
            raise InvalidInput(f"办理期限 {due} 早于交办的日期 {doing.on}。", "请核对期限。", code="bad_day")
        details = {**details, "feedback_due": due.isoformat()}
    check_not_accused(tx.cases.get(no), unit)
    event = doing.event(kind, {"to": unit, **details}, unit=office_of(tx))
    return act_in(tx, no, event, today=doing.today, expected=doing.expected)


def receive(record: Record, no: str, doing: Doing) -> Done:
    """The body signs for it: its days run from here. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        last = _last(tx.cases.get(no))
        if last is not None and last.received is not None and last.is_open:
            raise InvalidInput(f"{last.to_unit}已于 {last.received} 签收。", "登记错的请先作废那一条。")
        _check_after(last, doing.on, "签收")
        return _done(tx, no, doing, "receive", {}, last)


def object_to(record: Record, no: str, reason: str, doing: Doing, *, suggest: str = "", late: str = "") -> Done:
    """The body says that it is not competent (《信访工作条例》第二十三条第三款).

    Within five working days of receipt; later only with ``late``, the reason for it, which is kept. Raises NotFound,
    InvalidInput with the last day, Conflict.
    """
    with record.write() as tx:
        case = tx.cases.get(no)
        last = _last(case)
        notes = _check_objection(record, tx, case, last, doing.on, late)
        details = {"reason": reason, "suggest": suggest, "late": late}
        return Done(_done(tx, no, doing, "object", details, last).case, notes)


def return_(record: Record, no: str, doing: Doing) -> Done:
    """The office agrees, and the case is the office's again. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        return _done(tx, no, doing, "return", {}, None, unit=office_of(tx))


def uphold(record: Record, no: str, reason: str, doing: Doing) -> Done:
    """The office does not agree; the body keeps the case. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        return _done(tx, no, doing, "uphold", {"reason": reason}, None, unit=office_of(tx))


def feedback(record: Record, no: str, doing: Doing) -> Done:
    """The body's report (办结报告) has come. Raises NotFound, InvalidInput without a dispatch, Conflict."""
    with record.write() as tx:
        last = _last(tx.cases.get(no))
        if last is None:
            raise InvalidInput(
                f"{no} 没有转送、交办过，谈不上反馈。", "请核对编号；办理结果请登记“答复”。", code="illegal_move"
            )
        _check_after(last, doing.on, "反馈")
        notes: tuple[str, ...] = ()
        if last.feedback_due is not None and doing.on > last.feedback_due:
            notes = (f"比指定的办理期限 {last.feedback_due} 晚了 {(doing.on - last.feedback_due).days} 日。",)
        return Done(_done(tx, no, doing, "feedback", {}, last).case, notes)


def supervise(record: Record, no: str, requirement: str, due: dt.date | None, doing: Doing) -> Done:
    """Press the body that is late (督办). Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        if due is not None and due < doing.on:
            raise InvalidInput(f"督办时限 {due} 早于督办的日期 {doing.on}。", "请核对时限。", code="bad_day")
        last = _last(tx.cases.get(no))
        details = {"requirement": requirement, "due": due.isoformat() if due else ""}
        return _done(tx, no, doing, "supervise", details, last, unit=last.to_unit if last else "")


def objection_until(record: Record, tx: Transaction, case: Case) -> Deadline | None:
    """The time within which the body that has the case may object; None if none runs."""
    found = deadlines_of(case, record.clocks.rules, tx.holidays.calendar())
    return next((one for one in reversed(found) if one.code == _OBJECTION and one.open), None)


def _check_objection(
    record: Record, tx: Transaction, case: Case, last: Dispatch | None, day: dt.date, late: str
) -> tuple[str, ...]:
    _check_after(last, day, "异议")
    limit = objection_until(record, tx, case)
    if limit is None:
        return ()
    years = guessed(limit, tx.holidays.calendar())
    unsure = f"没有 {'、'.join(map(str, years))} 年完整的放假表，按周末推算。" if years else ""
    if day <= limit.due:
        return (unsure,) if unsure else ()
    unsigned = "" if last is None or last.received else "（没有登记签收，自转送、交办之日起算）"
    if not late.strip():
        raise InvalidInput(
            f"提出异议的期限到 {limit.due} 为止：自 {limit.start} 收到起 {limit.length} 个工作日{unsigned}。",
            f"{unsure}逾期确有正当理由的，用 --late 写明理由（{limit.basis}）。",
            code="objection_late",
        )
    return (f"逾期提出（期限到 {limit.due}），理由已记下：{late}。{unsure}",)


def _done(
    tx: Transaction,
    no: str,
    doing: Doing,
    type_: str,
    details: Mapping[str, object],
    dispatch: Dispatch | None,
    *,
    unit: str = "",
) -> Done:
    event: Event = doing.event(type_, details, unit=unit or (dispatch.to_unit if dispatch else ""))
    return Done(act_in(tx, no, event, today=doing.today, expected=doing.expected))


def _last(case: Case) -> Dispatch | None:
    found = dispatches_of(case.acts())
    return found[-1] if found else None


def _check_after(last: Dispatch | None, day: dt.date, what: str) -> None:
    if last is not None and day < last.day:
        raise InvalidInput(f"{what}的日期 {day} 早于转送、交办的 {last.day}。", "请核对日期。", code="bad_day")
