"""``juanzong mediation``: what committees mediate, and what is due of agreements."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from pathlib import Path

import click

from archive.cases.exchange.values import whole_day
from archive.cases.labels import category_name
from archive.cases.mediation.line import MediationLine, line_of
from archive.cases.mediation.self_check import self_check
from archive.cases.model import CaseKind
from archive.cases.procedure.status import STATUS_LABELS
from archive.ledger.mediation.due import DueOfAgreement, due_of_agreements
from archive.ledger.mediation.mediating import contents
from archive.ledger.mediation.sheet import write_due, write_mediations
from archive.record.ledger import LedgerFilter
from archive.record.record import Transaction
from console.command import Invocation, OfficeGroup, pass_invocation
from console.ledger.filters import wanted_from
from console.list_options import OFFSET, limit, spreadsheet
from console.mediation.steps import STEPS
from console.output import print_json, print_table, printable

_SHOWN = 50
_SOON = 7


@click.group("mediation", cls=OfficeGroup, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """人民调解：登记、调解、协议、履行、司法确认、归档。"""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, open_only=True)


@command.command("list")
@click.option("--status", "statuses", multiple=True, metavar="状态", help="例如 调解中、已达成协议。")
@click.option("--committee", "committees", multiple=True, metavar="调委会", help="人民调解委员会，全称或简称。")
@click.option("--township", "townships", multiple=True, metavar="乡镇", help="乡镇、街道。")
@click.option("--category", "categories", multiple=True, metavar="类别", help="纠纷类别。")
@click.option("--since", metavar="日期", default="", help="这一天或以后登记的。")
@click.option("--until", metavar="日期", default="", help="这一天或以前登记的。")
@click.option("--open", "open_only", is_flag=True, help="只看没有办结的。")
@click.option("--text", metavar="文字", default="", help="编号、标题、摘要或姓名里有这些字。")
@limit(_SHOWN)
@OFFSET
@spreadsheet("写成人民调解台账。")
@pass_invocation
def list_(
    invocation: Invocation,
    /,
    statuses: tuple[str, ...] = (),
    committees: tuple[str, ...] = (),
    townships: tuple[str, ...] = (),
    categories: tuple[str, ...] = (),
    since: str = "",
    until: str = "",
    open_only: bool = False,
    text: str = "",
    limit: int = _SHOWN,
    offset: int = 0,
    out: Path | None = None,
) -> None:
    """列出人民调解案件。"""
    with invocation.office.record.read() as tx:
        wanted = wanted_from(
            statuses=statuses,
            townships=townships,
            categories=tuple(category_name(one) or one for one in categories),
            units=tuple(name for one in committees for name in _names(tx, one)),
            since=since,
            until=until,
            open_only=open_only,
            text=text,
        )
        wanted = replace(wanted, kinds=(CaseKind.MEDIATION,))
        total = tx.ledger.count(wanted)
        lines = _lines(tx, wanted, limit=limit, offset=offset)
        if out is not None:
            written = write_mediations(_lines(tx, wanted), out)
    if invocation.json:
        print_json({"total": total, "rows": [asdict(one) for one in lines], **({"file": str(out)} if out else {})})
        return
    if out is not None:
        click.echo(f"已写出 {written} 行：{out}")
        return
    print_table(
        ("编号", "甲方", "乙方", "类别", "调解委员会", "登记", "状态", "协议", "履行", "司法确认"),
        (
            (
                one.no, one.first, one.second, one.category, one.committee, one.received or "", STATUS_LABELS[one.status], one.form, one.performed,
                one.confirmation,
            )
            for one in lines
        ),
    )  # fmt: skip
    shown = f"上面是第 {offset + 1} 到 {offset + len(lines)} 件。" if len(lines) < total and lines else ""
    click.echo(f"共 {total} 件。{shown}")


@command.command("due")
@click.option("--by", metavar="日期", default="", help=f"到这一天到期的（默认 {_SOON} 日内）；逾期的总是列出。")
@click.option("--overdue", is_flag=True, help="只看已经逾期的。")
@click.option("--committee", "committees", multiple=True, metavar="调委会", help="人民调解委员会，全称或简称。")
@click.option("--township", "townships", multiple=True, metavar="乡镇", help="乡镇、街道。")
@spreadsheet()
@pass_invocation
def due(
    invocation: Invocation,
    /,
    by: str,
    overdue: bool,
    committees: tuple[str, ...],
    townships: tuple[str, ...],
    out: Path | None,
) -> None:
    """快到期和逾期的：各期履行，和申请司法确认的三十日。"""
    today = dt.date.today()
    until = (
        today - dt.timedelta(days=1) if overdue else whole_day(by, "日期（--by）") or today + dt.timedelta(days=_SOON)
    )
    with invocation.office.record.read() as tx:
        names = tuple(name for one in committees for name in _names(tx, one))
        found = due_of_agreements(tx, today=today, until=until, committees=names, townships=townships)
    if out is not None:
        write_due(found, out)
    if invocation.json:
        print_json({"until": until, "rows": [asdict(one) for one in found], **({"file": str(out)} if out else {})})
        return
    if out is not None:
        click.echo(f"已写出 {len(found)} 行：{out}")
        return
    print_table(
        ("事项", "编号", "当事人", "调解委员会", "内容", "期限", "还剩"),
        (
            (
                one.kind, one.no, one.petitioner or one.title[:12], one.committee,
                one.what, one.due, _left(one),
            )
            for one in found
        ),
    )  # fmt: skip
    late = sum(one.days_left < 0 for one in found)
    click.echo(f"到 {until} 共 {len(found)} 项，其中逾期 {late} 项。")


@command.command("confirm-check")
@click.argument("no", metavar="编号")
@pass_invocation
def confirm_check(invocation: Invocation, no: str) -> None:
    """申请司法确认前的自查：法院不予受理、驳回的情形，逐项核对。"""
    with invocation.office.record.read() as tx:
        found = self_check(tx.cases.get(no))
    if invocation.json:
        print_json(
            [
                {"code": one.question.code, "question": one.question.text, "basis": one.question.basis,
                 "findings": one.findings}
                for one in found
            ]
        )  # fmt: skip
        return
    print_table(
        ("", "应当是这样", "请核对", "依据"),
        ((seq, one.question.text, "；".join(one.findings), one.question.basis) for seq, one in enumerate(found, 1)),
    )
    flagged = sum(bool(one.findings) for one in found)
    click.echo(
        (f"有 {flagged} 项要再看一眼；" if flagged else "没有查到可疑的字句；") + "程序只找字句，是不是这样由人判断。"
        f"都核对过了，请运行 juanzong mediation confirm-apply {no} --court 法院 --number 文号 --checked。"
    )


@command.command("file")
@click.argument("no", metavar="编号")
@pass_invocation
def file_(invocation: Invocation, no: str) -> int:
    """卷里有什么、还缺什么，按卷宗顺序。有缺的退出码为 1。"""
    with invocation.office.record.read() as tx:
        case = tx.cases.get(no)
        items = contents(tx, case)
    missing = [one.name for one in items if one.missing]
    if invocation.json:
        print_json({"no": no, "items": [{**asdict(one), "missing": one.missing} for one in items]})
        return 1 if missing else 0
    click.echo(f"{case.no}  {printable(case.title or case.summary[:40])}")
    print_table(
        ("", "材料", "要求", "卷里有"),
        (
            (
                one.seq,
                one.name,
                "必须" if one.required else "按需",
                "、".join(one.papers) or ("缺" if one.missing else ""),
            )
            for one in items
        ),
    )
    click.echo(f"还缺：{'、'.join(missing)}。" if missing else "必须的都有了。")
    return 1 if missing else 0


def _names(tx: Transaction, name: str) -> tuple[str, ...]:
    """A committee that is typed short is meant in full; one that the table lacks may still stand in old cases."""
    found = next((unit.name for unit in tx.organisation.units() if name in (unit.name, unit.short)), name)
    return (found, name) if found != name else (name,)


def _lines(tx: Transaction, wanted: LedgerFilter, *, limit: int | None = None, offset: int = 0) -> list[MediationLine]:
    rows = list(tx.ledger.rows(wanted, limit=limit, offset=offset))
    whole = tx.cases.many([row.no for row in rows])
    return [line_of(whole[row.no], row.township) for row in rows]


def _left(one: DueOfAgreement) -> str:
    if one.days_left < 0:
        return f"逾期 {-one.days_left} 日"
    return "今天" if one.days_left == 0 else f"{one.days_left} 日"


for _step in STEPS:
    command.add_command(_step)
