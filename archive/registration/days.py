"""Days in running text: full dates, days without a year counted from what is written before, slips of OCR."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.chinese.dates import DateSpan, chinese_number, find_dates

_DIGITS = "〇一二三四五六七八九"
_ZERO = re.compile(
    r"(?<=[一二三四五六七八九])[oOОо○◯零0口□囗Q。◎C](?=[〇零一二三四五六七八九oO○0][一二三四五六七八九〇零oO○0]年)"
)
_ZEROS = re.compile(r"二[oOОо○◯零0口□囗Q〇]{2}[一二三四五六七八九〇零0]年")
_LETTERS = re.compile(r"(?<![0-9A-Za-z])[12][0-9OoQlI]{3}(?= ?[年.\-/])|(?<=[年月.\-/])[0-9OoQlI]{1,2}(?=[月日号.\-/])")
_CAPITALS = re.compile(
    r"[零〇壹贰叁肆伍陆柒捌玖一二三四五六七八九]{4}年[零壹贰叁肆伍陆柒捌玖拾一二三四五六七八九十元]{1,2}月(?:[零壹贰叁肆伍陆柒捌玖拾一二三四五六七八九十廿卅]{1,3}[日号])?"
)
_CAPITAL_DIGITS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_FIRST_MONTH = re.compile(r"([0-9零〇○一二三四五六七八九]年)元(?=月)")
_LETTER_DIGITS = str.maketrans("OoQlI", "00011")
_TWO_DIGITS = re.compile(
    r"(?<![0-9第近达满]) ?(?P<y>[0-4]\d(?= ?年(?:\d|[初底春夏秋冬]))|[6-9]\d(?! ?年(?:来|前|后|历史|代|间|多|以|产权|使用|的))) ?年"
    r"(?:(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>3[01]|[12]\d|0?[1-9])[日号])?)?"
)
_SPOKEN = r"(?:[一二]?十[一二三四五六七八九]?|三十一?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
_NO_YEAR = re.compile(
    r"(?P<rel>今年|本年度?|去年|前年|大前年|当年|同年|次年|第二年|翌年)?(?:的)?"
    rf"(?<![0-9])(?<![0-9]年)(?P<m>1[0-2]|0?[1-9]|{_SPOKEN}|元)月(?:份)?(?:(?P<d>3[01]|[12]\d|0?[1-9]|{_SPOKEN})(?:[日号](?!楼|线|院|机|井|地|路|文件)))?"
)
_LUNAR = re.compile(r"农历|阴历|旧历|古历|腊月|正月")
_RELATIVE = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "前年": -2, "大前年": -3}
_AFTER = {"次年": 1, "第二年": 1, "翌年": 1, "当年": 0, "同年": 0}
_CITED = re.compile(r"[〔\[(【]$")


@dataclass(frozen=True, slots=True)
class Day:
    """A date in the running text, as precise as it was written."""

    start: int
    end: int
    span: DateSpan
    whole: bool
    """Whether its year stands with it."""

    @property
    def exact(self) -> bool:
        """Whether it is a day, not a month or a year."""
        return self.span.first == self.span.last


def find_days(text: str) -> list[Day]:
    """Every date that carries its year, and every day or month without one after such a date, left to right."""
    mended = _mended(text)
    found = [
        Day(one.start, one.end, one.span, True)
        for one in find_dates(mended)
        if not _cited(mended, one.start) and not _numbered(mended, one.start, one.end)
    ]
    found += _short_years(mended, found)
    return sorted(found, key=lambda day: day.start)


def with_relative(text: str, days: list[Day], written: dt.date | None) -> list[Day]:
    """``days`` and those whose year must be counted: 今年, 去年 from the day of writing, others from the date before."""
    taken = [(day.start, day.end) for day in days]
    found = list(days)
    known = iter([*days, None])
    following = next(known)
    last: Day | None = None
    for match in _NO_YEAR.finditer(text):
        while following is not None and following.start <= match.start():
            last, following = following, next(known)
        if _overlaps(match.start(), match.end(), taken) or _LUNAR.search(text, max(0, match.start() - 3), match.end()):
            continue
        day = _counted(match, last, written)
        if day:
            found.append(day)
            if match["rel"] or match["d"]:
                last = day
    return sorted(found, key=lambda day: day.start)


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    low, high = 0, len(taken)
    while low < high:
        middle = (low + high) // 2
        if taken[middle][1] <= start:
            low = middle + 1
        else:
            high = middle
    return low < len(taken) and taken[low][0] < end


def _counted(match: re.Match[str], last: Day | None, written: dt.date | None) -> Day | None:
    year: int | None = None
    relative = match["rel"]
    if relative in _RELATIVE:
        year = written.year + _RELATIVE[relative] if written else None
    elif relative in _AFTER:
        year = last.span.first.year + _AFTER[relative] if last else None
    elif last is not None:
        year = last.span.first.year
    elif written is not None:
        year = written.year
    month = 1 if match["m"] == "元" else _number(match["m"])
    if year is None or not 1 <= month <= 12 or not (match["d"] or relative):
        return None
    span = _span(year, month, _number(match["d"]) if match["d"] else None)
    if span is None or (written and not relative and span.first > written):
        return None
    return Day(match.start(), match.end(), span, False)


def _number(written: str) -> int:
    return int(written) if written.isascii() else chinese_number(written)


def _span(year: int, month: int, day: int | None) -> DateSpan | None:
    last = calendar.monthrange(year, month)[1]
    if day is not None and day > last:
        return None
    return DateSpan(dt.date(year, month, day or 1), dt.date(year, month, day or last))


def _short_years(text: str, found: list[Day]) -> Iterator[Day]:
    """98年5月3日, 19年春: two figures of a year."""
    taken = [(day.start, day.end) for day in found]
    for match in _TWO_DIGITS.finditer(text):
        if _overlaps(match.start(), match.end(), taken):
            continue
        year = int(match["y"]) + (2000 if int(match["y"]) < 50 else 1900)
        month = int(match["m"]) if match["m"] else None
        if month is None:
            yield Day(match.start(), match.end(), DateSpan(dt.date(year, 1, 1), dt.date(year, 12, 31)), True)
        elif span := _span(year, month, int(match["d"]) if match["d"] else None):
            yield Day(match.start(), match.end(), span, True)


def _cited(text: str, start: int) -> bool:
    """Whether the year belongs to the number of a paper: 〔2023〕."""
    return bool(start and _CITED.match(text[start - 1]))


def _numbered(text: str, start: int, end: int) -> bool:
    """Whether eight figures are part of a longer number: AH-LF-20240418-02."""
    joined = text[start - 1 : start] in ("-", "_", "/") and start > 0
    return text[start:end].isdigit() and (joined or text[end : end + 1] in ("-", "_", "/"))


def _mended(text: str) -> str:
    """Letters that OCR put for figures and round zeros in dates, sign for sign."""
    text = _ZEROS.sub(lambda match: "二〇〇" + match.group()[3:], text)
    text = _ZERO.sub("〇", text)
    text = _LETTERS.sub(lambda match: match.group().translate(_LETTER_DIGITS), text)
    text = _CAPITALS.sub(lambda match: match.group().translate(_CAPITAL_DIGITS), text)
    return _FIRST_MONTH.sub(lambda match: match[1] + ("1" if match[1][0].isascii() else "一"), text)
