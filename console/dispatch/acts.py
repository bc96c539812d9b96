"""What is done about a transfer: ``juanzong dispatch transfer``, ``assign``, ``batch``, and what the unit answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from archive.cases.exchange.values import whole_day
from archive.errors import InvalidInput
from archive.ledger.dispatch import dispatching
from archive.ledger.dispatch.dispatching import Done
from archive.ledger.dispatch.table import TableDispatch, dispatch_table
from archive.ledger.doing import Doing
from archive.record.record import Record
from console.command import Invocation, OfficeCommand, pass_invocation
from console.doing import doing, say_done
from console.given_path import GivenPath
from console.imported import exit_code, refused_json, show_left
from console.output import print_json
from console.teaching import teach

_TO = click.option("--to", required=True, metavar="单位", help="转给谁，全称或简称。")
_NEW = click.option("--new", is_flag=True, help="单位表里没有的，添加进去。")
_REASON = click.option("--reason", metavar="理由", default="", help="理由。")


@click.command("transfer", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@_TO
@_REASON
@_NEW
@pass_invocation
@doing(paper=True)
def transfer(invocation: Invocation, no: str, to: str, reason: str, new: bool, doing: Doing) -> None:
    """转送（XF06 转送函）。"""
    _do(invocation, lambda record: dispatching.transfer(record, no, to, doing, reason=reason, new=new), "已转送")


@click.command("assign", cls=OfficeCommand)
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


@click.command("batch", cls=OfficeCommand)
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
    return exit_code(result.read, result.refused)


@click.command("receive", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@pass_invocation
@doing()
def receive(invocation: Invocation, no: str, doing: Doing) -> None:
    """签收：单位收到了，它的期限自这一天起算。"""
    _do(invocation, lambda record: dispatching.receive(record, no, doing), "已签收")


@click.command("object", cls=OfficeCommand)
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


@click.command("return", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@pass_invocation
@doing()
def return_(invocation: Invocation, no: str, doing: Doing) -> None:
    """同意退回：异议成立，材料交还，另行转送。"""
    _do(invocation, lambda record: dispatching.return_(record, no, doing), "已退回，请另行转送")


@click.command("uphold", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@click.option("--reason", required=True, metavar="理由", help="为什么不同意。")
@pass_invocation
@doing()
def uphold(invocation: Invocation, no: str, reason: str, doing: Doing) -> None:
    """不同意退回：异议不成立，仍由该单位办理。"""
    _do(invocation, lambda record: dispatching.uphold(record, no, reason, doing), "不同意退回，已登记")


@click.command("feedback", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@pass_invocation
@doing(paper=True)
def feedback(invocation: Invocation, no: str, doing: Doing) -> None:
    """反馈：收到办结报告（XF19）。"""
    _do(invocation, lambda record: dispatching.feedback(record, no, doing), "已登记反馈")


@click.command("supervise", cls=OfficeCommand)
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


def _day(text: str, where: str) -> dt.date:
    day = whole_day(text, where)
    if day is None:
        raise InvalidInput(f"{where}没有写。", "请写成 2022-05-06 的样子。")
    return day


def _batch_json(result: TableDispatch) -> dict[str, Any]:
    return {
        "read": result.read,
        "done": result.done,
        "unchanged": result.unchanged,
        "refused": refused_json(result.refused),
        "notes": result.notes,
    }


def _show_batch(result: TableDispatch) -> None:
    click.echo(
        f"读到 {result.read} 行：转送、交办 {len(result.done)} 件，早已办过 {result.unchanged} 件，没有办成 {len(result.refused)} 件。"
    )
    show_left(result.refused, result.notes)


ACTS = (transfer, assign, batch, receive, object_, return_, uphold, feedback, supervise)
