"""``juanzong holidays``: the holiday table of each year."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.holidays import Holiday, lacking, shipped, weekday
from archive.ledger.holidays import HolidayImport, import_holidays
from console.command import Invocation, OfficeGroup, pass_invocation
from console.given_path import GivenPath
from console.imported import exit_code, refused_json, show_left
from console.output import print_json, print_table


@click.group("holidays", cls=OfficeGroup, first="list")
def command() -> None:
    """放假表：每年的节假日和调休上班日，期限的顺延和工作日都按它计算。"""


@command.command("import")
@click.argument("file", metavar="文件", type=GivenPath())
@click.option("--year", type=click.IntRange(1949, 9999), metavar="年份", help="通知里没写年份的日期是哪一年。")
@click.option("--replace", "replacing", is_flag=True, help="先去掉自己以前导入的同年日期，再导入。")
@pass_invocation
def import_(invocation: Invocation, file: Path, year: int | None, replacing: bool) -> int:
    """导入放假表：XLSX、CSV、JSON，或国务院办公厅通知的文字（.txt）。

    表格要有“日期”和“放假”两栏，放假一栏写“放假”或“上班”；自己导入的日期优先于程序自带的。有错的行逐行报告，其余照常导入；
    有关案件的期限随即重算。再导入一次同样的文件不会改变什么。
    """
    result = import_holidays(invocation.office.record, file, today=dt.date.today(), year=year, replacing=replacing)
    if invocation.json:
        print_json(_as_json(result))
    else:
        _show(result)
    return exit_code(result.read, result.refused)


@command.command("list")
@click.option("--year", type=click.IntRange(1949, 9999), metavar="年份", help="哪一年（默认今年）。")
@pass_invocation
def list_(invocation: Invocation, year: int | None = None) -> None:
    """列出一年的节假日和调休上班日。"""
    year = year or dt.date.today().year
    with invocation.office.record.read() as tx:
        own = {one.day: one for one in tx.holidays.all(year)}
        calendar = tx.holidays.calendar()
    days = {one.day: one for one in shipped() if one.day.year == year} | own
    if invocation.json:
        print_json(
            {
                "year": year,
                "complete": calendar.knows(year),
                "lacking": lacking(year, calendar.off),
                "days": [_day(days[day], day in own) for day in sorted(days)],
            }
        )
        return
    print_table(
        ("日期", "星期", "放假", "节日", "来源"),
        (
            (day, weekday(day), "放假" if one.off else "上班", one.note, "本办公室" if day in own else "程序自带")
            for day, one in sorted(days.items())
        ),
    )
    _say_incomplete(year, calendar)


@command.command("check")
@pass_invocation
def check(invocation: Invocation) -> int:
    """检查今年和明年的放假表是否齐全，以及在走的期限用到的各年。"""
    today = dt.date.today()
    with invocation.office.record.read() as tx:
        calendar = tx.holidays.calendar()
        last = tx.deadlines.last_running()
        own = tx.holidays.all()
    years = range(today.year, max(today.year + 1, last.year if last else 0) + 1)
    missing = {year: lacking(year, calendar.off) for year in years if not calendar.knows(year)}
    if invocation.json:
        print_json({"years": sorted(calendar.years), "own_days": len(own), "missing": missing})
        return 1 if today.year in missing else 0
    click.echo(f"齐全的年份：{_spans(sorted(calendar.years))}。本办公室自己导入了 {len(own)} 天。")
    for year in missing:
        _say_incomplete(year, calendar)
    return 1 if today.year in missing else 0


def _say_incomplete(year: int, calendar: Calendar) -> None:
    if calendar.knows(year):
        return
    click.echo(
        click.style("注意：", fg="red", bold=True)
        + f"{year} 年的放假表不齐，还缺：{'、'.join(lacking(year, calendar.off)) or '全部'}。缺的日子暂按周末推算；"
        + "国务院办公厅公布后请用 juanzong holidays import 导入。",
        err=True,
    )


def _spans(years: list[int]) -> str:
    """2004—2026、2028."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return "、".join(str(span[0]) if len(span) == 1 else f"{span[0]}—{span[-1]}" for span in spans)


def _day(holiday: Holiday, own: bool) -> dict[str, Any]:
    return {"day": holiday.day, "off": holiday.off, "note": holiday.note, "own": own}


def _as_json(result: HolidayImport) -> dict[str, Any]:
    return {
        "read": result.read,
        "changed": result.changed,
        "refused": refused_json(result.refused),
        "incomplete": dict(result.incomplete),
        "recounted_cases": result.cases,
        "notes": result.notes,
    }


def _show(result: HolidayImport) -> None:
    click.echo(f"读到 {result.read} 天：改动 {len(result.changed)} 天，拒绝 {len(result.refused)} 处。")
    show_left(result.refused, result.notes)
    if result.cases:
        click.echo(f"重算了 {result.cases} 件的期限。")
    for year, missing in result.incomplete:
        click.echo(
            click.style("注意：", fg="red", bold=True) + f"{year} 年的放假表还缺：{'、'.join(missing)}。", err=True
        )
