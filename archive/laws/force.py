"""From when to when a version is law, read from its own lines and last articles. Pure.

A revised text says when it takes effect (本法自2024年1月1日起施行). An amended one keeps the first day in its text, and
the decision that amended it says when: then the day of the amendment stands for it, and that it is so is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.chinese.dates import find_dates
from archive.laws.names import short_name
from archive.record.laws import Article, Repeal

_START_LINE = re.compile(r"(?:施行|生效|实施)\s*[）)]?\s*$")
_END_LINE = re.compile(r"(?:废止|失效)\s*[）)]?\s*$")
_ENDED_TITLE = re.compile(r"[（(](?:已废止|已失效)[）)]")
_TAKES_EFFECT = re.compile(r"自(?P<day>[^，。；自]{4,24}?)(?:起|开始)(?:施行|实施|生效|执行)")
_AT_ONCE = re.compile(r"(?:公布|发布|颁布|印发|通过)之?日")
_REPEALING = re.compile(r"(?:同时|即行|即|一并|均)?(?:予以)?(?:废止|停止执行)")
_TITLE = re.compile(r"《((?:[^《》]|〈[^〉]*〉)+)》(?!\s*(?:第|中|的|有关|等))")
_LAST_ARTICLES = 3


@dataclass(frozen=True, slots=True)
class Force:
    """When a version is law."""

    first: dt.date | None
    start: dt.date | None
    stated: bool
    ended: dt.date | None
    repeals: tuple[Repeal, ...]


def force_of(info: Sequence[str], title: str, name: str, day: dt.date | None, articles: Sequence[Article]) -> Force:
    """When it is in force.

    Args:
        info: the lines under its title.
        title: as its file gives it.
        name: its short name.
        day: when it was passed or last amended.
        articles: in order.
    """
    passed, starts, ends = _days(info)
    first = min(passed, default=day)
    clause = _clause(articles)
    said = _said(clause, first, day)
    stated = max((one for one in (*starts, *((said,) if said else ())) if day is None or one >= day), default=None)
    ended = max(ends, default=None)
    if ended is None and _ENDED_TITLE.search(title):
        ended = day
    gone = _repeals(articles, name, said or first) if clause else ()
    return Force(first, stated or day, stated is not None, ended, gone)


def _days(info: Sequence[str]) -> tuple[list[dt.date], list[dt.date], list[dt.date]]:
    passed: list[dt.date] = []
    starts: list[dt.date] = []
    ends: list[dt.date] = []
    for line in info:
        found = next(iter(find_dates(line)), None)
        if found is None or found.start > 2 or found.span.first != found.span.last:
            continue
        which = starts if _START_LINE.search(line) else ends if _END_LINE.search(line) else passed
        which.append(found.span.first)
    return passed, starts, ends


def _clause(articles: Sequence[Article]) -> str:
    """The article that says when the law takes effect, as a rule the last."""
    texts = [article.text for article in articles[-_LAST_ARTICLES:] if _TAKES_EFFECT.search(article.text)]
    return texts[-1] if texts else ""


def _said(clause: str, first: dt.date | None, day: dt.date | None) -> dt.date | None:
    match = _TAKES_EFFECT.search(clause)
    if match is None:
        return None
    found = next(iter(find_dates(match["day"])), None)
    if found is not None and found.span.first == found.span.last:
        return found.span.first
    # 自公布之日起: of an amended text that is the day it was first passed
    return first if _AT_ONCE.search(match["day"]) and first == day else None


def _repeals(articles: Sequence[Article], name: str, day: dt.date | None) -> tuple[Repeal, ...]:
    found: dict[str, None] = {}
    for article in articles[-_LAST_ARTICLES:]:
        for sentence in re.split(r"(?<=[。；])", article.text):
            if match := _REPEALING.search(sentence):
                found.update(dict.fromkeys(map(short_name, _TITLE.findall(sentence[: match.start()]))))
    found.pop(name, None)
    return tuple(Repeal(one, day) for one in found)
