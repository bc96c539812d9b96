"""Writes archive/cases/clocks/holidays.csv from the package chinesecalendar, which follows the State Council's notices.

Run from the checkout: ``.venv/bin/python -m tools.clocks.holidays``. A test holds the file to the package.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from chinese_calendar.constants import holidays, workdays

TARGET = Path(__file__).parents[2] / "archive" / "cases" / "clocks" / "holidays.csv"
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def table() -> str:
    """The whole file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("day", "off", "note"))
    rows = [(day, "放假", name) for day, name in holidays.items()] + [
        (day, "上班", name) for day, name in workdays.items()
    ]
    for day, state, name in sorted(rows):
        writer.writerow((day.isoformat(), state, _NAMES[str(name)]))
    return text.getvalue()


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
