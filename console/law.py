"""``juanzong law``: the legal shelf."""

from __future__ import annotations

from pathlib import Path

import click

from archive.laws.importing import import_laws
from console.command import Invocation, OfficeGroup, pass_invocation
from console.output import print_json, print_table
from console.work import fill


@click.group("law", cls=OfficeGroup)
def command() -> None:
    """法律书架：导入法律法规和典型案例，供检索和引用。"""


@command.command("import")
@click.argument("paths", metavar="文件或文件夹…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@pass_invocation
def import_(invocation: Invocation, paths: tuple[Path, ...]) -> int:
    """导入 Markdown 格式的法律法规和典型案例；同一部法律以新的为准。"""
    office = invocation.office
    result = import_laws(office.record, paths)
    fill(office)
    failures = [{"file": file, "reason": reason, "advice": advice} for file, reason, advice in result.failures]
    if invocation.json:
        print_json({"laws": result.laws, "articles": result.articles, "failures": failures})
    else:
        click.echo(f"导入 {result.laws} 部，共 {result.articles} 条。")
        if failures:
            print_table(("文件", "原因", "办法"), result.failures)
    return 1 if failures and not result.laws else 0
