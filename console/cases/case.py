"""``juanzong case``: cases in the record, one by one or by the file."""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from archive.cases.exchange.rows import row_from_case
from archive.cases.labels import EVENT_TYPES, label
from archive.cases.model import Case, Claim
from archive.ledger.exchange import ImportResult, export_cases, import_cases
from archive.ledger.registering import register
from archive.sheets.writing import Sheet, write_sheets
from console.cases.bind import bind
from console.command import Invocation, OfficeGroup, pass_invocation
from console.given_path import GivenPath
from console.output import print_json, print_table, printable
from console.teaching import teach

_REFUSED = ("行", "原因", "办法")
_MOST_REFUSED = 50
"""Rows that were not taken, as far as a screen shows them."""


@click.group("case", cls=OfficeGroup, first="list")
def command() -> None:
    """案件：登记、查看、成批导入和导出。"""


@command.command("new")
@click.option("--no", "no", metavar="编号", help="案件编号（默认按年月自动编）。")
@click.option("--title", metavar="标题", default="", help="案由或标题。")
@click.option("--kind", metavar="种类", default="", help="信访（默认）、人民调解或法律服务。")
@click.option("--category", metavar="类别", default="", help="纠纷类别。")
@click.option("--region", metavar="属地", default="", help="问题发生的乡镇、村。")
@click.option("--received", metavar="日期", default="", help="收到日期（默认今天）。")
@click.option("--channel", metavar="渠道", default="", help="来信、来访、来电、网信等。")
@click.option("--petitioner", "petitioners", metavar="姓名", multiple=True, help="信访人，可写多次。")
@click.option("--facts", metavar="事实", default="", help="反映的事实和理由。")
@click.option("--claim", "claims", metavar="诉求", multiple=True, help="诉求，可写多次。")
@pass_invocation
def new(
    invocation: Invocation,
    /,
    no: str | None,
    received: str,
    petitioners: tuple[str, ...],
    claims: tuple[str, ...],
    **given: str,
) -> None:
    """登记一个案件，同 juanzong ledger register。更多内容请用 juanzong case import 从表格导入。"""
    office = invocation.office
    row: dict[str, object] = {key: value for key, value in given.items() if value}
    row |= {"no": no, "received": received}
    if claims:
        row["claims"] = list(claims)
    if petitioners:
        row["parties"] = [{"name": name, "role": "petitioner"} for name in petitioners]
    imported = register(office.record, row, today=dt.date.today(), registrar=office.operator)
    teach(office)
    if invocation.json:
        print_json({**row_from_case(imported.case), "notes": list(imported.notes)})
        return
    click.echo(f"已登记案件 {imported.case.no}。")
    for note in imported.notes:
        click.echo(f"请留意：{note}")


@command.command("list")
@click.option("--limit", type=click.IntRange(1), metavar="条数", help="只列最后登记的若干个。")
@pass_invocation
def list_(invocation: Invocation, limit: int | None = None) -> None:
    """列出案件。"""
    found = 0
    shown: deque[Case] = deque(maxlen=limit)
    with invocation.office.record.read() as tx:
        for case in tx.cases.all():
            found += 1
            shown.append(replace(case, facts="", text="", events=(), claims=()))  # of ten years only what is shown
    if invocation.json:
        print_json([_summary(case) for case in shown])
        return
    print_table(
        ("编号", "种类", "标题", "类别", "属地", "收到", "结果"),
        ((c.no, label(c.kind), c.title, c.category, c.region, c.received or "", c.outcome[:20]) for c in shown),
    )
    click.echo(f"共 {found} 个案件。" + (f"上面是最后 {len(shown)} 个。" if len(shown) < found else ""))


@command.command("show")
@click.argument("no", metavar="编号")
@pass_invocation
def show(invocation: Invocation, no: str) -> None:
    """一个案件的全部内容，和归在它下面的文档与公文。"""
    with invocation.office.record.read() as tx:
        case = tx.cases.get(no)
        documents = list(tx.documents.all(case_no=no))
        papers = tx.papers.of_case(no)
    if invocation.json:
        print_json(
            {
                **row_from_case(case),
                "documents": [{"id": str(d.id), "name": d.name, "paper": d.paper, "state": d.state} for d in documents],
                "papers": [{k: v for k, v in asdict(paper).items() if k != "values"} for paper in papers],
            }
        )
        return
    _show(case)
    for document in documents:
        click.echo(f"文档 {document.id}：{document.paper} {printable(document.title or document.name)}")
    for paper in papers:
        click.echo(f"公文：{paper.file}")


