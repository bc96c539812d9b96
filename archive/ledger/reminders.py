"""What is due as a calendar file (iCalendar, RFC 5545), for the calendar on a desk or a telephone.

It names the case by its number alone: such a file travels, and a petitioner's name must not travel with it.
The only home of icalendar.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path

from icalendar import Alarm, Calendar, Event

from archive.cases.clocks.rules import Clocks
from archive.record.deadlines import DueRow
from archive.sheets.files import written_whole

_MORNING = dt.timedelta(hours=9)


def write_calendar(rows: Iterable[DueRow], clocks: Clocks, path: Path, *, now: dt.datetime) -> int:
    """Write one all-day entry a deadline; returns how many. Raises StorageFull, InvalidInput."""
    calendar = Calendar()
    calendar.add("prodid", "-//juanzong//due//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "卷宗期限")
    count = 0
    for row in rows:
        calendar.add_component(_entry(row, clocks, now))
        count += 1
    with written_whole(path) as file:
        file.write(calendar.to_ical())
    return count


def _entry(row: DueRow, clocks: Clocks, now: dt.datetime) -> Event:
    deadline = row.deadline
    summary = f"{deadline.label}（{row.case_no}）"
    entry = Event()
    # the same deadline keeps its identity, so that a newer file moves it instead of adding another
    parts = (row.case_no, deadline.code, f"{deadline.start:%Y%m%d}", deadline.body, deadline.label)
    entry.add("uid", f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}@juanzong")
    entry.add("dtstamp", now)
    entry.add("dtstart", deadline.due)
    entry.add("summary", summary)
    entry.add("description", "\n".join(part for part in (row.unit, deadline.basis, deadline.note) if part))
    entry.add("transp", "TRANSPARENT")
    rule = clocks.rule(deadline.code)
    for days in rule.alarms if rule else ():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"还有{days}日：{summary}")
        alarm.add("trigger", _MORNING - dt.timedelta(days=days))
        entry.add_component(alarm)
    return entry
