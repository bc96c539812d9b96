"""``juanzong proposals``: what the petition office proposes to others, and what became of it (三项建议)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path

import click

from archive.cases.exchange.values import whole_day
from archive.ledger.reception import proposing, sheet
from archive.record.proposals import PROPOSAL_LABELS, Proposal, ProposalFilter, ProposalKind
from console.command import Invocation, NamedChoice, OfficeGroup, pass_invocation
from console.list_options import spreadsheet
from console.output import print_json, print_table

_KINDS = NamedChoice({kind.value: name for kind, name in PROPOSAL_LABELS.items()})
_day = click.option("--day", metavar="日期", default="", help="哪一天（默认今天）。")
_number = click.argument("number", metavar="建议号", type=click.IntRange(1))
_expect = click.option("--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本。")


@click.group("proposals", cls=OfficeGroup, first="list")
def command() -> None:
    """三项建议：改进工作、完善政策、追究责任，和采纳情况（《信访工作条例》第四十一条）。"""


@command.command("add")
@click.option("--kind", type=_KINDS, metavar="种类", required=True, help=f"{'、'.join(PROPOSAL_LABELS.values())}。")
@click.option("--unit", metavar="单位", required=True, help="向谁提出。")
@click.option("--text", metavar="内容", required=True, help="建议什么。")
@click.option("--number", metavar="文号", default="", help="建议书的文号。")
@_day
@pass_invocation
def add(invocation: Invocation, kind: str, unit: str, text: str, number: str, day: str) -> None:
    """登记一项建议。"""
    today = dt.date.today()
    proposal = Proposal(whole_day(day, "日期（--day）") or today, ProposalKind(kind), unit, text, number)
    _said(invocation, proposing.propose(invocation.office.record, proposal, today=today), "已登记")


@command.command("adopt")
@_number
@_day
@click.option("--feedback", metavar="情况", default="", help="怎么采纳的。")
@_expect
@pass_invocation
def adopt(invocation: Invocation, number: int, day: str, feedback: str, expected: int | None) -> None:
    """登记一项建议被采纳。"""
    _answered(invocation, number, day, feedback, expected, adopted=True)


@command.command("decline")
@_number
@_day
@click.option("--feedback", metavar="理由", default="", help="为什么没有采纳。")
@_expect
@pass_invocation
def decline(invocation: Invocation, number: int, day: str, feedback: str, expected: int | None) -> None:
    """登记一项建议没有被采纳。"""
    _answered(invocation, number, day, feedback, expected, adopted=False)


@command.command("void")
@_number
@click.option("--reason", metavar="理由", required=True, help="为什么作废。")
@pass_invocation
def void(invocation: Invocation, number: int, reason: str) -> None:
    """作废登记错的一项建议。"""
    _said(invocation, proposing.void_proposal(invocation.office.record, number, reason), "已作废")


@command.command("list")
@click.option("--since", metavar="日期", default="", help="这一天或以后提的。")
@click.option("--until", metavar="日期", default="", help="这一天或以前提的。")
@click.option("--kind", "kinds", multiple=True, type=_KINDS, metavar="种类", help="哪一种，可写多次。")
@click.option("--unit", "units", multiple=True, metavar="单位", help="向谁提出的，可写多次。")
@click.option("--open", "open_only", is_flag=True, help="只看还没有答复的。")
@click.option("--voided", is_flag=True, help="只看作废的。")
@spreadsheet()
@pass_invocation
def list_(
    invocation: Invocation,
    since: str = "",
    until: str = "",
    kinds: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    open_only: bool = False,
    voided: bool = False,
    out: Path | None = None,
) -> None:
    """列出建议和采纳情况。"""
    wanted = ProposalFilter(
        whole_day(since, "日期（--since）"),
        whole_day(until, "日期（--until）"),
        tuple(map(ProposalKind, kinds)),
        units,
        open_only,
        voided,
    )
    with invocation.office.record.read() as tx:
        found = tx.proposals.rows(wanted)
    if out is not None:
        sheet.write_proposals(found, out)
    adopted = sum(one.adopted is True for one in found)
    if invocation.json:
        rows = [asdict(one) for one in found]
        print_json({"total": len(found), "adopted": adopted, "rows": rows, **({"file": str(out)} if out else {})})
        return
    if out is not None:
        click.echo(f"已写出 {len(found)} 行：{out}")
        return
    if found:
        print_table(
            ("建议", "日期", "种类", "向谁提出", "内容", "采纳", "情况"),
            (
                (one.id, one.day, PROPOSAL_LABELS[one.kind], one.unit, one.text[:24], _adoption(one), one.feedback[:16])
                for one in found
            ),
        )
    click.echo(f"共 {len(found)} 项，采纳 {adopted} 项。")


def _answered(
    invocation: Invocation, number: int, day: str, feedback: str, expected: int | None, *, adopted: bool
) -> None:
    on = whole_day(day, "日期（--day）") or dt.date.today()
    after = proposing.answered(
        invocation.office.record, number, adopted=adopted, day=on, feedback=feedback, expected=expected
    )
    _said(invocation, after, "已登记采纳" if adopted else "已登记未采纳")


def _said(invocation: Invocation, proposal: Proposal, done: str) -> None:
    if invocation.json:
        print_json(asdict(proposal))
    else:
        click.echo(f"第 {proposal.id} 号建议{done}。")


def _adoption(one: Proposal) -> str:
    return "" if one.adopted is None else "采纳" if one.adopted else "未采纳"
