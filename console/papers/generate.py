"""``juanzong generate``: write an official paper from a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from archive.cases.model import Case
from archive.record.document import State
from console.command import Invocation, OfficeCommand, pass_invocation
from console.documents.ingest import read
from console.ledger.filters import filters
from console.office import Office
from console.output import print_json, print_table
from console.papers import bulk
from console.papers.offer import FROM_CASE, TAKE, left_behind, show_offers
from search_api.access import ADMINISTRATOR
from search_api.offers import take
from search_api.papers import Writing, write_paper
from search_api.registers import of_register, write_register_paper
from templates.bulk.sheet import write_blank
from templates.generate import Paper
from templates.office.shelves import Shelf
from templates.shelf import ShelfEntry

_OFFERED = 12
"""Paragraphs shown of earlier cases."""


@click.command("generate", cls=OfficeCommand)
@click.argument("template", metavar="文书", required=False)
@click.option("--case", "case_no", metavar="编号", help="用哪个案件的内容。")
@click.option("--of", metavar="会议、周次、月份", help="纪要、周报、月报用：会议编号、2022年第24周、2022年6月。")
@click.option("--set", "settings", metavar="项=值", multiple=True, help="补上或改写一项，可写多次。")
@FROM_CASE
@TAKE
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件", help="写到哪里（默认写到数据文件夹的 papers 里）。"
)
@click.option("--fields", "list_fields", is_flag=True, help="列出这种文书的各项，不生成。")
@click.option("--list", "list_papers", is_flag=True, help="列出全部文书。")
@click.option("--overwrite", is_flag=True, help="文件已存在时覆盖。")
@pass_invocation
@filters
@bulk.options
def command(
    invocation: Invocation,
    template: str | None,
    case_no: str | None,
    of: str | None,
    settings: tuple[str, ...],
    earlier: tuple[str, ...],
    taken: tuple[str, ...],
    out: Path | None,
    list_fields: bool,
    list_papers: bool,
    overwrite: bool,
    many: bulk.Wanted,
) -> int:
    """由案件生成公文（Word），如 reply 答复意见书，mediation-agreement 人民调解协议书；--list 列出全部文书。

    缺少必填项时，先列出缺什么，不会写出半份文件。

    成批生成：案件用 --cases、--query、--from-xlsx 或台账条件（--status 等）给出，--out 写文件夹；
    没有写文号的是草稿，签发时取号。中断或有没写成的，再运行一次，只补没写成的。
    """
    if list_papers:
        _list_papers(invocation.office.shelf, as_json=invocation.json)
        return 0
    if template is None:
        raise click.UsageError("请写明要哪一种文书；--list 列出全部文书。")
    if list_fields:
        _list_fields(invocation.office.shelf.in_use(template), as_json=invocation.json)
        return 0
    if many.blank is not None:
        columns = write_blank(invocation.office.shelf.in_use(template), many.blank)
        _tell_blank(invocation, many.blank, columns)
        return 0
    many.check(case_no, of)
    if many.many:
        return bulk.write_many(invocation, template, many, out, _pairs(settings))
    if of is not None:
        _tell(invocation, write_of(invocation.office, template, of, out, _pairs(settings), overwrite=overwrite))
        return 0
    if case_no is None:
        raise click.UsageError("请用 --case 给出案件编号。--fields 列出这种文书的各项，--list 列出全部文书。")
    if earlier:
        show_offers(invocation, case_no, earlier, _OFFERED)
        return 0
    office = invocation.office
    with office.record.read() as tx:
        case = tx.cases.get(case_no)
        given, trace = take(tx, case, taken, _pairs(settings), ADMINISTRATOR)
    _tell(invocation, write(office, template, case, out, given, overwrite=overwrite, taken=trace))
    return 0


def _tell_blank(invocation: Invocation, file: Path, columns: int) -> None:
    if invocation.json:
        print_json({"file": str(file), "columns": columns})
        return
    click.echo(f"填报表已写好，{columns} 栏：{file}")
    click.echo("一行填一份；案件里已有的可以空着，用不着的栏目可以删去。填好后用 --from-xlsx 成批生成。")


def _tell(invocation: Invocation, paper: Paper) -> None:
    if invocation.json:
        print_json({"file": str(paper.file), "template": paper.template, "fields": paper.fields, "notes": paper.notes})
        return
    click.echo(f"已写好《{paper.title}》：{paper.file}")
    for note in paper.notes:
        click.echo(f"请留意：{note}")


def write_of(
    office: Office, template: str, of: str, out: Path | None, overrides: dict[str, str], *, overwrite: bool = False
) -> Paper:
    """Write the minutes of a meeting, or the bulletin of a week or a month, record and file it."""
    today = dt.date.today()
    paper = of_register(office.record, template, of, today=today, shelf=office.shelf)
    target = out.absolute() if out is not None else office.papers_folder(paper.entry.name)
    how = Writing(today, overrides, overwrite=overwrite)
    filed = write_register_paper(office.record, office.originals, paper, target, how)
    if filed.received.state is State.PENDING:
        read(office, [filed.received])
    return filed.paper


def write(
    office: Office,
    template: str,
    case: Case,
    out: Path | None,
    overrides: dict[str, str],
    *,
    overwrite: bool = False,
    taken: Sequence[Mapping[str, Any]] = (),
) -> Paper:
    """Write a paper, record it with its values frozen, and file it under its case so that it can be found."""
    target = out.absolute() if out is not None else office.papers_folder(case.no)
    how = Writing(dt.date.today(), overrides, overwrite=overwrite, taken=taken)
    filed = write_paper(office.record, office.originals, template, case, target, how, office.shelf)
    if filed.received.state is State.PENDING:
        read(office, [filed.received])
    notes = left_behind(office, filed.id) if taken else []
    return replace(filed.paper, notes=(*filed.paper.notes, *notes))


def _list_papers(shelf: Shelf, *, as_json: bool) -> None:
    papers = shelf.catalogue()
    if as_json:
        print_json(
            [
                {
                    "name": one.name,
                    "title": one.title,
                    "code": one.code,
                    "group": one.group,
                    "layout": one.layout,
                    "basis": one.basis,
                    "addressee": one.addressee,
                    "served_on": one.served_on,
                    "copies": one.copies,
                    "series": one.series,
                    "event": one.event,
                    "starts": one.starts,
                    "stops": one.stops,
                    "signers": one.signers,
                    "version": one.version,
                }
                for one in papers
            ]
        )
        return
    print_table(
        ("名字", "代码", "文书", "给谁", "谁签"),
        (
            (one.name, one.code or f"本单位 v{one.version}", one.title, one.addressee, "、".join(one.signers))
            for one in papers
        ),
    )


def _list_fields(paper: ShelfEntry, *, as_json: bool) -> None:
    fields = paper.listed
    if as_json:
        print_json([{"key": f.key, "label": f.label, "required": f.required, "example": f.example} for f in fields])
        return
    print_table(
        ("项（--set 项=值）", "名称", "必填", "例"),
        ((f.key, f.label, "必填" if f.required else "", f.example) for f in fields),
    )


def _pairs(settings: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals or not key.strip():
            raise click.UsageError(f"--set 应写成 项=值，现在是：{setting}")
        pairs[key.strip()] = value
    return pairs
