"""Weeks as offices name them: by number, by their Monday, or by any day in them (ISO 8601). Pure."""

from __future__ import annotations

import datetime as dt
import re

from archive.chinese.dates import parse_date
from archive.chinese.fold import fold
from archive.errors import InvalidInput

_FIRST = dt.date(1949, 10, 3)
_NUMBERED = re.compile(r"(?:(\d{4})\s*(?:年|-)?\s*)?(?:第\s*|w)?(\d{1,2})\s*(?:周)?")
_NAMED = {"本周": 0, "这周": 0, "上周": 1, "上上周": 2}
_FAR_AHEAD = dt.timedelta(weeks=26)
"""A week without a year that would lie further ahead is last year's; a nearer one was written too early."""
_HOW = "请写成 2022-W47、2022年第47周、第47周、本周、上周，或那一周里的一天。"


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the week a day lies in."""
    return day - dt.timedelta(days=day.weekday())


def week_name(monday: dt.date) -> str:
    """``2022年第47周``."""
    year, number, _ = monday.isocalendar()
    return f"{year}年第{number}周"


def week_title(monday: dt.date) -> str:
    """``2022年第47周（11月21日至11月27日）``."""
    sunday = monday + dt.timedelta(days=6)
    return f"{week_name(monday)}（{monday.month}月{monday.day}日至{sunday.month}月{sunday.day}日）"


def parse_week(stated: object, today: dt.date) -> dt.date:
    """The Monday of the week that was meant. Raises InvalidInput, also for a week that has not begun.

    A number without a year is of this year, and of the last one where it would lie far ahead.
    """
    monday = _day_of(stated)
    if monday is None:
        monday = _meant(fold(str(stated)).strip(), today)
    if monday is None:
        raise InvalidInput(f"看不懂是哪一周：{stated}", _HOW, code="bad_week")
    monday = monday_of(monday)
    if not _FIRST <= monday <= today:
        raise InvalidInput(f"{week_title(monday)}不对：周次应在 1949 年以后，并且已经开始。", _HOW, code="bad_week")
    return monday


def _day_of(stated: object) -> dt.date | None:
    if isinstance(stated, dt.datetime):
        return stated.date()
    return stated if isinstance(stated, dt.date) else None


def _meant(text: str, today: dt.date) -> dt.date | None:
    text = re.sub(r"[(（].*$", "", text).strip()
    if text in _NAMED:
        return monday_of(today) - dt.timedelta(weeks=_NAMED[text])
    if text.isdigit() and len(text) > 2:
        span = parse_date(text) if len(text) == 8 else None
        return span.first if span and span.first == span.last else None
    if (match := _NUMBERED.fullmatch(text)) and ("周" in text or "w" in text or text.isdigit()):
        return _numbered(int(match[1]) if match[1] else None, int(match[2]), today)
    span = parse_date(text)
    return span.first if span is not None and span.first == span.last else None


def _numbered(year: int | None, number: int, today: dt.date) -> dt.date | None:
    if year is not None:
        return _week(year, number)
    year = today.isocalendar().year
    week = _week(year, number)
    if week is None or week - today > _FAR_AHEAD:
        return _week(year - 1, number)
    return week


def _week(year: int, number: int) -> dt.date | None:
    try:
        return dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
