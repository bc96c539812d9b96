"""``juanzong documents alike``: papers that may be one and the same, laid side by side, and what a person says of them."""

from __future__ import annotations

from typing import Any

import click

from console.command import Invocation, OfficeGroup, pass_invocation
from console.numbers import id_of
from console.output import print_json, print_table, printable
from indexer.alike.keeping import catch_up
from search_api.access import ADMINISTRATOR, Asker, find_document
from search_api.alike import Change, Like, changes, groups, judge, likes, passed_over
from search_api.labels import RELATION_LABELS

_LISTED = 100
_SLOW = 500
"""Documents whose comparison takes seconds."""


@click.group("alike", cls=OfficeGroup, first="list")
def alike() -> None:
    """疑似同一份的文档：重复扫描、同信多投、改动后再投；由人判断，不会自动合并或删除。"""


@alike.command("list")
@click.option("--judged", is_flag=True, help="连同已经判断过的。")
@click.option(
    "--limit", type=click.IntRange(1), default=_LISTED, show_default=True, metavar="对数", help="最多列出几对。"
)
@pass_invocation
def list_(invocation: Invocation, judged: bool = False, limit: int = _LISTED) -> None:
    """待判断的各对文档，最像的在前；组号相同的互相牵连。"""
    _catch_up(invocation)
    with invocation.office.record.read() as tx:
        every = likes(tx, _person(invocation))
        over = passed_over(tx, _person(invocation))
    group = groups(every)
    found = [like for like in every if judged or like.verdict is None]
    if invocation.json:
        pairs = [{**_json(like), "group": str(group[like.one.id])} for like in found[:limit]]
        print_json({"pairs": pairs, "total": len(found), "not_compared_with_all": over})
        return
    print_table(
        ("组", "文档", "文档", "相似", "包含", "可能是", "判断", "文件名"),
        (
            (
                group[like.one.id],
                like.one.id,
                like.other.id,
                "" if like.pair is None else f"{int(like.pair.likeness * 100)}%",
                "" if like.pair is None else f"{int(like.pair.contained * 100)}%",
                "" if like.pair is None else RELATION_LABELS[like.pair.relation],
                _said(like),
                f"{like.one.name} / {like.other.name}",
            )
            for like in found[:limit]
        ),
    )
    click.echo(f"共 {len(found)} 对{'' if judged else '待判断'}。")
    if len(found) > limit:
        click.echo(f"还有 {len(found) - limit} 对没有列出，请加大 --limit。")
    if over:
        click.echo(f"有 {over} 份文档与很多文档雷同（例如同一种表格），没有与每一份都对照。")


@alike.command("show")
@click.argument("document_id", metavar="编号")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="处数", help="每对最多列几处不同。"
)
@pass_invocation
def show(invocation: Invocation, document_id: str, limit: int) -> None:
    """与一份文档相似的文档，以及不同在哪里（不计空格和标点）。"""
    number = id_of(document_id)
    asker = _person(invocation)
    _catch_up(invocation)
    with invocation.office.record.read() as tx:
        find_document(tx, number, asker)
        found = [(like, changes(tx, like)) for like in likes(tx, asker, number)]
    if invocation.json:
        print_json([{**_json(like), "changes": _changes_json(made)} for like, made in found])
        return
    for like, made in found:
        about = (
            "" if like.pair is None else f"可能是{RELATION_LABELS[like.pair.relation]}，相似 {like.pair.likeness:.0%}，"
        )
        click.echo(
            f"文档 {like.one.id}（{printable(like.one.name)}）与文档 {like.other.id}（{printable(like.other.name)}）"
        )
        click.echo(f"  {about}{_said(like) or '待判断'}")
        if made is None:
            click.echo("  文字很长，没有逐字对照。")
            continue
        for change in made[:limit]:
            more = "（只列开头）" if change.cut else ""
            click.echo(f"  …{change.before}【{change.one or '无'}】→【{change.other or '无'}】{more}")
        click.echo(f"  共 {len(made)} 处不同" + (f"，列出前 {limit} 处。" if len(made) > limit else "。"))
    if not found:
        click.echo("没有发现与它相似的文档。")


@alike.command("same")
@click.argument("one", metavar="编号")
@click.argument("other", metavar="编号")
@click.option("--note", default="", metavar="说明", help="为什么。")
@pass_invocation
def same(invocation: Invocation, one: str, other: str, note: str) -> None:
    """判断两份文档是同一份；只记下判断，两份都留着。"""
    _judge(invocation, one, other, note, same=True)


@alike.command("different")
@click.argument("one", metavar="编号")
@click.argument("other", metavar="编号")
@click.option("--note", default="", metavar="说明", help="为什么。")
@pass_invocation
def different(invocation: Invocation, one: str, other: str, note: str) -> None:
    """判断两份文档不是同一份；以后不再列为待判断。"""
    _judge(invocation, one, other, note, same=False)


def _catch_up(invocation: Invocation) -> None:
    """Compare what came in since the last time; said beforehand where it takes a while."""
    record = invocation.office.record
    with record.read() as tx:
        waiting = tx.alike.waiting()
    if waiting > _SLOW:
        click.echo(f"正在对照新收下的 {waiting} 份文档，每千份约几秒……", err=True)
    if waiting:
        catch_up(record)


def _judge(invocation: Invocation, one: str, other: str, note: str, *, same: bool) -> None:
    first, second = id_of(one), id_of(other)
    person = _person(invocation)
    before = judge(invocation.office.record, person, first, second, same=same, note=note)
    if invocation.json:
        print_json({"documents": [str(first), str(second)], "same": same, "person": person.name})
        return
    click.echo(f"已记下：文档 {first} 与文档 {second} {'是' if same else '不是'}同一份（{printable(person.name)}）。")
    if before is not None and before.same != same:
        click.echo(f"此前 {printable(before.person)} 的判断相反，已由这次的代替；经过留在日志里。")


def _person(invocation: Invocation) -> Asker:
    return Asker(invocation.office.operator or ADMINISTRATOR.name, sees_restricted=True)


def _said(like: Like) -> str:
    if like.verdict is None:
        return ""
    said = "同一份" if like.verdict.same else "不是同一份"
    note = f"：{like.verdict.note}" if like.verdict.note else ""
    return f"{said}（{printable(like.verdict.person)} {like.verdict.at.astimezone():%Y-%m-%d}）{printable(note)}"


def _json(like: Like) -> dict[str, Any]:
    pair, verdict = like.pair, like.verdict
    return {
        "documents": [str(like.one.id), str(like.other.id)],
        "names": [like.one.name, like.other.name],
        "likeness": pair and pair.likeness,
        "contained": pair and pair.contained,
        "proposed": pair and pair.relation.value,
        "same": verdict and verdict.same,
        "person": verdict and verdict.person,
        "at": verdict and verdict.at.isoformat(),
        "note": verdict and verdict.note,
    }


def _changes_json(made: list[Change] | None) -> list[dict[str, Any]] | None:
    return None if made is None else [{"before": c.before, "one": c.one, "other": c.other, "cut": c.cut} for c in made]
