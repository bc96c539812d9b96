"""``juanzong paper issue|serve``: papers leave the office and are served, with the act of the ledger they are the paper of."""

from __future__ import annotations

import click

from console.command import Invocation, OfficeCommand, pass_invocation
from console.output import print_json
from console.papers.options import doing, find, paper_json, say, which
from console.stated import details_from
from console.teaching import teach
from templates.life import issuing
from templates.life.issuing import Act, Gone
from templates.life.steps import Doing


@click.command("issue", cls=OfficeCommand)
@which
@click.option("--act", is_flag=True, help="同时在台账登记它对应的办理动作（如受理告知书 → 受理），同成同败。")
@click.option(
    "--set",
    "stated",
    metavar="项=值",
    multiple=True,
    help="和 --act 一起用：动作要写明的项目，见 juanzong ledger actions。",
)
@pass_invocation
@doing()
def issue(invocation: Invocation, /, which: str, act: bool, stated: tuple[str, ...], *, doing: Doing) -> None:
    """发出：登记公文已经寄出、交出。

    会说明它对应台账的哪个办理动作、起算哪些期限；只有写了 --act 才登记那个动作。
    """
    office = invocation.office
    gone = issuing.issue(office.record, find(office, which).id, doing, act=act, stated=details_from(stated))
    _say(invocation, gone, act=act)


@click.command("serve", cls=OfficeCommand)
@which
@click.option(
    "--method", metavar="方式", default="", help="直接送达、邮寄送达、留置送达、委托送达、电子送达或公告送达。"
)
@click.option("--receiver", metavar="姓名", default="", help="谁收的（代收的写明关系）。")
@click.option("--document", "document_id", type=click.IntRange(1), metavar="文档编号", help="送达回证在档案里的编号。")
@click.option("--return", "proof", metavar="编号", default="", help="送达回证这份公文的编号；两份从此互相写明。")
@click.option("--act", is_flag=True, help="同时在台账登记“送达”，复查等期限从此起算；同成同败。")
@pass_invocation
@doing()
def serve(
    invocation: Invocation,
    /,
    which: str,
    method: str,
    receiver: str,
    document_id: int | None,
    proof: str,
    act: bool,
    *,
    doing: Doing,
) -> None:
    """送达：登记送达的日期（--day，邮寄的为回执日期）和方式。"""
    office = invocation.office
    gone = issuing.serve(
        office.record, find(office, which).id, doing, method=method, receiver=receiver, document_id=document_id,
        return_id=find(office, proof).id if proof else None, act=act,
    )  # fmt: skip
    _say(invocation, gone, act=act)


def _say(invocation: Invocation, gone: Gone, *, act: bool) -> None:
    if act:
        teach(invocation.office)
    if invocation.json:
        print_json({**paper_json(invocation.office, gone.paper), "act": _act_json(gone.act) if gone.act else None})
        return
    say(invocation, gone.paper)
    if gone.act is not None:
        _say_act(gone.act, asked=act)


def _say_act(act: Act, *, asked: bool) -> None:
    name = f"“{act.label}”（{act.day}）"
    if act.done:
        click.echo(f"台账已登记{name}。" if asked else f"台账里已有凭此文号的{name}。")
    elif act.problem:
        click.echo(f"请留意：对应的办理动作是{name}，现在还不能登记：{act.problem}")
    else:
        click.echo(f"对应的办理动作是{name}，还没有登记；请用 juanzong ledger act 登记，下次可以加 --act 一并登记。")
    for clock in act.starts:
        verb = "起算" if act.done else "登记后起算"
        click.echo(f"  {verb}：{clock.label}，自 {clock.start} 起，到 {clock.due} 止（{clock.basis}）。")


def _act_json(act: Act) -> dict[str, object]:
    return {
        "type": act.type,
        "label": act.label,
        "day": act.day,
        "done": act.done,
        "problem": act.problem,
        "starts": [{"code": one.code, "label": one.label, "start": one.start, "due": one.due} for one in act.starts],
    }
