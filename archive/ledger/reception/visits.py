"""A visit is received: counted in batches and persons, tied to its case, or registered as a new one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.cases.model import Case, Event
from archive.cases.procedure.days import FIRST_DAY
from archive.cases.procedure.moves import MOST_REPRESENTATIVES
from archive.cases.reception.visit import RECEPTION_LABELS, Reception, ReceptionKind, ReceptionRules
from archive.errors import Conflict, InvalidInput
from archive.ledger.acts import void_event_in
from archive.ledger.changing import act_in
from archive.ledger.newness import likely_repeats
from archive.ledger.registering import register_in
from archive.record.record import Record, Transaction

_MOST_PERSONS = 100_000


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a visit."""

    reception: Reception
    case: Case | None
    notes: tuple[str, ...]
    """In Chinese: what is worth looking at."""


def reception_key(number: int) -> str:
    """A visit's subject in the audit trail."""
    return f"reception:{number}"


def receive(
    record: Record,
    visit: Reception,
    *,
    today: dt.date,
    registrar: str,
    rules: ReceptionRules,
    new: Mapping[str, object] | None = None,
) -> Received:
    """Record a visit; ``new`` is the row of a case to be registered from it.

    Raises InvalidInput, NotFound, Conflict. The law allows five representatives (《信访工作条例》第二十条).
    """
    _check(visit, today)
    if new is not None and visit.case_no:
        raise InvalidInput("写了已有的案件，又要登记新的。", "请只写其中一种。")
    notes: list[str] = []
    with record.write() as tx:
        visit = replace(visit, group_visit=visit.persons >= rules.group_from, leader=_leader(tx, visit, notes))
        if visit.group_visit and not visit.representatives:
            notes.append(f"{visit.persons} 人是集体访，应推选代表，不超过 {MOST_REPRESENTATIVES} 人。")
        if new is not None:
            imported = register_in(tx, _row(visit, new), today=today, registrar=registrar)
            notes += (*imported.notes, *likely_repeats(tx, imported.case))
            visit = replace(visit, case_no=imported.case.no)
        visit = _placed(tx, visit)
        kept = tx.receptions.add(visit)
        if kept.case_no:
            _tell_case(tx, kept, today, registrar)
        elif not kept.outcome:
            notes.append("没有对上案件，也没有写怎么答复的；在 juanzong reception unanswered 里会一直列出。")
        tx.log("reception.new", reception_key(kept.id), after=_said(kept))
        case = tx.cases.get(kept.case_no) if kept.case_no else None
        return Received(kept, case, tuple(notes))


def answer(
    record: Record, number: int, outcome: str, *, resolved: bool, today: dt.date, by: str, expected: int | None = None
) -> Reception:
    """Keep what people were told, and whether it solved the matter. Raises NotFound, Conflict, InvalidInput."""
    if not outcome.strip():
        raise InvalidInput("没有写怎么答复的。", "请用 --outcome 写明。")
    with record.write() as tx:
        before = _standing(tx, number, expected)
        after = replace(before, outcome=outcome.strip(), resolved=resolved or before.resolved)
        tx.receptions.change(after)
        if resolved and not before.resolved and after.case_no:
            act_in(tx, after.case_no, Event(today, "resolve", after.outcome, actor=by), today=today)
        tx.log("reception.answer", reception_key(number), before=_said(before), after=_said(after))
        return tx.receptions.get(number)


def void_visit(record: Record, number: int, reason: str) -> Reception:
    """Say that a visit does not count; the event it left in its case does not either. Raises NotFound, InvalidInput."""
    if not reason.strip():
        raise InvalidInput("作废要写明理由。", "请用 --reason 写明。")
    with record.write() as tx:
        before = _standing(tx, number, None)
        after = replace(before, voided=reason.strip())
        tx.receptions.change(after)
        if before.case_no:
            case = tx.cases.get(before.case_no)
            for seq, event in enumerate(case.events):
                if event.type == "reception" and event.details.get("reception") == str(number) and not event.voided:
                    void_event_in(tx, case.no, seq, reason.strip())
        tx.log("reception.void", reception_key(number), before=_said(before), after=_said(after))
        return tx.receptions.get(number)


