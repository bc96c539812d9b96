"""Weekly checks as spreadsheets: the entries, the week rolled up, and who has not reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from archive.cases.lists.definitions import Definitions
from archive.cases.places import REGION_LABELS
from archive.cases.procedure.standing import ListLevel
from archive.cases.units import UNIT_LABELS
from archive.cases.weekly.entry import ReportedEntry
from archive.cases.weekly.rollup import Rollup, RollupLine
from archive.cases.weekly.weeks import week_name
from archive.ledger.weekly.views import MissingReport
from archive.sheets.writing import Sheet, write_sheets

ENTRY_HEADINGS = (
    "条目号", "排查周", "填报单位", "事由", "当事人", "涉及人数", "类别", "属地", "级别", "责任人", "化解措施和进展", "是否化解",
    "排查日期", "报送日期", "台账编号", "备注", "作废理由",
)  # fmt: skip
_ROLLUP = ("层级", "属地", "应报单位", "已报单位", "件数", "人数")
_ROLLUP_ENDS = ("未定级", "已化解", "未化解")
_MISSING = ("单位", "单位性质", "乡镇", "最近一次报的周", "连续未报（周）")


def write_entries(entries: Iterable[ReportedEntry], lists: Definitions, path: Path) -> int:
    """Write entries; returns how many. Raises StorageFull, InvalidInput."""
    return write_sheets([Sheet("排查台账", ENTRY_HEADINGS, [_entry(one, lists) for one in entries])], path)


def write_rollup(week: Rollup, title: str, lists: Definitions, path: Path) -> int:
    """Write a week, place by place and class by class."""
    categories = sorted(week.total.categories, key=lambda name: (-week.total.categories[name], name))
    lines = [
        (REGION_LABELS[line.kind] if line.kind else "", "　" * line.depth + line.name, *counts(line))
        for line in week.lines
    ]
    by_class = [
        ("　" * line.depth + line.name, *(line.tally.categories[name] for name in categories)) for line in week.lines
    ]
    sheets = [
        Sheet(title, (*_ROLLUP, *level_names(lists), *_ROLLUP_ENDS), lines),
        Sheet("按类别", ("属地", *categories), by_class),
    ]
    return write_sheets(sheets, path)


def write_missing(missing: Sequence[MissingReport], title: str, path: Path) -> int:
    """Write who has not reported."""
    rows = [
        (
            one.unit.name,
            UNIT_LABELS[one.unit.kind],
            one.township,
            week_name(one.last) if one.last else "从未",
            one.in_a_row if one.last else None,
        )
        for one in missing
    ]
    return write_sheets([Sheet(title, _MISSING, rows)], path)


def level_names(lists: Definitions) -> tuple[str, ...]:
    """What the office calls the levels, in the order of ``counts``."""
    return tuple(lists.name(level) for level in ListLevel)


def counts(line: RollupLine) -> tuple[int, ...]:
    """The figures of a line, in the order of the headings."""
    tally = line.tally
    levels = (tally.levels[level] for level in ListLevel)
    return (
        line.expected, line.reported, tally.entries, tally.persons, *levels, tally.levels[None], tally.resolved, tally.open
    )  # fmt: skip


def _entry(one: ReportedEntry, lists: Definitions) -> tuple[object, ...]:
    entry = one.entry
    return (
        one.id, week_name(one.week), one.unit, entry.title, "、".join(entry.people), entry.persons, entry.category,
        entry.region, lists.name(entry.level), entry.owner, entry.measures,
        "已化解" if entry.resolved else "未化解", entry.found, one.reported, one.case_no, entry.remark, one.voided,
    )  # fmt: skip
