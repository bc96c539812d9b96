"""``juanzong demo --size county``: a county's ten years in the record, and what its lists and figures look like."""

from __future__ import annotations

import datetime as dt
import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from archive.county.county import CASES, YEARS, County, county
from archive.county.loading import Loaded, Stated, Step, load_county, stated_county
from archive.errors import Conflict
from archive.record.ledger import LedgerFilter
from console.command import Invocation
from console.office import Office
from console.output import print_json, screen
from console.work.background import fill

_SEED = 1
_TOWNSHIP = "双桥镇"
SHOWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("台账", ("ledger", "list", "--limit", "8")),
    ("到期", ("due", "list", "--limit", "8")),
    ("三级清单", ("lists", "show", "--township", _TOWNSHIP)),
    ("周排查", ("weekly", "missing", "--week", "上周")),
    ("议定事项", ("meeting", "follow", "--overdue")),
    ("转送交办", ("dispatch", "units")),
    ("预警", ("outlook",)),
    ("统计", ("stats", "show")),
)
"""What is shown of the county: a heading, and the command."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which county is asked for; what is left out is as usual, or as it is there already."""

    cases: int | None = None
    years: int | None = None
    seed: int | None = None

    def of(self, known: Stated) -> bool:
        """Whether a county that is there is the one."""
        stated = ((self.cases, known.cases), (self.years, known.years), (self.seed, known.seed))
        return all(asked is None or asked == there for asked, there in stated)

    @property
    def stated(self) -> Stated:
        """The county to be made, up to yesterday."""
        yesterday = dt.date.today() - dt.timedelta(1)
        seed = _SEED if self.seed is None else self.seed
        return Stated(seed, self.years or YEARS, self.cases or CASES, yesterday, False)


def show(ctx: click.Context, invocation: Invocation, wanted: Wanted) -> None:
    """Build the county where it is not built, and show it."""
    if invocation.home is None and invocation.demonstration is not None:
        invocation.home = invocation.demonstration.with_name(f"{invocation.demonstration.name}-county")
    office = invocation.office
    begun = time.monotonic()
    said = not invocation.json
    if said:
        click.echo(f"数据文件夹：{office.settings.home}")
    stated, loaded = _build(office, wanted, said)
    with office.record.read() as tx:
        total = tx.ledger.count(LedgerFilter())
    if said:
        click.echo("\n二、建立检索索引" if loaded.cases else "\n二、核对检索索引")
    indexing = time.monotonic()
    with _spinning("建立索引", said):
        fill(office)
    seconds = {"indexing": round(time.monotonic() - indexing, 1)}
    if said:
        click.echo(f"检索索引已是最新，用时 {seconds['indexing']:.0f} 秒。")
        for heading, words in SHOWN:
            _run(ctx, heading, words)
    seconds["all"] = round(time.monotonic() - begun, 1)
    if said:
        where = f" --home {shlex.quote(str(office.settings.home))}"
        click.echo(f"\n完成，用时 {seconds['all']:.0f} 秒。接下来可以试：")
        click.echo(
            f"  juanzong stats annual{where}\n  juanzong backcheck run --since {stated.until - dt.timedelta(60)}{where}"
            f"\n  juanzong search '拖欠工资'{where}"
        )
    else:
        print_json(
            {
                "home": str(office.settings.home),
                "county": {"seed": stated.seed, "years": stated.years, "cases": stated.cases, "until": stated.until},
                "new": asdict(loaded),
                "cases": total,
                "seconds": seconds,
            }
        )


def _build(office: Office, wanted: Wanted, said: bool) -> tuple[Stated, Loaded]:
    known = stated_county(office.record)
    if known is not None:
        if not wanted.of(known):
            raise Conflict(
                f"这里的演示县是：{_described(known)}，与要生成的不同。",
                "请用 --home 另指定一个空文件夹，或不写 --cases、--years、--seed。",
            )
        if known.whole:
            if said:
                click.echo(f"\n一、演示县已经在这里：{_described(known)}。没有重新生成。")
            return known, Loaded()
    making = known or wanted.stated
    if said:
        click.echo(f"\n一、{'接着生成' if known else '生成'}演示县：{_described(making)}。人和事都是虚构的。")
    started = time.monotonic()
    made = county(making.seed, making.years, making.cases, until=making.until)
    with _counting(made, said) as step:
        loaded = load_county(office.record, made, step=step)
    if said:
        click.echo(
            f"新增案件 {loaded.cases} 件，周排查报表 {loaded.reports} 份（{loaded.entries} 条），"
            f"联席会议 {loaded.meetings} 次（议定 {loaded.decisions} 项），接访和下访 {loaded.receptions} 批，"
            f"三项建议 {loaded.proposals} 条，用时 {time.monotonic() - started:.0f} 秒。"
        )
    return making, loaded


def _described(stated: Stated) -> str:
    return f"种子 {stated.seed}，{stated.years} 年到 {stated.until}，{stated.cases} 件"


@contextmanager
def _counting(made: County, said: bool) -> Iterator[Step]:
    """A bar that fills as the county's cases, reports and meetings are put in."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen(), transient=True, disable=not said) as bar:
        tasks = {"案件": bar.add_task("案件", total=len(made.arrivals))}

        def step(what: str, count: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=None)
            bar.advance(tasks[what], count)

        yield step


@contextmanager
def _spinning(what: str, said: bool) -> Iterator[None]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=screen(), transient=True, disable=not said) as bar:
        bar.add_task(what, total=None)
        yield


def _run(ctx: click.Context, heading: str, words: tuple[str, ...]) -> Any:
    """Run a command of the program as it would be typed."""
    click.echo(f"\n【{heading}】juanzong {' '.join(words)}")
    command, rest = ctx.find_root().command, list(words)
    while isinstance(command, click.Group) and rest and (found := command.get_command(ctx, rest[0])) is not None:
        command = found
        rest.pop(0)
    with command.make_context(words[0], rest, parent=ctx) as sub:
        return command.invoke(sub)
