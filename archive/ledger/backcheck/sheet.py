"""Back-checks as spreadsheets (倒查台账、漏排和不实统计)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.cases.backcheck.verdict import VERDICT_LABELS, Verdict
from archive.cases.labels import label
from archive.record.backchecks import Backcheck
from archive.sheets.writing import Sheet, write_sheets

_HEADINGS = (
    "序号", "编号", "收到日期", "渠道", "信访人", "人数", "乡镇", "类别", "事由", "责任单位", "建议结论", "建议理由", "相似分", "结论",
    "理由", "排查条目号", "台账编号", "定人", "定日期", "通报文号",
)  # fmt: skip


def write_checks(checks: Iterable[Backcheck], path: Path) -> int:
    """Write back-checks; returns how many. Raises StorageFull, InvalidInput."""
    return write_sheets([Sheet("倒查台账", _HEADINGS, [_cells(seq, one) for seq, one in enumerate(checks, 1)])], path)


def write_by_unit(counts: Mapping[str, Mapping[Verdict, int]], path: Path) -> int:
    """Write what each body missed."""
    rows = [unit_line(unit, counts[unit]) for unit in in_order(counts)]
    return write_sheets([Sheet("按单位", ("单位", "倒查件数", *VERDICT_LABELS.values(), "漏排率"), rows)], path)


def unit_line(unit: str, counts: Mapping[Verdict, int]) -> tuple[object, ...]:
    """A body with its counts, and the share it missed of what was decided."""
    decided = sum(counts.get(one, 0) for one in (Verdict.FOUND, Verdict.MISSED, Verdict.UNTRUE))
    share = f"{100 * counts.get(Verdict.MISSED, 0) / decided:.2f}%" if decided else "—"
    return (unit or "未定单位", sum(counts.values()), *(counts.get(one, 0) for one in VERDICT_LABELS), share)


def in_order(counts: Mapping[str, Mapping[Verdict, int]]) -> list[str]:
    """The bodies, those with most missed and untrue first."""
    return sorted(
        counts, key=lambda unit: (-counts[unit].get(Verdict.MISSED, 0) - counts[unit].get(Verdict.UNTRUE, 0), unit)
    )


def _cells(seq: int, one: Backcheck) -> tuple[object, ...]:
    best = one.proposal.candidates[0] if one.proposal.candidates else None
    return (
        seq, one.no, one.received, label(one.channel) if one.channel else "", one.petitioner, one.group_size, one.township,
        one.category, one.title, one.unit, VERDICT_LABELS[one.proposal.verdict], one.proposal.reason,
        best.score if best else None, VERDICT_LABELS[one.verdict], one.reason, one.entry_id, one.ledger_no, one.decided_by,
        one.decided, one.notice_number,
    )  # fmt: skip
