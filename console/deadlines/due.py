"""``juanzong due``: what is due when, for whom, and by which article."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.cases.clocks.deadline import Deadline, Whose
from archive.cases.clocks.describe import UNIT_LABELS, WHOSE_LABELS, describe
from archive.cases.clocks.lights import LIGHT_LABELS, Light
from archive.ledger.due import PRESSING, CaseClocks, DueLine, DueList, clocks_of, due_list
from archive.sheets.writing import Sheet, write_sheets
from console.command import Invocation, OfficeGroup, pass_invocation
from console.deadlines.options import LISTING, NARROWING, RUNNING, SHOWN, given_options, wanted_from
from console.output import print_json, print_table, printable

_SHEET = (
    "灯", "到期", "不顺延的末日", "顺延后的末日", "还剩（日）", "还剩（工作日）", "编号", "标题", "期限", "谁的", "单位", "承办人", "乡镇",
    "起算", "听证不计（日）", "延长（日）", "依据", "说明",
)  # fmt: skip


@click.group("due", cls=OfficeGroup, invoke_without_command=True)
@given_options(LISTING)
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """期限：什么快到期、什么已逾期，归谁，依据哪一条。

    不写下一级命令，就列出逾期和临近到期的（同 juanzong due list）。
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, **given)


@command.command("list")
@given_options(LISTING)
@pass_invocation
def list_(
    invocation: Invocation,
    /,
    lights: tuple[str, ...] = (),
    everything: bool = False,
    limit: int = SHOWN,
    out: Path | None = None,
    **given: Any,
) -> None:
    """列出到期的，最急的在前。"""
    clocks, today = invocation.office.clocks, dt.date.today()
    wanted_lights = frozenset(map(Light, lights)) or (frozenset(RUNNING) if everything else PRESSING)
    with invocation.office.record.read() as tx:
        found = due_list(tx, clocks, wanted_from(tx, clocks, **given), today=today, lights=wanted_lights)
    if out is not None:
        write_sheets([Sheet("到期提醒", _SHEET, map(_cells, found.lines))], out)
    if invocation.json:
        print_json(
            {
                "today": today,
                "total": len(found.lines),
                "counts": {light: found.counts[light] for light in RUNNING},
                "green": found.green,
                "missing_years": found.missing_years,
                "rows": [_row(line) for line in found.lines[:limit]],
                **({"file": str(out)} if out else {}),
            }
        )
        return
    _warn(found.missing_years)
    if out is not None:
        click.echo(f"已写出 {len(found.lines)} 行：{out}")
        return
    _show(found, limit, shows_green=Light.GREEN in wanted_lights)


def _show(found: DueList, limit: int, *, shows_green: bool) -> None:
    if found.lines:
        print_table(
            ("灯", "到期", "还剩", "编号", "期限", "谁办", "依据"),
            (
                (
                    LIGHT_LABELS[line.light],
                    line.row.deadline.due,
                    _left(line),
                    line.row.case_no,
                    line.row.deadline.label,
                    _who(line),
                    line.row.deadline.basis,
                )
                for line in found.lines[:limit]
            ),
        )
    counts = "、".join(f"{LIGHT_LABELS[one]} {found.counts[one]}" for one in RUNNING if found.counts[one])
    click.echo(f"共 {len(found.lines)} 项" + (f"（{counts}）。" if counts else "，没有逾期或临近到期的。"))
    if len(found.lines) > limit:
        click.echo(f"上面是最急的 {limit} 项；加 --limit 或 --out 看全部。")
    if found.green and not shows_green:
        click.echo(f"另有 {found.green} 项还早，加 --all 列出。")


@command.command("show")
@click.argument("no", metavar="编号")
@pass_invocation
def show(invocation: Invocation, no: str) -> None:
    """一件的全部期限：何时起算、停了几日、延了几日、末日和依据。"""
    with invocation.office.record.read() as tx:
        found = clocks_of(tx, invocation.office.clocks, no, today=dt.date.today())
    if invocation.json:
        print_json(
            {
                "case": no,
                "deadlines": [_row(line) for line in found.lines],
                "remarks": found.remarks,
                "missing_years": found.missing_years,
            }
        )
        return
    _warn(found.missing_years)
    _show_case(found)


def _show_case(found: CaseClocks) -> None:
    click.echo(f"{found.case.no}  {printable(found.case.title)}")
    for line in found.lines:
        one = line.row.deadline
        click.echo(f"{LIGHT_LABELS[line.light]}  {one.label}（{one.code}）  {one.due}  {_state(line)}")
        click.echo(f"    {_counted(one)}。{_who(line)}。{one.basis}")
        if one.note:
            click.echo(f"    {one.note}。")
    if not found.lines:
        click.echo("没有期限。")
    for remark in found.remarks:
        click.echo(f"请留意：{remark}")


