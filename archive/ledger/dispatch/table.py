"""Passing on many cases at once, from a table; a bad row never stops the others, and the same table may come again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from archive.cases.exchange.values import text_of, whole_day
from archive.cases.procedure.dispatches import dispatches_of
from archive.errors import InvalidInput
from archive.ledger.dispatch.addressees import addressee
from archive.ledger.dispatch.dispatching import pass_on_in
from archive.ledger.doing import Doing
from archive.record.dispatches import DispatchRow, DispatchState, UnitTally
from archive.record.record import Record
from archive.sheets.files import BadRow, take_each
from archive.sheets.tables import Headings, read_table
from archive.sheets.writing import Sheet, write_sheets

HEADINGS = Headings(
    {
        "no": ("编号", "案件编号", "信访编号"),
        "kind": ("方式", "办理方式"),
        "to": ("收文单位", "转送单位", "承办单位", "责任单位", "去向", "单位"),
        "number": ("文号", "转送文号", "交办文号"),
        "day": ("日期", "转送日期", "交办日期"),
        "due": ("办理期限", "反馈期限", "指定办理期限"),
        "reason": ("理由", "转送理由", "备注"),
    },
    required=("no", "to"),
)
KIND_LABELS: Mapping[str, str] = {"transfer": "转送", "assign": "交办"}
STATE_LABELS: Mapping[DispatchState, str] = {
    DispatchState.UNSIGNED: "未签收",
    DispatchState.OPEN: "在办",
    DispatchState.OBJECTED: "有异议",
    DispatchState.OVERDUE: "逾期未反馈",
    DispatchState.RETURNED: "已退回",
    DispatchState.ANSWERED: "已反馈",
}
_WRITTEN = (
    "序号", "编号", "信访人", "乡镇", "类别", "事由", "方式", "发文单位", "收文单位", "文号", "日期", "签收日期", "办理期限",
    "异议日期", "异议理由", "退回日期", "反馈日期", "督办次数", "状态", "逾期天数",
)  # fmt: skip
TALLY_HEADINGS = ("单位", "共", "在办", "未签收", "有异议", "逾期", "已反馈", "已退回", "督办")
"""Of the fields of a tally, in their order."""
"""What stands for who and what in a list that may be sent to the bodies (《信访工作条例》第三十条)."""


@dataclass(frozen=True, slots=True)
class TableDispatch:
    """What became of the rows: read = done + unchanged + refused."""

    read: int
    done: tuple[str, ...]
    unchanged: int
    """Rows that state what stands in the case already."""
    refused: tuple[BadRow, ...]
    notes: tuple[str, ...]


def dispatch_table(record: Record, path: Path, doing: Doing, *, new: bool = False) -> TableDispatch:
    """Pass on what the rows of an XLSX or CSV file say, each in a transaction of its own.

    A row without a day is passed on on ``doing.on``. Raises ReadError, InvalidInput without the headings.
    """
    rows = list(read_table(path, HEADINGS))
    taken = take_each(rows, lambda row: (str(row.values.get("no")), _take(record, row.values, doing, new)))
    done = [(no, said) for no, said in taken.each if said is not None]
    notes = dict.fromkeys([*taken.notes, *(note for _, said in done for note in said)])
    return TableDispatch(
        taken.read, tuple(no for no, _ in done), len(taken.each) - len(done), taken.refused, tuple(notes)
    )


def write_dispatches(rows: Iterable[DispatchRow], path: Path, *, today: dt.date) -> int:
    """Write a list as a spreadsheet; returns how many rows. Raises StorageFull, InvalidInput."""
    return write_sheets(
        [Sheet("转送交办台账", _WRITTEN, [_cells(seq, row, today) for seq, row in enumerate(rows, 1)])], path
    )


def write_tallies(found: Iterable[UnitTally], path: Path) -> int:
    """Write what every body has as a spreadsheet; returns how many rows. Raises StorageFull, InvalidInput."""
    rows = [astuple(one) for one in found]
    return write_sheets([Sheet("各单位转送交办情况", TALLY_HEADINGS, rows)], path)


def _take(record: Record, values: Mapping[str, object], doing: Doing, new: bool) -> tuple[str, ...] | None:
    """What is worth noting of a row that was passed on; None for one that was already."""
    no, to, number = (text_of(values.get(key), HEADINGS.names[key][0]).strip() for key in ("no", "to", "number"))
    if not no:
        raise InvalidInput("这一行没有编号。", "请写案件编号。")
    due = whole_day(values.get("due"), "办理期限")
    kind = _kind(values, due)
    how = replace(doing, day=whole_day(values.get("day"), "日期") or doing.on, number=number or doing.number)
    reason = text_of(values.get("reason"), "理由").strip()
    with record.write() as tx:
        case = tx.cases.get(no)
        unit, said = addressee(tx, to, new=new)
        if any(
            (one.kind, one.to_unit, one.number) == (kind, unit, how.number)
            and ("day" not in values or one.day == how.on)
            for one in dispatches_of(case.acts())
        ):
            return None
        pass_on_in(tx, no, kind, unit, how, {"feedback_due": due, "reason": reason})
    return said


def _kind(values: Mapping[str, object], due: dt.date | None) -> str:
    stated = text_of(values.get("kind"), "方式").strip()
    kind = next((code for code, name in KIND_LABELS.items() if stated in (code, name)), "")
    if stated and not kind:
        raise InvalidInput(f"没有“{stated}”这种方式。", "可以是：转送、交办。")
    if kind == "assign" and due is None:
        raise InvalidInput("交办要写明办理期限。", "请在“办理期限”一栏写明日期。", code="missing_statement")
    return kind or ("assign" if due else "transfer")


def _cells(seq: int, row: DispatchRow, today: dt.date) -> tuple[object, ...]:
    state = row.state(today)
    late = (today - row.feedback_due).days if state is DispatchState.OVERDUE and row.feedback_due else None
    return (
        seq, row.no, row.petitioner, row.township, row.category,
        row.title or row.summary, KIND_LABELS.get(row.kind, row.kind), row.from_unit,
        row.to_unit, row.number, row.day, row.received, row.feedback_due, row.objected, row.objection, row.returned,
        row.answered, row.supervised, STATE_LABELS[state], late,
    )  # fmt: skip
