"""``juanzong precedents``: like cases."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from archive.errors import InvalidInput
from console.command import Invocation, OfficeCommand, pass_invocation
from console.output import indented, print_json, screen
from console.queries import ranked_alike, read_queries
from search_api.access import ADMINISTRATOR
from search_api.answers import precedent_json
from search_api.precedents.find import Precedent, like_case, like_text

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("precedents", cls=OfficeCommand)
@click.option("--case", "case_no", metavar="编号", help="与这个案件相像的。")
@click.option("--text-file", type=_FILE, metavar="文件", help="与这个文本相像的。")
@click.option("--queries", type=_FILE, metavar="文件", help="一批文本（JSON 行）。")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=10, metavar="条数", help="最多给出多少条（默认 10）。"
)
@pass_invocation
def command(
    invocation: Invocation, case_no: str | None, text_file: Path | None, queries: Path | None, limit: int
) -> None:
    """找类案：与某个案件或一段文字相像的案件，当时怎么定的，哪些词使它们相像。"""
    searcher = invocation.office.searcher
    if sum(given is not None for given in (case_no, text_file, queries)) != 1:
        raise click.UsageError("请给出 --case、--text-file、--queries 中的一个。")
    if queries is not None:
        print_json({"results": ranked_alike(searcher, read_queries(queries), limit=limit)})
        return
    if case_no is not None:
        found = like_case(searcher, case_no, ADMINISTRATOR, limit)
    else:
        assert text_file is not None
        found = like_text(searcher, _read(text_file), ADMINISTRATOR, limit)
    if invocation.json:
        print_json({"hits": [precedent_json(precedent) for precedent in found]})
    else:
        show(found)


def show(found: list[Precedent]) -> None:
    """Like cases as a person reads them."""
    out = screen()
    if not found:
        out.print("没有找到相像的案件。")
    for number, precedent in enumerate(found, 1):
        out.print(Text.assemble(f"{number:>3}. ", (precedent.title, "bold"), f"  {precedent.id}"))
        if precedent.outcome:
            out.print(indented(Text(f"结果：{precedent.outcome}")))
        if precedent.basis:
            out.print(indented(Text(f"依据：{'；'.join(precedent.basis)}")))
        out.print(indented(Text(f"相像的词：{'、'.join(precedent.words)}", style="dim")))


def _read(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput(
        f"{path.name} 不是文本文件。", "请给出 UTF-8 或 GB18030 编码的文本；扫描件请先用 juanzong ingest 导入。"
    )
