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
from archive.ledger.dispatch.table import (
    KIND_LABELS,
    STATE_LABELS,
    TALLY_HEADINGS,
    write_dispatches,
    write_tallies,
)
from archive.record.dispatches import DispatchFilter, DispatchRow, DispatchState
from archive.record.record import Transaction
from console.command import Invocation, OfficeGroup, pass_invocation
from console.dispatch.acts import ACTS
from console.list_options import OFFSET, limit, spreadsheet
from console.output import print_json, print_table

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


for act in ACTS:
    command.add_command(act)


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
