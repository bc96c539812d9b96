"""``juanzong evaluate``: how well search and precedents find what people judged to be right."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

import click

from archive.errors import InvalidInput
from console.command import Invocation, NamedChoice, OfficeGroup, pass_invocation
from console.given_path import GivenPath
from console.output import print_json, print_table
from console.search import judge
from console.search.queries import Asked, ranked, ranked_alike, read_queries
from indexer.index import Kind
from search_api.evaluate.report import Figure, Report, report
from search_api.evaluate.trec import format_run, parse_qrels, parse_run
from search_api.search import Searcher

_FILE = GivenPath()
_What = Literal["search", "precedents"]
_SHOWN = 10
"""Queries named in a note; ``--json`` names all."""


@click.group("evaluate", cls=OfficeGroup, invoke_without_command=True)
@click.option("--queries", type=_FILE, metavar="文件", help="一批查询（JSON 行：id、text，可加 among、typed、apart）。")
@click.option("--qrels", type=_FILE, metavar="文件", help="人工判断（TREC 格式：查询 0 文档 等级）。")
@click.option(
    "--what",
    type=NamedChoice({"search": "检索", "precedents": "类案"}),
    default="search",
    metavar="对象",
    help="评测检索（search，默认）还是类案（precedents）。",
)
@click.option("--kind", type=click.Choice(["case", "document", "law"]), help="检索只在这一种里排。")
@click.option("--depth", type=click.IntRange(1, 100_000), default=100, metavar="条数", help="每个查询排多少条。")
@click.option(
    "--relevant-from", type=click.IntRange(1), default=1, metavar="等级", help="从哪个等级起算相关（默认 1）。"
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="文件", help="把排序存成 TREC 文件。")
@click.option("--against", type=_FILE, metavar="文件", help="与以前存下的排序比较，作成对检验。")
@click.option("--seed", type=int, default=0, metavar="数", help="抽样的种子（默认 0）。")
@pass_invocation
@click.pass_context
def command(
    ctx: click.Context,
    invocation: Invocation,
    queries: Path | None,
    qrels: Path | None,
    what: _What,
    kind: Kind | None,
    depth: int,
    relevant_from: int,
    out: Path | None,
    against: Path | None,
    seed: int,
) -> None:
    """用人工判断过的查询评测检索和类案：各项指标、95% 区间，以及与另一次排序的差别是否只是偶然。"""
    if ctx.invoked_subcommand is not None:
        return
    if queries is None or qrels is None:
        raise click.UsageError("评测要给出 --queries 和 --qrels。")
    if what == "precedents" and kind not in (None, "case"):
        raise click.UsageError("类案只在案件里排，请不要加 --kind。")
    asked = read_queries(queries)
    judged = parse_qrels(_text(qrels))
    other = None if against is None else parse_run(_text(against))
    run = {
        query: [(hit["id"], hit["score"]) for hit in hits]
        for query, hits in _ranked(invocation.office.searcher, asked, what, kind, depth).items()
    }
    if out is not None:
        _write(out, format_run(run, what))
    result = report(run, judged, [one.id for one in asked], relevant_from=relevant_from, seed=seed, against=other)
    if invocation.json:
        print_json(_json(result))
    else:
        show(result)


def show(result: Report) -> None:
    """The measures as a table, and what was left out."""
    compared = any(figure.p is not None for figure in result.figures)
    print_table(
        ["指标", "均值", "95% 区间", *(["对照", "差", "p"] if compared else [])],
        [_row(figure) for figure in result.figures],
    )
    click.echo(f"查询 {result.queries} 个；等级 {result.relevant_from} 起算相关；NDCG 按等级计。")
    for names, said in (
        (result.not_judged, "没有判断，未计入"),
        (result.not_asked, "有判断但没有这个查询，未计入"),
        (result.without_relevant, "没有一条达到等级，除 NDCG 外按 0 计"),
    ):
        if names:
            click.echo(
                f"{len(names)} 个查询{said}：{'、'.join(names[:_SHOWN])}{' 等' if len(names) > _SHOWN else ''}。"
            )


def _row(figure: Figure) -> list[str]:
    row = [figure.name, f"{figure.mean:.3f}", f"{figure.low:.3f}–{figure.high:.3f}"]
    if figure.other is not None and figure.p is not None:
        row += [f"{figure.other:.3f}", f"{figure.mean - figure.other:+.3f}", f"{figure.p:.4f}"]
    return row


def _ranked(
    searcher: Searcher, asked: list[Asked], what: _What, kind: Kind | None, depth: int
) -> dict[str, list[dict[str, Any]]]:
    if what == "precedents":
        return ranked_alike(searcher, asked, limit=depth)
    return ranked(searcher, asked, kind=kind, limit=depth)


def _json(result: Report) -> dict[str, Any]:
    return asdict(result)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise InvalidInput(f"读不了 {path.name}：{exc}", "请给出 UTF-8 编码的文本文件。") from exc


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as exc:
        raise InvalidInput(f"写不了 {path}：{exc.strerror}", "请换一个位置，或检查权限和磁盘。") from exc


command.add_command(judge.judge_command)
command.add_command(judge.export_command)
