"""``juanzong search --export``: everything found, or the answers to a list of queries, as a table."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import click

from archive.errors import InvalidInput
from archive.sheets.workbook import looks_like_workbook
from console.command import Invocation
from console.output import print_json, print_table
from search_api.access import ADMINISTRATOR
from search_api.export.columns import COLUMNS, USUAL, chosen
from search_api.export.everything import export
from search_api.export.queries import answer_list
from search_api.search import Request

_SHOWN = 20
"""Rows named on the screen; all of them stand in the table."""


@dataclass(frozen=True, slots=True)
class Out:
    """The table that is wanted."""

    path: Path
    columns: str
    masked: bool


def show_columns(*, as_json: bool) -> None:
    """The columns there are."""
    if as_json:
        print_json({"columns": [{"name": name, "heading": one.heading} for name, one in COLUMNS.items()]})
        return
    print_table(
        ("列", "代码", "默认"), ((one.heading, name, "是" if name in USUAL else "") for name, one in COLUMNS.items())
    )


def export_found(invocation: Invocation, request: Request, out: Out) -> None:
    """Write everything found and say what was written."""
    _check(out.path)
    made = export(invocation.office.searcher, request, ADMINISTRATOR, out.path, chosen(out.columns), masked=out.masked)
    if invocation.json:
        print_json({"file": str(out.path), **asdict(made)})
        return
    if made.reading:
        click.echo(f"理解为：{made.reading}")
    click.echo("".join(made.said))
    click.echo(f"文件：{out.path}")


def export_list(invocation: Invocation, source: Path, request: Request, out: Out) -> None:
    """Write the answers to a list of queries and name the rows that were not asked as they stand."""
    _check(out.path)
    if not looks_like_workbook(source) and source.suffix.lower() != ".csv":
        raise InvalidInput(f"{source.name} 不是 XLSX 或 CSV 清单。", "请给出有“查询”一列的表格；JSON 行不加 --export。")
    columns = chosen(out.columns)
    made = answer_list(invocation.office.searcher, source, request, ADMINISTRATOR, out.path, columns, masked=out.masked)
    if invocation.json:
        print_json({"file": str(out.path), **asdict(made)})
        return
    click.echo(f"查了 {made.queries:,} 条，{made.empty:,} 条没有找到，写出 {made.rows:,} 行：{out.path}")
    for one in made.problems[:_SHOWN]:
        click.echo(f"第 {one.line} 行：{one.text}")
    if (more := len(made.problems) - _SHOWN) > 0:
        click.echo(f"还有 {more} 条说明，加 --json 可以全部列出。")


def _check(path: Path) -> None:
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise InvalidInput(f"写不成“{path.name}”。", "文件名请以 .xlsx 或 .csv 结尾。")
