"""The ledger as a spreadsheet with the columns offices use (信访工作台账)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.cases.labels import label
from archive.cases.lists.definitions import Definitions
from archive.cases.procedure.standing import SCORE_LABELS
from archive.cases.procedure.status import END_LABELS, STATUS_LABELS
from archive.record.ledger import LedgerRow
from archive.sheets.writing import Sheet, write_sheets

HEADINGS = (
    "序号", "编号", "业务", "登记日期", "信访人", "人数", "乡镇", "属地", "渠道", "类别", "摘要", "责任单位", "承办人", "包案领导",
    "状态", "清单级别", "受理日", "下一步", "到期日", "答复日", "送达日", "办结日", "完结情形", "结论", "化解日", "满意度（信访部门）",
    "满意度（责任单位）",
)  # fmt: skip


def write_ledger(rows: Iterable[LedgerRow], path: Path, lists: Definitions) -> int:
    """Write the rows; returns how many. Raises StorageFull, InvalidInput."""
    return write_sheets(
        [Sheet("信访工作台账", HEADINGS, [_cells(seq, row, lists) for seq, row in enumerate(rows, 1)])], path
    )


def _cells(seq: int, row: LedgerRow, lists: Definitions) -> tuple[object, ...]:
    return (
        seq, row.no, label(row.kind), row.received, row.petitioner, row.group_size, row.township, row.region,
        label(row.channel) if row.channel else "", row.category,
        row.title or row.summary, row.duty_unit, row.handler,
        row.leader, STATUS_LABELS[row.status], lists.name(row.level), row.accepted, row.next_step,
        row.next_due, row.replied, row.served, row.finished, END_LABELS[row.end_reason] if row.end_reason else "",
        row.outcome, row.resolved, SCORE_LABELS[row.score_office] if row.score_office else "",
        SCORE_LABELS[row.score_unit] if row.score_unit else "",
    )  # fmt: skip
