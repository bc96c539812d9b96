"""The steps of a mediation, each a command of ``juanzong mediation``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from archive.cases.exchange.values import fen_from_yuan, whole_day
from archive.cases.labels import choices, code_of
from archive.cases.mediation.agreement import FORM_LABELS, AgreementForm, Terms, instalment_of
from archive.cases.model import MediationSource
from archive.errors import InvalidInput
from archive.ledger.doing import Doing
from archive.ledger.mediation import mediating
from archive.ledger.mediation.mediating import Mediated
from archive.record.record import Record
from console.command import Invocation, NamedChoice, OfficeCommand, pass_invocation
from console.doing import doing, say_done
from console.stated import row_from
from console.teaching import teach

_RESULTS = {"success": "成功", "fail": "不成", "continue": "有待继续调解"}
_SATISFACTION = {"satisfied": "满意", "basic": "基本满意", "unsatisfied": "不满意"}


def _command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    return click.command(name, cls=OfficeCommand)


@_command("register")
@click.option(
    "--first", "first", metavar="姓名", multiple=True, required=True, help="甲方，可写多次；可写成 姓名:电话:住址。"
)
@click.option("--second", "second", metavar="姓名", multiple=True, required=True, help="乙方，可写多次；写法同上。")
@click.option(
    "--committee", metavar="调委会", default="", help="人民调解委员会，全称或简称；调解员只属于一个的可以不写。"
)
@click.option("--mediator", "mediators", metavar="姓名", multiple=True, required=True, help="调解员，一名或数名。")
@click.option("--source", metavar="来源", default="当事人申请", show_default=True, help=f"{choices(MediationSource)}。")
@click.option("--from", "referred_by", metavar="单位", default="", help="移送的单位。")
@click.option("--category", metavar="类别", default="", help="纠纷类别。")
@click.option("--region", metavar="属地", default="", help="纠纷发生的村、屯。")
@click.option("--title", metavar="标题", default="", help="卷名，如 张三与李四宅基地纠纷。")
@click.option("--facts", metavar="事实", default="", help="纠纷主要事实、争议事项。")
@click.option("--accept", "accepted", is_flag=True, help="双方都同意调解，随即受理。")
@click.option("--set", "stated", metavar="项=值", multiple=True, help="其他项目，项名同 juanzong case import。")
@pass_invocation
@doing(paper=True)
def register(
    invocation: Invocation,
    /,
    first: tuple[str, ...],
    second: tuple[str, ...],
    committee: str,
    mediators: tuple[str, ...],
    source: str,
    referred_by: str,
    accepted: bool,
    stated: tuple[str, ...],
    doing: Doing,
    **given: str,
) -> None:
    """登记一件纠纷：甲方、乙方、调委会、调解员。调解员是当事人的应当回避。"""
    code = code_of(MediationSource, source)
    if code is None:
        raise InvalidInput(f"没有“{source}”这种来源。", f"可以是：{choices(MediationSource)}。")
    parties = [_party(text, "applicant", "甲方") for text in first]
    parties += [_party(text, "respondent", "乙方") for text in second]
    title = given.pop("title") or f"{parties[0]['name']}与{parties[len(first)]['name']}{given['category']}纠纷"
    row: dict[str, object] = {key: value for key, value in given.items() if value}
    row |= {"title": title, "parties": parties, **row_from(stated)}
    _do(
        invocation,
        lambda record: mediating.register(
            record, row, doing, source=code, committee=committee, mediators=mediators, referred_by=referred_by,
            accepted=accepted,
        ),
        "已登记",
    )  # fmt: skip


@_command("mediators")
@click.argument("no", metavar="编号")
@click.option("--mediator", "names", metavar="姓名", multiple=True, required=True, help="调解员，一名或数名。")
@click.option("--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本。")
@pass_invocation
def mediators(invocation: Invocation, no: str, names: tuple[str, ...], expected: int | None) -> None:
    """更换调解员。"""
    _do(
        invocation,
        lambda record: mediating.set_mediators(record, no, names, expected=expected),
        f"调解员改为{'、'.join(names)}",
    )


@_command("declare")
@click.argument("no", metavar="编号")
@click.option("--person", required=True, metavar="姓名", help="调解员或承办人。")
@click.option("--party", default="", metavar="姓名", help="与哪位当事人。")
@click.option("--relation", required=True, metavar="关系", help="什么关系，如 兄弟、姻亲。")
@pass_invocation
@doing()
def declare(invocation: Invocation, no: str, person: str, party: str, relation: str, doing: Doing) -> None:
    """声明与当事人的关系；声明了的应当回避，换人以后才能往下办。"""
    details: dict[str, object] = {"person": person, "party": party, "relation": relation}
    _step(invocation, no, "declare", doing, details, "已记下关系")


@_command("accept")
@click.argument("no", metavar="编号")
@pass_invocation
@doing(paper=True)
def accept(invocation: Invocation, no: str, doing: Doing) -> None:
    """受理登记：双方都同意调解。"""
    _step(invocation, no, "accept", doing, {}, "已受理")


@_command("decline")
@click.argument("no", metavar="编号")
@click.option("--reason", required=True, metavar="理由", help="例如 乙方明确拒绝调解。")
@pass_invocation
@doing()
def decline(invocation: Invocation, no: str, reason: str, doing: Doing) -> None:
    """不予受理：一方明确拒绝调解的，不得调解（《人民调解法》第十七条）。"""
    _step(invocation, no, "decline", doing, {"reason": reason}, "不予受理，已登记")


@_command("inform")
@click.argument("no", metavar="编号")
@pass_invocation
@doing(paper=True)
def inform(invocation: Invocation, no: str, doing: Doing) -> None:
    """权利义务告知（第二十三条、第二十四条）。"""
    _step(invocation, no, "inform", doing, {}, "已告知权利义务")


@_command("session")
@click.argument("no", metavar="编号")
@click.option(
    "--result", required=True, type=NamedChoice(_RESULTS), metavar="结果", help=f"{'、'.join(_RESULTS.values())}。"
)
@pass_invocation
@doing(paper=True)
def session(invocation: Invocation, no: str, result: str, doing: Doing) -> None:
    """调解一次，记下结果；调解记录的文号或文档一并写上。"""
    _step(invocation, no, "mediate", doing, {"result": result}, f"已登记一次调解（{_RESULTS[result]}）")


@_command("agree")
@click.argument("no", metavar="编号")
@click.option(
    "--form", required=True, type=NamedChoice({code.value: name for code, name in FORM_LABELS.items()}),
    metavar="形式", help="书面（written）或口头（oral）。",
)  # fmt: skip
@click.option(
    "--effective", required=True, metavar="日期", help="生效日期：书面的为签名盖章齐全之日，口头的为达成之日。"
)
@click.option("--term", "terms", metavar="内容", multiple=True, required=True, help="协议内容，一条写一次。")
@click.option("--amount", metavar="元", default="", help="总金额。")
@click.option(
    "--instalment", "instalments", metavar="日期:金额", multiple=True, help="一期，如 2026-12-31:5000；可写多次。"
)
@click.option("--facts", metavar="事实", default="", help="纠纷主要事实、争议事项。")
@click.option("--liability", metavar="责任", default="", help="各方当事人的责任。")
@click.option("--mode", metavar="方式", default="", help="履行方式。")
@click.option("--place", metavar="地点", default="", help="履行地点。")
@click.option("--deadline", metavar="期限", default="", help="履行期限；写了各期的可以不写。")
@click.option("--recorder", metavar="姓名", default="", help="记录人。")
@pass_invocation
@doing(paper=True)
def agree(
    invocation: Invocation,
    /,
    no: str,
    form: str,
    effective: str,
    terms: tuple[str, ...],
    amount: str,
    instalments: tuple[str, ...],
    doing: Doing,
    **texts: str,
) -> None:
    """达成协议（第二十八条至第三十条）：内容、金额、各期、生效日期记入案件。"""
    day = whole_day(effective, "生效日期（--effective）")
    if day is None:
        raise InvalidInput("生效日期没有写。", "请用 --effective 写成 2026-11-05 的样子。")
    made = Terms(
        AgreementForm(form),
        day,
        terms,
        fen_from_yuan(amount, "金额（--amount）"),
        tuple(map(instalment_of, instalments)),
        **texts,
    )
    how = doing if doing.day else replace(doing, day=day)
    _do(invocation, lambda record: mediating.agree(record, no, made, how), "已登记协议")


@_command("terminate")
@click.argument("no", metavar="编号")
@click.option("--reason", required=True, metavar="理由", help="为什么终止。")
@pass_invocation
@doing(paper=True)
def terminate(invocation: Invocation, no: str, reason: str, doing: Doing) -> None:
    """终止调解，并说明当事人还有哪些途径（第二十六条）。"""
    _do(invocation, lambda record: mediating.terminate(record, no, reason, doing), "已终止调解")


@_command("perform")
@click.argument("no", metavar="编号")
@click.option("--instalment", type=click.IntRange(1), metavar="第几期", help="默认为最早没有履行完的一期。")
@click.option("--amount", metavar="元", default="", help="金额（默认为这一期还欠的全部）。")
@click.option("--voucher", metavar="凭证", default="", help="收条、转账凭证的号码。")
@pass_invocation
@doing(paper=True)
def perform(invocation: Invocation, no: str, instalment: int | None, amount: str, voucher: str, doing: Doing) -> None:
    """登记履行。"""
    fen = fen_from_yuan(amount, "金额（--amount）")
    _do(
        invocation,
        lambda record: mediating.perform(record, no, doing, instalment=instalment, amount_fen=fen, voucher=voucher),
        "已登记履行",
    )


@_command("confirm-apply")
@click.argument("no", metavar="编号")
@click.option("--court", required=True, metavar="法院", help="向哪个法院申请。")
@click.option("--checked", is_flag=True, help="confirm-check 列出的各项都核对过了。")
@pass_invocation
@doing(paper=True)
def confirm_apply(invocation: Invocation, no: str, court: str, checked: bool, doing: Doing) -> None:
    """双方共同申请司法确认：协议生效之日起三十日内（第三十三条）。"""
    _do(
        invocation,
        lambda record: mediating.confirm_apply(record, no, court, doing, checked=checked),
        "已登记司法确认申请",
    )


@_command("confirm-admit")
@click.argument("no", metavar="编号")
@pass_invocation
@doing(paper=True)
def confirm_admit(invocation: Invocation, no: str, doing: Doing) -> None:
    """法院受理了司法确认申请。"""
    _step(invocation, no, "confirm_admit", doing, {}, "法院已受理，已登记")


@_command("confirm")
@click.argument("no", metavar="编号")
@click.option(
    "--result", required=True, type=NamedChoice({"confirmed": "确认有效", "rejected": "驳回"}), metavar="结果",
    help="确认有效（confirmed）或驳回（rejected）。",
)  # fmt: skip
@click.option("--case-number", metavar="案号", default="", help="裁定书的案号。")
@pass_invocation
@doing(paper=True)
def confirm(invocation: Invocation, no: str, result: str, case_number: str, doing: Doing) -> None:
    """司法确认的结果。"""
    _do(
        invocation,
        lambda record: mediating.confirm(record, no, result == "confirmed", case_number, doing),
        "已登记司法确认结果",
    )


@_command("visit")
@click.argument("no", metavar="编号")
@click.option(
    "--satisfied", type=NamedChoice(_SATISFACTION), metavar="满意程度", help=f"{'、'.join(_SATISFACTION.values())}。"
)
@pass_invocation
@doing(paper=True)
def visit(invocation: Invocation, no: str, satisfied: str | None, doing: Doing) -> None:
    """回访。"""
    _step(invocation, no, "visit", doing, {"satisfied": satisfied}, "已登记回访")


@_command("finish")
@click.argument("no", metavar="编号")
@click.option("--reason", metavar="理由", default="", help="没有履行完就办结的，写明为什么。")
@pass_invocation
@doing()
def finish(invocation: Invocation, no: str, reason: str, doing: Doing) -> None:
    """办结。"""
    _do(invocation, lambda record: mediating.finish(record, no, reason, doing), "已办结")


@_command("archive")
@click.argument("no", metavar="编号")
@click.option("--have", metavar="材料", multiple=True, help="纸质卷里已有的材料，如 身份证明；可写多次。")
@click.option("--explain", metavar="说明", default="", help="确实没有的，写卷宗情况说明。")
@pass_invocation
@doing()
def archive(invocation: Invocation, no: str, have: tuple[str, ...], explain: str, doing: Doing) -> None:
    """归档：核对卷里必须的材料，缺的列出来。"""
    _do(invocation, lambda record: mediating.archive(record, no, doing, have=have, explain=explain), "已归档")


STEPS = (
    register, mediators, declare, accept, decline, inform, session, agree, terminate, perform, confirm_apply,
    confirm_admit, confirm, visit, finish, archive,
)  # fmt: skip


def _party(text: str, role: str, side: str) -> dict[str, str]:
    name, phone, address = [*(part.strip() for part in text.replace("：", ":").split(":", 2)), "", ""][:3]
    if not name:
        raise InvalidInput(f"{side}没有写姓名。", "请写成 姓名，或 姓名:电话:住址。", code="missing_statement")
    return {"name": name, "role": role, "side": side, "phone": phone, "address": address}


def _step(invocation: Invocation, no: str, type_: str, doing: Doing, details: dict[str, object], said: str) -> None:
    _do(invocation, lambda record: mediating.step(record, no, type_, doing, details), said)


def _do(invocation: Invocation, act: Callable[[Record], Mediated], said: str) -> None:
    done = act(invocation.office.record)
    teach(invocation.office)
    say_done(invocation, done.case, said, done.notes)