def _check(visit: Reception, today: dt.date) -> None:
    if not FIRST_DAY <= visit.day <= today:
        raise InvalidInput(f"接访日期 {visit.day} 不对。", "应在 1949 年以后、今天以前。", code="bad_day")
    if not 1 <= visit.persons <= _MOST_PERSONS:
        raise InvalidInput(f"人数不对：{visit.persons}", "请写来了几个人。")
    if len(visit.representatives) > MOST_REPRESENTATIVES:
        raise InvalidInput(
            f"代表有 {len(visit.representatives)} 人，不得超过 {MOST_REPRESENTATIVES} 人。",
            "请信访人推选代表（《信访工作条例》第二十条）。",
            code="too_many_representatives",
        )
    if len(visit.representatives) > visit.persons:
        raise InvalidInput(f"代表有 {len(visit.representatives)} 人，却只来了 {visit.persons} 人。", "请核对人数。")


def _leader(tx: Transaction, visit: Reception, notes: list[str]) -> str:
    if visit.leader:
        return visit.leader
    duties = tx.roster.duties(visit.day, visit.day)
    on_duty = next((duty.leader for duty in duties if duty.place in ("", visit.place)), "")
    if not on_duty and visit.kind is ReceptionKind.HALL:
        notes.append(f"{visit.day} 没有排值班领导，也没有写是谁接访的。")
    return on_duty


def _row(visit: Reception, new: Mapping[str, object]) -> dict[str, object]:
    row: dict[str, object] = {"channel": "来访", "received": visit.day.isoformat(), **new}
    row.setdefault("group_size", visit.persons)
    row.setdefault("summary", visit.summary)
    stated = row.get("parties")
    parties = list(stated) if isinstance(stated, list | tuple) else []
    row["parties"] = [*parties, *({"name": name, "role": "representative"} for name in visit.representatives)]
    return row


def _placed(tx: Transaction, visit: Reception) -> Reception:
    """With the township and class of its case, so that visits are counted as their cases are."""
    if not visit.case_no:
        return visit
    case = tx.cases.get(visit.case_no)
    if case.voided:
        raise InvalidInput(f"案件“{case.no}”已作废。", f"当时的理由：{case.voided}。", code="case_voided")
    township = tx.organisation.places().township(case.region_code)
    return replace(
        visit,
        township=visit.township or township,
        category=visit.category or case.category,
        summary=visit.summary or case.title,
    )


def _tell_case(tx: Transaction, visit: Reception, today: dt.date, by: str) -> None:
    details = {"reception": str(visit.id), "leader": visit.leader, "persons": str(visit.persons)}
    stated = {key: value for key, value in details.items() if value}
    said = "：".join(part for part in (RECEPTION_LABELS[visit.kind], visit.outcome or visit.summary) if part)
    act_in(tx, visit.case_no, Event(visit.day, "reception", said, actor=by, details=stated), today=today)
    if visit.resolved:
        act_in(tx, visit.case_no, Event(visit.day, "resolve", visit.outcome, actor=by), today=today)


def _standing(tx: Transaction, number: int, expected: int | None) -> Reception:
    visit = tx.receptions.get(number)
    if visit.voided:
        raise InvalidInput(f"第 {number} 号接访已作废。", f"当时的理由：{visit.voided}。")
    if expected is not None and visit.version != expected:
        raise Conflict(f"第 {number} 号接访刚被别人改过。", "请重新查看，看过对方的修改后再改。")
    return visit


def _said(visit: Reception) -> dict[str, object]:
    return {
        "day": visit.day.isoformat(),
        "kind": visit.kind.value,
        "leader": visit.leader,
        "persons": visit.persons,
        "case": visit.case_no,
        "summary": visit.summary,
        "outcome": visit.outcome,
        "resolved": visit.resolved,
        "voided": visit.voided,
    }
