"""Options by which what is due is narrowed, the same for the list, the spreadsheet and the calendar file."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

import click

from archive.cases.clocks.deadline import Whose
from archive.cases.clocks.describe import WHOSE_LABELS
from archive.cases.clocks.lights import LIGHT_LABELS, Light
from archive.cases.clocks.rules import Clocks
from archive.cases.exchange.values import whole_day
from archive.errors import InvalidInput, NotFound
from archive.record.deadlines import DueFilter
from archive.record.record import Transaction
from console.command import NamedChoice
from console.list_options import limit, spreadsheet

SHOWN = 50
"""Lines a list shows if nobody says otherwise."""
RUNNING = (Light.RED, Light.YELLOW, Light.GREEN)
"""The lights of what still runs."""

NARROWING = (
    click.option("--until", metavar="日期", default="", help="这一天或以前到期的。"),
    click.option("--since", metavar="日期", default="", help="这一天或以后到期的。"),
    click.option("--unit", "units", multiple=True, metavar="单位", help="责任单位，可写多次。"),
    click.option(
        "--whose",
        multiple=True,
        type=NamedChoice({str(code): name for code, name in WHOSE_LABELS.items()}),
        metavar="谁的",
        help=f"谁的期限：{'、'.join(WHOSE_LABELS.values())}。",
    ),
    click.option("--code", "codes", multiple=True, metavar="代码", help="哪一种期限，代码见 juanzong due rules。"),
    click.option("--case", "case_no", default="", metavar="编号", help="哪一件。"),
    click.option("--township", "townships", multiple=True, metavar="乡镇", help="乡镇、街道，可写多次。"),
)
LISTING = (
    *NARROWING,
    click.option(
        "--light",
        "lights",
        multiple=True,
        type=NamedChoice({str(code): LIGHT_LABELS[code] for code in RUNNING}),
        metavar="灯",
        help="红（逾期）、黄（临近）、绿；默认红和黄。",
    ),
    click.option("--all", "everything", is_flag=True, help="绿的也列出。"),
    limit(SHOWN),
    spreadsheet("把全部行写成表格。"),
)


def given_options(options: Iterable[Callable[..., Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command these options."""

    def give(command: Callable[..., Any]) -> Callable[..., Any]:
        return functools.reduce(lambda made, option: option(made), reversed(tuple(options)), command)

    return give


def wanted_from(
    tx: Transaction,
    clocks: Clocks,
    *,
    until: str = "",
    since: str = "",
    units: tuple[str, ...] = (),
    whose: tuple[str, ...] = (),
    codes: tuple[str, ...] = (),
    case_no: str = "",
    townships: tuple[str, ...] = (),
) -> DueFilter:
    """What was typed, as a filter. Raises InvalidInput, NotFound for a case that is not there."""
    for code in codes:
        if clocks.rule(code) is None:
            raise InvalidInput(f"没有代码为“{code}”的期限。", "请用 juanzong due rules 查看代码。")
    if case_no:
        tx.cases.id_of(case_no)
    return DueFilter(
        until=whole_day(until, "日期（--until）"),
        since=whole_day(since, "日期（--since）"),
        whose=tuple(map(Whose, whose)),
        codes=codes,
        units=tuple(name for given in units for name in _names_of(tx, given)),
        townships=townships,
        case_no=case_no,
    )


def _names_of(tx: Transaction, name: str) -> set[str]:
    """A unit may be written in full or short, here and in the cases."""
    try:
        unit = tx.organisation.unit(name)
    except NotFound:
        return {name}
    return {name, unit.name, unit.short} - {""}
