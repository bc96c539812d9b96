"""What ``juanzong weekly`` says to a person."""

from __future__ import annotations

import click

from archive.cases.exchange.rows import Imported, row_from_case
from archive.cases.weekly.weeks import week_name
from archive.ledger.weekly.reporting import WeeklyImport
from console.command import Invocation
from console.output import print_json, print_table, printable

_SHOWN = 20


def show_import(result: WeeklyImport) -> None:
    """Body by body what came in, then what was refused, then what is worth looking at."""
    changed = [one for one in result.reports if one.changed]
    if changed:
        print_table(
            ("单位", "周", "现有条目", "新增", "作废", ""),
            (
                (
                    one.unit,
                    week_name(one.week),
                    one.entries or "零报告",
                    one.added,
                    one.voided,
                    "" if one.first else "更正",
                )
                for one in changed[:_SHOWN]
            ),
        )
        if len(changed) > _SHOWN:
            click.echo(f"……另有 {len(changed) - _SHOWN} 个，加 --json 全部列出。")
    same = len(result.reports) - len(changed)
    click.echo(
        f"读了 {result.rows} 行：收到 {len(changed)} 份报表"
        + (f"，{same} 份与以前收的相同" if same else "")
        + f"，{len(result.refused)} 行没有收。"
    )
    if result.refused:
        print_table(
            ("文件", "行", "原因", "办法"),
            ((one.file, one.line or "", one.message, one.advice) for one in result.refused[:_SHOWN]),
        )
        if len(result.refused) > _SHOWN:
            click.echo(f"……另有 {len(result.refused) - _SHOWN} 行没有收，加 --json 全部列出。")
    for note in result.notes[:_SHOWN]:
        where = f"{note.file} 第 {note.line} 行" if note.line else note.file
        click.echo(f"请留意：{printable(where)}：{printable(note.message)}")
    if len(result.notes) > _SHOWN:
        click.echo(f"……另有 {len(result.notes) - _SHOWN} 条说明，加 --json 全部列出。")


def show_taken(invocation: Invocation, entry_id: int, imported: Imported) -> None:
    """The case an entry became."""
    if invocation.json:
        print_json({**row_from_case(imported.case), "entry": entry_id, "notes": list(imported.notes)})
        return
    click.echo(f"第 {entry_id} 号条目已登记为 {imported.case.no}。")
    for note in imported.notes:
        click.echo(f"请留意：{note}")
