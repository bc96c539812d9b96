"""Options of how an act is done, the same for every command that records one; and what is said afterwards."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from typing import Any

import click

from archive.cases.exchange.values import whole_day
from archive.cases.model import Case
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import STATUS_LABELS
from archive.ledger.doing import Doing
from console.command import Invocation
from console.output import print_json

_DAY = click.option("--day", metavar="日期", default="", help="哪一天（默认今天）。")
_ACTOR = click.option("--actor", metavar="姓名", default="", help="经办人（默认为操作人）。")
_TEXT = click.option("--text", metavar="说明", default="", help="情况说明。")
_EXPECT = click.option(
    "--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本；已被别人改过就不登记。"
)
_NUMBER = click.option("--number", metavar="文号", default="", help="凭以办理的文书的文号。")
_DOCUMENT = click.option(
    "--document", "document_id", type=click.IntRange(1), metavar="文档编号", help="凭以办理的文书在档案里的编号。"
)


def doing(*, paper: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options, and hand it the ``doing`` they come to; with ``paper`` also those for its paper."""
    options = (_DAY, *((_NUMBER, _DOCUMENT) if paper else ()), _ACTOR, _TEXT, _EXPECT)

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def done(invocation: Invocation, *args: Any, **given: Any) -> Any:
            names = ("number", "document_id", "text", "expected")
            stated = {name: given.pop(name) for name in names if name in given}
            day, actor = whole_day(given.pop("day"), "日期（--day）"), given.pop("actor")
            how = Doing(dt.date.today(), day, actor or invocation.office.operator, **stated)
            return command(invocation, *args, doing=how, **given)

        for option in reversed(options):
            done = option(done)
        return done

    return decorate


def say_done(invocation: Invocation, case: Case, done: str, notes: Sequence[str] = (), **further: object) -> None:
    """What was done and where the case stands now."""
    status = standing_of(case).status
    if invocation.json:
        print_json({"no": case.no, "status": status, "version": case.version, "notes": list(notes), **further})
        return
    click.echo(f"{case.no} {done}，现在是“{STATUS_LABELS[status]}”。")
    for note in notes:
        click.echo(f"请留意：{note}")
