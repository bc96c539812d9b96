"""Options by which entries of the weekly check are narrowed."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

import click

from archive.cases.labels import category_name
from archive.cases.organisation.near import did_you_mean
from archive.cases.places import Places
from archive.cases.weekly.weeks import parse_week
from archive.errors import InvalidInput
from archive.ledger.weekly.views import region_codes
from archive.record.weekly import EntryFilter
from console.command import Invocation
from console.ledger.filters import level_of

_OPTIONS = (
    click.option("--week", metavar="周", default="", help="只看这一周。"),
    click.option("--since", metavar="周", default="", help="从这一周起。"),
    click.option("--until", metavar="周", default="", help="到这一周止。"),
    click.option("--unit", "units", multiple=True, metavar="单位", help="填报单位，可写多次。"),
    click.option("--region", "regions", multiple=True, metavar="属地", help="乡镇、村或屯，连同下面的；可写多次。"),
    click.option("--category", "categories", multiple=True, metavar="类别", help="纠纷类别，可写多次。"),
    click.option("--level", "levels", multiple=True, metavar="级别", help="一级、二级或三级，可写多次。"),
    click.option("--open", "open_only", is_flag=True, help="只看未化解的。"),
    click.option("--unlinked", is_flag=True, help="只看还没有进台账的。"),
    click.option("--voided", is_flag=True, help="只看作废的。"),
    click.option("--text", metavar="文字", default="", help="事由、当事人或责任人里有这些字。"),
)
_NAMES = (
    "week",
    "since",
    "until",
    "units",
    "regions",
    "categories",
    "levels",
    "open_only",
    "unlinked",
    "voided",
    "text",
)


def entry_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options, and hand it the ``wanted`` they come to."""

    @functools.wraps(command)
    def narrowed(*args: Any, **given: Any) -> Any:
        stated = {name: given.pop(name) for name in _NAMES}
        invocation = click.get_current_context().ensure_object(Invocation)
        with invocation.office.record.read() as tx:
            wanted = wanted_from(tx.organisation.places(), dt.date.today(), **stated)
        return command(*args, wanted=wanted, **given)

    for option in reversed(_OPTIONS):
        narrowed = option(narrowed)
    return narrowed


def wanted_from(
    places: Places,
    today: dt.date,
    *,
    week: str,
    since: str,
    until: str,
    units: tuple[str, ...],
    regions: tuple[str, ...],
    categories: tuple[str, ...],
    levels: tuple[str, ...],
    open_only: bool,
    unlinked: bool,
    voided: bool,
    text: str,
) -> EntryFilter:
    """What was typed, as a filter. Raises InvalidInput for a word nobody knows."""
    return EntryFilter(
        since=parse_week(week or since, today) if week or since else None,
        until=parse_week(week or until, today) if week or until else None,
        units=units,
        region_codes=tuple(code for name in regions for code in _codes(places, name)),
        categories=tuple(category_name(one) or one for one in categories),
        levels=tuple(map(level_of, levels)),
        open_only=open_only,
        unlinked=unlinked,
        voided=voided,
        text=text,
    )


def _codes(places: Places, name: str) -> tuple[str, ...]:
    found = region_codes(places, name)
    if not found:
        advice = did_you_mean(name, (region.name for region in places)) + "请核对属地，或先导入区划。"
        raise InvalidInput(f"没有“{name}”这个地方，或有几处同名。", advice, code="unknown_place")
    return found
