"""Mediation (人民调解) from registration to the closed file, each step an act of the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from archive.cases.clocks.deadline import Deadline
from archive.cases.clocks.deadlines import deadlines_of
from archive.cases.exchange.parts import part_row
from archive.cases.mediation.agreement import Terms, agreed
from archive.cases.mediation.file_contents import FileItem, file_of
from archive.cases.mediation.other_ways import other_ways
from archive.cases.mediation.self_check import self_check
from archive.cases.model import Case, CaseKind, MediationSource
from archive.cases.procedure.moves import check_people, do
from archive.cases.procedure.performance import Performance, performances_of
from archive.cases.procedure.recusal import recusals
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import Status
from archive.chinese.money import format_yuan
from archive.errors import InvalidInput
from archive.ledger.changing import act_in, change_in
from archive.ledger.doing import Doing
from archive.ledger.mediation.committees import check_mediators, committee_of
from archive.ledger.registering import register_in
from archive.record.record import Record, Transaction

CONFIRM_WINDOW = "JUDICIAL_CONFIRM"
"""Code of the deadline by which both sides may ask the court."""
_REFERRED = {
    MediationSource.COURT: "人民法院",
    MediationSource.POLICE: "公安机关",
    MediationSource.PETITION_OFFICE: "信访部门",
    MediationSource.OTHER: "其他单位",
}


@dataclass(frozen=True, slots=True)
class Mediated:
    """The case after an act, and what is worth noting."""

    case: Case
    notes: tuple[str, ...] = ()


def register(
    record: Record,
    row: Mapping[str, object],
    doing: Doing,
    *,
    source: MediationSource,
    committee: str = "",
    mediators: Sequence[str] = (),
    referred_by: str = "",
    accepted: bool = False,
) -> Mediated:
    """Register a dispute for mediation; ``accepted`` if both sides agree to it at once.

    ``row`` states the rest as an import would; its parties have their sides. Raises InvalidInput for a committee or a
    mediator that is not in the office's tables, and for a mediator who must withdraw.
    """
    with record.write() as tx:
        name = committee_of(tx, committee, mediators)
        notes = check_mediators(tx, name, mediators)
        begun = _beginning(source, doing, referred_by)
        stated = {
            **row,
            "kind": CaseKind.MEDIATION,
            "received": row.get("received") or doing.on.isoformat(),
            "duty_unit": name,
            "mediation": {"committee": name, "mediators": list(mediators), "source": source},
            "events": [begun],
        }
        imported = register_in(tx, stated, today=doing.today, registrar=doing.actor)
        case = imported.case
        if accepted:
            case = act_in(tx, case.no, doing.event("accept", unit=name), today=doing.today)
        return Mediated(case, (*notes, *imported.notes))


def set_mediators(record: Record, no: str, mediators: Sequence[str], *, expected: int | None = None) -> Mediated:
    """Choose other mediators. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        committee = _mediation(tx, no).mediation.committee
        notes = check_mediators(tx, committee, mediators)

        def change(case: Case) -> Case:
            changed = replace(case, mediation=replace(case.mediation, mediators=tuple(mediators)))
            check_people(changed)
            return changed

        case = change_in(
            tx,
            no,
            "case.mediators",
            change,
            lambda before, after: (
                {"mediators": list(before.mediation.mediators)},
                {"mediators": list(after.mediation.mediators)},
            ),
            expected,
        )
        return Mediated(case, notes)


def step(record: Record, no: str, type_: str, doing: Doing, details: Mapping[str, object] | None = None) -> Mediated:
    """An act that needs nothing beyond the procedure: accept, decline, inform, mediate, declare, visit …

    Raises NotFound, InvalidInput, Conflict.
    """
    with record.write() as tx:
        case = _act(tx, no, type_, doing, details or {})
    return Mediated(case, tuple(f"{one.post}{one.person}{one.why}，应当回避，请更换。" for one in recusals(case)))


