"""``juanzong words``: the office's word list."""

from __future__ import annotations

import click

from archive.chinese.fold import fold
from archive.errors import InvalidInput, NotFound
from console.command import Invocation, OfficeGroup, pass_invocation
from console.output import print_json
from console.synonyms import command as synonyms
from indexer.segment import office_words

_LONGEST = 30


@click.group("words", cls=OfficeGroup, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """词表：本地的地名、单位、行话，使它们被当作一个词。"""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@command.command("list")
@pass_invocation
def list_(invocation: Invocation) -> None:
    """列出词表：自己加的，和程序自带的。"""
    with invocation.office.record.read() as tx:
        own = tx.words()
    if invocation.json:
        print_json({"own": list(own), "built_in": list(office_words())})
        return
    click.echo(f"自己加的 {len(own)} 个：{'、'.join(own) or '（无）'}")
    click.echo(f"自带的 {len(office_words())} 个：{'、'.join(office_words())}")


@command.command("add")
@click.argument("words", metavar="词…", nargs=-1, required=True)
@pass_invocation
def add(invocation: Invocation, words: tuple[str, ...]) -> None:
    """加词。原来找得到的仍找得到；排序在重建索引后更准。"""
    folded = [_checked(word) for word in words]
    with invocation.office.record.write() as tx:
        added = [word for word in folded if tx.add_word(word)]
    if invocation.json:
        print_json({"added": added, "known": [word for word in folded if word not in added]})
        return
    click.echo(f"加了 {len(added)} 个词：{'、'.join(added)}。" if added else "这些词都已经有了。")
    if added:
        click.echo("请在空闲时运行 juanzong index rebuild。")


@command.command("remove")
@click.argument("words", metavar="词…", nargs=-1, required=True)
@pass_invocation
def remove(invocation: Invocation, words: tuple[str, ...]) -> None:
    """去掉自己加的词。"""
    folded = [fold(word).strip() for word in words]
    with invocation.office.record.write() as tx:
        removed = [word for word in folded if tx.remove_word(word)]
    if not removed:
        raise NotFound(f"词表里没有自己加的：{'、'.join(words)}", "请用 juanzong words list 查看。")
    if invocation.json:
        print_json({"removed": removed})
    else:
        click.echo(f"去掉了 {len(removed)} 个词：{'、'.join(removed)}。请在空闲时运行 juanzong index rebuild。")


@command.command("check")
@click.argument("text", metavar="文字", required=False)
@pass_invocation
def check(invocation: Invocation, text: str | None) -> None:
    """一段文字会怎样切成词；不给文字则检查索引用的词表是否最新。"""
    segmenter = invocation.office.segmenter
    stamp = invocation.office.index.stamp()
    current = stamp is not None and stamp.segmenter == segmenter.fingerprint
    cut = segmenter.cut(fold(text)) if text else []
    if invocation.json:
        print_json({"fingerprint": segmenter.fingerprint, "index_current": current, "words": cut})
        return
    if text:
        click.echo(" / ".join(cut))
    elif current:
        click.echo("索引用的是现在的词表。")
    else:
        click.echo("索引用的不是现在的词表，或索引尚未建立。请运行 juanzong index rebuild。")


command.add_command(synonyms)


def _checked(word: str) -> str:
    folded = fold(word).strip()
    if not folded or any(character.isspace() for character in folded):
        raise InvalidInput(f"“{word}”不是一个词。", "词里不能有空格；多个词请分开写。")
    if len(folded) > _LONGEST:
        raise InvalidInput(f"“{word}”太长了。", f"一个词最多 {_LONGEST} 个字。")
    return folded
