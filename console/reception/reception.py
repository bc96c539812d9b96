"""``juanzong reception``: who is on duty, who came, what was annotated, what has no answer yet (接访)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.cases.exchange.values import whole_day
from archive.cases.labels import category_name
from archive.cases.model import Event
from archive.cases.reception.visit import RECEPTION_LABELS, Reception, ReceptionKind, rules_of_office
from archive.errors import InvalidInput
from archive.ledger import acts
from archive.ledger.reception import sheet, visits
from archive.record.receptions import ReceptionFilter
from console.command import Invocation, NamedChoice, OfficeGroup, pass_invocation
from console.list_options import limit, spreadsheet
from console.output import print_json, print_table
from console.reception.roster import roster
from console.reception.unanswered import unanswered
from console.stated import row_from
from console.teaching import teach

_SHOWN = 50
_KINDS = NamedChoice({kind.value: name for kind, name in RECEPTION_LABELS.items()})
_since = click.option("--since", metavar="日期", default="", help="这一天或以后的。")
_until = click.option("--until", metavar="日期", default="", help="这一天或以前的。")
_leader = click.option("--leader", "leaders", multiple=True, metavar="姓名", help="哪位领导，可写多次。")
_township = click.option("--township", "townships", multiple=True, metavar="乡镇", help="乡镇、街道，可写多次。")
_limit = limit(_SHOWN)
_out = spreadsheet()


@click.group("reception", cls=OfficeGroup, first="list")
def command() -> None:
    """接访：值班领导、来访批次和人次、批示，还有哪些没有回音。"""


command.add_command(roster)
command.add_command(unanswered)


@command.command("visit")
@click.option("--day", metavar="日期", default="", help="哪一天（默认今天）。")
@click.option("--persons", type=click.IntRange(1), metavar="人数", default=1, show_default=True, help="来了几个人。")
@click.option("--kind", type=_KINDS, metavar="形式", default="hall", help="来访接待（默认）或下访。")
@click.option("--leader", metavar="姓名", default="", help="接访领导（默认取当天值班的）。")
@click.option("--place", metavar="地点", default="", help="地点（默认信访大厅）。")
@click.option("--case", "case_no", metavar="编号", default="", help="台账里已有的案件。")
@click.option("--new", "is_new", is_flag=True, help="登记成新案件，用下面几项写明。")
@click.option("--petitioner", "petitioners", metavar="姓名", multiple=True, help="新案件的信访人，可写多次。")
@click.option("--representative", "representatives", metavar="姓名", multiple=True, help="代表，最多五人。")
@click.option("--phone", metavar="电话", default="", help="第一位信访人的电话。")
@click.option("--region", metavar="属地", default="", help="新案件的属地。")
@click.option("--title", metavar="标题", default="", help="新案件的标题。")
@click.option("--set", "stated", metavar="项=值", multiple=True, help="新案件的其他项目，项名同 juanzong case import。")
@click.option("--township", metavar="乡镇", default="", help="没有案件时，哪个乡镇的。")
@click.option("--category", metavar="类别", default="", help="纠纷类别。")
@click.option("--summary", metavar="事项", default="", help="反映什么。")
@click.option("--outcome", metavar="答复", default="", help="当场怎么答复的。")
@click.option("--resolved", is_flag=True, help="当场化解了。")
@pass_invocation
def visit(
    invocation: Invocation,
    /,
    day: str,
    kind: str,
    category: str,
    is_new: bool,
    petitioners: tuple[str, ...],
    phone: str,
    region: str,
    title: str,
    stated: tuple[str, ...],
    **given: Any,
) -> None:
    """登记一批来访或一次下访，对上案件，或登记成新案件。"""
    office, today = invocation.office, dt.date.today()
    category = category_name(category) or category
    row = None
    if is_new:
        parties = [{"name": name, "role": "petitioner"} for name in petitioners]
        if parties and phone:
            parties[0]["phone"] = phone
        own = {"region": region, "title": title, "category": category}
        row = {**{key: value for key, value in own.items() if value}, "parties": parties, **row_from(stated)}
    elif petitioners or phone or region or title or stated:
        raise InvalidInput("写了新案件的内容，但没有写要登记新案件。", "请加 --new；已有案件的，用 --case 写编号。")
    received = visits.receive(
        office.record,
        Reception(day=whole_day(day, "日期（--day）") or today, kind=ReceptionKind(kind), category=category, **given),
        today=today,
        registrar=office.operator,
        rules=rules_of_office(office.settings.home / "reception.toml"),
        new=row,
    )
    teach(office)
    if invocation.json:
        print_json({**asdict(received.reception), "notes": received.notes})
        return
    one = received.reception
    said = f"（集体访 {one.persons} 人）" if one.group_visit else f"（{one.persons} 人）"
    click.echo(f"已登记第 {one.id} 号接访{said}" + (f"，案件 {one.case_no}。" if one.case_no else "。"))
    for note in received.notes:
        click.echo(f"请留意：{note}")


@command.command("answer")
@click.argument("number", metavar="接访号", type=click.IntRange(1))
@click.option("--outcome", metavar="答复", required=True, help="怎么答复的。")
@click.option("--resolved", is_flag=True, help="化解了。")
@click.option("--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本。")
@pass_invocation
def answer(invocation: Invocation, number: int, outcome: str, resolved: bool, expected: int | None) -> None:
    """补记一批来访的答复。"""
    office = invocation.office
    one = visits.answer(
        office.record,
        number,
        outcome,
        resolved=resolved,
        today=dt.date.today(),
        by=office.operator,
        expected=expected,
    )
    if one.case_no:
        teach(office)
    if invocation.json:
        print_json(asdict(one))
    else:
        click.echo(f"第 {number} 号接访已记下答复" + ("，已化解。" if one.resolved else "。"))


@command.command("void")
@click.argument("number", metavar="接访号", type=click.IntRange(1))
@click.option("--reason", metavar="理由", required=True, help="为什么作废。")
@pass_invocation
def void(invocation: Invocation, number: int, reason: str) -> None:
    """作废登记错的一批来访；由它登记的案件不动。"""
    one = visits.void_visit(invocation.office.record, number, reason)
    if one.case_no:
        teach(invocation.office)
    if invocation.json:
        print_json(asdict(one))
    else:
        click.echo(f"第 {number} 号接访已作废。")


@command.command("list")
@_since
@_until
@click.option("--kind", "kinds", multiple=True, type=_KINDS, metavar="形式", help="来访接待或下访。")
@_leader
@_township
@click.option("--category", "categories", multiple=True, metavar="类别", help="纠纷类别，可写多次。")
@click.option("--case", "case_no", metavar="编号", default="", help="这一件的。")
@click.option("--groups", "groups_only", is_flag=True, help="只看集体访。")
@click.option("--voided", is_flag=True, help="只看作废的。")
@_limit
@_out
@pass_invocation
def list_(
    invocation: Invocation,
    /,
    since: str = "",
    until: str = "",
    kinds: tuple[str, ...] = (),
    categories: tuple[str, ...] = (),
    limit: int = _SHOWN,
    out: Path | None = None,
    **given: Any,
) -> None:
    """列出来访，合计批次和人次。"""
    wanted = ReceptionFilter(
        since=whole_day(since, "日期（--since）"),
        until=whole_day(until, "日期（--until）"),
        kinds=tuple(map(ReceptionKind, kinds)),
        categories=tuple(category_name(one) or one for one in categories),
        **{key: value for key, value in given.items() if value},
    )
    with invocation.office.record.read() as tx:
        figures = tx.receptions.figures(wanted)
        if out is not None:
            sheet.write_visits(tx.receptions.rows(wanted), out)
        rows = list(tx.receptions.rows(wanted, limit=limit))
    if invocation.json:
        print_json(
            {"figures": asdict(figures), "rows": [asdict(one) for one in rows], **({"file": str(out)} if out else {})}
        )
        return
    if out is not None:
        click.echo(f"已写出 {figures.batches} 行：{out}")
        return
    if rows:
        print_table(
            ("接访", "日期", "形式", "接访领导", "人数", "乡镇", "类别", "反映事项", "化解", "案件"),
            (
                (one.id, one.day, RECEPTION_LABELS[one.kind], one.leader, f"{one.persons}{'（集体）' if one.group_visit else ''}",
                 one.township, one.category, one.summary[:16], "是" if one.resolved else "", one.case_no)
                for one in rows
            ),
        )  # fmt: skip
    click.echo(
        f"共 {figures.batches} 批 {figures.persons} 人次，其中集体访 {figures.group_batches} 批 {figures.group_persons} 人次；"
        f"领导下访 {figures.ground} 次，解决 {figures.ground_resolved} 件。"
        + (f"上面是前 {len(rows)} 批。" if len(rows) < figures.batches else "")
    )


@command.command("annotate")
@click.argument("no", metavar="编号")
@click.option("--leader", metavar="姓名", required=True, help="哪位领导。")
@click.option("--text", metavar="批示", required=True, help="批示内容。")
@click.option("--day", metavar="日期", default="", help="哪一天（默认今天）。")
@pass_invocation
def annotate(invocation: Invocation, no: str, leader: str, text: str, day: str) -> None:
    """登记领导对一件的批示。"""
    office, today = invocation.office, dt.date.today()
    on = whole_day(day, "日期（--day）") or today
    event = Event(on, "annotate", text.strip(), actor=office.operator, details={"leader": leader.strip()})
    case = acts.act(office.record, no, event, today=today)
    teach(office)
    if invocation.json:
        print_json({"no": no, "leader": leader, "day": on, "version": case.version})
    else:
        click.echo(f"{no} 已登记{leader}的批示。")


@command.command("annotations")
@_since
@_until
@_leader
@_out
@pass_invocation
def annotations_(invocation: Invocation, since: str, until: str, leaders: tuple[str, ...], out: Path | None) -> None:
    """列出批示（默认今年的）。"""
    today = dt.date.today()
    first = whole_day(since, "日期（--since）") or today.replace(month=1, day=1)
    with invocation.office.record.read() as tx:
        found = tx.answers.annotations(first, whole_day(until, "日期（--until）") or today, leaders)
    if out is not None:
        sheet.write_annotations(found, out)
    if invocation.json:
        print_json({"total": len(found), "rows": [asdict(one) for one in found], **({"file": str(out)} if out else {})})
        return
    if found and out is None:
        print_table(
            ("日期", "批示领导", "案件", "信访人", "事由", "批示"),
            ((one.day, one.leader, one.case_no, one.petitioner, one.title[:16], one.text[:30]) for one in found),
        )
    click.echo(f"已写出 {len(found)} 行：{out}" if out is not None else f"共 {len(found)} 件次。")
