"""Days for which nobody is on duty. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from archive.cases.reception.visit import Duty


def days_without(
    duties: Iterable[Duty], first: dt.date, last: dt.date, is_off: Callable[[dt.date], bool]
) -> list[dt.date]:
    """The days from ``first`` to ``last`` that are worked and have no leader at the county's hall."""
    served = {duty.day for duty in duties if not duty.place}
    days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if day not in served and not is_off(day)]
