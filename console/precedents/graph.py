"""``juanzong precedents cites|cited``: which articles and earlier replies a case rests on, and who rests on it."""

from __future__ import annotations

from dataclasses import asdict

import click

from console.command import Invocation, OfficeCommand, pass_invocation
from console.output import print_json, print_table, printable
from search_api.access import ADMINISTRATOR
from search_api.precedents.graph import Link, cited, cites

_KINDS = {"article": "法条", "number": "文号", "case": "案件", "taken": "取用"}


@click.command("cites", cls=OfficeCommand)
@click.argument("what", metavar="编号或法条")
@pass_invocation
def cites_command(invocation: Invocation, what: str) -> None:
    """一个案件引用了哪些法条、哪些以前的公文和案件，在哪一页哪一行；给法条的，看它提到哪些条文。

    案件写编号，或者它的公文的文号。由登记的内容、文档的文字和公文取用的段落得来。
    """
    _tell(invocation, cites(invocation.office.record, what, ADMINISTRATOR), "没有引用。")


@click.command("cited", cls=OfficeCommand)
@click.argument("what", metavar="编号或法条")
@pass_invocation
def cited_command(invocation: Invocation, what: str) -> None:
    """一条法条（一款、一部法规）或一个案件，被哪些案件和公文引用，在哪一页哪一行。"""
    _tell(invocation, cited(invocation.office.record, what, ADMINISTRATOR), "没有案件引用它。")


def _tell(invocation: Invocation, links: list[Link], nothing: str) -> None:
    if invocation.json:
        print_json([asdict(link) for link in links])
        return
    if not links:
        click.echo(f"{nothing}刚升级的，请先运行 juanzong index rebuild。")
        return
    print_table(
        ("案件", "出处", "位置", "种类", "指向", "原文"),
        (
            (
                link.case_no or "", printable(link.title), _where(link), _KINDS[link.kind],
                f"{link.target}{link.place}", printable(link.words),
            )
            for link in links
        ),
    )  # fmt: skip
    click.echo(f"共 {len(links)} 处，{len({link.case_no for link in links if link.case_no})} 个案件。")


def _where(link: Link) -> str:
    if link.page is None:
        return ""
    return f"第{link.page}页第{link.line}行"
