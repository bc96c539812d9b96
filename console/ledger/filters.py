"""Options by which a ledger, a list or a figure is narrowed, the same for every command."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from archive.cases.exchange.values import whole_day
from archive.cases.labels import category_name, code_of, label
from archive.cases.lists.definitions import shipped
from archive.cases.model import CaseKind, Channel
from archive.cases.procedure.standing import ListLevel
from archive.cases.procedure.status import STATUS_LABELS, Status
from archive.errors import InvalidInput
from archive.record.ledger import LedgerFilter
from console.command import Invocation

_OPTIONS = (
    click.option("--kind", "kinds", multiple=True, metavar="种类", help="信访、人民调解或法律服务。"),
    click.option("--status", "statuses", multiple=True, metavar="状态", help="例如 办理中、已送达。"),
    click.option("--level", "levels", multiple=True, metavar="级别", help="清单级别：一级、二级、三级。"),
    click.option("--channel", "channels", multiple=True, metavar="渠道", help="来信、来访等。"),
    click.option("--township", "townships", multiple=True, metavar="乡镇", help="乡镇、街道。"),
    click.option("--category", "categories", multiple=True, metavar="类别", help="纠纷类别。"),
    click.option("--unit", "units", multiple=True, metavar="单位", help="责任单位。"),
    click.option("--handler", "handlers", multiple=True, metavar="姓名", help="承办人。"),
    click.option("--since", metavar="日期", default="", help="这一天或以后收到的。"),
    click.option("--until", metavar="日期", default="", help="这一天或以前收到的。"),
    click.option("--due", "due_until", metavar="日期", default="", help="下一步在这一天或以前到期的。"),
    click.option("--open", "open_only", is_flag=True, help="只看没有办结的。"),
    click.option("--voided", is_flag=True, help="只看作废的。"),
    click.option("--text", metavar="文字", default="", help="编号、标题、摘要或姓名里有这些字。"),
)


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options, and hand it the ``wanted`` they come to."""

    @functools.wraps(command)
    def narrowed(*args: Any, **given: Any) -> Any:
        stated = {name: given.pop(name) for name in _NAMES}
        return command(*args, wanted=wanted_from(**stated), **given)

    for option in reversed(_OPTIONS):
        narrowed = option(narrowed)
    return narrowed


_NAMES = (
    "kinds", "statuses", "levels", "channels", "townships", "categories", "units", "handlers",
    "since", "until", "due_until", "open_only", "voided", "text",
)  # fmt: skip


def wanted_from(
    *,
    kinds: tuple[str, ...] = (),
    statuses: tuple[str, ...] = (),
    levels: tuple[str, ...] = (),
    channels: tuple[str, ...] = (),
    townships: tuple[str, ...] = (),
    categories: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    handlers: tuple[str, ...] = (),
    since: str = "",
    until: str = "",
    due_until: str = "",
    open_only: bool = False,
    voided: bool = False,
    text: str = "",
) -> LedgerFilter:
    """What was typed, as a filter. Raises InvalidInput for a word nobody knows."""
    return LedgerFilter(
        kinds=tuple(_coded(CaseKind, "种类", value) for value in kinds),
        statuses=tuple(_named(STATUS_LABELS, Status, "状态", value) for value in statuses),
        levels=tuple(map(level_of, levels)),
        channels=tuple(_coded(Channel, "渠道", value) for value in channels),
        townships=townships,
        categories=tuple(category_name(value) or value for value in categories),
        units=units,
        handlers=handlers,
        since=whole_day(since, "日期（--since）"),
        until=whole_day(until, "日期（--until）"),
        due_until=whole_day(due_until, "日期（--due）"),
        open_only=open_only,
        voided=voided,
        text=text,
    )


def level_of(value: str) -> ListLevel:
    """A list's level by its code, or by its name in this office. Raises InvalidInput."""
    context = click.get_current_context(silent=True)
    invocation = context.find_object(Invocation) if context else None
    return (invocation.office.lists if invocation else shipped()).named(value).code


def _coded(kind: Any, what: str, value: str) -> Any:
    found = code_of(kind, value)
    if found is None:
        raise InvalidInput(f"没有“{value}”这种{what}。", f"可以是：{'、'.join(map(label, kind))}。")
    return found


def _named(labels: Any, kind: Any, what: str, value: str) -> Any:
    for code, name in labels.items():
        if value in (code.value, name):
            return kind(code)
    raise InvalidInput(f"没有“{value}”这种{what}。", f"可以是：{'、'.join(labels.values())}。")
