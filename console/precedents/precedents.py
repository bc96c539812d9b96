"""``juanzong precedents``: like cases."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cases.labels import LABELS
from archive.cases.model import CaseKind
from archive.errors import InvalidInput
from console.command import Invocation, NamedChoice, OfficeGroup, pass_invocation
from console.documents.letter import pages_of
from console.given_path import GivenPath
from console.office import Office
from console.output import print_json
from console.precedents import compare, graph
from console.precedents.shown import show
from console.search.queries import ranked_alike, read_queries
from search_api.access import ADMINISTRATOR
from search_api.precedents.answers import found_json
from search_api.precedents.filters import HELD_CHOICES, Filters
from search_api.precedents.find import Found, like_case, like_pages, like_text

_FILE = GivenPath()
_KINDS = {kind.value: LABELS[kind] for kind in CaseKind}


@click.group("precedents", cls=OfficeGroup, invoke_without_command=True)
@click.option("--case", "case_no", metavar="编号", help="与这个案件相像的。")
@click.option("--text-file", type=_FILE, metavar="文件", help="与这个文本相像的。")
@click.option("--file", "letter", type=_FILE, metavar="文件", help="与这封来信相像的：扫描件、图片、PDF、Word 都行。")
@click.option("--keep", is_flag=True, help="把 --file 的来信收为文档；不加则只读不存。")
@click.option("--queries", type=_FILE, metavar="文件", help="一批文本（JSON 行）。")
@click.option("--kind", type=NamedChoice(_KINDS), metavar="业务", help="只在信访、人民调解或法律服务里找。")
@click.option("--category", default="", metavar="类别", help="只在这一类里找。")
@click.option("--township", default="", metavar="乡镇", help="只在这个乡镇或村找。")
@click.option("--unit", default="", metavar="单位", help="只找这个责任单位的。")
@click.option("--year", default="", metavar="年份", help="只找这一年收到的。")
@click.option("--outcome", default="", metavar="结果", help="只找这样结束的，例如 已化解。")
@click.option("--channel", default="", metavar="渠道", help="只找这样来的，例如 来访。")
@click.option("--amount", default="", metavar="金额", help="只找涉及这个数额的，例如 '>1万元'、5000元到2万元。")
@click.option("--law", default="", metavar="法条", help="只找引用这一条或这部法的，例如 民法典第二百三十八条。")
@click.option(
    "--held", type=NamedChoice(HELD_CHOICES), metavar="复查结果", help="只找复查、复核后是这样的，例如 维持。"
)
@click.option("--where", default="", metavar="查询", help="只在检索得到的案件里找，写法同 juanzong search。")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=10, metavar="条数", help="最多给出多少条（默认 10）。"
)
@pass_invocation
@click.pass_context
def command(
    ctx: click.Context,
    invocation: Invocation,
    case_no: str | None,
    text_file: Path | None,
    letter: Path | None,
    keep: bool,
    queries: Path | None,
    kind: CaseKind | None,
    category: str,
    township: str,
    unit: str,
    year: str,
    outcome: str,
    channel: str,
    amount: str,
    law: str,
    held: str | None,
    where: str,
    limit: int,
) -> None:
    """找类案：与某个案件、一段文字或一封来信相像的案件，像在哪里，当时怎么定的，复查站没站住。"""
    if ctx.invoked_subcommand is not None:
        return
    if sum(given is not None for given in (case_no, text_file, letter, queries)) != 1:
        raise click.UsageError("请给出 --case、--text-file、--file、--queries 中的一个。")
    chosen = None if kind is None else CaseKind(kind)
    filters = Filters(chosen, category, township, unit, year, outcome, channel, amount, law, held or "", where)
    office = invocation.office
    if queries is not None:
        if filters != Filters():
            raise click.UsageError("一批查询（--queries）不能加条件；请在文件里用 among 限定。")
        print_json({"results": ranked_alike(office.searcher, read_queries(queries), limit=limit)})
        return
    found = _found(office, case_no, text_file, letter, filters, limit=limit, keep=keep)
    if invocation.json:
        print_json(found_json(found))
    else:
        show(found)


def _found(
    office: Office,
    case_no: str | None,
    text_file: Path | None,
    letter: Path | None,
    filters: Filters,
    *,
    limit: int,
    keep: bool,
) -> Found:
    if case_no is not None:
        return like_case(office.searcher, case_no, ADMINISTRATOR, limit, filters)
    if text_file is not None:
        return like_text(office.searcher, _read(text_file), ADMINISTRATOR, limit, filters)
    assert letter is not None
    return like_pages(office.searcher, pages_of(office, letter, keep=keep), ADMINISTRATOR, limit, filters)


def _read(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput(f"{path.name} 不是文本文件。", "请给出 UTF-8 或 GB18030 编码的文本；扫描件请用 --file。")


command.add_command(compare.command)
command.add_command(graph.cites_command)
command.add_command(graph.cited_command)
