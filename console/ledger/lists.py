"""``juanzong lists``: the three lists (三级清单)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from archive.cases.exchange.parts import part_row
from archive.cases.exchange.values import whole_day
from archive.cases.labels import label
from archive.cases.lists.definitions import Definitions, Level, Requirements
from archive.cases.model import Event
from archive.cases.procedure.actions import action_label
from archive.cases.procedure.standing import ListLevel, standing_of
from archive.cases.procedure.status import STATUS_LABELS
from archive.ledger import lists
from archive.ledger.doing import Doing
from archive.ledger.lists import STRIKE_LABELS, Entry, Strike
from archive.ledger.lists_sheet import write_lists
from archive.record.ledger import LedgerFilter
from console.command import Invocation, OfficeGroup, pass_invocation
from console.doing import doing, say_done
from console.ledger.filters import filters
from console.list_options import spreadsheet
from console.output import print_json, print_table, printable
from console.teaching import teach


@click.group("lists", cls=OfficeGroup, first="show")
def command() -> None:
    """三级清单：一般管理、特殊管理、重点管理，列入、调整、销号都写明理由。"""


@command.command("show")
@filters
@spreadsheet("写成表格，一级一页。")
@pass_invocation
def show(invocation: Invocation, wanted: LedgerFilter | None = None, out: Path | None = None) -> None:
    """三级各有多少件、是哪些。"""
    office, today = invocation.office, dt.date.today()
    with office.record.read() as tx:
        found = lists.entries(tx, wanted or LedgerFilter(), today=today)
    counted = lists.counts(found, office.lists)
    if out is not None:
        write_lists(found, office.lists, out)
    if invocation.json:
        levels = [
            {"code": level.code, "name": level.name, "title": level.title, "count": counted[level.code]}
            for level in office.lists.levels
        ]
        rows = [_row(one, office.lists) for one in found]
        print_json({"levels": levels, "rows": rows, **({"file": str(out)} if out else {})})
        return
    if out is not None:
        click.echo(f"已写出 {len(found)} 行：{out}")
        return
    named = (f"{level.name}（{level.title}）{counted[level.code]} 件" for level in office.lists.levels)
    click.echo("，".join(named) + "。")
    for level in office.lists.levels:
        _print_level(level, [one for one in found if one.row.level is level.code])


@command.command("due")
@click.option("--by", metavar="日期", default="", help="到这一天观察期满的也列出（默认今天）。")
@click.option("--township", "townships", multiple=True, metavar="乡镇", help="乡镇、街道。")
@click.option("--unit", "units", multiple=True, metavar="单位", help="责任单位。")
@spreadsheet()
@pass_invocation
def due(invocation: Invocation, by: str, townships: tuple[str, ...], units: tuple[str, ...], out: Path | None) -> None:
    """观察期满、没有新的信访，可以销号的；还有已经申请的，和观察期内又有信访、应当调回的。"""
    office = invocation.office
    day = whole_day(by, "日期（--by）") or dt.date.today()
    wanted = LedgerFilter(levels=(ListLevel.OBSERVED,), townships=townships, units=units)
    with office.record.read() as tx:
        found = lists.entries(tx, wanted, today=day)
    shown = sorted((one for one in found if one.strike is not Strike.RUNNING), key=lambda one: str(one.strike))
    if out is not None:
        write_lists(shown, office.lists, out)
    if invocation.json:
        rows = [_row(one, office.lists) for one in shown]
        print_json({"by": day, "rows": rows, **({"file": str(out)} if out else {})})
        return
    if out is not None:
        click.echo(f"已写出 {len(shown)} 行：{out}")
        return
    print_table(
        ("编号", "信访人", "乡镇", "事由", "责任单位", "列入", "观察期满", "怎样"),
        ((*_who(one), one.row.level_since, one.observed_until, _strike(one)) for one in shown),
    )
    ready = sum(one.strike is Strike.READY for one in shown)
    click.echo(f"观察中 {len(found)} 件，可以申请销号 {ready} 件。")
    if ready:
        click.echo("请排查单位申请：juanzong lists apply-strike 编号 --unit 单位。")


@command.command("history")
@click.argument("no", metavar="编号")
@pass_invocation
def history(invocation: Invocation, no: str) -> None:
    """一件在清单里的来龙去脉：何时、为什么列入、调整、销号。"""
    office = invocation.office
    with office.record.read() as tx:
        case = tx.cases.get(no)
    found, standing = lists.history(case), standing_of(case)
    if invocation.json:
        print_json({"no": no, "level": standing.level, "events": [part_row(event) for event in found]})
        return
    click.echo(f"{case.no}  {printable(case.title or case.summary[:40])}")
    print_table(
        ("日期", "动作", "级别", "理由", "单位", "经办", ""),
        (
            (
                event.day, action_label(case.kind, event.type), _levels(event, office.lists),
                event.details.get("reason") or event.text, event.unit or event.details.get("approver", ""),
                event.actor, f"已作废：{event.voided}" if event.voided else "",
            )
            for event in found
        ),
    )  # fmt: skip
    if standing.level:
        click.echo(f"现在在{office.lists.name(standing.level)}清单，{standing.level_since} 起。")
    elif standing.struck_off:
        click.echo(f"已于 {standing.struck_off} 销号。")
    else:
        click.echo("没有列入清单。")


@command.command("levels")
@pass_invocation
def levels(invocation: Invocation) -> None:
    """三级各叫什么、要什么条件、观察多久。"""
    defined = invocation.office.lists
    if invocation.json:
        print_json(asdict(defined))
        return
    print_table(
        ("名称", "管理", "含义", "条件"),
        ((level.name, level.title, level.meaning, _conditions(level.requires)) for level in defined.levels),
    )
    click.echo(
        f"{defined.name(ListLevel.OBSERVED)}清单观察 {defined.months} 个月；期内又信访的，"
        f"调回{defined.name(defined.rises_to)}清单。要改动，请写 {invocation.office.settings.home / 'lists.toml'}。"
    )


_LEVEL = click.option("--level", required=True, metavar="级别", help="清单级别，如 一级、二级、三级。")
_REASON = click.option("--reason", required=True, metavar="理由", help="为什么。")


@command.command("enter")
@click.argument("no", metavar="编号")
@_LEVEL
@_REASON
@pass_invocation
@doing()
def enter(invocation: Invocation, no: str, level: str, reason: str, doing: Doing) -> None:
    """列入清单。"""
    named = invocation.office.lists.named(level)
    _do(invocation, lambda record: lists.enter(record, no, named, reason, doing), f"已列入{named.name}清单")


@command.command("move")
@click.argument("no", metavar="编号")
@_LEVEL
@_REASON
@pass_invocation
@doing()
def move(invocation: Invocation, no: str, level: str, reason: str, doing: Doing) -> None:
    """调整级别。调出观察期的，结果记为“反弹”。"""
    named = invocation.office.lists.named(level)
    _do(invocation, lambda record: lists.move(record, no, named, reason, doing), f"已调整到{named.name}清单")


@command.command("apply-strike")
@click.argument("no", metavar="编号")
@click.option("--unit", required=True, metavar="单位", help="申请的排查单位。")
@click.option("--reason", metavar="理由", default="", help="申请的理由。")
@pass_invocation
@doing()
def apply_strike(invocation: Invocation, no: str, unit: str, reason: str, doing: Doing) -> None:
    """排查单位申请销号：观察期满、没有新的信访。"""
    how = replace(doing, unit=unit)
    _do(
        invocation,
        lambda record: lists.apply_strike(record, no, how, reason=reason),
        "已登记销号申请",
    )


@command.command("refuse-strike")
@click.argument("no", metavar="编号")
@_REASON
@pass_invocation
@doing()
def refuse_strike(invocation: Invocation, no: str, reason: str, doing: Doing) -> None:
    """不同意销号，继续观察。"""
    _do(invocation, lambda record: lists.refuse_strike(record, no, reason, doing), "不同意销号，已登记")


@command.command("strike-off")
@click.argument("no", metavar="编号")
@click.option("--approver", metavar="姓名", default="", help="批准人。")
@pass_invocation
@doing()
def strike_off(invocation: Invocation, no: str, approver: str, doing: Doing) -> None:
    """销号：移出清单。案件和办理过程都还在。"""
    _do(
        invocation,
        lambda record: lists.strike_off(record, no, doing, approver=approver),
        "已销号",
    )


def _do(invocation: Invocation, act: Callable[[Any], Any], done: str) -> None:
    case = act(invocation.office.record)
    teach(invocation.office)
    say_done(invocation, case, done)


def _print_level(level: Level, found: Sequence[Entry]) -> None:
    if not found:
        return
    click.echo()
    click.echo(f"{level.name}清单（{level.title}：{level.meaning}）")
    observed = level.code is ListLevel.OBSERVED
    last = ("观察期满", "销号") if observed else ("状态", "理由")
    print_table(
        ("编号", "信访人", "乡镇", "事由", "责任单位", "列入", *last),
        (
            (
                *_who(one), one.row.level_since,
                *((one.observed_until, _strike(one)) if observed else (STATUS_LABELS[one.row.status], one.row.reason)),
            )
            for one in found
        ),
    )  # fmt: skip


def _who(entry: Entry) -> tuple[object, ...]:
    row = entry.row
    who = row.petitioner + (f"等{row.group_size}人" if row.group_size > 1 else "")
    return row.no, who, row.township, (row.title or row.summary)[:20], row.duty_unit


def _strike(entry: Entry) -> str:
    return STRIKE_LABELS[entry.strike] if entry.strike else ""


def _row(entry: Entry, definitions: Definitions) -> dict[str, Any]:
    return {
        **asdict(entry.row),
        "level_name": definitions.name(entry.row.level),
        "observed_until": entry.observed_until,
        "strike": entry.strike,
    }


def _levels(event: Event, definitions: Definitions) -> str:
    def name(key: str) -> str:
        code = event.details.get(key)
        return definitions.name(ListLevel(code)) if code in set(ListLevel) else ""

    if event.type == "list_move":
        return f"{name('from')} → {name('to')}".strip()
    return name("level")


def _conditions(requires: Requirements) -> str:
    parts = []
    if requires.resolved is not None:
        parts.append("已化解" if requires.resolved else "未化解")
    if requires.risks:
        parts.append("风险" + "、".join(map(label, requires.risks)))
    if requires.persons:
        parts.append(f"{requires.persons} 人以上")
    return "，".join(parts) or "不限"
