"""What ``juanzong meeting`` says, to programs and to people."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

import click

from archive.cases.labels import label
from archive.cases.meetings.meeting import KIND_LABELS, PRESENCE_LABELS, STATE_LABELS, Decision, Meeting
from console.output import print_table, printable


def decision_json(decision: Decision, meeting_no: str) -> dict[str, Any]:
    """A decision."""
    return {**asdict(decision), "meeting": meeting_no}


def meeting_json(meeting: Meeting) -> dict[str, Any]:
    """A meeting with its decisions."""
    return asdict(meeting)


def show_meeting(meeting: Meeting, today: dt.date) -> None:
    """A meeting as minutes have it."""
    click.echo(f"{meeting.no}  {KIND_LABELS[meeting.kind]}  {printable(meeting.title)}")
    if meeting.voided:
        click.echo(f"已作废：{meeting.voided}")
    for name, value in (
        ("时间", meeting.held),
        ("地点", meeting.place),
        ("主持", meeting.host),
        ("记录", meeting.recorder),
        ("协调层级", label(meeting.level) if meeting.level else ""),
        ("议题", "、".join(meeting.agenda)),
        ("纪要", f"文档 {meeting.document_id}" if meeting.document_id else ""),
    ):
        if value:
            click.echo(f"{name}：{printable(str(value))}")
    for presence, name in PRESENCE_LABELS.items():
        listed = [f"{one.unit} {one.name}".strip() for one in meeting.attendance if one.presence is presence]
        if listed:
            click.echo(f"{name}：{printable('、'.join(listed))}")
    if meeting.decisions:
        click.echo("会议议定：")
        print_table(
            ("事项", "议定事项", "责任单位", "责任人", "期限", "案件", "状态"),
            (
                (one.id, one.text, one.unit, one.person, one.due or one.due_text, one.case_no,
                 "逾期" if one.overdue(today) else STATE_LABELS[one.state])
                for one in meeting.decisions
            ),
        )  # fmt: skip
    for one in meeting.decisions:
        for said in one.feedback:
            click.echo(f"  第 {one.id} 号 {said.day} {printable(said.text)}" + (f"（{said.by}）" if said.by else ""))
    click.echo(f"版本 {meeting.version}。")