def agree(record: Record, no: str, made: Terms, doing: Doing) -> Mediated:
    """The parties have agreed: the terms go into the case, and the act with them. Raises NotFound, InvalidInput, Conflict."""
    if made.effective < doing.on:
        raise InvalidInput(
            f"生效日期 {made.effective} 早于达成协议的日期 {doing.on}。",
            "书面协议自各方签名盖章、调解员签名并加盖调委会印章之日起生效，口头协议自达成之日起生效。",
            code="bad_day",
        )
    if made.effective > doing.today + dt.timedelta(days=1):
        raise InvalidInput(f"生效日期 {made.effective} 还没有到。", "请在签名盖章齐全以后登记。", code="bad_day")
    notes: tuple[str, ...] = ()

    def change(case: Case) -> Case:
        nonlocal notes
        stated, notes = agreed(case, replace(made, number=made.number or doing.number))
        details = {
            "form": made.form,
            "effective": made.effective.isoformat(),
            "amount_fen": stated.mediation.amount_fen,
        }
        return do(stated, doing.event("agreement", details, unit=case.mediation.committee), doing.today)

    with record.write() as tx:
        case = change_in(
            tx,
            no,
            "case.agreement",
            change,
            lambda before, after: (
                {"mediation": part_row(before.mediation)},
                {"mediation": part_row(after.mediation), "event": part_row(after.events[-1])},
            ),
            doing.expected,
        )
    return Mediated(case, notes)


def terminate(record: Record, no: str, reason: str, doing: Doing) -> Mediated:
    """Mediation ends without an agreement; the notes are the ways that are open (《人民调解法》第二十六条)."""
    with record.write() as tx:
        case = _act(tx, no, "terminate", doing, {"reason": reason})
    return Mediated(case, ("请告知当事人可以：" + "；".join(other_ways(case.category)) + "。",))


def perform(
    record: Record, no: str, doing: Doing, *, instalment: int | None, amount_fen: int | None, voucher: str
) -> Mediated:
    """Something of the agreement was performed. Raises NotFound, InvalidInput for an instalment that is not there, Conflict."""
    with record.write() as tx:
        case = _mediation(tx, no)
        listed = performances_of(case.mediation, case.acts())
        at = _which(listed, instalment)
        owed = listed[at - 1] if at else None
        if amount_fen is not None and amount_fen <= 0:
            raise InvalidInput(
                f"履行的金额要大于零，现在是 {format_yuan(amount_fen)} 元。", "请核对金额；退款请在情况说明里写明。"
            )
        if owed is not None and owed.amount_fen is not None:
            rest = owed.amount_fen - (owed.paid_fen or 0)
            amount_fen = rest if amount_fen is None else amount_fen
            if amount_fen > rest:
                raise InvalidInput(
                    f"第 {at} 期还欠 {format_yuan(rest)} 元，这次写了 {format_yuan(amount_fen)} 元。",
                    "请核对金额；一次付了几期的，按期分开登记。",
                    code="bad_instalments",
                )
        details = {"instalment": at, "amount_fen": amount_fen, "voucher": voucher}
        case = _act(tx, no, "perform", doing, details)
    left = [number for number, one in enumerate(performances_of(case.mediation, case.acts()), 1) if one.done is None]
    if left:
        return Mediated(case, (f"还有第 {'、'.join(map(str, left))} 期没有履行完。",))
    return Mediated(case, ("已全部履行，可以回访、办结。",))


def confirm_apply(record: Record, no: str, court: str, doing: Doing, *, checked: bool) -> Mediated:
    """Both sides ask the court to confirm the agreement, within thirty days of its taking effect.

    ``checked`` says that every question of the self-check was answered. Raises NotFound, InvalidInput, Conflict.
    """
    with record.write() as tx:
        case = _mediation(tx, no)
        window = _window(record, tx, case)
        if window is not None and doing.on > window.due:
            raise InvalidInput(
                f"申请司法确认的期限到 {window.due} 为止：协议 {window.start} 生效，三十日内双方共同申请。",
                "一方不履行的，另一方可以就协议向人民法院起诉（《人民调解法》第三十二条）。",
                code="confirm_late",
            )
        found = self_check(case)
        if not checked and standing_of(case).status is Status.AGREED:
            raise InvalidInput(
                "申请前要逐项自查，法院不予受理、驳回的情形都没有。",
                f"请先看 juanzong mediation confirm-check {no}，逐项核对后加 --checked。",
                code="not_checked",
            )
        flags = [finding for one in found for finding in one.findings]
        details = {"court": court, "checked": [one.question.code for one in found], "flags": flags or None}
        return Mediated(
            _act(tx, no, "confirm_apply", doing, details), tuple(f"自查时请核对过：{flag}。" for flag in flags)
        )


