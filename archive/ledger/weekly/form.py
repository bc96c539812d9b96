"""The blank form of the weekly check, with what a body reported as open the last time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from archive.cases.labels import CATEGORIES
from archive.cases.lists.definitions import Definitions
from archive.cases.organisation.bodies import Bodies
from archive.cases.weekly.entry import ReportedEntry
from archive.cases.weekly.weeks import week_name, week_title
from archive.ledger.weekly.columns import FORM, heading
from archive.record.record import Transaction
from archive.sheets.form import Form, write_form

_BLANK = 15
"""Empty lines on the form."""
_WIDTHS = {"unit": 20, "week": 13, "title": 32, "people": 16, "region": 18, "measures": 32, "case_no": 18, "remark": 16}


def open_entries(tx: Transaction, unit: str, week: dt.date) -> list[ReportedEntry]:
    """What a body reported as unresolved in the last report before a week."""
    last = tx.weekly_reports.last_week(unit, week)
    report = tx.weekly_reports.of(unit, last) if last else None
    return [one for one in tx.weekly.entries_of(report.id) if not one.entry.resolved] if report else []


def write_blank(tx: Transaction, name: str, week: dt.date, path: Path) -> int:
    """Write the form for a body and a week; returns how many open entries stand on it.

    Raises InvalidInput for a body that is not known, StorageFull.
    """
    unit = Bodies(tx.organisation.units()).find(name)
    carried = open_entries(tx, unit.name, week)
    begun: list[list[object]] = [[_value(one, key, unit.name, week, tx.definitions) for key in FORM] for one in carried]
    blank: list[list[object]] = [
        [{"unit": unit.name, "week": week_name(week)}.get(key) for key in FORM] for _ in range(_BLANK)
    ]
    at = {key: number for number, key in enumerate(FORM)}
    write_form(
        Form(
            title="矛盾纠纷周排查表",
            hints=(
                f"填报单位：{unit.name}    排查周：{week_title(week)}",
                "一件一行；没有纠纷的，在第一行的事由一栏写“零报告”。上次没有化解的已列出，请更新进展；已化解的在“是否化解”写“已化解”。",
            ),
            headings=[heading(key) for key in FORM],
            rows=begun + blank,
            widths={at[key]: width for key, width in _WIDTHS.items()},
            choices={
                at["category"]: list(CATEGORIES),
                at["level"]: [level.name for level in tx.definitions.levels],
                at["resolved"]: ["未化解", "已化解"],
            },
        ),
        path,
    )
    return len(carried)


def _value(one: ReportedEntry, key: str, unit: str, week: dt.date, lists: Definitions) -> object:
    entry = one.entry
    match key:
        case "unit":
            return unit
        case "week":
            return week_name(week)
        case "people":
            return "、".join(entry.people)
        case "level":
            return lists.name(entry.level) or None
        case "resolved":
            return "未化解"
        case "case_no":
            return one.case_no
        case "reporter":
            return None
        case _:
            return getattr(entry, key)