def _state(line: DueLine) -> str:
    one = line.row.deadline
    if one.met:
        return f"{one.met} 办理" + (f"，逾期 {(one.met - one.due).days} 日" if one.late else "")
    if one.cancelled:
        return one.cancelled
    left = _left(line)
    return f"还剩 {left}（{line.workdays_left} 个工作日）" if line.days_left > 0 else left


def _counted(one: Deadline) -> str:
    """How a last day came about, in words."""
    parts = [f"自 {one.start} 起 {one.length}{UNIT_LABELS[one.unit]}"]
    if one.paused_days:
        parts.append(f"听证 {one.paused_days} 日不计")
    if one.extended_days:
        parts.append(f"延长 {one.extended_days} 日")
    if one.due_rolled != one.due_raw:
        parts.append(f"末日 {one.due_raw} 休假，顺延到 {one.due_rolled}")
    return "，".join(parts)


def _who(line: DueLine) -> str:
    whose = line.row.deadline.whose
    if whose is not Whose.UNIT:
        return WHOSE_LABELS[whose]
    return "　".join(filter(None, (line.row.unit or WHOSE_LABELS[whose], line.row.handler)))


@command.command("ical")
@given_options(NARROWING)
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="文件.ics", help="写到哪里。"
)
@pass_invocation
def ical(invocation: Invocation, /, out: Path, **given: Any) -> None:
    """写成日历文件（iCalendar），导入电脑或手机的日历；只写编号，不写姓名。"""
    from archive.ledger.reminders import write_calendar  # icalendar takes a quarter of a second to load

    clocks = invocation.office.clocks
    with invocation.office.record.read() as tx:
        wanted = wanted_from(tx, clocks, **given)
        found = due_list(tx, clocks, wanted, today=dt.date.today(), lights=frozenset(RUNNING))
    count = write_calendar((line.row for line in found.lines), clocks, out, now=dt.datetime.now(dt.UTC))
    if invocation.json:
        print_json({"file": str(out), "deadlines": count, "missing_years": found.missing_years})
        return
    _warn(found.missing_years)
    click.echo(f"已写出 {count} 项期限：{out}")


@command.command("rules")
@pass_invocation
def rules(invocation: Invocation) -> None:
    """全部期限规则：何时起算、多长、依据哪一条、是否启用。"""
    described = [describe(rule) for rule in invocation.office.clocks.rules]
    if invocation.json:
        print_json([{**asdict(describe(rule)), "quote": rule.quote} for rule in invocation.office.clocks.rules])
        return
    print_table(
        ("代码", "期限", "适用", "起算", "长度", "谁的", "依据", "效力"),
        (
            (
                one.code,
                one.label,
                one.concerns,
                one.starts,
                one.length,
                one.whose,
                one.basis,
                one.verified + ("" if one.on else "，未启用"),
            )
            for one in described
        ),
    )
    click.echo(f"共 {len(described)} 条。要启用、停用或改动，请写 {invocation.office.settings.home / 'clocks.toml'}。")


def _left(line: DueLine) -> str:
    if line.light is Light.RED:
        return f"逾期 {-line.days_left} 日"
    if line.light is Light.LAPSED:
        return "期满"
    return "今天" if line.days_left == 0 else f"{line.days_left} 日"


def _row(line: DueLine) -> dict[str, Any]:
    row = line.row
    return {
        "case": row.case_no,
        "title": row.title,
        "light": line.light,
        "due": row.deadline.due,
        "days_left": line.days_left,
        "workdays_left": line.workdays_left,
        "duty_unit": row.unit,
        "handler": row.handler,
        "township": row.township,
        **asdict(row.deadline),
    }


def _cells(line: DueLine) -> tuple[object, ...]:
    row, one = line.row, line.row.deadline
    return (
        LIGHT_LABELS[line.light], one.due, one.due_raw, one.due_rolled, line.days_left, line.workdays_left, row.case_no,
        row.title, one.label, WHOSE_LABELS[one.whose], row.unit, row.handler,
        row.township, one.start, one.paused_days, one.extended_days, one.basis, one.note,
    )  # fmt: skip


def _warn(years: tuple[int, ...]) -> None:
    """A guessed day must not pass for a counted one."""
    if years:
        named = "、".join(map(str, years))
        click.echo(
            click.style("注意：", fg="red", bold=True)
            + f"没有 {named} 年完整的放假表，落在这一年的日期暂按周末推算，可能不对。"
            + "国务院办公厅公布后请用 juanzong holidays import 导入。",
            err=True,
        )
