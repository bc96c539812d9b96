"""Which version of a law was in force on a day. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from archive.record.laws import Repeal, Version


@dataclass(frozen=True, slots=True)
class Tenure:
    """A version and the time it is law."""

    version: Version
    until: dt.date | None
    """The first day it is no longer law; None while it is."""
    why: str
    """What ended it, in Chinese; empty while it is law."""

    def holds(self, day: dt.date) -> bool:
        """Whether it is law on that day."""
        return (self.version.start is None or self.version.start <= day) and (self.until is None or day < self.until)


def periods(versions: Sequence[Version], repealed: Sequence[tuple[str, Repeal]]) -> list[Tenure]:
    """The time each version of one law is in force: until the next of the same book, or until it is repealed.

    Args:
        versions: of one short name, by book, oldest first.
        repealed: (title of the law that repeals, what it says).
    """
    found = []
    for version in versions:
        start = version.start or dt.date.min
        ends = [(version.ended, f"{version.ended_by or '文本注明'}废止")] if version.ended else []
        for later in versions:
            if later.book == version.book and later.day and version.day and later.day > version.day and later.start:
                ends.append(
                    (later.start, f"{later.day.year}年{'修改' if later.day != later.first else '公布'}的文本代替")
                )
        ends += [(one.day, f"《{title}》废止") for title, one in repealed if one.day and one.day > start]
        until, why = min(ends, default=(None, ""))
        found.append(Tenure(version, until, why))
    return found
