"""The leaders' duty roster (领导接访值班表) comes in from a table. Idempotent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archive.cases.exchange.values import text_of, whole_day
from archive.cases.reception.visit import Duty
from archive.chinese.fold import fold
from archive.errors import InvalidInput
from archive.record.record import Record
from archive.sheets.files import BadRow, Row, take_each
from archive.sheets.tables import Headings, read_table

HEADINGS = Headings(
    {
        "day": ("日期", "值班日期", "接访日期", "接访时间", "时间"),
        "leader": ("领导", "接访领导", "值班领导", "姓名"),
        "post": ("职务",),
        "place": ("地点", "接访地点"),
    },
    required=("day", "leader"),
)
_HALL = frozenset({"", "县信访局", "县信访接待大厅", "信访接待大厅", "接访大厅"})
"""How the county's own hall is written."""
_FIRST = dt.date(1949, 10, 1)
_AHEAD = dt.timedelta(days=730)
_WEEKDAYS = "一二三四五六日天"
_WEEKDAY = re.compile(rf"\(?\s*(?:周|星期|礼拜)([{_WEEKDAYS}])\s*\)?")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")


@dataclass(frozen=True, slots=True)
class RosterImport:
    """What became of a roster."""

    read: int
    new: int
    changed: int
    refused: tuple[BadRow, ...]
    notes: tuple[str, ...]


def import_roster(record: Record, path: Path, *, today: dt.date) -> RosterImport:
    """Take a roster in; another leader for the same day and place takes the place of the one before.

    A row that cannot be used is refused with its line. Raises InvalidInput, ReadError for what is no roster.
    """
    duties: dict[tuple[dt.date, str], tuple[int, Duty]] = {}

    def take(row: Row) -> bool:
        """Whether the year had to be guessed."""
        duty = _duty(row.values, today)
        line, other = duties.setdefault((duty.day, duty.place), (row.line, duty))
        if other != duty:
            raise InvalidInput(f"{duty.day} 已经在第 {line} 行排了{other.leader}。", "一天一处只排一位，请核对。")
        return _lacks_year(row.values.get("day"))

    taken = take_each(read_table(path, HEADINGS), take)
    notes = taken.notes
    if guessed := sum(taken.each):
        notes += (f"{guessed} 行没有写年份，按离今天最近的那一年排的。",)
    new = changed = 0
    with record.write() as tx:
        for _, duty in duties.values():
            before = tx.roster.put(duty)
            new += before is None
            if before is None or before != duty:
                changed += before is not None
                tx.log(
                    "roster.put",
                    f"roster:{duty.day}:{duty.place}",
                    before={"leader": before.leader, "post": before.post} if before else None,
                    after={"leader": duty.leader, "post": duty.post},
                )
    return RosterImport(taken.read, new, changed, taken.refused, notes)


def _day(stated: object, today: dt.date) -> dt.date | None:
    """The day of a row; a weekday written beside it must be its own. Raises InvalidInput."""
    if not isinstance(stated, str):
        return whole_day(stated, "日期")
    text = fold(stated)
    weekday = _WEEKDAY.search(text)
    text = _WEEKDAY.sub("", text).strip()
    match = _WITHOUT_YEAR.fullmatch(text)
    day = _nearest(int(match[1]), int(match[2]), today) if match else whole_day(text, "日期")
    if match and day is None:
        raise InvalidInput(f"没有{text}这一天。", "请核对日期。", code="bad_day")
    if weekday and day and day.weekday() != min(6, _WEEKDAYS.index(weekday[1])):
        raise InvalidInput(
            f"{day} 是周{_WEEKDAYS[day.weekday()]}，表里写的是周{weekday[1]}。",
            "请核对是日期还是星期写错了。",
            code="bad_day",
        )
    return day


def _lacks_year(stated: object) -> bool:
    return isinstance(stated, str) and bool(_WITHOUT_YEAR.fullmatch(_WEEKDAY.sub("", fold(stated)).strip()))


def _nearest(month: int, day: int, today: dt.date) -> dt.date | None:
    """That day in the year in which it lies nearest to today; None if there is no such day."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        with suppress(ValueError):
            found.append(dt.date(year, month, day))
    return min(found, key=lambda one: abs(one - today), default=None)


def _duty(values: Mapping[str, object], today: dt.date) -> Duty:
    day = _day(values.get("day"), today)
    if day is None or not _FIRST <= day <= today + _AHEAD:
        raise InvalidInput(f"日期不对：{day or '没有写'}", "应在 1949 年以后、两年以内。", code="bad_day")
    leader = text_of(values.get("leader"), "领导").strip()
    if not leader:
        raise InvalidInput(f"{day} 没有写哪位领导。", "请填上姓名；没有排的日子不要留空行。")
    place = text_of(values.get("place"), "地点").strip()
    return Duty(day, leader, text_of(values.get("post"), "职务").strip(), "" if place in _HALL else place)
