"""Periods of a report, in the ways offices name them. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.chinese.fold import fold
from archive.errors import InvalidInput

_DAY = r"\d{4}-\d{1,2}-\d{1,2}"
_RANGE = re.compile(rf"({_DAY})\s*(?:\.\.|至|到|~|—)\s*({_DAY})")
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "一": 1, "二": 2, "三": 3, "四": 4}
FIRST_YEAR = 1949


@dataclass(frozen=True, slots=True)
class Period:
    """A closed range of days."""

    first: dt.date
    last: dt.date
    label: str
    """As a report names it: 2024年, 2024年5月, 2024年第2季度 …"""
    grain: str = "days"
    """year, half, quarter, month, week, day or days."""
    partial: bool = False
    """Whether it is not over yet: it is then compared with as much of the other periods."""

    @property
    def days(self) -> int:
        """Its length."""
        return (self.last - self.first).days + 1

    def so_far(self, today: dt.date) -> Period:
        """As much of it as is over; itself if all of it is, or none."""
        if not self.first <= today < self.last:
            return self
        return replace(self, last=today, label=f"{self.label}（截至{today.month}月{today.day}日）", partial=True)

    def before(self) -> Period:
        """The period just before it, of the same kind: what 环比 compares with."""
        day = self.first - dt.timedelta(1)
        whole = _of_grain(self.grain, day)
        if whole is None:
            return _days(day - dt.timedelta(self.days - 1), day)
        if not self.partial:
            return whole
        return replace(whole, last=min(whole.last, whole.first + dt.timedelta(self.days - 1)), partial=True)

    def year_before(self) -> Period:
        """The same period of the year before: what 同比 compares with."""
        if self.grain == "week":
            whole = week_of(self.first - dt.timedelta(364))
            return replace(whole, last=whole.first + dt.timedelta(self.days - 1), partial=self.partial)
        first, last = _a_year_earlier(self.first), _a_year_earlier(self.last)
        whole_year = _of_grain(self.grain, first)
        if whole_year is None:
            return _days(first, last)
        return replace(whole_year, last=last, partial=True) if self.partial else whole_year


def year_of(day: dt.date) -> Period:
    """The calendar year."""
    return Period(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), f"{day.year}年", "year")


def half_of(day: dt.date) -> Period:
    """The half of a year."""
    first = 1 if day.month <= 6 else 7
    return Period(
        dt.date(day.year, first, 1), _end(day.year, first + 5), f"{day.year}年{'上下'[first > 1]}半年", "half"
    )


def quarter_of(day: dt.date) -> Period:
    """The quarter."""
    number = (day.month + 2) // 3
    return Period(
        dt.date(day.year, 3 * number - 2, 1), _end(day.year, 3 * number), f"{day.year}年第{number}季度", "quarter"
    )


def month_of(day: dt.date) -> Period:
    """The month."""
    return Period(day.replace(day=1), _end(day.year, day.month), f"{day.year}年{day.month}月", "month")


def week_of(day: dt.date) -> Period:
    """The week, Monday to Sunday (GB/T 7408)."""
    year, week, weekday = day.isocalendar()
    monday = day - dt.timedelta(weekday - 1)
    return Period(monday, monday + dt.timedelta(6), f"{year}年第{week}周", "week")


def parse_period(text: str, today: dt.date) -> Period:
    """The period that ``text`` names: 2024, 2024年5月, 2024Q2, 2024上半年, 2024-W20, 本月, 去年, 2024-01-01..2024-03-31.

    Raises InvalidInput.
    """
    stated = re.sub(r"\s+", "", fold(text)).replace("度", "")
    spoken = _SPOKEN.get(stated)
    if spoken is not None:
        return spoken(today)
    try:
        found = _stated(stated)
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.first.year <= 9000 or found.last < found.first:
        raise InvalidInput(
            f"看不懂的时期：{text}",
            "可以写 2024、2024年5月、2024年第2季度、2024上半年、2024-W20、本月、上月、今年、去年，或 2024-01-01..2024-03-31。",
            code="bad_period",
        )
    return found


def months_of(period: Period) -> list[Period]:
    """The months that lie in a period, whole."""
    found = [month_of(period.first)]
    while found[-1].last < period.last:
        found.append(month_of(found[-1].last + dt.timedelta(1)))
    return found


def _stated(text: str) -> Period | None:
    if match := re.fullmatch(r"(\d{4})年?", text):
        return year_of(dt.date(int(match[1]), 1, 1))
    if match := re.fullmatch(r"(\d{4})(?:-|年|/|\.)(\d{1,2})月?", text):
        return month_of(dt.date(int(match[1]), int(match[2]), 1))
    if match := re.fullmatch(r"(\d{4})年?-?(?:q|第)?([1-4一二三四])季?", text):
        return quarter_of(dt.date(int(match[1]), 3 * _QUARTERS[match[2]] - 2, 1))
    if match := re.fullmatch(r"(\d{4})年?([上下])半年", text):
        return half_of(dt.date(int(match[1]), 1 if match[2] == "上" else 7, 1))
    if match := re.fullmatch(r"(\d{4})(?:-?w|年第)(\d{1,2})周?", text):
        return week_of(dt.date.fromisocalendar(int(match[1]), int(match[2]), 1))
    if match := re.fullmatch(r"(\d{4})(?:-|年|/|\.)(\d{1,2})(?:-|月|/|\.)(\d{1,2})日?", text):
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        return Period(day, day, f"{day.year}年{day.month}月{day.day}日", "day")
    if match := _RANGE.fullmatch(text):
        first, last = (dt.date(*map(int, part.split("-"))) for part in match.groups())
        return _days(first, last)
    return None


_SPOKEN: dict[str, Callable[[dt.date], Period]] = {
    "今年": year_of,
    "本年": year_of,
    "去年": lambda today: year_of(today).before(),
    "上年": lambda today: year_of(today).before(),
    "本月": month_of,
    "上月": lambda today: month_of(today).before(),
    "本季": quarter_of,
    "上季": lambda today: quarter_of(today).before(),
    "本周": week_of,
    "上周": lambda today: week_of(today).before(),
}
_GRAINS: dict[str, Callable[[dt.date], Period]] = {
    "year": year_of,
    "half": half_of,
    "quarter": quarter_of,
    "month": month_of,
    "week": week_of,
}


def _of_grain(grain: str, day: dt.date) -> Period | None:
    make = _GRAINS.get(grain)
    return make(day) if make else None


def _days(first: dt.date, last: dt.date) -> Period:
    return Period(first, last, f"{first.isoformat()}至{last.isoformat()}")


def _end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _a_year_earlier(day: dt.date) -> dt.date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return dt.date(day.year - 1, day.month, min(day.day, last))
