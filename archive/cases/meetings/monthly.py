"""Months without a monthly meeting. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable


def months_without(held: Iterable[dt.date], since: dt.date, today: dt.date) -> list[dt.date]:
    """First days of the months from ``since`` to now without a meeting; of the present one, only when it is nearly over."""
    met = {day.replace(day=1) for day in held}
    missing = []
    month = since.replace(day=1)
    while month <= today:
        following = (month + dt.timedelta(days=32)).replace(day=1)
        nearly_over = (following - today).days <= _LAST_DAYS
        if month not in met and (following <= today or nearly_over):
            missing.append(month)
        month = following
    return missing


_LAST_DAYS = 7
"""Days before the end of a month in which a meeting that was not held is worth a warning."""
