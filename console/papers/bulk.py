"""``juanzong generate`` for many cases: whose papers are wanted, how far it has come, and what became of each."""

from __future__ import annotations

import datetime as dt
import functools
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from archive.errors import InvalidInput
from archive.intake import Received
from archive.record.document import State
from archive.record.ledger import LedgerFilter
from archive.sheets.files import BadRow
from console.command import Invocation
from console.documents.ingest import read
from console.given_path import GivenPath
from console.office import Office
from console.output import print_json, print_table, printable, screen
from search_api.access import ADMINISTRATOR
from search_api.bulk import Bulk
from search_api.search import Request
from templates.bulk.manifest import MADE, WORKBOOK, Entry, Made, manifest_of
from templates.bulk.orders import Order, each_once, listed, merged
from templates.bulk.sheet import read_orders

_SHOWN: Final = 20
"""Failures told on the screen; the manifest has all."""
_PAGE: Final = 500
"""Cases asked of the search at once."""

_OPTIONS = (
    click.option("--cases", "cases_file", type=GivenPath(), metavar="文件",
                 help="成批：文本文件，每行一个案件编号。"),
    click.option("--query", metavar="查询", help="成批：检索到的全部案件，写法同 juanzong search。"),
    click.option("--from-xlsx", "sheet", type=GivenPath(), metavar="文件",
                 help="成批：XLSX 表格，一行一份，栏目为各项的名称（邮件合并）。"),
    click.option("--xlsx-template", "blank", type=click.Path(path_type=Path), metavar="文件",
                 help="写一张空的填报表（含填写说明），不生成。"),
    click.option("--series", metavar="代字", default="", help="成批：文号用哪个代字（默认按单位表和文书说明）。"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose papers are wanted; one of the first four."""

    cases_file: Path | None
    query: str | None
    sheet: Path | None
    ledger: LedgerFilter
    series: str
    blank: Path | None

    @property
    def many(self) -> bool:
        """Whether papers of many cases are asked for."""
        return self._ways() > 0

    def _ways(self) -> int:
        named = (self.cases_file is not None, self.query is not None, self.sheet is not None)
        return sum(named) + (self.ledger != LedgerFilter())

    def check(self, *others: str | None) -> None:
        """Raises UsageError where cases are named in two ways."""
        if self._ways() + sum(other is not None for other in others) > 1:
            raise click.UsageError("案件只能用一种方式给出：--case、--of、--cases、--query、--from-xlsx 或台账条件。")


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options, and hand it the ``many`` they come to; the ledger's own come as ``wanted``."""

    @functools.wraps(command)
    def done(*args: Any, wanted: LedgerFilter, **given: Any) -> Any:
        stated = {name: given.pop(name) for name in ("cases_file", "query", "sheet", "series", "blank")}
        return command(*args, many=Wanted(ledger=wanted, **stated), **given)

    decorated: Callable[..., Any] = done
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def write_many(
    invocation: Invocation, template: str, wanted: Wanted, out: Path | None, common: Mapping[str, str]
) -> int:
    """Write the papers into ``out`` and tell what became of them; returns the exit code."""
    if out is None:
        raise click.UsageError("成批生成请用 --out 写明文件夹。")
    if out.exists() and not out.is_dir():
        raise InvalidInput(
            f"“{out}”是文件，不是文件夹。", "成批生成写到一个文件夹里，请换一个 --out。", code="not_a_folder"
        )
    office, folder = invocation.office, out.absolute()
    count, orders = _orders(office, template, wanted, common)
    if count == 0:
        raise InvalidInput("没有符合条件的案件。", "请核对名单、查询或条件。", code="no_cases")
    bulk = Bulk(office.record, office.originals, template, dt.date.today(), wanted.series, office.shelf)
    made: Counter[Made] = Counter()
    failed: list[Entry] = []
    received: list[Received] = []
    with manifest_of(folder) as manifest:
        earlier = set(manifest.failures())
        try:
            with _bar(count) as advance:
                for done in bulk.write(orders, manifest):
                    made[done.entry.state] += 1
                    if done.entry.state is Made.FAILED:
                        failed.append(done.entry)
                    if done.received is not None and done.received.state is State.PENDING:
                        received.append(done.received)
                    advance(made)
        finally:
            if sum(made.values()) == count:
                earlier -= {one.name for one in failed}
            else:
                earlier = set()
            sheet = manifest.write_workbook(stale=earlier)
    if received:
        read(office, received)
    if invocation.json:
        counts = {state.value: made[state] for state in Made}
        print_json({**counts, "folder": str(folder), "manifest": str(sheet), "failures": [asdict(e) for e in failed]})
    else:
        _show(made, failed, folder)
    return 1 if failed and not (made[Made.WRITTEN] or made[Made.KEPT]) else 0


def _orders(
    office: Office, template: str, wanted: Wanted, common: Mapping[str, str]
) -> tuple[int, Iterator[Order | BadRow]]:
    """(how many rows, the rows); a file is read through once before the first paper is written."""
    if wanted.sheet is not None:
        paper, sheet = office.shelf.in_use(template), wanted.sheet
        count = sum(1 for _ in read_orders(sheet, paper))
        found = read_orders(sheet, paper)
        return count, (merged(one, common) if isinstance(one, Order) else one for one in found)
    if wanted.cases_file is not None:
        path = wanted.cases_file
        return sum(1 for _ in listed(path)), each_once(listed(path), common)
    if wanted.query is not None:
        numbers = _found(office, wanted.query)
    else:
        with office.record.read() as tx:
            numbers = [row.no for row in tx.ledger.rows(wanted.ledger)]
    return len(numbers), each_once(enumerate(numbers, 1), common)


def _found(office: Office, query: str) -> list[str]:
    """Numbers of all cases a query finds, the most relevant first."""
    numbers: dict[str, None] = {}
    while True:
        request = Request(query, "case", limit=_PAGE, offset=len(numbers), facets=False)
        answer = office.searcher.search(request, ADMINISTRATOR)
        if answer.relaxed:
            raise InvalidInput("没有同时含有全部词语的案件。", "请少写几个词；成批生成不放宽查询。", code="no_cases")
        before = len(numbers)
        numbers |= dict.fromkeys(hit.id for hit in answer.hits)
        if len(numbers) in (before, answer.total):
            return list(numbers)


@contextmanager
def _bar(total: int) -> Iterator[Callable[[Mapping[Made, int]], None]]:
    """A progress bar with counts, on a terminal only."""
    console = screen(sys.stderr)
    if not console.is_terminal:
        yield lambda made: None
        return
    columns = (SpinnerColumn(), TextColumn("写文书"), BarColumn(), MofNCompleteColumn(),
               TextColumn("{task.fields[counts]}"), TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total, counts="")

        def advance(made: Mapping[Made, int]) -> None:
            bar.update(task, completed=sum(made.values()), counts=_counts(made))

        yield advance


def _counts(made: Mapping[Made, int]) -> str:
    return "，".join(f"{MADE[state]} {made[state]}" for state in Made if made.get(state)) or "一份也没有"


def _show(made: Mapping[Made, int], failed: list[Entry], folder: Path) -> None:
    click.echo(f"共 {sum(made.values())} 份：{_counts(made)}。文书和清单（{WORKBOOK}）都在 {folder}")
    if not failed:
        return
    click.echo("没写成的：")
    print_table(
        ("行", "案件", "原因", "办法"),
        ((one.row, printable(one.case_no), one.reason, one.advice) for one in failed[:_SHOWN]),
    )
    if len(failed) > _SHOWN:
        click.echo(f"  ……另有 {len(failed) - _SHOWN} 份，见 {WORKBOOK}。")
    click.echo("改正后再运行一次同样的命令，只补没写成的，写好的不动。")
