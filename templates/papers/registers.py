"""What minutes and bulletins take from a meeting, a week or a month of the ledger, by the keys of their fields; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from archive.cases.figures.report import Report, ReportTable
from archive.cases.meetings.meeting import PRESENCE_LABELS, DecisionState, Meeting, Presence
from archive.cases.places import RegionKind
from archive.cases.weekly.rollup import Rollup
from archive.chinese.date_words import gongwen_date

_FIGURES: Final = 16
"""Lines of the table of figures in a monthly bulletin, at most."""
_NOTHING: Final = ("0", "—")
_LISTED: Final = 10
"""Places and categories in a bulletin, at most; the rest is in the ledger."""


def of_meeting(meeting: Meeting) -> dict[str, Any]:
    """For 纪要: what was decided, by whom it was heard, who came."""
    by_presence = {
        presence: "，".join(f"{one.unit}{one.name}" for one in meeting.attendance if one.presence is presence)
        for presence in Presence
    }
    return {
        "number": meeting.no,
        "topic": meeting.title,
        "met_on": meeting.held or "",
        "place": meeting.place,
        "host": meeting.host,
        "heard": meeting.text,
        "decisions": [
            {
                "text": one.text.rstrip("。"),
                "unit": one.unit,
                "person": one.person,
                "due": gongwen_date(one.due) if one.due else one.due_text,
            }
            for one in meeting.decisions
            if one.state is not DecisionState.VOIDED
        ],
        "attendance": [
            {"label": PRESENCE_LABELS[presence], "names": names} for presence, names in by_presence.items() if names
        ],
    }


def of_week(rollup: Rollup, late: Sequence[str], monday: dt.date) -> dict[str, Any]:
    """For 周报: who reported, what was found and resolved, place by place and class by class."""
    total = rollup.total
    sunday = monday + dt.timedelta(days=6)
    towns = [line for line in rollup.lines if line.kind is RegionKind.TOWNSHIP]
    whole = rollup.lines[0] if rollup.lines else None
    expected, reported = (whole.expected, whole.reported) if whole else (0, 0)
    return {
        "number": f"〔{monday.isocalendar().year}〕第{monday.isocalendar().week}期",
        "week": f"{gongwen_date(monday)}至{sunday.month}月{sunday.day}日",
        "overview": (
            f"本周应报单位{expected}个，已报{reported}个；排查纠纷{total.entries}件，涉及{total.persons}人，"
            f"已化解{total.resolved}件，未化解{total.open}件。"
        ),
        "places": [
            {
                "name": line.name,
                "expected": line.expected,
                "reported": line.reported,
                "entries": line.tally.entries,
                "resolved": line.tally.resolved,
                "open": line.tally.open,
            }
            for line in towns
        ],
        "categories": [
            {"name": name, "entries": count, "share": f"{count / total.entries:.2%}"}
            for name, count in total.categories.most_common(_LISTED)
        ],
        "late": list(late),
    }


def of_month(report: Report, label: str, month: dt.date) -> dict[str, Any]:
    """For 月报: the sentences and figures of the month's report."""
    summary, quality = report.sections[0], report.sections[2]
    tables = {table.title: table for table in report.tables}
    rows = [row for row in (*summary.tables[0].rows, *quality.tables[0].rows) if _says_something(row)]
    keys = ("name", "now", "before", "change", "last_year", "yearly")
    return {
        "number": f"〔{month.year}〕第{month.month}期",
        "month": label,
        "overview": "\n".join(summary.sentences),
        "figures": [dict(zip(keys, map(str, row), strict=False)) for row in rows[:_FIGURES]],
        "categories": _shares(tables.get("按类别")),
        "places": _shares(tables.get("按乡镇")),
    }


def _says_something(row: Sequence[object]) -> bool:
    """False for a figure that is nothing in all three periods."""
    return any(str(cell) not in _NOTHING for cell in (row[1], row[2], row[4]))


def _shares(table: ReportTable | None) -> list[dict[str, str]]:
    """Name, count and share of the first lines of a table."""
    rows = [row for row in table.rows if row[1]][:_LISTED] if table is not None else ()
    return [{"name": str(row[0]) or "（未填）", "entries": str(row[1]), "share": str(row[2])} for row in rows]
