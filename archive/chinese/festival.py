"""The day of the Spring Festival 春节 (the first day of the lunar year, GB/T 33661—2017), which moves by a month."""

from __future__ import annotations

import datetime as dt

FIRST_YEAR = 1990
_DAYS = (
    "0127 0215 0204 0123 0210 0131 0219 0207 0128 0216 "
    "0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 "
    "0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 "
    "0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 "
    "0203 0123 0211 0131 0219 0208 0128 0215 0204 0124 "
    "0212 0201 0122 0210 0130 0217 0206 0126 0214 0202 "
    "0123 0211 0201 0219 0208 0128 0215 0204 0124 0212"
)
"""Month and day for each year from ``FIRST_YEAR``, a decade a line; the astronomical calendar of Beijing."""

LAST_YEAR = FIRST_YEAR + len(_DAYS) // 5


def spring_festival(year: int) -> dt.date | None:
    """The Spring Festival of a calendar year; None outside ``FIRST_YEAR`` … ``LAST_YEAR``."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    at = 5 * (year - FIRST_YEAR)
    return dt.date(year, int(_DAYS[at : at + 2]), int(_DAYS[at + 2 : at + 4]))
