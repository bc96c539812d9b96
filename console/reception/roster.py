"""``juanzong reception roster``: which county leader is on duty on which day."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import asdict
from pathlib import Path

import click

from archive.cases.reception.roster import days_without
from archive.cases.reception.visit import Duty
from archive.chinese.dates import parse_date
from archive.errors import InvalidInput
from archive.ledger.reception import sheet
from archive.ledger.reception.roster import import_roster
from console.command import Invocation, OfficeGroup, pass_invocation
from console.given_path import GivenPath
from console.imported import exit_code, refused_json, show_left
from console.list_options import spreadsheet
from console.output import print_json, print_table

_WEEKDAYS = "一二三四五六日"


@click.group("roster", cls=OfficeGroup)
def roster() -> None:
    """领导接访值班表：每天一位县领导。"""


@roster.command("import")
@click.argument("file", metavar="文件", type=GivenPath())
@pass_invocation
def import_(invocation: Invocation, file: Path) -> int:
    """导入值班表（XLSX、CSV），栏目：日期、领导、职务、地点。再导入一次不会重复。"""
    result = import_roster(invocation.office.record, file, today=dt.date.today())
    if invocation.json:
        print_json(
            {"read": result.read, "new": result.new, "changed": result.changed, "notes": result.notes,
             "refused": refused_json(result.refused)}
        )  # fmt: skip
    else:
        click.echo(
            f"读了 {result.read} 行：新排 {result.new} 天，改动 {result.changed} 天，没有收 {len(result.refused)} 行。"
        )
        show_left(result.refused, result.notes)
    return exit_code(result.read, result.refused)


@roster.command("list")
@click.option("--month", metavar="年月", default="", help="哪个月（默认本月）。")
@click.option("--every-day", is_flag=True, help="休息日没有排班的也列出。")
@spreadsheet()
@pass_invocation
def list_(invocation: Invocation, month: str, every_day: bool, out: Path | None) -> int:
    """列出一个月的值班表，和没有排班的日子。有没排班的日子时退出码为 1。"""
    first = _month(month) if month else dt.date.today().replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    with invocation.office.record.read() as tx:
        duties = tx.roster.duties(first, last)
        is_off = tx.holidays.calendar().is_off
    without = days_without(duties, first, last, (lambda _: False) if every_day else is_off)
    if out is not None:
        sheet.write_roster(duties, without, out)
    if invocation.json:
        print_json(
            {"month": f"{first:%Y-%m}", "duties": [asdict(one) for one in duties], "without": without,
             **({"file": str(out)} if out else {})}
        )  # fmt: skip
        return 1 if without else 0
    if out is not None:
        click.echo(f"已写出 {len(duties)} 行：{out}")
    elif duties:
        print_table(("日期", "星期", "领导", "职务", "地点"), map(_line, duties))
    if without:
        days = "、".join(f"{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）" for day in without)
        click.echo(f"没有排班的 {len(without)} 天：{days}。")
    else:
        click.echo("每个工作日都排了领导。" if not every_day else "每天都排了领导。")
    return 1 if without else 0


@roster.command("today")
@pass_invocation
def today_(invocation: Invocation) -> int:
    """今天谁值班。没有排班时退出码为 1。"""
    today = dt.date.today()
    with invocation.office.record.read() as tx:
        duties = tx.roster.duties(today, today)
    if invocation.json:
        print_json({"day": today, "duties": [asdict(one) for one in duties]})
        return 0 if duties else 1
    for one in duties:
        click.echo(f"{one.day} {one.place or '信访大厅'}：{one.leader}" + (f"（{one.post}）" if one.post else ""))
    if not duties:
        click.echo(f"{today} 没有排值班领导。请用 juanzong reception roster import 导入值班表。")
    return 0 if duties else 1


def _month(stated: str) -> dt.date:
    span = parse_date(stated)
    if span is None or (span.first.year, span.first.month) != (span.last.year, span.last.month):
        raise InvalidInput(f"看不懂是哪个月：{stated}", "请写成 2022-11 或 2022年11月。", code="bad_day")
    return span.first.replace(day=1)


def _line(one: Duty) -> tuple[object, ...]:
    return one.day, _WEEKDAYS[one.day.weekday()], one.leader, one.post, one.place or "信访大厅"
