"""``juanzong suggest``: what completes a query, and what helps where it finds nothing."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.text import Text

from console.command import Invocation, OfficeCommand, pass_invocation
from console.output import print_json, screen
from search_api.access import ADMINISTRATOR
from search_api.search import Request
from search_api.suggest.advice import Advice, Offer, advise
from search_api.suggest.answers import advice_json, completion_json
from search_api.suggest.completion import SORTS
from search_api.suggest.typing import while_typing


@click.command("suggest", cls=OfficeCommand)
@click.argument("typed", metavar="查询")
@click.option("--most", type=click.IntRange(1, 50), default=10, metavar="条数", help="最多提示几条（默认 10）。")
@pass_invocation
def command(invocation: Invocation, typed: str, most: int) -> None:
    """接着可以怎样写；没有找到时，是不是写错了字、放宽哪一条各能找到多少。

    \b
      juanzong suggest 宅基
      juanzong suggest '宅基地 乡镇:'
      juanzong suggest '宅及地 非 调解'
    """
    searcher = invocation.office.searcher
    request = Request(typed)
    offered = while_typing(searcher, request, ADMINISTRATOR, (), most)
    answer = searcher.search(request, ADMINISTRATOR)
    advice = advise(searcher, request, ADMINISTRATOR, 0 if answer.relaxed else answer.total, answer.hits)
    if invocation.json:
        print_json({"completions": [completion_json(one) for one in offered], **advice_json(advice)})
        return
    out = screen()
    if not (offered or advice.meant or advice.wider or advice.related):
        out.print(Text("没有可以提示的。"))
    for one in offered:
        about = one.about or SORTS[one.sort]
        counted = "" if one.count is None else f"  {one.count} 条"
        out.print(Text.assemble((one.query, "bold"), (f"  {about}{counted}", "dim")))
    show_advice(advice)


def show_advice(advice: Advice) -> None:
    """What helps after a search, each with what it finds."""
    _show("是不是想找", advice.meant, typed=True)
    _show("放宽一些", advice.wider)
    _show("相关的词", advice.related)


def _show(title: str, offers: Sequence[Offer], *, typed: bool = False) -> None:
    if offers:
        named = "、".join(f"{one.typed if typed else one.said}（{one.count} 条）" for one in offers)
        screen().print(Text(f"{title}：{named}"))
