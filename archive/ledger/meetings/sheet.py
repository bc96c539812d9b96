"""Meetings and what they decided as spreadsheets (联席会议台账、议定事项督办台账)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from archive.cases.labels import label
from archive.cases.meetings.meeting import KIND_LABELS, STATE_LABELS, Decision, DecisionState, Meeting, Presence
from archive.record.decisions import DecisionLine
from archive.sheets.writing import Sheet, write_sheets

_MEETINGS = (
    "序号", "会议编号", "会议类型", "会议名称", "会议日期", "会议地点", "主持人", "协调层级", "出席单位", "议题案件", "议定项数", "未办结",
)  # fmt: skip
_DECISIONS = (
    "事项号", "会议编号", "会议日期", "议定事项", "责任单位", "责任人", "完成时限", "案件编号", "状态", "办结日期", "最近情况", "逾期（天）",
)  # fmt: skip


def write_meetings(meetings: Sequence[Meeting], path: Path) -> int:
    """Write meetings; returns how many rows. Raises StorageFull, InvalidInput."""
    rows = [
        (
            seq, one.no, KIND_LABELS[one.kind], one.title, one.held, one.place, one.host,
            label(one.level) if one.level else "",
            "、".join(dict.fromkeys(a.unit for a in one.attendance if a.presence is Presence.PRESENT)),
            "、".join(one.agenda), len(counted(one)), sum(d.state is DecisionState.OPEN for d in one.decisions),
        )
        for seq, one in enumerate(meetings, 1)
    ]  # fmt: skip
    return write_sheets([Sheet("联席会议", _MEETINGS, rows)], path)


def write_decisions(lines: Sequence[DecisionLine], today: dt.date, path: Path) -> int:
    """Write decisions; returns how many."""
    return write_sheets([Sheet("议定事项", _DECISIONS, [_cells(line, today) for line in lines])], path)


def counted(meeting: Meeting) -> list[Decision]:
    """The decisions that count."""
    return [one for one in meeting.decisions if one.state is not DecisionState.VOIDED]


def _cells(line: DecisionLine, today: dt.date) -> tuple[object, ...]:
    one = line.decision
    late = (today - one.due).days if one.due and one.overdue(today) else None
    return (
        one.id, line.meeting_no, line.held, one.text, one.unit, one.person, one.due or one.due_text, one.case_no,
        STATE_LABELS[one.state], one.done, one.feedback[-1].text if one.feedback else "", late,
    )  # fmt: skip
