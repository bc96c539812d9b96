"""``juanzong weekly``: the weekly check of villages, townships and county bodies (周排查)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from archive.cases.exchange.values import whole_day
from archive.cases.weekly.weeks import monday_of, parse_week, week_name, week_title
from archive.ledger.weekly import cases, sheet
from archive.ledger.weekly.form import write_blank
from archive.ledger.weekly.reporting import report
from archive.ledger.weekly.rows import Defaults
from archive.ledger.weekly.views import LEVELS_SHOWN, missing_reports, week_rollup
from archive.record.weekly import EntryFilter
from console.command import Invocation, NamedChoice, OfficeGroup, pass_invocation
from console.given_path import GivenPath
from console.list_options import OFFSET, limit, spreadsheet
from console.output import print_json, print_table
from console.teaching import teach
from console.weekly.as_json import entry_json, import_json, line_json, missing_json, tally_json
from console.weekly.filters import entry_filters
from console.weekly.shown import show_import, show_taken

_SHOWN = 50
_week = click.option("--week", metavar="周", default="", help="2022-W47、第47周、上周，或那一周里的一天（默认本周）。")
_out = spreadsheet()


@click.group("weekly", cls=OfficeGroup, first="show")
def command() -> None:
    """周排查：各村、乡镇、部门每周报一次，逐级汇总，谁没报一看便知。"""


def _monday(stated: str) -> dt.date:
    today = dt.date.today()
    return parse_week(stated, today) if stated else monday_of(today)


@command.command("form")
@click.option("--unit", metavar="单位", required=True, help="哪个单位的表。")
@_week
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="文件.xlsx", required=True, help="写到哪里。"
)
@pass_invocation
def form(invocation: Invocation, unit: str, week: str, out: Path) -> None:
    """空白排查表，上次报的还没有化解的已经填好。"""
    monday = _monday(week)
    with invocation.office.record.read() as tx:
        carried = write_blank(tx, unit, monday, out)
    if invocation.json:
        print_json({"file": str(out), "week": monday, "open": carried})
    else:
        click.echo(f"已写出{week_title(monday)}的排查表：{out}，带上次未化解的 {carried} 件。")


@command.command("report")
@click.argument(
    "files",
    metavar="文件…",
    nargs=-1,
    required=True,
    type=GivenPath(),
)
@click.option("--unit", metavar="单位", default="", help="表里没有写填报单位时，整个文件是哪个单位的。")
@click.option("--week", metavar="周", default="", help="表里没有写排查周时，整个文件是哪一周的。")
@click.option("--reporter", metavar="姓名", default="", help="填报人。")
@click.option("--reported", metavar="日期", default="", help="报送日期（默认今天）；倒查按它判断是否事先掌握。")
@pass_invocation
def report_(invocation: Invocation, files: tuple[Path, ...], unit: str, week: str, reporter: str, reported: str) -> int:
    """收各单位的排查表（XLSX、CSV），一个单位一个文件或多个单位一个文件都可以。

    没有纠纷的在事由一栏写“零报告”。同一个文件再收一次不会重复；同一单位同一周的更正表替代原来的，原来的条目作废、不删除。
    有错的行逐行报告，其余照常收下。
    """
    today = dt.date.today()
    defaults = Defaults(
        today,
        unit,
        parse_week(week, today) if week else None,
        reporter,
        whole_day(reported, "报送日期（--reported）"),
    )
    result = report(invocation.office.record, files, defaults)
    if invocation.json:
        print_json(import_json(result))
    else:
        show_import(result)
    return 1 if result.refused and not result.reports else 0


@command.command("show")
@_week
@click.option(
    "--down-to",
    "depth",
    type=NamedChoice({"county": "县区", "township": "乡镇", "village": "村", "hamlet": "屯"}),
    default="township",
    metavar="层级",
    help="看到哪一级：县区、乡镇（默认）、村、屯。",
)
@click.option("--all", "everything", is_flag=True, help="没有纠纷的地方也列出。")
@_out
@pass_invocation
def show(
    invocation: Invocation, week: str = "", depth: str = "township", everything: bool = False, out: Path | None = None
) -> None:
    """一周的汇总：屯到村、村到乡镇、乡镇到县，按类别、级别、是否化解和人数。"""
    monday = _monday(week)
    with invocation.office.record.read() as tx:
        rolled, lists = week_rollup(tx, monday), tx.definitions
    if out is not None:
        sheet.write_rollup(rolled, week_name(monday), lists, out)
    lines = [
        line
        for line in rolled.lines
        if (line.kind is None or line.kind in LEVELS_SHOWN[depth])
        and (everything or line.tally.entries or line.depth < 2)
    ]
    if invocation.json:
        print_json(
            {
                "week": monday,
                "name": week_name(monday),
                "total": tally_json(rolled.total),
                "repeated": rolled.repeated,
                "lines": [line_json(line) for line in lines],
                **({"file": str(out)} if out else {}),
            }
        )
        return
    if out is not None:
        click.echo(f"已写出{week_title(monday)}的汇总：{out}")
        return
    click.echo(week_title(monday))
    if lines:
        print_table(
            ("属地", "应报", "已报", "件数", "人数", *sheet.level_names(lists), "未定级", "已化解", "未化解"),
            (("  " * line.depth + line.name, *sheet.counts(line)) for line in lines),
        )
    total = rolled.total
    click.echo(f"共 {total.entries} 件 {total.persons} 人，已化解 {total.resolved} 件，未化解 {total.open} 件。")
    if total.categories:
        classes = sorted(total.categories.items(), key=lambda item: (-item[1], item[0]))
        click.echo("按类别：" + "、".join(f"{name} {count}" for name, count in classes) + "。")
    if rolled.repeated:
        click.echo(f"另有 {rolled.repeated} 条是不同单位重复上报的，只计一次。")


@command.command("missing")
@_week
@_out
@pass_invocation
def missing(invocation: Invocation, week: str, out: Path | None) -> int:
    """一周里谁没有报。有没报的时退出码为 1。"""
    monday = _monday(week)
    with invocation.office.record.read() as tx:
        found, expected = missing_reports(tx, monday)
    if out is not None:
        sheet.write_missing(found, week_name(monday), out)
    if invocation.json:
        print_json(
            {
                "week": monday,
                "expected": expected,
                "missing": [missing_json(one) for one in found],
                **({"file": str(out)} if out else {}),
            }
        )
        return 1 if found else 0
    if not expected:
        click.echo("单位表里没有要报周排查的单位。请在单位表的“周排查报送”一栏写“是”，再导入一次。")
        return 0
    if found and out is None:
        print_table(
            ("单位", "乡镇", "最近一次报的周", "连续未报"),
            (
                (
                    one.unit.name,
                    one.township,
                    week_name(one.last) if one.last else "从未报过",
                    f"{one.in_a_row} 周" if one.last else "",
                )
                for one in found
            ),
        )
    click.echo(f"{week_title(monday)}：应报 {expected} 个单位，已报 {expected - len(found)} 个，未报 {len(found)} 个。")
    return 1 if found else 0


@command.command("entries")
@entry_filters
@limit(_SHOWN)
@OFFSET
@_out
@pass_invocation
def entries(invocation: Invocation, wanted: EntryFilter, limit: int, offset: int, out: Path | None) -> None:
    """列出排查条目。"""
    with invocation.office.record.read() as tx:
        total = tx.weekly.count(wanted)
        if out is not None:
            sheet.write_entries(tx.weekly.entries(wanted), tx.definitions, out)
        rows = list(tx.weekly.entries(wanted, limit=limit, offset=offset))
        lists = tx.definitions
    if invocation.json:
        print_json({"total": total, "rows": [entry_json(row) for row in rows], **({"file": str(out)} if out else {})})
        return
    if out is not None:
        click.echo(f"已写出 {total} 行：{out}")
        return
    print_table(
        ("条目", "周", "填报单位", "事由", "当事人", "人数", "类别", "级别", "化解", "台账"),
        (
            (
                row.id,
                week_name(row.week)[2:],
                row.unit,
                row.entry.title[:24],
                "、".join(row.entry.people[:2]) + ("等" if len(row.entry.people) > 2 else ""),
                row.entry.persons,
                row.entry.category,
                lists.name(row.entry.level),
                "是" if row.entry.resolved else "",
                row.case_no,
            )
            for row in rows
        ),
    )
    shown = f"上面是第 {offset + 1} 到 {offset + len(rows)} 条。" if len(rows) < total and rows else ""
    click.echo(f"共 {total} 条。{shown}")


@command.command("take")
@click.argument("entry_id", metavar="条目号", type=click.IntRange(1))
@click.option("--kind", metavar="种类", default="人民调解", show_default=True, help="人民调解、信访或法律服务。")
@click.option("--no", "no", metavar="编号", default="", help="编号（默认自动编）。")
@pass_invocation
def take(invocation: Invocation, entry_id: int, kind: str, no: str) -> None:
    """把一条排查条目登记成台账里的一件。"""
    office = invocation.office
    imported = cases.take(office.record, entry_id, today=dt.date.today(), registrar=office.operator, kind=kind, no=no)
    teach(office)
    show_taken(invocation, entry_id, imported)


@command.command("link")
@click.argument("entry_id", metavar="条目号", type=click.IntRange(1))
@click.argument("case_no", metavar="编号")
@pass_invocation
def link(invocation: Invocation, entry_id: int, case_no: str) -> None:
    """把一条排查条目对上台账里已有的一件。"""
    one = cases.link(invocation.office.record, entry_id, case_no)
    if invocation.json:
        print_json(entry_json(one))
    else:
        click.echo(f"第 {entry_id} 号条目已对上 {case_no}。")


@command.command("unlink")
@click.argument("entry_id", metavar="条目号", type=click.IntRange(1))
@click.option("--reason", metavar="理由", required=True, help="为什么解除。")
@pass_invocation
def unlink(invocation: Invocation, entry_id: int, reason: str) -> None:
    """解除对错了的对应。"""
    one = cases.unlink(invocation.office.record, entry_id, reason)
    if invocation.json:
        print_json(entry_json(one))
    else:
        click.echo(f"第 {entry_id} 号条目已解除对应。")
