"""Reception as spreadsheets (接访台账、值班表、批示台账、没有回音的、三项建议)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from archive.cases.labels import label
from archive.cases.reception.visit import RECEPTION_LABELS, Duty, Reception
from archive.record.answers import Annotation, Unanswered
from archive.record.proposals import PROPOSAL_LABELS, Proposal
from archive.sheets.writing import Sheet, write_sheets

_VISITS = (
    "接访号", "日期", "形式", "地点", "接访领导", "人数", "集体访", "代表", "乡镇", "类别", "反映事项", "答复情况", "是否化解", "案件编号",
)  # fmt: skip
_UNANSWERED = (
    "案件编号", "接访号", "收到日期", "渠道", "信访人", "人数", "乡镇", "事由", "责任单位", "已等（天）", "小事当日办",
    "下一步", "期限", "逾期（天）",
)  # fmt: skip


def write_visits(visits: Iterable[Reception], path: Path) -> int:
    """Write visits; returns how many. Raises StorageFull, InvalidInput."""
    rows = [
        (
            one.id, one.day, RECEPTION_LABELS[one.kind], one.place, one.leader, one.persons, one.group_visit,
            "、".join(one.representatives), one.township, one.category, one.summary, one.outcome, one.resolved, one.case_no,
        )
        for one in visits
    ]  # fmt: skip
    return write_sheets([Sheet("接访台账", _VISITS, rows)], path)


def write_roster(duties: Iterable[Duty], without: Sequence[dt.date], path: Path) -> int:
    """Write a roster, and the days nobody is on duty."""
    served = [(one.day, one.leader, one.post, one.place) for one in duties]
    sheets = [Sheet("领导接访值班表", ("日期", "领导", "职务", "地点"), served)]
    if without:
        sheets.append(Sheet("没有排班的日子", ("日期",), [(day,) for day in without]))
    return write_sheets(sheets, path)


def write_annotations(annotations: Iterable[Annotation], path: Path) -> int:
    """Write annotations; returns how many."""
    headings = ("日期", "批示领导", "批示内容", "案件编号", "信访人", "乡镇", "事由", "责任单位")
    rows = [
        (one.day, one.leader, one.text, one.case_no, one.petitioner, one.township, one.title, one.duty_unit)
        for one in annotations
    ]
    return write_sheets([Sheet("批示台账", headings, rows)], path)


def write_unanswered(waiting: Iterable[Unanswered], today: dt.date, path: Path) -> int:
    """Write what has no answer yet; returns how many."""
    rows = [
        (
            one.case_no, one.reception_id, one.day, label(one.channel) if one.channel else "", one.petitioner, one.persons,
            one.township, one.title, one.duty_unit, (today - one.day).days, one.small, one.next_step, one.next_due,
            (today - one.next_due).days if one.next_due and one.next_due < today else None,
        )
        for one in waiting
    ]  # fmt: skip
    return write_sheets([Sheet("没有回音的", _UNANSWERED, rows)], path)


def write_proposals(proposals: Iterable[Proposal], path: Path) -> int:
    """Write proposals; returns how many."""
    headings = ("建议号", "日期", "种类", "向谁提出", "内容", "文号", "是否采纳", "答复日期", "采纳情况")
    rows = [
        (
            one.id, one.day, PROPOSAL_LABELS[one.kind], one.unit, one.text, one.number,
            "" if one.adopted is None else "采纳" if one.adopted else "未采纳", one.adopted_on, one.feedback,
        )
        for one in proposals
    ]  # fmt: skip
    return write_sheets([Sheet("三项建议", headings, rows)], path)
