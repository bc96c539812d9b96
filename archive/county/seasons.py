"""Reads and checks ``seasons.toml``, the plan of when disputes come up in the demonstration county.

The file's head says what each key means. A wrong file raises InvalidInput, which names the table and the key.
"""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from archive.cases.labels import CATEGORIES
from archive.chinese.festival import spring_festival
from archive.county.plan import Break, Burst, ClassPlan, Clock, OfficeDays, Plan, RandomBursts, SeasonPlan, Slump
from archive.errors import InvalidInput


def load() -> Plan:
    """The plan that comes with the program."""
    return parse(resources.files("archive.county").joinpath("seasons.toml").read_text("utf-8"))


def parse(text: str) -> Plan:
    """The plan a file's text states. Raises InvalidInput."""
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise _wrong("文件", f"不是有效的 TOML（{exc}）") from exc
    top = _Table("文件", stated)
    plan = Plan(
        first_year=top.whole("first_year", least=1991, most=2049),
        years=top.whole("years", least=1, most=10),
        townships=top.factors("townships"),
        office=_office(top.table("office")),
        random_bursts=_random_bursts(top.table("random_bursts")),
        classes=tuple(_class(table) for table in top.tables("class")),
        seasons=tuple(_season(table) for table in top.tables("season")),
        breaks=tuple(_break(table) for table in top.tables("break")),
        slumps=tuple(_slump(table) for table in top.tables("slump")),
        bursts=tuple(_burst(table) for table in top.tables("burst")),
    )
    top.done()
    _check(plan)
    return plan


