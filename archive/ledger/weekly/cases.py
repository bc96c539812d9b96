"""An entry of the weekly check becomes a case of the ledger, or is found to belong to one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from archive.cases.exchange.rows import Imported
from archive.cases.model import Event
from archive.cases.weekly.entry import ReportedEntry
from archive.cases.weekly.weeks import week_name
from archive.errors import InvalidInput
from archive.ledger.changing import act_in
from archive.ledger.registering import register_in
from archive.record.record import Record, Transaction

_MEDIATION = "人民调解"


def entry_key(entry_id: int) -> str:
    """An entry's subject in the audit trail."""
    return f"weekly-entry:{entry_id}"


def take(
    record: Record, entry_id: int, *, today: dt.date, registrar: str, kind: str = _MEDIATION, no: str = ""
) -> Imported:
    """Register a case from an entry, with its list level and, if it is reported as resolved, how it ended.

    Raises NotFound, InvalidInput if the entry is voided, has a case already or cannot be registered.
    """
    with record.write() as tx:
        one = _free(tx, entry_id)
        imported = register_in(tx, _row(one, kind, no), today=today, registrar=registrar)
        case = imported.case
        for event in _events(one, today, registrar):
            case = act_in(tx, case.no, event, today=today)
        _link(tx, one, case.no)
    return Imported(case, imported.notes)


def link(record: Record, entry_id: int, case_no: str) -> ReportedEntry:
    """Say to which case an entry belongs. Raises NotFound, InvalidInput if it is voided or has a case already."""
    with record.write() as tx:
        one = _free(tx, entry_id)
        if voided := tx.cases.get(case_no).voided:
            raise InvalidInput(f"案件“{case_no}”已作废。", f"当时的理由：{voided}。", code="case_voided")
        _link(tx, one, case_no)
        return tx.weekly.entry(entry_id)


def unlink(record: Record, entry_id: int, reason: str) -> ReportedEntry:
    """Take a wrong link back. Raises NotFound, InvalidInput without a reason or a link."""
    with record.write() as tx:
        one = tx.weekly.entry(entry_id)
        if not one.case_no:
            raise InvalidInput(f"第 {entry_id} 号条目没有对上案件。", "请用 juanzong weekly entries 核对条目号。")
        if not reason.strip():
            raise InvalidInput("解除对应要写明理由。", "请用 --reason 写明。")
        tx.weekly.set_case(entry_id, "")
        tx.log(
            "weekly.unlink",
            entry_key(entry_id),
            before={"case": one.case_no},
            after={"case": "", "reason": reason.strip()},
        )
        return tx.weekly.entry(entry_id)


def _free(tx: Transaction, entry_id: int) -> ReportedEntry:
    one = tx.weekly.entry(entry_id)
    if one.voided:
        raise InvalidInput(f"第 {entry_id} 号条目已不算数：{one.voided}。", "请用同一单位现在的条目。")
    if one.case_no:
        raise InvalidInput(
            f"第 {entry_id} 号条目已经对上案件 {one.case_no}。", "确实对错了的，先用 juanzong weekly unlink 解除。"
        )
    return one


def _link(tx: Transaction, one: ReportedEntry, case_no: str) -> None:
    tx.weekly.set_case(one.id, case_no)
    tx.log("weekly.link", entry_key(one.id), after={"case": case_no})


def _row(one: ReportedEntry, kind: str, no: str) -> dict[str, object]:
    """The registration of an entry; the day it was found counts as the day it came in."""
    entry = one.entry
    role = "applicant" if kind in (_MEDIATION, "调解", "mediation") else "petitioner"
    row: dict[str, object] = {
        "kind": kind,
        "title": entry.title,
        "category": entry.category,
        "region": entry.region,
        "region_code": entry.region_code,
        "received": (entry.found or one.reported).isoformat(),
        "group_size": entry.persons,
        "summary": "。".join(text for text in (entry.measures, entry.remark) if text),
        "parties": [{"name": name, "role": role} for name in entry.people],
        "owners": {"village_owner": entry.owner},
        "duty_unit": one.unit,
    }
    if role == "applicant":
        row["mediation"] = {"source": "主动调解"}
    return {**row, "no": no} if no else row


def _events(one: ReportedEntry, today: dt.date, registrar: str) -> Iterator[Event]:
    said = f"{one.unit}{week_name(one.week)}排查上报"
    if one.entry.resolved:
        yield Event(one.reported, "resolve", said, unit=one.unit, actor=registrar, details={"outcome": "已化解"})
    if one.entry.level is not None:
        details = {"level": one.entry.level.value, "reason": said}
        yield Event(
            max(one.reported, one.entry.found or one.reported), "list_enter", said, actor=registrar, details=details
        )
