"""``juanzong evaluate judge`` and ``export``: judgements while searching, and the query set they make."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from archive.new_file import write_new
from archive.record.judgements import Asked
from console.command import Invocation, NamedChoice, OfficeCommand, pass_invocation
from console.output import print_json
from search_api.access import ADMINISTRATOR, Asker
from search_api.evaluate.judging import HIGHEST, judge, query_sets

WHAT = {"search": "检索", "precedents": "类案"}


@click.command("judge", cls=OfficeCommand)
@click.argument("query", metavar="查询")
@click.argument("target", metavar="编号")
@click.option("--relevant", type=click.IntRange(0, HIGHEST), metavar="等级", help="0 不相关，1 到 3 越大越相关。")
@click.option("--take-back", is_flag=True, help="收回以前的判断。")
@click.option("--what", type=NamedChoice(WHAT), default="search", metavar="对象", help="检索（默认）还是类案。")
@pass_invocation
def judge_command(
    invocation: Invocation,
    query: str,
    target: str,
    relevant: int | None,
    take_back: bool,
    what: Literal["search", "precedents"],
) -> None:
    """判断一条结果与查询相不相关；类案的查询写案件编号，或一段文字。"""
    if (relevant is None) != take_back:
        raise click.UsageError("请给出 --relevant 或 --take-back 中的一个。")
    office = invocation.office
    asked = Asked(what, query)
    if what == "precedents":
        with office.record.read() as tx:
            asked = Asked(what, "", query) if tx.cases.many([query]) else asked
    person = Asker(office.operator or ADMINISTRATOR.name, sees_restricted=True)
    judge(office.record, person, asked, target, relevant)
    if invocation.json:
        print_json({"query": asked.key, "id": target, "relevant": relevant, "person": person.name})
    else:
        click.echo(
            "已收回。" if relevant is None else f"已记下：{target} {'相关' if relevant else '不相关'}（{relevant}）。"
        )


@click.command("export", cls=OfficeCommand)
@click.argument("folder", metavar="文件夹", type=click.Path(file_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="文件已经有了也照样写。")
@pass_invocation
def export_command(invocation: Invocation, folder: Path, overwrite: bool) -> None:
    """把检索时作的判断存成查询和判断文件，可以马上评测。含受限案件，请妥善保管。"""
    with invocation.office.record.read() as tx:
        given = list(tx.judgements.all())
        cases = tx.cases.many(sorted({one.asked.case_no for one in given if one.asked.case_no}))
    made = []
    for some in query_sets(given, cases):
        queries, qrels = folder / f"{some.what}.queries.jsonl", folder / f"{some.what}.qrels"
        write_new(queries, some.queries.encode(), overwrite=overwrite)
        write_new(qrels, some.qrels.encode(), overwrite=overwrite)
        made.append(
            {
                "what": some.what,
                "queries": str(queries),
                "qrels": str(qrels),
                "asked": some.asked,
                "judged": some.judged,
                "disputed": some.disputed,
            }
        )
    if invocation.json:
        print_json({"sets": made})
        return
    for one in made:
        disputed = f"，{one['disputed']} 处各人判断不同，取平均" if one["disputed"] else ""
        click.echo(f"{WHAT[str(one['what'])]}：{one['asked']} 个查询，{one['judged']} 个判断{disputed}。")
        click.echo(f"  juanzong evaluate --what {one['what']} --queries {one['queries']} --qrels {one['qrels']}")
    if not made:
        click.echo("还没有判断。在网页的结果上点“相关”“不相关”，或用 juanzong evaluate judge。")
