"""The three lists as a spreadsheet, a sheet for each level."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.cases.lists.definitions import Definitions
from archive.cases.procedure.status import STATUS_LABELS
from archive.ledger.lists import STRIKE_LABELS, Entry
from archive.sheets.writing import Sheet, write_sheets

HEADINGS = (
    "序号", "编号", "信访人", "人数", "乡镇", "属地", "类别", "事由", "责任单位", "包案领导", "状态", "列入日期", "理由",
    "观察期满", "销号",
)  # fmt: skip


def write_lists(entries: Iterable[Entry], definitions: Definitions, path: Path) -> int:
    """Write them, levels without entries left out; returns how many rows. Raises StorageFull, InvalidInput."""
    listed = list(entries)
    shown = {one.row.level for one in listed} or {level.code for level in definitions.levels}
    sheets = [
        Sheet(
            f"{level.name}清单",
            HEADINGS,
            [_cells(seq, one) for seq, one in enumerate((one for one in listed if one.row.level is level.code), 1)],
        )
        for level in definitions.levels
        if level.code in shown
    ]
    return write_sheets(sheets, path)


def _cells(seq: int, entry: Entry) -> tuple[object, ...]:
    row = entry.row
    return (
        seq, row.no, row.petitioner, row.group_size, row.township, row.region,
        row.category, row.title or row.summary,
        row.duty_unit, row.leader, STATUS_LABELS[row.status], row.level_since, row.reason, entry.observed_until,
        STRIKE_LABELS[entry.strike] if entry.strike else "",
    )  # fmt: skip
