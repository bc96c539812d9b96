"""``juanzong reception unanswered``: what came in and has had no answer yet (事事有回音)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path

import click

from archive.cases.labels import choices, code_of, label
from archive.cases.model import Channel
from archive.errors import InvalidInput
from archive.ledger.reception import sheet
from archive.record.answers import Unanswered
from console.command import Invocation, OfficeCommand, pass_invocation
from console.list_options import limit, spreadsheet
from console.output import print_json, print_table

_SHOWN = 50


@click.command("unanswered", cls=OfficeCommand)
@click.option("--channel", "channels", multiple=True, metavar="渠道", help="只看这些渠道，可写多次。")
@limit(_SHOWN)
@spreadsheet()
@pass_invocation
def unanswered(invocation: Invocation, channels: tuple[str, ...], limit: int, out: Path | None) -> int:
    """还没有任何回音的来信、来访、来电：事事有回音。有这样的事项时退出码为 1。"""
    today = dt.date.today()
    with invocation.office.record.read() as tx:
        found = tx.answers.unanswered(today, tuple(map(_channel, channels)))
    if out is not None:
        sheet.write_unanswered(found, today, out)
    late = [one for one in found if _late(one, today)]
    if invocation.json:
        print_json(
            {"total": len(found), "late": len(late), "rows": [asdict(one) for one in found[:limit]],
             **({"file": str(out)} if out else {})}
        )  # fmt: skip
        return 1 if found else 0
    if found and out is None:
        print_table(
            ("编号", "收到", "渠道", "信访人", "事由", "已等", "下一步", "期限", ""),
            (
                (one.case_no or f"接访 {one.reception_id}", one.day, label(one.channel) if one.channel else "",
                 one.petitioner + (f"等{one.persons}人" if one.persons > 1 else ""), one.title[:16],
                 f"{(today - one.day).days}天", one.next_step[:12], one.next_due or "", "逾期" if _late(one, today) else "")
                for one in found[:limit]
            ),
        )  # fmt: skip
    if out is not None:
        click.echo(f"已写出 {len(found)} 行：{out}")
    else:
        more = f"上面是最早的 {limit} 件。" if len(found) > limit else ""
        click.echo(f"还没有回音的 {len(found)} 件，其中逾期 {len(late)} 件。{more}" if found else "件件都有回音。")
    return 1 if found else 0


def _late(one: Unanswered, today: dt.date) -> bool:
    """Past its next day; a small matter is promised for the day it came in."""
    return (one.next_due is not None and one.next_due < today) or (one.small and one.day < today)


def _channel(stated: str) -> Channel:
    found = code_of(Channel, stated)
    if found is None:
        raise InvalidInput(f"没有“{stated}”这种渠道。", f"可以是：{choices(Channel)}。")
    return found
