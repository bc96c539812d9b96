"""``juanzong saved``: searches kept under a name, what is new of each, and the day's digest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from console.command import Invocation, OfficeGroup, pass_invocation
from console.output import print_json, print_table, printable
from search_api import saved
from search_api.access import ADMINISTRATOR
from search_api.answers import hit_json
from search_api.labels import KIND_LABELS
from search_api.saved import News

_LIMIT = click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="条数", help="每个检索最多列出几条。"
)


@click.group("saved", cls=OfficeGroup)
def command() -> None:
    """存下来的检索：各有什么新找到的，每天一份摘要。用 juanzong search 查询 --save 名字 存。"""


@command.command("list")
@pass_invocation
def list_(invocation: Invocation) -> None:
    """存过哪些检索，各有几条新的；看了不算看过。"""
    searcher = invocation.office.searcher
    with searcher.record.read() as tx:
        searches = tx.saved.of(ADMINISTRATOR.name)
    found = [saved.unseen(searcher, one, ADMINISTRATOR, 0) for one in searches]
    if invocation.json:
        print_json({"saved": [{"name": n.name, "query": n.typed, "total": n.total, "new": n.new} for n in found]})
        return
    print_table(("名字", "查询", "共", "新"), ((n.name, n.typed or "（全部）", n.total, n.new) for n in found))


@command.command("run")
@click.argument("name", metavar="名字")
@click.option("--all", "also_seen", is_flag=True, help="看过的也列出来。")
@_LIMIT
@pass_invocation
def run(invocation: Invocation, name: str, limit: int, *, also_seen: bool) -> None:
    """上次看过以后新找到的；列过就算看过；没有列出的不算，下次再列。"""
    searcher = invocation.office.searcher
    news = saved.run(searcher, name, ADMINISTRATOR, dt.date.today(), limit, also_seen=also_seen)
    if invocation.json:
        print_json(_json(news))
        return
    _show(news, news.total if also_seen else news.new)


@command.command("remove")
@click.argument("name", metavar="名字")
@pass_invocation
def remove(invocation: Invocation, name: str) -> None:
    """不再存这个检索。"""
    with invocation.office.record.write() as tx:
        tx.saved.remove(ADMINISTRATOR.name, name)
    if invocation.json:
        print_json({"removed": name.strip()})
    else:
        click.echo(f"已删去“{printable(name.strip())}”。")


@command.command("digest")
@_LIMIT
@pass_invocation
def digest(invocation: Invocation, limit: int) -> None:
    """今天的摘要：每个存下来的检索今天新找到什么。一天里重做几次都一样，不会漏，也不会重报。"""
    today = dt.date.today()
    told = saved.digest(invocation.office.searcher, ADMINISTRATOR, today, limit)
    if invocation.json:
        print_json({"date": today.isoformat(), "saved": [_json(one) for one in told]})
        return
    new = [one for one in told if one.new]
    click.echo(f"{today:%Y年%m月%d日}：{len(told)} 个检索，{len(new)} 个有新找到的。")
    for one in new:
        _show(one, one.new)


def _json(news: News) -> dict[str, Any]:
    hits = [hit_json(hit) for hit in news.hits]
    return {"name": news.name, "query": news.typed, "total": news.total, "new": news.new, "hits": hits}


def _show(news: News, listed: int) -> None:
    click.echo(f"{printable(news.name)}（{printable(news.typed)}）：共 {news.total} 条，新找到 {news.new} 条。")
    for number, hit in enumerate(news.hits, 1):
        about = "  ".join(part for part in (KIND_LABELS[hit.kind], hit.paper, hit.day) if part)
        click.echo(f"{number:>3}. {printable(hit.title)}  [{about}] {hit.id}")
    if (more := listed - len(news.hits)) > 0:
        click.echo(f"还有 {more} 条没有列出，可以加大 --limit。")
