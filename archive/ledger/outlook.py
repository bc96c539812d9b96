"""The outlook of the office: what the ledger leads to expect, and how past warnings came out. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from archive.cases.outlook import ahead, seasons
from archive.cases.outlook.history import History, history
from archive.cases.outlook.review import Review, review, years_to_review
from archive.cases.outlook.values import Outlook, Seasons
from archive.errors import InvalidInput
from archive.record.record import Transaction


def look_ahead(tx: Transaction, today: dt.date, *, weeks: int = ahead.WEEKS) -> Outlook:
    """The warnings of the weeks from ``today`` on, told from the cases before it."""
    past = history(tx.filed.before(today), today)
    told = ahead.look(past, weeks=weeks)
    return replace(told, seasons=_with_notes(tx, past, told.seasons))


def past_seasons(tx: Transaction, today: dt.date) -> Seasons:
    """The seasons of the years before ``today``."""
    past = history(tx.filed.before(today), today)
    return _with_notes(tx, past, seasons.find(past))


def replay(tx: Transaction, today: dt.date, years: Iterable[int] = ()) -> list[Review]:
    """How the warnings of past years came out; of the last year that is over if none is named. Raises InvalidInput."""
    filed = tx.filed.before(today)
    wanted = sorted(set(years), reverse=True) or years_to_review(filed, today)[:1]
    if not wanted:
        raise InvalidInput(
            f"{today} 以前的台账还不够回头看。",
            f"一个过完的年份，前面至少要有 {seasons.LEAST_YEARS} 个整年的台账；可先用 juanzong outlook seasons 查看。",
        )
    if wanted[0] >= today.year:
        raise InvalidInput(f"{wanted[0]} 年还没有过完。", "请写已经过完的年份，例如 --year 2024。")
    return [review(filed, year, today) for year in wanted]


def _with_notes(tx: Transaction, past: History, found: Seasons) -> Seasons:
    """What the reader should know besides."""
    notes = list(found.notes)
    if (days := ahead.stale(past)) is not None:
        notes.append(f"最近一件收于 {past.today - dt.timedelta(days)}，距 {past.today} 已 {days} 天；预计件数会偏低。")
    if undated := tx.filed.undated():
        notes.append(f"{undated} 件没有收到日期，没有计入。")
    return replace(found, notes=tuple(notes))
