"""Mediations as spreadsheets: the committee's book (人民调解台账), and what is due of agreements."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.cases.labels import label
from archive.cases.mediation.line import MediationLine
from archive.cases.procedure.status import STATUS_LABELS
from archive.ledger.mediation.due import DueOfAgreement
from archive.sheets.writing import Sheet, write_sheets

_BOOK = (
    "序号", "编号", "登记日期", "受理日期", "甲方", "乙方", "纠纷类型", "事由", "乡镇", "案件来源", "调解委员会", "调解员", "状态",
    "协议形式", "协议编号", "生效日期", "涉及金额（元）", "履行", "司法确认", "办结日期", "回访日期",
)  # fmt: skip
_DUE = ("序号", "事项", "编号", "当事人", "事由", "乡镇", "调解委员会", "内容", "期限", "还剩（日）", "应付（元）")


def write_mediations(lines: Iterable[MediationLine], path: Path) -> int:
    """Write the book; returns how many rows. Raises StorageFull, InvalidInput."""
    rows = [
        (
            seq, one.no, one.received, one.accepted, one.first, one.second, one.category, one.title,
            one.township, label(one.source) if one.source else "", one.committee, "、".join(one.mediators),
            STATUS_LABELS[one.status], one.form, one.number, one.effective, _yuan(one.amount_fen), one.performed,
            one.confirmation, one.finished, one.visited,
        )
        for seq, one in enumerate(lines, 1)
    ]  # fmt: skip
    return write_sheets([Sheet("人民调解台账", _BOOK, rows)], path)


def write_due(found: Iterable[DueOfAgreement], path: Path) -> int:
    """Write what is due; returns how many rows. Raises StorageFull, InvalidInput."""
    rows = [
        (
            seq, one.kind, one.no, one.petitioner, one.title, one.township, one.committee, one.what, one.due,
            one.days_left, _yuan(one.owed_fen),
        )
        for seq, one in enumerate(found, 1)
    ]  # fmt: skip
    return write_sheets([Sheet("到期事项", _DUE, rows)], path)


def _yuan(fen: int | None) -> float | None:
    """A number, for a spreadsheet adds it up."""
    return None if fen is None else fen / 100
