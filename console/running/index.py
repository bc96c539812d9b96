"""``juanzong index``: look at the index, build it anew, compare it with the record."""

from __future__ import annotations

import click

from console.command import Invocation, OfficeGroup, pass_invocation
from console.output import print_json
from indexer import pipeline
from indexer.index import Everything, Query
from indexer.recut import unsettled


@click.group("index", cls=OfficeGroup, first="check")
def command() -> None:
    """检索索引：检查、重建、与案卷比对。索引随时可以删掉重建，案卷不受影响。"""


@command.command("rebuild")
@pass_invocation
def rebuild(invocation: Invocation) -> None:
    """在旁边建好新索引再换上；其间检索照常。"""
    office = invocation.office
    count = pipeline.rebuild(office.record, office.index, office.segmenter)
    pipeline.drain(office.record, office.index, office.segmenter)
    if invocation.json:
        print_json({"entries": count})
    else:
        click.echo(f"重建完成，共 {count} 条。")


@command.command("check")
@pass_invocation
def check(invocation: Invocation) -> int:
    """索引是否可用、是否最新。"""
    office = invocation.office
    stamp = office.index.stamp()
    with office.record.read() as tx:
        waiting = tx.outbox.size()
    entries = office.index.search(Query(Everything(), limit=0)).total if stamp else 0
    current = stamp is not None and stamp.is_current
    words = unsettled(stamp, office.segmenter) if stamp else None
    if invocation.json:
        print_json(
            {
                "place": office.settings.index_shown,
                "built": stamp is not None,
                "entries": entries,
                "waiting": waiting,
                "mapping_current": current,
                "words_current": words == (),
            }
        )
    elif stamp is None:
        click.echo(
            f"索引（{office.settings.index_shown}）还没有建立。导入文件时会自动建立，也可运行 juanzong index rebuild。"
        )
    else:
        click.echo(f"索引（{office.settings.index_shown}）共 {entries} 条，待更新 {waiting} 条。")
        if not current or words is None:
            click.echo("程序升级过，请运行 juanzong index rebuild。")
        elif words:
            click.echo("词表改过，有关的条目还没有都重新切分。请运行 juanzong words recut。")
    return 0 if current or stamp is None else 1


@command.command("diff")
@pass_invocation
def diff(invocation: Invocation) -> int:
    """逐条比对索引与案卷，两个方向都查；不一致时退出码为 1。"""
    office = invocation.office
    found = pipeline.compare(office.record, office.index, office.segmenter)
    if invocation.json:
        print_json(
            {
                "missing": list(found.missing),
                "surplus": list(found.surplus),
                "stale": list(found.stale),
                "waiting": found.waiting,
            }
        )
    elif found.agrees:
        click.echo("索引与案卷一致。")
    else:
        click.echo(
            f"缺 {len(found.missing)} 条，多 {len(found.surplus)} 条，旧 {len(found.stale)} 条；待更新 {found.waiting} 条。"
        )
        for title, keys in (("缺", found.missing), ("多", found.surplus), ("旧", found.stale)):
            for key in keys[:20]:
                click.echo(f"  {title}：{key}")
            if len(keys) > 20:
                click.echo(f"  ……{title}的另有 {len(keys) - 20} 条，加 --json 全部列出。")
        click.echo("请运行 juanzong index rebuild。")
    return 0 if found.agrees else 1