@command.command("import")
@click.argument("file", metavar="文件", type=GivenPath())
@click.option(
    "--refused", type=click.Path(dir_okay=False, path_type=Path), metavar="文件.xlsx", help="把没有收的行写成表格。"
)
@pass_invocation
def import_(invocation: Invocation, file: Path, refused: Path | None) -> int:
    """从表格（XLSX、CSV）或 JSON 行文件导入案件；有错的行逐行报告，其余照常导入。

    再导入一次同样的文件不会改变什么。
    """
    office = invocation.office
    result = import_cases(office.record, file, today=dt.date.today())
    teach(office)
    if refused is not None:
        write_sheets([Sheet("没有收的行", _REFUSED, result.failures)], refused)
    if invocation.json:
        print_json({**_import_json(result), **({"file": str(refused)} if refused else {})})
    else:
        _show_import(result, refused)
    return 1 if result.failures and not (result.created or result.changed or result.unchanged) else 0


@command.command("export")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="文件", help=".jsonl 或 .xlsx。"
)
@pass_invocation
def export(invocation: Invocation, out: Path) -> None:
    """把全部案件导出为 JSON 行文件或 XLSX 表格；可以原样再导入。"""
    count = export_cases(invocation.office.record, out)
    if invocation.json:
        print_json({"file": str(out), "cases": count})
    else:
        click.echo(f"已导出 {count} 个案件：{out}")


def _import_json(result: ImportResult) -> dict[str, Any]:
    return {
        "read": result.read,
        "created": result.created,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "failures": [{"line": line, "reason": reason, "advice": advice} for line, reason, advice in result.failures],
        "notes": [{"line": line, "note": note} for line, note in result.notes],
    }


def _show_import(result: ImportResult, refused: Path | None) -> None:
    click.echo(
        f"读了 {result.read} 行：新增 {result.created}，更新 {result.changed}，没有变化 {result.unchanged}，失败 {len(result.failures)}。"
    )
    if refused is not None:
        click.echo(f"没有收的 {len(result.failures)} 行已写出：{refused}")
    elif result.failures:
        print_table(_REFUSED, result.failures[:_MOST_REFUSED])
        if (more := len(result.failures) - _MOST_REFUSED) > 0:
            click.echo(f"  ……另有 {more} 行没有收；加 --refused 文件.xlsx 全部写成表格，改好后再导入一次。")
    for line, note in result.notes[:20]:
        click.echo(f"  第 {line} 行：{note}" if line else f"  全表：{note}")
    if len(result.notes) > 20:
        click.echo(f"  ……另有 {len(result.notes) - 20} 条说明，加 --json 全部列出。")


def _summary(case: Case) -> dict[str, Any]:
    row = row_from_case(case)
    return {key: row.get(key) for key in ("no", "kind", "title", "category", "region", "received", "outcome")}


def _claim(number: int, claim: Claim) -> list[tuple[str, str]]:
    """A claim with what was found and decided about it, a line each."""
    opinion = "，".join(part for part in (label(claim.opinion) if claim.opinion else "", claim.opinion_text) if part)
    return [
        (f"诉求{number}", claim.text),
        ("  查明", claim.finding),
        ("  依据", "；".join(claim.basis)),
        ("  意见", opinion),
    ]


def _show(case: Case) -> None:
    click.echo(f"{case.no}  {case.title}")
    details = (
        ("种类", label(case.kind)),
        ("渠道", label(case.channel) if case.channel else ""),
        ("类别", case.category),
        ("属地", case.region),
        ("收到", str(case.received or "")),
        ("当事人", "、".join(f"{party.name}（{label(party.role)}）" for party in case.parties)),
        ("证件号码说明", "；".join(f"{party.name}：{party.id_reason}" for party in case.parties if party.id_reason)),
        ("承办", "  ".join(part for part in (case.duty_unit, case.handler) if part)),
        ("事实", case.facts or case.text),
        *(line for number, claim in enumerate(case.claims, 1) for line in _claim(number, claim)),
        ("结果", case.outcome),
        ("依据", "；".join(case.legal_basis)),
    )
    for name, value in details:
        if value:
            click.echo(f"{name}：{value}")
    for event in case.events:
        kind = EVENT_TYPES.get(
            event.type, "" if event.type.isascii() else event.type
        )  # a code is no word of the office
        click.echo("  ".join(part for part in (str(event.day), kind, event.text) if part))


command.add_command(bind)
