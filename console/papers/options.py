"""Arguments and options that the commands of a paper's life share, and how they say where it stands."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import click

from archive.cases.exchange.values import whole_day
from archive.papers.life import PAPER_STATES, STEPS, next_steps
from archive.record.paper import PaperRecord
from console.command import Invocation
from console.office import Office
from console.output import print_json
from templates.life.nature import nature_of
from templates.life.steps import Doing

which = click.argument("which", metavar="编号或文号")
_DAY = click.option("--day", metavar="日期", default="", help="哪一天（默认今天）。")
_REASON = click.option("--reason", metavar="理由", default="", help="理由，记入审计记录。")
_EXPECT = click.option(
    "--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本；已被别人改过就不办。"
)


def doing(*, day: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options of a step, and hand it the ``doing`` they come to."""
    options = (*((_DAY,) if day else ()), _REASON, _EXPECT)

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def done(invocation: Invocation, *args: Any, **given: Any) -> Any:
            on = whole_day(given.pop("day", ""), "日期（--day）")
            how = Doing(dt.date.today(), on, given.pop("reason"), given.pop("expected"), invocation.office.shelf)
            return command(invocation, *args, doing=how, **given)

        for option in reversed(options):
            done = option(done)
        return done

    return decorate


def find(office: Office, which: str) -> PaperRecord:
    """The paper by its id, or by its document number. Raises NotFound."""
    with office.record.read() as tx:
        return tx.papers.get(int(which)) if which.isascii() and which.isdigit() else tx.papers.numbered(which)


def paper_json(office: Office, paper: PaperRecord) -> dict[str, Any]:
    """A paper for programs; its values are not among it."""
    return {
        **{key: value for key, value in asdict(paper).items() if key != "values"},
        "of": paper.of,
        "title": office.shelf.title(paper.template),
        "state_label": PAPER_STATES[paper.state],
    }


def name_of(office: Office, paper: PaperRecord) -> str:
    """``松信访受字〔2022〕8号《信访事项受理告知书》``, or with its id while it has no number."""
    return f"{paper.number or f'公文 {paper.id}'}《{office.shelf.title(paper.template)}》"


def say(invocation: Invocation, paper: PaperRecord, notes: Sequence[str] = (), **further: object) -> None:
    """Where the paper stands now, and what may be done next."""
    steps = next_steps(paper.state, nature_of(invocation.office.shelf.entry(paper.template)))
    if invocation.json:
        print_json({**paper_json(invocation.office, paper), "next": steps, "notes": list(notes), **further})
        return
    click.echo(f"{name_of(invocation.office, paper)}：现在是“{PAPER_STATES[paper.state]}”。")
    for note in notes:
        click.echo(f"请留意：{note}")
    onward = [step for step in steps if step in ("send", "sign", "seal", "issue", "serve")]
    if onward:
        click.echo(
            "下一步：" + "，或".join(f"{STEPS[step]}（juanzong paper {step} {paper.id}）" for step in onward) + "。"
        )
