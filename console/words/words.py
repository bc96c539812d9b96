"""``juanzong words``: the office's word list."""

from __future__ import annotations

from collections.abc import Callable

import click

from archive.chinese.fold import fold
from archive.errors import InvalidInput, NotFound
from console.command import Invocation, OfficeGroup, pass_invocation
from console.output import print_json
from console.words.recut import after_change, show, touched
from console.words.synonyms import command as synonyms
from indexer.recut import unsettled
from indexer.segment import Segmenter, office_words

_LONGEST = 30


@click.group("words", cls=OfficeGroup, first="list")
def command() -> None:
    """词表：本地的地名、单位、行话，使它们被当作一个词。"""


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


_DRY = click.option("--dry-run", is_flag=True, help="只看哪些条目会切得不同，什么也不改。")


@command.command("add")
@click.argument("words", metavar="词…", nargs=-1, required=True)
@_DRY
@pass_invocation
def add(invocation: Invocation, words: tuple[str, ...], dry_run: bool) -> None:
    """加词，并重新切分含有它们的案件、文书和法规。原来找得到的一直找得到。"""
    folded = [_checked(word) for word in words]
    if dry_run:
        _show_what_would_be(invocation, lambda own: (*own, *folded))
        return
    with invocation.office.record.write() as tx:
        added = [word for word in folded if word not in office_words() and tx.add_word(word)]
    if not invocation.json:
        click.echo(f"加了 {len(added)} 个词：{'、'.join(added)}。" if added else "这些词都已经有了。")
    done = after_change(invocation.office, as_json=invocation.json)
    if invocation.json:
        print_json({"added": added, "known": [word for word in folded if word not in added], **done})


@command.command("remove")
@click.argument("words", metavar="词…", nargs=-1, required=True)
@_DRY
@pass_invocation
def remove(invocation: Invocation, words: tuple[str, ...], dry_run: bool) -> None:
    """去掉自己加的词，并重新切分含有它们的案件、文书和法规。"""
    folded = [fold(word).strip() for word in words]
    if dry_run:
        _show_what_would_be(invocation, lambda own: tuple(word for word in own if word not in folded))
        return
    with invocation.office.record.write() as tx:
        removed = [word for word in folded if tx.remove_word(word)]
    if not removed:
        raise NotFound(f"词表里没有自己加的：{'、'.join(words)}", "请用 juanzong words list 查看。")
    if not invocation.json:
        click.echo(f"去掉了 {len(removed)} 个词：{'、'.join(removed)}。")
    done = after_change(invocation.office, as_json=invocation.json)
    if invocation.json:
        print_json({"removed": removed, **done})


@command.command("recut")
@pass_invocation
def recut(invocation: Invocation) -> None:
    """接着重新切分：词表改过、中途断了电或索引没有应答时用。"""
    done = after_change(invocation.office, as_json=invocation.json)
    if invocation.json:
        print_json(done)


@command.command("check")
@click.argument("text", metavar="文字", required=False)
@pass_invocation
def check(invocation: Invocation, text: str | None) -> None:
    """一段文字会怎样切成词；不给文字则看还有哪些条目没有按现在的词表切分。"""
    office = invocation.office
    segmenter = office.segmenter
    if text and not invocation.json:
        click.echo(" / ".join(segmenter.cut(fold(text))))
        return
    stamp = office.index.stamp()
    words = unsettled(stamp, segmenter) if stamp else None
    told = {"fingerprint": segmenter.fingerprint, "index_current": words == ()}
    if text:
        print_json({**told, "words": segmenter.cut(fold(text))})
        return
    found = touched(office, segmenter)
    if invocation.json:
        print_json({**told, "changed": list(words or ()), "pending": found.as_json})
    elif stamp is None:
        click.echo("索引还没有建立。导入文件时会自动建立，也可运行 juanzong index rebuild。")
    elif words == ():
        click.echo("索引用的是现在的词表。")
    else:
        if words:
            click.echo(f"词表改过，还没有都重新切分；有关的词：{'、'.join(words)}。")
        show(found, "还没有重新切分")
        if words:
            click.echo("下次编入文件时会自动接着做，也可现在运行 juanzong words recut。")


def _show_what_would_be(invocation: Invocation, changed: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    with invocation.office.record.read() as tx:
        words = changed(tx.words())
    found = touched(invocation.office, Segmenter(words))
    if invocation.json:
        print_json({"would_recut": found.as_json})
    else:
        show(found, "会切得不同")


command.add_command(synonyms)


def _checked(word: str) -> str:
    folded = fold(word).strip()
    if not folded or any(character.isspace() for character in folded):
        raise InvalidInput(f"“{word}”不是一个词。", "词里不能有空格；多个词请分开写。")
    if len(folded) > _LONGEST:
        raise InvalidInput(f"“{word}”太长了。", f"一个词最多 {_LONGEST} 个字。")
    return folded