def confirm(record: Record, no: str, confirmed: bool, number: str, doing: Doing) -> Mediated:
    """The court has decided. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        result = "confirmed" if confirmed else "rejected"
        case = _act(tx, no, "confirm", doing, {"result": result, "number": number})
    if confirmed:
        return Mediated(case, ("裁定有效；一方不履行的，对方可以申请强制执行（《人民调解法》第三十三条）。",))
    return Mediated(
        case, ("请告知当事人：可以变更原协议或者达成新的协议，也可以向人民法院起诉（《人民调解法》第三十三条）。",)
    )


def finish(record: Record, no: str, reason: str, doing: Doing) -> Mediated:
    """The case is done: all is performed, or ``reason`` says why not. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        case = _mediation(tx, no)
        left = [at for at, one in enumerate(performances_of(case.mediation, case.acts()), 1) if one.done is None]
        if left and not reason.strip() and standing_of(case).status is Status.AGREED:
            raise InvalidInput(
                f"第 {'、'.join(map(str, left))} 期还没有履行完。",
                "请先登记履行；不再履行的用 --reason 写明为什么。",
                code="not_performed",
            )
        return Mediated(_act(tx, no, "finish", doing, {"reason": reason}))


def contents(tx: Transaction, case: Case, have: Sequence[str] = ()) -> tuple[FileItem, ...]:
    """The file of a case, item by item, with what lies in it."""
    documents = [(one.id, f"{one.title} {one.name} {one.paper}") for one in tx.documents.all(case_no=case.no)]
    return file_of(case, documents, have)


def archive(record: Record, no: str, doing: Doing, *, have: Sequence[str] = (), explain: str = "") -> Mediated:
    """Close the file. Raises InvalidInput, naming the items that are missing, unless ``explain`` says why; NotFound."""
    with record.write() as tx:
        items = contents(tx, _mediation(tx, no), have)
        missing = [one.name for one in items if one.missing]
        if missing and not explain.strip():
            raise InvalidInput(
                f"卷里还缺：{'、'.join(missing)}。",
                "请补收文档或登记文号；纸质卷里已有的用 --have 写明，确实没有的用 --explain 写卷宗情况说明。",
                code="file_incomplete",
            )
        details = {"have": list(have) or None, "missing": missing or None, "explain": explain}
        return Mediated(_act(tx, no, "archive", doing, details))


def _mediation(tx: Transaction, no: str) -> Case:
    case = tx.cases.get(no)
    if case.kind is not CaseKind.MEDIATION:
        raise InvalidInput(
            f"{no} 不是人民调解案件。", "信访事项请用 juanzong ledger act 办理。", code="not_a_mediation"
        )
    return case


def _window(record: Record, tx: Transaction, case: Case) -> Deadline | None:
    """The time for asking the court that runs; None if none does."""
    found = deadlines_of(case, record.clocks.rules, tx.holidays.calendar())
    return next((one for one in reversed(found) if one.code == CONFIRM_WINDOW and one.open), None)


def _act(tx: Transaction, no: str, type_: str, doing: Doing, details: Mapping[str, object]) -> Case:
    case = _mediation(tx, no)
    event = doing.event(type_, details, unit=case.mediation.committee)
    return act_in(tx, no, event, today=doing.today, expected=doing.expected)


def _beginning(source: MediationSource, doing: Doing, referred_by: str) -> dict[str, object]:
    if source in _REFERRED:
        details: dict[str, object] = {"from": referred_by or _REFERRED[source]}
        kind = "refer"
    else:
        details, kind = {}, "apply" if source is MediationSource.APPLIED else "register"
    event = doing.event(kind, details)
    return part_row(event)


def _which(listed: Sequence[Performance], stated: int | None) -> int | None:
    """The number of the instalment that is meant, from 1; None where the agreement has none."""
    if not listed:
        if stated is not None:
            raise InvalidInput("协议没有分期。", "不写 --instalment 就是全部履行。", code="bad_instalments")
        return None
    if stated is not None:
        if stated > len(listed):
            raise InvalidInput(f"协议只有 {len(listed)} 期，没有第 {stated} 期。", "请核对。", code="bad_instalments")
        return stated
    return next((at for at, one in enumerate(listed, 1) if one.done is None), len(listed))