class _Table:
    """One table of the file; what is taken out is checked, and what is left over is a mistake."""

    def __init__(self, name: str, stated: Mapping[str, Any]) -> None:
        self.name = name
        self._left = dict(stated)

    def has(self, key: str) -> bool:
        return key in self._left

    def take(self, key: str, *kinds: type) -> Any:
        value = self._left.pop(key, None)
        if not isinstance(value, kinds) or isinstance(value, bool):
            raise _wrong(self.name, f"{key} 没有写，或写法不对")
        return value

    def text(self, key: str) -> str:
        value: str = self.take(key, str)
        if not value.strip():
            raise _wrong(self.name, f"{key} 是空的")
        return value

    def number(self, key: str, *, least: float = 0.0, default: float | None = None) -> float:
        if default is not None and not self.has(key):
            return default
        value = float(self.take(key, int, float))
        if not math.isfinite(value) or value < least:
            raise _wrong(self.name, f"{key} 应不小于 {least:g}，现在是 {value:g}")
        return value

    def whole(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        if default is not None and not self.has(key):
            return default
        value: int = self.take(key, int)
        if not least <= value <= most:
            raise _wrong(self.name, f"{key} 应在 {least} 到 {most} 之间，现在是 {value}")
        return value

    def day(self, key: str) -> dt.date:
        value: dt.date = self.take(key, dt.date)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.take(key, list)
        if not values or not all(isinstance(value, str) and value.strip() for value in values):
            raise _wrong(self.name, f"{key} 应是一列文字")
        return tuple(values)

    def names(self, key: str) -> frozenset[str]:
        return frozenset(self.texts(key)) if self.has(key) else frozenset()

    def factors(self, key: str) -> Mapping[str, float]:
        table = _Table(f"{self.name}的 {key}", self.take(key, dict))
        return {name: table.number(name) for name in list(table._left)}

    def span(self, key: str) -> tuple[int, int]:
        values = self.take(key, list)
        if len(values) != 2 or not all(isinstance(value, int) for value in values) or not 1 <= values[0] <= values[1]:
            raise _wrong(self.name, f"{key} 应是 [最少, 最多]")
        return values[0], values[1]

    def table(self, key: str) -> _Table:
        return _Table(f"[{key}]", self.take(key, dict))

    def tables(self, key: str) -> list[_Table]:
        listed = self.take(key, list) if self.has(key) else []
        return [_Table(f"第 {number} 个 [[{key}]]", one) for number, one in enumerate(listed, 1)]

    def done(self) -> None:
        if self._left:
            raise _wrong(self.name, f"不认识 {'、'.join(self._left)}")


def _office(table: _Table) -> OfficeDays:
    weights = [float(value) for value in table.take("weekdays", list)]
    if len(weights) != 7 or min(weights) < 0 or sum(weights) <= 0:
        raise _wrong(table.name, "weekdays 应是七个不小于零的数")
    office = OfficeDays(
        tuple(7 * weight / sum(weights) for weight in weights),
        table.number("spring_festival_week"),
        table.number("national_day_week"),
    )
    table.done()
    return office


def _random_bursts(table: _Table) -> RandomBursts:
    bursts = RandomBursts(table.number("per_year"), table.span("cases"), table.span("weeks"))
    table.done()
    return bursts


def _class(table: _Table) -> ClassPlan:
    plan = ClassPlan(
        name=table.text("name"),
        per_year=table.number("per_year"),
        trend=table.number("trend", least=0.01),
        dispersion=table.number("dispersion"),
        restless=table.number("restless"),
        places=table.factors("places"),
        about=table.texts("about"),
    )
    table.done()
    return plan


def _season(table: _Table) -> SeasonPlan:
    clock = table.text("clock")
    if clock not in list(Clock):
        raise _wrong(table.name, f"clock 应是 {' 或 '.join(Clock)}，现在是 {clock}")
    start, end = (_edge(table, key, Clock(clock)) for key in ("from", "to"))
    if isinstance(start, int) and isinstance(end, int) and start >= end:
        raise _wrong(table.name, "to 应晚于 from")
    plan = SeasonPlan(
        name=table.text("name"),
        category=table.text("class"),
        clock=Clock(clock),
        start=start,
        end=end,
        strength=table.number("strength", least=1.0),
        places=table.factors("places"),
        about=table.texts("about"),
    )
    table.done()
    return plan


def _edge(table: _Table, key: str, clock: Clock) -> tuple[int, int] | int:
    if clock is Clock.SPRING_FESTIVAL:
        return table.whole(key, least=-20, most=20)
    written = table.text(key)
    try:
        day = dt.date.fromisoformat(f"2001-{written}")  # no leap year: a season never hangs on 29 February
    except ValueError as exc:
        raise _wrong(table.name, f"{key} 应是“月-日”，现在是 {written}") from exc
    return day.month, day.day


def _break(table: _Table) -> Break:
    years = table.take("years", list)
    if not years or not all(isinstance(year, int) for year in years):
        raise _wrong(table.name, "years 应是一列年份")
    plan = Break(
        season=table.text("season"),
        years=frozenset(years),
        factor=table.number("factor", default=1.0),
        shift=table.whole("shift", least=-12, most=12, default=0),
        longer=table.whole("longer", least=0, most=12, default=0),
        townships=table.names("townships"),
        why=table.text("why"),
    )
    table.done()
    return plan


def _slump(table: _Table) -> Slump:
    plan = Slump(table.day("from"), table.day("to"), table.number("factor"), table.names("classes"), table.text("why"))
    table.done()
    if plan.start > plan.end:
        raise _wrong(table.name, "to 应不早于 from")
    return plan


def _burst(table: _Table) -> Burst:
    plan = Burst(
        category=table.text("class"),
        township=table.text("township"),
        start=table.day("from"),
        weeks=table.whole("weeks", least=1, most=52),
        cases=table.whole("cases", least=1, most=1000),
        about=table.text("about"),
    )
    table.done()
    return plan


def _check(plan: Plan) -> None:
    """What no table can know of itself. Raises InvalidInput."""
    years = range(plan.first_year, plan.first_year + plan.years)
    if abs(sum(plan.townships.values()) - 1) > 1e-6:
        raise _wrong("[townships]", f"份额之和应是 1，现在是 {sum(plan.townships.values()):g}")
    if sorted(one.name for one in plan.classes) != sorted(CATEGORIES):
        raise _wrong("[[class]]", f"应正好是这些类别：{'、'.join(CATEGORIES)}")
    if len({one.name for one in plan.seasons}) != len(plan.seasons):
        raise _wrong("[[season]]", "有两个同名的季节")
    if any(spring_festival(year) is None for year in (years[0] - 1, years[-1] + 1)):
        raise _wrong("first_year", "超出了春节日期表")
    classes = {one.name for one in plan.classes}
    _known("类别", classes, [*(one.category for one in plan.seasons), *(one.category for one in plan.bursts)])
    _known("类别", classes, [name for slump in plan.slumps for name in slump.classes])
    _known("乡镇", plan.townships, [name for one in plan.classes for name in one.places])
    _known("乡镇", plan.townships, [name for one in plan.seasons for name in one.places])
    _known("乡镇", plan.townships, [name for one in plan.breaks for name in one.townships])
    _known("乡镇", plan.townships, [one.township for one in plan.bursts])
    _known("季节", {one.name for one in plan.seasons}, [one.season for one in plan.breaks])
    _known("年份", {str(year) for year in years}, [str(year) for one in plan.breaks for year in one.years])


def _known(what: str, known: Mapping[str, Any] | set[str], named: Sequence[str]) -> None:
    unknown = sorted(set(named) - set(known))
    if unknown:
        raise _wrong("文件", f"没有这样的{what}：{'、'.join(unknown)}")


def _wrong(where: str, what: str) -> InvalidInput:
    return InvalidInput(f"季节文件不能用：{where}：{what}。", "请照 archive/county/seasons.toml 开头的说明改正。")
