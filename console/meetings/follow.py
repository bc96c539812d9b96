"""Decisions of joint meetings, followed up until done: the further commands of ``juanzong meeting``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from archive.cases.exchange.values import whole_day
from archive.cases.meetings.meeting import STATE_LABELS, Decision, DecisionState
from archive.errors import InvalidInput
from archive.ledger.meetings import holding, sheet
from archive.record.decisions import DecisionFilter, DecisionLine
from console.command import Invocation, OfficeCommand, pass_invocation
from console.list_options import spreadsheet
from console.meetings.shown import decision_json
from console.output import print_json, print_table
from console.teaching import teach

_text = click.option("--text", metavar="情况", required=True, help="办理情况。")
_day = click.option("--day", metavar="日期", default="", help="哪一天（默认今天）。")
_expect = click.option(
    "--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本；已被别人改过就不登记。"
)


@click.command("follow", cls=OfficeCommand)
@click.option("--overdue", is_flag=True, help="只看逾期的。")
@click.option("--this-week", is_flag=True, help="只看本周到期的。")
@click.option("--all", "everything", is_flag=True, help="办结的也列出。")
@click.option("--meeting", "meeting_no", metavar="会议编号", default="", help="只看这次会议的。")
@click.option("--case", "case_no", metavar="编号", default="", help="只看这一件的。")
@click.option("--unit", "units", multiple=True, metavar="单位", help="责任单位，可写多次。")
@click.option("--person", "persons", multiple=True, metavar="姓名", help="责任人，可写多次。")
@spreadsheet()
@pass_invocation
def follow(
    invocation: Invocation, /, overdue: bool, this_week: bool, everything: bool, out: Path | None, **given: Any
) -> None:
    """跟踪议定事项：未办结的、逾期的、本周到期的。"""
    today = dt.date.today()
    sunday = today + dt.timedelta(days=6 - today.weekday())
    wanted = DecisionFilter(
        states=() if everything else (DecisionState.OPEN,),
        due_since=today - dt.timedelta(days=today.weekday()) if this_week and not overdue else None,
        due_until=today - dt.timedelta(days=1) if overdue else sunday if this_week else None,
        **given,
    )
    with invocation.office.record.read() as tx:
        lines = tx.meetings.decisions(wanted)
    if out is not None:
        sheet.write_decisions(lines, today, out)
    late = [line for line in lines if line.decision.overdue(today)]
    soon = [line for line in lines if _due_between(line.decision, today, sunday)]
    if invocation.json:
        print_json(
            {"total": len(lines), "overdue": len(late), "due_this_week": len(soon),
             "rows": [decision_json(line.decision, line.meeting_no) for line in lines],
             **({"file": str(out)} if out else {})}
        )  # fmt: skip
        return
    if out is not None:
        click.echo(f"已写出 {len(lines)} 行：{out}")
        return
    if lines:
        print_table(
            ("事项", "期限", "", "责任单位", "责任人", "议定事项", "案件", "会议"),
            (_line(line, today) for line in lines),
        )
    click.echo(f"共 {len(lines)} 项，逾期 {len(late)} 项，到本周日到期 {len(soon)} 项。")


@click.command("feedback", cls=OfficeCommand)
@click.argument("number", metavar="事项号", type=click.IntRange(1))
@_text
@_day
@_expect
@pass_invocation
def feedback(invocation: Invocation, number: int, text: str, day: str, expected: int | None) -> None:
    """登记议定事项的办理情况。"""
    _fed_back(invocation, number, text, day, expected, done=False)


@click.command("done", cls=OfficeCommand)
@click.argument("number", metavar="事项号", type=click.IntRange(1))
@_text
@_day
@_expect
@pass_invocation
def done(invocation: Invocation, number: int, text: str, day: str, expected: int | None) -> None:
    """议定事项办结。"""
    _fed_back(invocation, number, text, day, expected, done=True)


@click.command("void", cls=OfficeCommand)
@click.argument("no", metavar="会议编号", required=False, default="")
@click.option("--decision", "number", type=click.IntRange(1), metavar="事项号", help="只作废这一项议定事项。")
@click.option("--reason", metavar="理由", required=True, help="为什么作废。")
@pass_invocation
def void(invocation: Invocation, no: str, number: int | None, reason: str) -> None:
    """作废一项议定事项，或没有议定事项的一次会议。什么都不会删除。"""
    office = invocation.office
    if number is not None:
        voided = holding.void_decision(office.record, number, reason, today=dt.date.today(), by=office.operator)
        teach(office)
        if invocation.json:
            print_json(decision_json(voided, no))
        else:
            click.echo(f"第 {number} 号议定事项已作废。")
        return
    if not no:
        raise InvalidInput("没有写作废哪一个。", "请写会议编号，或用 --decision 写事项号。")
    meeting = holding.void_meeting(office.record, no, reason)
    if invocation.json:
        print_json({"no": meeting.no, "voided": meeting.voided})
    else:
        click.echo(f"{no} 已作废。")


def _fed_back(invocation: Invocation, number: int, text: str, day: str, expected: int | None, *, done: bool) -> None:
    office, today = invocation.office, dt.date.today()
    on = whole_day(day, "日期（--day）") or today
    decision = holding.feed_back(
        office.record, number, text, day=on, today=today, by=office.operator, done=done, expected=expected
    )
    if decision.case_no:
        teach(office)
    if invocation.json:
        with office.record.read() as tx:
            print_json(decision_json(decision, tx.meetings.decision(number).meeting_no))
    else:
        click.echo(f"第 {number} 号议定事项已登记{'办结' if done else '办理情况'}。")


def _due_between(decision: Decision, first: dt.date, last: dt.date) -> bool:
    return decision.state is DecisionState.OPEN and decision.due is not None and first <= decision.due <= last


def _line(line: DecisionLine, today: dt.date) -> tuple[object, ...]:
    one = line.decision
    said = f"逾期{(today - one.due).days}天" if one.due and one.overdue(today) else ""
    if one.state is not DecisionState.OPEN:
        said = STATE_LABELS[one.state]
    return (
        one.id, one.due or one.due_text, said, one.unit, one.person, one.text[:24], one.case_no,
        line.meeting_no,
    )  # fmt: skip
