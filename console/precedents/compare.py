"""``juanzong precedents compare``: cases side by side."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from archive.new_file import write_new
from console.command import Invocation, OfficeCommand, pass_invocation
from console.output import print_json, printable, screen
from search_api.access import ADMINISTRATOR
from search_api.precedents.comparison import Comparison, compare
from search_api.precedents.comparison_out import comparison_json, comparison_word

_LONG = 200
"""Characters of a cell on the terminal; Word and ``--json`` have all."""


@click.command("compare", cls=OfficeCommand)
@click.argument("numbers", metavar="编号…", nargs=-1, required=True)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="文件", help="存成 Word 文件（.docx），横向排。"
)
@click.option("--overwrite", is_flag=True, help="文件已经有了也照样写。")
@pass_invocation
def command(invocation: Invocation, numbers: tuple[str, ...], out: Path | None, overwrite: bool) -> None:
    """把二到六个案件并排对比；相同、不同各点以第一个为准。"""
    comparison = compare(invocation.office.searcher, numbers, ADMINISTRATOR)
    if out is not None:
        write_new(out, comparison_word(comparison, dt.date.today()), overwrite=overwrite)
    if invocation.json:
        print_json(comparison_json(comparison))
    elif out is not None:
        click.echo(f"已写好：{out}")
    else:
        show(comparison)


def show(comparison: Comparison) -> None:
    """Side by side, as wide as the terminal; long cells are cut and say so."""
    out = screen()
    table = Table(show_lines=True, pad_edge=False, width=out.width)
    table.add_column("", width=10, overflow="fold")
    for case in comparison.cases:
        table.add_column(Text(f"{printable(case.title)}\n{case.no}"), ratio=1, overflow="fold")
    cut = False
    for name, cells in comparison.rows:
        cut = cut or any(len(cell) > _LONG for cell in cells)
        table.add_row(name, *(Text("\n".join(map(printable, _short(cell).split("\n")))) for cell in cells))
    out.print(table)
    if cut:
        out.print(Text("带“……”的没有列完；加 --out 存成 Word，或用 juanzong case show 看全文。", style="dim"))


def _short(cell: str) -> str:
    return cell if len(cell) <= _LONG else cell[:_LONG] + "……"
