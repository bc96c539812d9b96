"""``juanzong dispatch``: what is passed on to whom, and what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.cases.exchange.values import whole_day
from archive.cases.labels import category_name
from archive.cases.organisation.bodies import Bodies
from archive.errors import InvalidInput
from archive.ledger import dispatching
from archive.ledger.dispatch_table import (
    KIND_LABELS,
    STATE_LABELS,
    TALLY_HEADINGS,
    TableDispatch,
    dispatch_table,
    write_dispatches,
    write_tallies,
)
from archive.ledger.dispatching import Done
from archive.ledger.doing import Doing
from archive.record.dispatches import DispatchFilter, DispatchRow, DispatchState
from archive.record.record import Record, Transaction
from console.command import Invocation, OfficeGroup, pass_invocation
from console.doing import doing, say_done
from console.given_path import GivenPath
from console.list_options import OFFSET, limit, spreadsheet
from console.output import print_json, print_table
from console.teaching import teach

_SHOWN = 50
_NARROWING = (
    click.option("--open", "open_", is_flag=True, help="还没有反馈、退回的。"),
    click.option("--unsigned", is_flag=True, help="还没有签收的。"),
    click.option("--objected", is_flag=True, help="提出异议、还没有答复的。"),
    click.option("--overdue", is_flag=True, help="过了指定的办理期限还没有反馈的。"),
    click.option("--unit", "units", multiple=True, metavar="单位", help="收文单位，全称或简称。"),
    click.option("--kind", "kinds", multiple=True, metavar="方式", help="转送或交办。"),
    click.option("--since", metavar="日期", default="", help="这一天或以后转送、交办的。"),
    click.option("--until", metavar="日期", default="", help="这一天或以前转送、交办的。"),
    click.option("--township", "townships", multiple=True, metavar="乡镇", help="乡镇、街道。"),
    click.option("--category", "categories", multiple=True, metavar="类别", help="纠纷类别。"),
    click.option("--text", metavar="文字", default="", help="编号、文号、标题、摘要或姓名里有这些字。"),
)


def _narrowing(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_NARROWING):
        command = option(command)
    return command


@click.group("dispatch", cls=OfficeGroup, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """转送交办：转给谁、签收没有、有没有异议、反馈没有，以及督办。"""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, open_=True)


@command.command("list")
@_narrowing
@limit(_SHOWN)
@OFFSET
@spreadsheet("把全部行写成表格。")
@pass_invocation
def list_(
    invocation: Invocation, /, limit: int = _SHOWN, offset: int = 0, out: Path | None = None, **given: Any
) -> None:
    """列出转送、交办。限制查阅的不显示姓名和事由。"""
    today = dt.date.today()
    with invocation.office.record.read() as tx:
        wanted = _wanted(tx, **given)
        total = tx.dispatches.count(wanted, today=today)
        if out is not None:
            written = write_dispatches(tx.dispatches.rows(wanted, today=today), out, today=today)
        rows = list(tx.dispatches.rows(wanted, today=today, limit=limit, offset=offset))
    if invocation.json:
        print_json({"total": total, "rows": [_row(row, today) for row in rows], **({"file": str(out)} if out else {})})
        return
    if out is not None:
        click.echo(f"已写出 {written} 行：{out}")
        return
    print_table(
        ("编号", "信访人", "事由", "方式", "收文单位", "日期", "办理期限", "怎样"), (_line(row, today) for row in rows)
    )
    shown = f"上面是第 {offset + 1} 到 {offset + len(rows)} 件。" if len(rows) < total and rows else ""
    click.echo(f"共 {total} 件。{shown}")


@command.command("units")
@_narrowing
@spreadsheet()
@pass_invocation
def units_(invocation: Invocation, /, out: Path | None, **given: Any) -> None:
    """各单位有多少件：在办、未签收、有异议、逾期、督办。"""
    today = dt.date.today()
    with invocation.office.record.read() as tx:
        found = tx.dispatches.by_unit(_wanted(tx, **given), today=today)
    if out is not None:
        write_tallies(found, out)
    if invocation.json:
        print_json([asdict(one) for one in found])
        return
    if out is not None:
        click.echo(f"已写出 {len(found)} 行：{out}")
        return
    print_table(
        TALLY_HEADINGS,
        (
            (one.unit, one.total, one.open, one.unsigned, one.objected, one.overdue, one.answered, one.returned, one.supervised)
            for one in found
        ),
    )  # fmt: skip
    click.echo(
        f"共 {len(found)} 个单位，{sum(one.total for one in found)} 件，逾期 {sum(one.overdue for one in found)} 件。"
    )


_TO = click.option("--to", required=True, metavar="单位", help="转给谁，全称或简称。")
_NEW = click.option("--new", is_flag=True, help="单位表里没有的，添加进去。")
_REASON = click.option("--reason", metavar="理由", default="", help="理由。")


@command.command("transfer")
@click.argument("no", metavar="编号")
@_TO
@_REASON
@_NEW
@pass_invocation
@doing(paper=True)
def transfer(invocation: Invocation, no: str, to: str, reason: str, new: bool, doing: Doing) -> None:
    """转送（XF06 转送函）。"""
    _do(invocation, lambda record: dispatching.transfer(record, no, to, doing, reason=reason, new=new), "已转送")


@command.command("assign")
@click.argument("no", metavar="编号")
@_TO
@click.option("--due", required=True, metavar="日期", help="指定的办理期限。")
@_REASON
@_NEW
@pass_invocation
@doing(paper=True)
def assign(invocation: Invocation, no: str, to: str, due: str, reason: str, new: bool, doing: Doing) -> None:
    """交办（XF07 交办函），要求在期限内反馈办结报告。"""
    day = _day(due, "办理期限（--due）")
    _do(invocation, lambda record: dispatching.assign(record, no, to, day, doing, reason=reason, new=new), "已交办")


@command.command("batch")
@click.argument("file", metavar="文件", type=GivenPath())
@_NEW
@pass_invocation
@doing(paper=True)
def batch(invocation: Invocation, file: Path, new: bool, doing: Doing) -> int:
    """按表格（XLSX 或 CSV）成批转送、交办。

    栏目：编号、方式、收文单位、文号、日期、办理期限、理由。有错的行逐行报告，其余照办；已经办过的行不会再办一次。
    """
    result = dispatch_table(invocation.office.record, file, doing, new=new)
    teach(invocation.office)
    if invocation.json:
        print_json(_batch_json(result))
    else:
        _show_batch(result)
    return 1 if result.refused and len(result.refused) == result.read else 0


@command.command("receive")
@click.argument("no", metavar="编号")
@pass_invocation
@doing()
def receive(invocation: Invocation, no: str, doing: Doing) -> None:
    """签收：单位收到了，它的期限自这一天起算。"""
    _do(invocation, lambda record: dispatching.receive(record, no, doing), "已签收")


@command.command("object")
@click.argument("no", metavar="编号")
@click.option("--reason", required=True, metavar="理由", help="为什么不属于本单位职权。")
@click.option("--suggest", metavar="单位", default="", help="建议转给谁。")
@click.option("--late", metavar="理由", default="", help="超过五个工作日才提出的理由。")
@pass_invocation
@doing(paper=True)
def object_(invocation: Invocation, no: str, reason: str, suggest: str, late: str, doing: Doing) -> None:
    """提出异议（XF08 异议函）：收到之日起五个工作日内（《信访工作条例》第二十三条）。"""
    _do(
        invocation,
        lambda record: dispatching.object_to(record, no, reason, doing, suggest=suggest, late=late),
        "已登记异议",
    )


@command.command("return")
@click.argument("no", metavar="编号")
@pass_invocation
@doing()
def return_(invocation: Invocation, no: str, doing: Doing) -> None:
    """同意退回：异议成立，材料交还，另行转送。"""
    _do(invocation, lambda record: dispatching.return_(record, no, doing), "已退回，请另行转送")


@command.command("uphold")
@click.argument("no", metavar="编号")
@click.option("--reason", required=True, metavar="理由", help="为什么不同意。")
@pass_invocation
@doing()
def uphold(invocation: Invocation, no: str, reason: str, doing: Doing) -> None:
    """不同意退回：异议不成立，仍由该单位办理。"""
    _do(invocation, lambda record: dispatching.uphold(record, no, reason, doing), "不同意退回，已登记")


@command.command("feedback")
@click.argument("no", metavar="编号")
@pass_invocation
@doing(paper=True)
def feedback(invocation: Invocation, no: str, doing: Doing) -> None:
    """反馈：收到办结报告（XF19）。"""
    _do(invocation, lambda record: dispatching.feedback(record, no, doing), "已登记反馈")


@command.command("supervise")
@click.argument("no", metavar="编号")
@click.option("--requirement", required=True, metavar="要求", help="督办要求。")
@click.option("--due", metavar="日期", default="", help="督办时限。")
@pass_invocation
@doing(paper=True)
def supervise(invocation: Invocation, no: str, requirement: str, due: str, doing: Doing) -> None:
    """督办（XF18 督办通知书）。"""
    day = whole_day(due, "督办时限（--due）")
    _do(invocation, lambda record: dispatching.supervise(record, no, requirement, day, doing), "已登记督办")


def _do(invocation: Invocation, act: Callable[[Record], Done], said: str) -> None:
    done = act(invocation.office.record)
    teach(invocation.office)
    say_done(invocation, done.case, said, done.notes)


def _wanted(
    tx: Transaction,
    *,
    open_: bool = False,
    unsigned: bool = False,
    objected: bool = False,
    overdue: bool = False,
    units: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    since: str = "",
    until: str = "",
    townships: tuple[str, ...] = (),
    categories: tuple[str, ...] = (),
    text: str = "",
) -> DispatchFilter:
    states = (
        (open_, DispatchState.OPEN),
        (unsigned, DispatchState.UNSIGNED),
        (objected, DispatchState.OBJECTED),
        (overdue, DispatchState.OVERDUE),
    )
    return DispatchFilter(
        states=tuple(state for wanted, state in states if wanted),
        units=tuple(name for unit in units for name in _names(tx, unit)),
        kinds=tuple(map(_kind, kinds)),
        since=whole_day(since, "日期（--since）"),
        until=whole_day(until, "日期（--until）"),
        townships=townships,
        categories=tuple(category_name(one) or one for one in categories),
        text=text,
    )


def _names(tx: Transaction, name: str) -> tuple[str, ...]:
    """A body that is typed short is meant in full; one that the table lacks may still stand in old cases."""
    found = Bodies(tx.organisation.units()).get(name)
    return (found.name, name) if found else (name,)


def _kind(stated: str) -> str:
    found = next((code for code, name in KIND_LABELS.items() if stated in (code, name)), "")
    if not found:
        raise InvalidInput(f"没有“{stated}”这种方式。", "可以是：转送、交办。")
    return found


def _day(text: str, where: str) -> dt.date:
    day = whole_day(text, where)
    if day is None:
        raise InvalidInput(f"{where}没有写。", "请写成 2022-05-06 的样子。")
    return day


def _line(row: DispatchRow, today: dt.date) -> tuple[object, ...]:
    return (
        row.no,
        row.petitioner,
        (row.title or row.summary)[:20],
        KIND_LABELS.get(row.kind, row.kind),
        row.to_unit,
        row.day,
        row.feedback_due or "",
        _how(row, today),
    )


def _how(row: DispatchRow, today: dt.date) -> str:
    state = row.state(today)
    label = STATE_LABELS[state]
    if state is DispatchState.OVERDUE and row.feedback_due:
        label = f"逾期 {(today - row.feedback_due).days} 日"
    elif state is DispatchState.OBJECTED:
        label += f"：{row.objection[:12]}"
    elif state is DispatchState.ANSWERED:
        label += f" {row.answered}"
    return label + (f"，督办 {row.supervised} 次" if row.supervised else "")


def _row(row: DispatchRow, today: dt.date) -> dict[str, Any]:
    return {**asdict(row), "state": row.state(today)}


def _batch_json(result: TableDispatch) -> dict[str, Any]:
    return {
        "read": result.read,
        "done": result.done,
        "unchanged": result.unchanged,
        "refused": [
            {"line": one.line, "reason": one.error.message, "advice": one.error.advice} for one in result.refused
        ],
        "notes": result.notes,
    }


def _show_batch(result: TableDispatch) -> None:
    click.echo(
        f"读到 {result.read} 行：转送、交办 {len(result.done)} 件，早已办过 {result.unchanged} 件，没有办成 {len(result.refused)} 件。"
    )
    if result.refused:
        print_table(("行", "原因", "办法"), ((one.line, one.error.message, one.error.advice) for one in result.refused))
    for note in result.notes:
        click.echo(f"请留意：{note}")
