"""One row of a weekly check's table, read as an entry of a body's report; refuses in Chinese."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.cases.exchange.values import shown, text_of, whole_day, whole_number
from archive.cases.labels import category_name
from archive.cases.lists.definitions import Definitions
from archive.cases.organisation.bodies import Bodies, PlaceFinder
from archive.cases.procedure.standing import ListLevel
from archive.cases.units import Unit
from archive.cases.weekly.entry import Entry
from archive.cases.weekly.weeks import parse_week
from archive.chinese.fold import fold
from archive.chinese.names import normal_name
from archive.errors import InvalidInput

_NOTHING = frozenset(
    {"零报告", "零", "无", "没有", "本周无", "无矛盾纠纷", "本周无矛盾纠纷", "无纠纷", "未排查出矛盾纠纷"}
)
_DONE = frozenset({"是", "已化解", "化解", "已解决", "true", "1", "y", "yes"})
_OPEN = frozenset({"否", "未化解", "化解中", "正在化解", "未解决", "false", "0", "n", "no", ""})
_FIRST = dt.date(1949, 10, 1)
_SAYS_NOTHING = frozenset({"seq", "unit", "week", "reporter", "reported"})
"""Keys that a blank line of the form has too."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the clerk said about a whole file, for rows that do not say it themselves."""

    today: dt.date
    unit: str = ""
    week: dt.date | None = None
    reporter: str = ""
    reported: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row means."""

    unit: Unit
    week: dt.date
    reporter: str
    reported: dt.date
    entry: Entry | None
    """None for a zero report, or a line of the form that was left blank."""
    zero: bool
    """True if the row says that there is nothing to report."""
    case_no: str
    notes: tuple[str, ...]


class RowReader:
    """Reads the rows of one office."""

    def __init__(self, bodies: Bodies, places: PlaceFinder, defaults: Defaults, lists: Definitions) -> None:
        self._bodies = bodies
        self._places = places
        self._defaults = defaults
        self._lists = lists

    def read(self, values: Mapping[str, object]) -> ReadRow:
        """What a row means. Raises InvalidInput."""
        notes: list[str] = []
        unit, week = self._unit(values), self._week(values)
        reported = self._reported(values, week)
        title = _text(values, "title", "事由")
        zero = re.sub(r"[\s。（）()]", "", fold(title)) in _NOTHING
        blank = not values.keys() - _SAYS_NOTHING
        entry = None if zero or blank else self._entry(values, title, unit, reported, notes)
        return ReadRow(
            unit=unit,
            week=week,
            reporter=_text(values, "reporter", "填报人") or self._defaults.reporter,
            reported=reported,
            entry=entry,
            zero=zero,
            case_no="" if entry is None else _text(values, "case_no", "台账编号"),
            notes=tuple(notes),
        )

    def _unit(self, values: Mapping[str, object]) -> Unit:
        stated = _text(values, "unit", "填报单位") or self._defaults.unit
        if not stated:
            raise InvalidInput("没有写填报单位。", "请填上填报单位，或用 --unit 写明整个文件是哪个单位的。")
        return self._bodies.find(stated)

    def _week(self, values: Mapping[str, object]) -> dt.date:
        if (stated := values.get("week")) is not None:
            return parse_week(stated, self._defaults.today)
        if self._defaults.week is None:
            raise InvalidInput("没有写排查周。", "请填上排查周，或用 --week 写明整个文件是哪一周的。", code="bad_week")
        return self._defaults.week

    def _reported(self, values: Mapping[str, object], week: dt.date) -> dt.date:
        day = whole_day(values.get("reported"), "报送日期") or self._defaults.reported or self._defaults.today
        if not week <= day <= self._defaults.today:
            raise InvalidInput(f"报送日期 {day} 不对。", f"应在那一周的周一（{week}）以后、今天以前。", code="bad_day")
        return day

    def _entry(
        self, values: Mapping[str, object], title: str, unit: Unit, reported: dt.date, notes: list[str]
    ) -> Entry:
        if not title:
            raise InvalidInput("没有写事由。", "请写明是什么纠纷；没有纠纷的，在事由一栏写“零报告”。")
        region = _text(values, "region", "属地")
        entry = Entry(
            title=title,
            people=_people(values),
            persons=_persons(values, notes),
            category=_category(values, notes),
            region=region,
            region_code=self._places.code(region, unit.region_code),
            level=_level(values, self._lists),
            owner=_text(values, "owner", "责任人"),
            measures=_text(values, "measures", "化解措施和进展"),
            resolved=_resolved(values),
            found=_found(values, reported),
            remark=_text(values, "remark", "备注"),
        )
        if entry.level is ListLevel.OBSERVED and not entry.resolved:
            notes.append(f"{self._lists.name(entry.level)}是已化解、观察期的，但写的是未化解，请核对。")
        if entry.level in (ListLevel.SPECIAL, ListLevel.CLOSE) and entry.resolved:
            notes.append(f"{self._lists.name(entry.level)}是未化解的，但写的是已化解，请核对。")
        return entry if entry.region else replace(entry, region=self._places.places.full_name(entry.region_code))


def _text(values: Mapping[str, object], key: str, name: str) -> str:
    return text_of(values.get(key), name).strip()


def _people(values: Mapping[str, object]) -> tuple[str, ...]:
    parts = re.split(r"[、,，;；\n]|\s{2,}", _text(values, "people", "当事人"))
    return tuple(dict.fromkeys(name for part in parts if (name := normal_name(part))))


def _persons(values: Mapping[str, object], notes: list[str]) -> int:
    named = max(1, len(_people(values)))
    stated = whole_number(values.get("persons"), "涉及人数", least=1, most=100_000)
    if stated is not None and stated < named:
        notes.append(f"涉及人数写了 {stated}，当事人却有 {named} 位，按 {named} 人计。")
        return named
    return stated or named


def _category(values: Mapping[str, object], notes: list[str]) -> str:
    stated = _text(values, "category", "类别")
    known = category_name(stated)
    if stated and known is None:
        notes.append(f"不认识的类别“{shown(stated)}”，原样保留。")
    return known or stated


def _level(values: Mapping[str, object], lists: Definitions) -> ListLevel | None:
    """The level by the office's own name for it, or by its number where the names are numbered."""
    stated = fold(_text(values, "level", "级别")).removesuffix("清单")
    if not stated:
        return None
    numbered = f"{_NUMBERS.get(stated, stated)}级"
    for level in lists.levels:
        if stated in (level.code.value.lower(), fold(level.name), fold(level.title)) or numbered == level.name:
            return level.code
    known = "、".join(level.name for level in lists.levels)
    raise InvalidInput(f"没有“{shown(stated)}”这一级。", f"级别写{known}之一，或留空。")


_NUMBERS = {"1": "一", "2": "二", "3": "三"}


def _resolved(values: Mapping[str, object]) -> bool:
    stated = fold(_text(values, "resolved", "是否化解")).strip()
    if stated in _DONE:
        return True
    if stated in _OPEN:
        return False
    raise InvalidInput(f"“{shown(stated)}”看不出是否已化解。", "请写“已化解”或“未化解”。")


def _found(values: Mapping[str, object], reported: dt.date) -> dt.date | None:
    day = whole_day(values.get("found"), "排查日期")
    if day is not None and not _FIRST <= day <= reported:
        raise InvalidInput(f"排查日期 {day} 不对。", f"应在 1949 年以后、报送日期（{reported}）以前。", code="bad_day")
    return day
