"""``juanzong ledger``: the daily book, one line a dispute; how one enters it."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path

import click

from archive.cases.exchange.rows import row_from_case
from archive.cases.lists.definitions import Definitions
from archive.cases.model import Case
from archive.cases.procedure.actions import action_label
from archive.cases.procedure.moves import next_actions
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import END_LABELS, STATUS_LABELS
from archive.errors import InvalidInput
from archive.ledger.registering import register
from archive.ledger.sheet import write_ledger
from archive.record.ledger import LedgerFilter, LedgerRow
from console.command import Invocation, OfficeGroup, pass_invocation
from console.ledger.acts import act, actions, correct, void
from console.ledger.filters import filters
from console.ledger.newness import is_new, link
from console.ledger.suggestions import check_alone, register_paper, said, suggest
from console.ledger.told import told
from console.list_options import OFFSET, limit, spreadsheet
from console.output import print_json, print_table, printable
from console.stated import row_from
from console.teaching import teach

_SHOWN = 50


@click.group("ledger", cls=OfficeGroup, first="list")
def command() -> None:
    """台账：每件纠纷一行，谁负责、到哪一步、下一步何时。"""


@command.command("list")
@filters
@limit(_SHOWN)
@OFFSET
@spreadsheet("把全部行写成表格。")
@pass_invocation
def list_(
    invocation: Invocation,
    wanted: LedgerFilter | None = None,
    limit: int = _SHOWN,
    offset: int = 0,
    out: Path | None = None,
) -> None:
    """按条件列出台账。"""
    wanted = wanted or LedgerFilter()
    with invocation.office.record.read() as tx:
        total = tx.ledger.count(wanted)
        if out is not None:
            written = write_ledger(tx.ledger.rows(wanted), out, invocation.office.lists)
        rows = list(tx.ledger.rows(wanted, limit=limit, offset=offset))
    if invocation.json:
        print_json({"total": total, "rows": [asdict(row) for row in rows], **({"file": str(out)} if out else {})})
        return
    if out is not None:
        click.echo(f"已写出 {written} 行：{out}")
        return
    print_table(
        ("编号", "收到", "信访人", "乡镇", "类别", "事由", "责任单位", "状态", "级别", "下一步", "期限"),
        (_line(row, invocation.office.lists) for row in rows),
    )
    shown = f"上面是第 {offset + 1} 到 {offset + len(rows)} 件。" if len(rows) < total and rows else ""
    click.echo(f"共 {total} 件。{shown}")


@command.command("show")
@click.argument("no", metavar="编号")
@pass_invocation
def show(invocation: Invocation, no: str) -> None:
    """一件的办理过程、现在的状态、接下来可以做什么。"""
    with invocation.office.record.read() as tx:
        case = tx.cases.get(no)
    standing, further = standing_of(case), next_actions(case)
    if invocation.json:
        stands = {key: value for key, value in asdict(standing).items() if value not in (None, "", 0, False)}
        print_json(
            {**row_from_case(case), "version": case.version, "standing": stands, "next": [one.code for one in further]}
        )
        return
    click.echo(f"{case.no}  {printable(case.title or case.summary[:40])}")
    if case.voided:
        click.echo(f"已作废：{case.voided}")
    click.echo(
        f"状态：{STATUS_LABELS[standing.status]}"
        + (f"（{END_LABELS[standing.end_reason]}）" if standing.end_reason else "")
    )
    print_table(
        ("序号", "日期", "动作", "单位", "经办", "文号", "内容", "说明"), _history(case, invocation.office.lists)
    )
    if further:
        click.echo("接下来可以：" + "、".join(f"{one.label}（{one.code}）" for one in further) + "。")
    click.echo(f"版本 {case.version}。")


@command.command("register")
@click.option("--no", "no", metavar="编号", help="编号（默认按年月和渠道自动编）。")
@click.option("--kind", metavar="种类", default="", help="信访（默认）、人民调解或法律服务。")
@click.option("--channel", metavar="渠道", default="", help="来信、来访、来电、网信等。")
@click.option("--received", metavar="日期", default="", help="收到日期（默认今天）。")
@click.option("--petitioner", "petitioners", metavar="姓名", multiple=True, help="信访人或申请人，可写多次。")
@click.option("--respondent", "respondents", metavar="姓名", multiple=True, help="被反映人或被申请人，可写多次。")
@click.option("--representative", "representatives", metavar="姓名", multiple=True, help="代表，最多五人。")
@click.option("--phone", metavar="电话", default="", help="第一位信访人的电话。")
@click.option("--id-number", metavar="证号", default="", help="第一位信访人的身份证号。")
@click.option("--id-reason", metavar="原因", default="", help="证号通不过校验仍要保留的，写明原因。")
@click.option("--address", metavar="住址", default="", help="第一位信访人的住址。")
@click.option("--region", metavar="属地", default="", help="问题发生的乡镇、村、屯。")
@click.option("--category", metavar="类别", default="", help="纠纷类别。")
@click.option("--title", metavar="标题", default="", help="案由或标题。")
@click.option("--summary", metavar="摘要", default="", help="诉求摘要。")
@click.option("--claim", "claims", metavar="诉求", multiple=True, help="诉求，可写多次。")
@click.option("--group-size", type=click.IntRange(1), metavar="人数", help="来访或联名的人数。")
@click.option("--small", is_flag=True, help="小事：可以简易办理，当日办。")
@click.option("--set", "stated", metavar="项=值", multiple=True, help="其他项目，项名同 juanzong case import。")
@click.option("--from", "document_id", metavar="文档编号", help="从这份来件登记，见 juanzong ledger suggest。")
@click.option(
    "--accept", metavar="项目,…", multiple=True, help="采用哪些建议（默认 all：把握过半的都采用）；项目用中文名或代码。"
)
@pass_invocation
def register_(
    invocation: Invocation,
    /,
    no: str | None,
    received: str,
    petitioners: tuple[str, ...],
    respondents: tuple[str, ...],
    representatives: tuple[str, ...],
    phone: str,
    id_number: str,
    address: str,
    claims: tuple[str, ...],
    group_size: int | None,
    small: bool,
    stated: tuple[str, ...],
    document_id: str | None,
    accept: tuple[str, ...],
    **given: str,
) -> None:
    """登记一件；有来件的，可从来件登记。"""
    office = invocation.office
    check_alone(document_id, accept)
    main = "applicant" if given["kind"] in ("人民调解", "调解", "mediation") else "petitioner"
    parties: list[dict[str, str]] = [{"name": name, "role": main} for name in petitioners]
    if parties:
        own = {"phone": phone, "id_number": id_number, "address": address}
        parties[0] |= {key: value for key, value in own.items() if value}
    elif phone or id_number or address:
        raise InvalidInput("写了电话、证号或住址，但没有写是谁的。", "请用 --petitioner 写明信访人。")
    parties += [{"name": name, "role": "representative"} for name in representatives]
    parties += [{"name": name, "role": "respondent"} for name in respondents]
    row: dict[str, object] = {key: value for key, value in given.items() if value}
    row |= {"no": no, "received": received, **row_from(stated)}
    registration = {"small": True} if small else None
    for key, value in (
        ("parties", parties), ("claims", list(claims)), ("group_size", group_size), ("registration", registration)
    ):  # fmt: skip
        if value:
            row[key] = value
    if document_id:
        made = register_paper(invocation, document_id, accept, {key: value for key, value in row.items() if value})
        if invocation.json:
            print_json({**row_from_case(made.case), "notes": list(made.notes)})
        else:
            said(made)
        return
    imported = register(office.record, row, today=dt.date.today(), registrar=office.operator)
    teach(office)
    if invocation.json:
        print_json({**row_from_case(imported.case), "notes": list(imported.notes)})
        return
    click.echo(f"已登记 {imported.case.no}。")
    for note in imported.notes:
        click.echo(f"请留意：{note}")


command.add_command(suggest)


@command.command("adrift")
@pass_invocation
def adrift(invocation: Invocation) -> int:
    """没有下一步或没有期限的：事事有回音，件件有着落。有这样的事项时退出码为 1。

    没有办结的，程序已完结而还在二级、三级清单里没有化解的，和没有立案也没有答复的来访，都要有下一步。
    """
    lists = invocation.office.lists
    with invocation.office.record.read() as tx:
        rows = list(tx.ledger.rows(LedgerFilter(adrift=True)))
        bare = [one for one in tx.answers.unanswered(dt.date.today()) if not one.case_no]
    if invocation.json:
        print_json(
            {
                "total": len(rows) + len(bare),
                "rows": [asdict(row) for row in rows],
                "visits": [asdict(one) for one in bare],
            }
        )
        return 1 if rows or bare else 0
    if bare:
        print_table(
            ("接访", "日期", "人数", "乡镇", "反映事项"),
            ((one.reception_id, one.day, one.persons, one.township, one.title[:30]) for one in bare),
        )
        click.echo(f"共 {len(bare)} 批来访没有立案，也没有答复。请用 juanzong reception answer 补记答复。")
    if rows:
        print_table(
            ("编号", "收到", "信访人", "乡镇", "事由", "责任单位", "状态"),
            ((*_line(row, lists)[:4], _line(row, lists)[5], row.duty_unit, STATUS_LABELS[row.status]) for row in rows),
        )
        click.echo(
            f"共 {len(rows)} 件没有下一步。请登记下一步动作，或用 juanzong ledger act 编号 plan --set due=日期 --set step=… 安排。"
        )
    elif not bare:
        click.echo("每一件都有下一步和期限。")
    return 1 if rows or bare else 0


def _line(row: LedgerRow, lists: Definitions) -> tuple[object, ...]:
    who = row.petitioner + (f"等{row.group_size}人" if row.group_size > 1 else "")
    return (
        row.no, row.received or "", who, row.township, row.category, (row.title or row.summary)[:24], row.duty_unit,
        STATUS_LABELS[row.status], lists.name(row.level), row.next_step, row.next_due or "",
    )  # fmt: skip


def _history(case: Case, lists: Definitions) -> list[tuple[object, ...]]:
    return [
        (
            seq, event.day, action_label(case.kind, event.type), event.unit, event.actor,
            event.number or (f"文档 {event.document_id}" if event.document_id else ""), event.text,
            f"已作废：{event.voided}" if event.voided else told(case.kind, event, lists),
        )
        for seq, event in enumerate(case.events, 1)
    ]  # fmt: skip


for further in (act, correct, void, actions, is_new, link):
    command.add_command(further)
