"""``juanzong ledger act``, ``correct``, ``void`` and ``actions``: what is done on a case, and taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from archive.cases.exchange.parts import part_row
from archive.cases.exchange.values import whole_day
from archive.cases.labels import label
from archive.cases.model import Case, CaseKind, Event
from archive.cases.procedure.actions import ACTIONS, Action, action_label
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import STATUS_LABELS
from archive.errors import InvalidInput
from archive.ledger import acts
from console.command import Invocation, OfficeCommand, pass_invocation
from console.output import print_json, print_table
from console.stated import details_from, row_from
from console.teaching import teach


@click.command("act", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@click.argument("action", metavar="动作")
@click.option("--day", metavar="日期", default="", help="哪一天（默认今天）。")
@click.option("--number", metavar="文号", default="", help="凭以办理的文书的文号。")
@click.option(
    "--document", "document_id", type=click.IntRange(1), metavar="文档编号", help="凭以办理的文书在档案里的编号。"
)
@click.option("--unit", metavar="单位", default="", help="由哪个单位办的。")
@click.option("--actor", metavar="姓名", default="", help="经办人（默认为操作人）。")
@click.option("--text", metavar="说明", default="", help="情况说明。")
@click.option(
    "--set", "stated", metavar="项=值", multiple=True, help="这种动作要写明的项目，见 juanzong ledger actions。"
)
@click.option(
    "--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本；已被别人改过就不登记。"
)
@pass_invocation
def act(
    invocation: Invocation,
    /,
    no: str,
    action: str,
    day: str,
    stated: tuple[str, ...],
    expected: int | None,
    actor: str,
    **given: Any,
) -> None:
    """登记一个动作：受理、转送、答复、送达……。

    状态只凭动作、文书和日期变动；不合程序的会说明还差哪一步。
    """
    office = invocation.office
    today = dt.date.today()
    with office.record.read() as tx:
        kind = tx.cases.get(no).kind
    event = Event(
        whole_day(day, "日期（--day）") or today,
        _code(kind, action),
        actor=actor or office.operator,
        details=details_from(stated),
        **given,
    )
    case = acts.act(office.record, no, event, today=today, expected=expected)
    teach(office)
    _said(invocation, case, f"已登记“{action_label(kind, event.type)}”")


@click.command("correct", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@click.option(
    "--set", "stated", metavar="项=值", multiple=True, required=True, help="要改的项目，项名同 juanzong case import。"
)
@click.option("--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本；已被别人改过就不改。")
@pass_invocation
def correct(invocation: Invocation, no: str, stated: tuple[str, ...], expected: int | None) -> None:
    """更正登记的内容；改前改后都留在审计记录里。"""
    office = invocation.office
    case, notes = acts.correct(office.record, no, row_from(stated), expected=expected)
    teach(office)
    _said(invocation, case, "已更正", notes)


@click.command("void", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@click.option(
    "--event",
    "seq",
    type=click.IntRange(1),
    metavar="序号",
    help="只作废这一条办理过程（序号见 ledger show）；不写则作废整件。",
)
@click.option("--reason", metavar="理由", required=True, help="为什么作废。")
@click.option("--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本。")
@pass_invocation
def void(invocation: Invocation, no: str, seq: int | None, reason: str, expected: int | None) -> None:
    """作废一件，或其中一条办理过程。什么都不会删除。"""
    office = invocation.office
    if seq is None:
        case = acts.void_case(office.record, no, reason, expected=expected)
    else:
        case = acts.void_event(office.record, no, seq - 1, reason, expected=expected)
    teach(office)
    _said(invocation, case, "已作废" if seq is None else f"第 {seq} 条办理过程已作废")


@click.command("actions", cls=OfficeCommand)
@click.option("--kind", metavar="种类", default="信访", show_default=True, help="信访、人民调解或法律服务。")
@pass_invocation
def actions(invocation: Invocation, kind: str) -> None:
    """各种动作：从哪一步到哪一步，凭什么文书，要写明什么。"""
    found = next((one for one in CaseKind if kind in (one.value, label(one))), None)
    if found is None:
        raise InvalidInput(f"没有“{kind}”这种案件。", f"可以是：{'、'.join(map(label, CaseKind))}。")
    if invocation.json:
        print_json([_action_json(one) for one in ACTIONS[found].values()])
        return
    print_table(
        ("动作", "代码", "从 → 到", "文书", "要写明", "依据"), (_action_line(one) for one in ACTIONS[found].values())
    )


def _action_line(action: Action) -> tuple[str, ...]:
    moves = "；".join(f"{STATUS_LABELS[a]} → {STATUS_LABELS[b]}" for a, b in action.moves.items())
    needs = "、".join(f"{key}（{name}）" for key, name in action.needs.items())
    return (
        action.label,
        action.code,
        moves if len(action.moves) <= 3 else "未结的都可以",
        action.paper,
        needs,
        action.basis,
    )


def _action_json(action: Action) -> dict[str, Any]:
    return {
        "code": action.code,
        "label": action.label,
        "from": sorted(action.begins),
        "moves": dict(action.moves),
        "paper": action.paper,
        "needs": dict(action.needs),
        "may": dict(action.may),
        "basis": action.basis,
    }


def _code(kind: CaseKind, action: str) -> str:
    """The code of an action that may be typed as the office calls it."""
    return next((code for code, one in ACTIONS[kind].items() if action in (code, one.label)), action)


def _said(invocation: Invocation, case: Case, done: str, notes: tuple[str, ...] = ()) -> None:
    standing = standing_of(case)
    if invocation.json:
        print_json(
            {
                "no": case.no,
                "status": standing.status,
                "version": case.version,
                "events": [part_row(e) for e in case.events],
                "notes": list(notes),
            }
        )
        return
    click.echo(f"{case.no} {done}，现在是“{STATUS_LABELS[standing.status]}”。")
    for note in notes:
        click.echo(f"请留意：{note}")
