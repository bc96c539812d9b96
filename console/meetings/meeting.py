"""``juanzong meeting``: joint meetings, from the agenda to the last decision done (联席会议)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from archive.cases.exchange.values import whole_day
from archive.cases.labels import choices, code_of, label
from archive.cases.meetings.level import fronts_of_office
from archive.cases.meetings.meeting import (
    KIND_LABELS,
    PRESENCE_LABELS,
    Attendance,
    Decision,
    Meeting,
    MeetingKind,
    Presence,
)
from archive.cases.model import CoordinationLevel
from archive.errors import InvalidInput
from archive.ledger.meetings import holding, sheet
from archive.ledger.meetings.importing import due_of, import_meetings
from archive.ledger.meetings.views import missing_months, propose_agenda
from archive.record.meetings import MeetingFilter
from console.command import Invocation, NamedChoice, OfficeGroup, pass_invocation
from console.given_path import GivenPath
from console.imported import exit_code, refused_json, show_left
from console.list_options import spreadsheet
from console.meetings.follow import done, feedback, follow, void
from console.meetings.minutes import minutes
from console.meetings.shown import decision_json, meeting_json, show_meeting
from console.output import print_json, print_table
from console.teaching import teach

_KINDS = NamedChoice({kind.value: name for kind, name in KIND_LABELS.items()})
_expect = click.option(
    "--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本；已被别人改过就不登记。"
)
_out = spreadsheet()


@click.group("meeting", cls=OfficeGroup, first="list")
def command() -> None:
    """联席会议：议题、出席、议定事项，跟到办结为止。"""


@command.command("new")
@click.option("--no", "no", metavar="编号", default="", help="期号或编号（默认自动编，如 联席〔2026〕5号）。")
@click.option(
    "--kind", type=_KINDS, metavar="类型", default="special", help=f"{'、'.join(KIND_LABELS.values())}（默认专题会）。"
)
@click.option("--day", metavar="日期", default="", help="哪一天（默认今天）。")
@click.option("--title", metavar="名称", default="", help="会议名称或议题。")
@click.option("--place", metavar="地点", default="", help="会议地点。")
@click.option("--host", metavar="姓名", default="", help="主持人。")
@click.option("--recorder", metavar="姓名", default="", help="记录人。")
@click.option(
    "--level", metavar="层级", default="", help="战线领导、总召集人或主要领导（默认按议题案件涉及的部门建议）。"
)
@click.option("--case", "agenda", metavar="编号", multiple=True, help="议题案件，可写多次。")
@pass_invocation
def new(invocation: Invocation, /, kind: str, day: str, level: str, agenda: tuple[str, ...], **given: Any) -> None:
    """登记一次会议。"""
    office, today = invocation.office, dt.date.today()
    with office.record.read() as tx:
        proposed = holding.propose(tx, agenda, fronts_of_office(office.settings.home / "fronts.toml"))
    chosen = _level(level) if level else proposed.level
    meeting = holding.hold(
        office.record,
        Meeting(
            kind=MeetingKind(kind),
            held=whole_day(day, "日期（--day）"),
            level=chosen,
            agenda=tuple(dict.fromkeys(agenda)),
            **given,
        ),
        today=today,
    )
    if invocation.json:
        print_json({**meeting_json(meeting), "proposed_level": proposed.level, "reasons": proposed.reasons})
        return
    click.echo(f"已登记 {meeting.no}，协调层级：{label(chosen)}。")
    click.echo(f"建议层级：{label(proposed.level)}（{'；'.join(proposed.reasons)}）。")


@command.command("agenda")
@click.argument("no", metavar="会议编号", required=False, default="")
@click.option("--add", metavar="编号", multiple=True, help="加入议题的案件，可写多次。")
@click.option("--drop", metavar="编号", multiple=True, help="从议题去掉的案件，可写多次。")
@click.option("--take-proposed", is_flag=True, help="把建议的全部加入。")
@_expect
@pass_invocation
def agenda(
    invocation: Invocation,
    no: str,
    add: tuple[str, ...],
    drop: tuple[str, ...],
    take_proposed: bool,
    expected: int | None,
) -> None:
    """议题：台账里哪些案件该上会（三级清单、联席会议协调或会审、逾期、督办过的），加入或去掉。"""
    office, today = invocation.office, dt.date.today()
    with office.record.read() as tx:
        proposed = propose_agenda(tx, today)
    if take_proposed:
        add = (*add, *(one.row.no for one in proposed))
    if (add or drop) and not no:
        raise InvalidInput(
            "没有写是哪次会议。", "请写会议编号，例如 juanzong meeting agenda 联席〔2026〕5号 --add 编号。"
        )
    on: tuple[str, ...] = ()
    if add or drop:
        on = holding.set_agenda(office.record, no, add=add, drop=drop, expected=expected).agenda
    elif no:
        with office.record.read() as tx:
            on = tx.meetings.get(no).agenda
    with office.record.read() as tx:
        level = holding.propose(tx, on, fronts_of_office(office.settings.home / "fronts.toml"))
    rows = [one for one in proposed if one.row.no not in on]
    if invocation.json:
        print_json(
            {
                "agenda": on,
                "level": level.level if on else None,
                "level_reasons": level.reasons if on else (),
                "proposed": [
                    {"no": one.row.no, "title": one.row.title, "unit": one.row.duty_unit, "due": one.row.next_due,
                     "reasons": one.reasons}
                    for one in rows
                ],
            }
        )  # fmt: skip
        return
    if on:
        click.echo(
            f"议题 {len(on)} 件：{'、'.join(on)}。建议层级：{label(level.level)}（{'；'.join(level.reasons)}）。"
        )
    if rows:
        print_table(
            ("编号", "事由", "乡镇", "责任单位", "期限", "为什么该上会"),
            (
                (
                    one.row.no,
                    one.row.title[:20],
                    one.row.township,
                    one.row.duty_unit,
                    one.row.next_due or "",
                    "、".join(one.reasons),
                )
                for one in rows
            ),
        )
    click.echo(f"建议上会的还有 {len(rows)} 件。")


@command.command("attend")
@click.argument("no", metavar="会议编号")
@click.option("--present", multiple=True, metavar="单位:姓名", help="出席，可写多次。")
@click.option("--excused", multiple=True, metavar="单位:姓名", help="请假，可写多次。")
@click.option("--observer", multiple=True, metavar="单位:姓名", help="列席，可写多次。")
@_expect
@pass_invocation
def attend(invocation: Invocation, /, no: str, expected: int | None, **given: tuple[str, ...]) -> None:
    """登记出席、请假、列席。"""
    came = [_person(stated, presence) for presence in Presence for stated in given[presence.value]]
    if not came:
        raise InvalidInput("没有写是谁。", "请用 --present 单位:姓名 等写明。")
    meeting = holding.set_attendance(invocation.office.record, no, came, expected=expected)
    if invocation.json:
        print_json(meeting_json(meeting))
        return
    for presence, name in PRESENCE_LABELS.items():
        listed = [f"{one.unit} {one.name}".strip() for one in meeting.attendance if one.presence is presence]
        if listed:
            click.echo(f"{name}：{'、'.join(listed)}")


@command.command("decide")
@click.argument("no", metavar="会议编号")
@click.option("--text", metavar="事项", required=True, help="议定了什么。")
@click.option("--unit", metavar="单位", default="", help="责任单位。")
@click.option("--person", metavar="姓名", default="", help="责任人。")
@click.option("--due", metavar="期限", default="", help="完成期限：日期，或纪要里的说法。")
@click.option("--case", "case_no", metavar="编号", default="", help="关于台账里的哪一件。")
@_expect
@pass_invocation
def decide(invocation: Invocation, /, no: str, due: str, expected: int | None, **given: Any) -> None:
    """登记一项议定事项；关于案件的，期限就成为案件的下一步。"""
    office = invocation.office
    day, words = due_of(due)
    decision = Decision(due=day, due_text=words, **given)
    made = holding.decide(office.record, no, decision, today=dt.date.today(), by=office.operator, expected=expected)
    if made.case_no:
        teach(office)
    if invocation.json:
        print_json(decision_json(made, no))
        return
    click.echo(f"已登记第 {made.id} 号议定事项" + (f"，期限 {made.due or made.due_text}。" if due else "，没有期限。"))


command.add_command(minutes)


@command.command("import")
@click.argument("file", metavar="文件", type=GivenPath())
@pass_invocation
def import_(invocation: Invocation, file: Path) -> int:
    """导入会议和议定事项的表格（XLSX、CSV），一项一行；再导入一次不会重复。"""
    office = invocation.office
    result = import_meetings(office.record, file, today=dt.date.today(), by=office.operator)
    teach(office)
    if invocation.json:
        print_json(
            {"read": result.read, "meetings": result.meetings, "decisions": result.decisions, "done": result.done,
             "refused": refused_json(result.refused),
             "notes": result.notes}
        )  # fmt: skip
    else:
        click.echo(
            f"读了 {result.read} 行：新增会议 {result.meetings} 次、议定事项 {result.decisions} 项，"
            f"办结 {result.done} 项，没有收 {len(result.refused)} 行。"
        )
        show_left(result.refused, result.notes)
    return exit_code(result.read, result.refused)


@command.command("show")
@click.argument("no", metavar="会议编号")
@pass_invocation
def show(invocation: Invocation, no: str) -> None:
    """一次会议：议题、出席、议定事项。"""
    with invocation.office.record.read() as tx:
        meeting = tx.meetings.get(no)
    if invocation.json:
        print_json(meeting_json(meeting))
    else:
        show_meeting(meeting, dt.date.today())


@command.command("list")
@click.option("--kind", "kinds", multiple=True, type=_KINDS, metavar="类型", help="月例会、专题会或紧急会商。")
@click.option("--since", metavar="日期", default="", help="这一天或以后开的。")
@click.option("--until", metavar="日期", default="", help="这一天或以前开的。")
@click.option("--case", "case_no", metavar="编号", default="", help="研究过这一件的。")
@click.option("--text", metavar="文字", default="", help="编号、名称、主持人或内容里有这些字。")
@click.option("--voided", is_flag=True, help="只看作废的。")
@_out
@pass_invocation
def list_(
    invocation: Invocation, /, kinds: tuple[str, ...] = (), since: str = "", until: str = "", out: Path | None = None,
    **given: Any,
) -> None:  # fmt: skip
    """列出会议；没有开月例会的月份会提醒。"""
    wanted = MeetingFilter(
        kinds=tuple(map(MeetingKind, kinds)),
        since=whole_day(since, "日期（--since）"),
        until=whole_day(until, "日期（--until）"),
        **{key: value for key, value in given.items() if value},
    )
    with invocation.office.record.read() as tx:
        whole = tx.meetings.rows(wanted) if out is not None or invocation.json else []
        lines = tx.meetings.lines(wanted)
        missing = missing_months(tx, dt.date.today())
    if out is not None:
        sheet.write_meetings(whole, out)
    if invocation.json:
        print_json(
            {"total": len(whole), "rows": [meeting_json(one) for one in whole],
             "months_without": [f"{month:%Y-%m}" for month in missing], **({"file": str(out)} if out else {})}
        )  # fmt: skip
        return
    if out is not None:
        click.echo(f"已写出 {len(whole)} 行：{out}")
        return
    if lines:
        print_table(
            ("会议编号", "类型", "日期", "主持", "层级", "名称", "议题", "议定", "未办结"),
            (
                (one.no, KIND_LABELS[one.kind], one.held or "", one.host, label(one.level) if one.level else "",
                 one.title[:20], one.agenda, one.decided, one.open or "")
                for one in lines
            ),
        )  # fmt: skip
    click.echo(f"共 {len(lines)} 次。")
    if missing:
        named = "、".join(f"{month.year}年{month.month}月" for month in missing)
        click.echo(click.style("注意：", fg="red", bold=True) + f"没有开月例会的月份：{named}。", err=True)


for further in (follow, feedback, done, void):
    command.add_command(further)


def _level(stated: str) -> CoordinationLevel:
    found = code_of(CoordinationLevel, stated)
    if found is None:
        raise InvalidInput(f"没有“{stated}”这一层级。", f"可以是：{choices(CoordinationLevel)}。")
    return found


def _person(stated: str, presence: Presence) -> Attendance:
    unit, colon, name = stated.replace("：", ":").partition(":")
    return Attendance(unit.strip(), name.strip(), presence) if colon else Attendance("", stated.strip(), presence)
