"""Which days the office can have received or done something on. Pure."""

from __future__ import annotations

import datetime as dt

from archive.errors import InvalidInput

FIRST_DAY = dt.date(1949, 10, 1)
"""No act of the office is older."""


def check_day(what: str, day: dt.date, today: dt.date) -> None:
    """Raises InvalidInput for a day before 1949 or after tomorrow; ``what`` names it, such as 收到日期."""
    if not FIRST_DAY <= day <= today + dt.timedelta(days=1):
        raise InvalidInput(f"{what} {day} 不对。", "日期应在 1949 年 10 月 1 日以后、明天以前。", code="bad_day")
