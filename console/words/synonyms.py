"""``juanzong words synonyms``: words that mean the same, as the office keeps them."""

from __future__ import annotations

import click

from console.command import Invocation, OfficeGroup, pass_invocation
from console.output import print_json
from search_api.habits import kept as keeping
from search_api.habits.widening import built_in_lines


@click.group("synonyms", cls=OfficeGroup, first="list")
def command() -> None:
    """同义词和新旧地名：查其中一个，也找到别的。"""


@command.command("list")
@pass_invocation
def list_(invocation: Invocation) -> None:
    """列出同义词：自己加的，和程序自带的。"""
    own = keeping.kept(invocation.office.settings.home)
    given = [line for line in built_in_lines() if line not in own.dropped]
    if invocation.json:
        print_json({"own": list(own.synonyms), "places": list(own.places), "built_in": given})
        return
    click.echo(f"自己加的：{'、'.join(own.synonyms) or '（无）'}")
    click.echo(f"新旧地名：{'、'.join(own.places) or '（无）'}")
    click.echo(f"自带的：{'、'.join(given)}")


@command.command("add")
@click.argument("groups", metavar="词=词…", nargs=-1, required=True)
@click.option("--place", is_flag=True, help="这是同一个地方的新旧名称。")
@pass_invocation
def add(invocation: Invocation, groups: tuple[str, ...], place: bool) -> None:
    """加同义词，例如 拆迁=征收。马上起作用，不用重建索引。"""
    added = [keeping.add(invocation.office.settings.home, group, place=place) for group in groups]
    if invocation.json:
        print_json({"added": added})
    else:
        click.echo(f"加了：{'、'.join(added)}。")


@command.command("remove")
@click.argument("word", metavar="词")
@pass_invocation
def remove(invocation: Invocation, word: str) -> None:
    """去掉含有这个词的同义词；自带的也可以去掉，再加回来就恢复。"""
    removed = keeping.remove(invocation.office.settings.home, word)
    if invocation.json:
        print_json({"removed": removed})
    else:
        click.echo(f"去掉了：{'、'.join(removed)}。")
