"""Stretches of time as people say them: 近三个月, 去年冬天, 2022年春耕期间, 2021年以来. Pure; ``today`` is an argument."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from archive.chinese.dates import parse_date
from archive.chinese.festival import spring_festival
from archive.chinese.fold import fold
from archive.chinese.numerals import in_characters

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "半": 0}
_NUMBER = r"(?:\d{1,4}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_LAST = re.compile(
    rf"(?:最近|近|过去|前)(?P<n>{_NUMBER}|半)?(?:个)?(?P<unit>天|日|周|星期|礼拜|月|季度|年)(?:多|来|内|以来|之内)*"
)
_AGO_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": 1, "上年": 1, "上年度": 1, "前年": 2, "大前年": 3}
_YEAR = r"(?P<year>今年|本年度?|去年|上年度?|大前年|前年|(?:19|20)\d\d年?(?:度)?|[一二][零〇一二三四五六七八九]{3}年)"
_PART = (
    r"(?P<part>上半年|下半年|年初|年底|年末|岁末|[一二三四1-4]季度|第[一二三四1-4]季度"
    r"|春天|春季|春|夏天|夏季|夏|秋天|秋季|秋|冬天|冬季|冬|春耕|春播|夏收|秋收|汛期|供暖季|采暖季|供热季|采暖期|供暖期|春节|暑假|寒假"
    r"|(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?)"
)
_YEAR_PART = re.compile(rf"{_YEAR}(?:的)?(?:{_PART})?(?:期间|时候|的时候|里|间|前后|中|内)?")
_PART_ALONE = re.compile(rf"{_PART}(?:期间|时候|的时候|里|间|前后|中|内)?")
_SINCE = re.compile(r"(?:自|从)?(?P<from>.+?)(?:以来|至今|到现在|之后|以后|起)")
_BEFORE = re.compile(r"(?P<to>.+?)(?:以前|之前|前)")
_NAMED = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_RANGE = re.compile(r"^(?P<first>.*?)\s*(?:\.\.|~|～|—+|--|至|到)\s*(?P<last>.*)$")
_YEARS = re.compile(r"^((?:19|20)\d\d)年?-((?:19|20)\d\d)年?$")
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "春耕": (3, 5), "春播": (4, 5), "夏收": (6, 7), "秋收": (9, 10)}
_SEASONS |= {"汛期": (6, 9), "暑假": (7, 8), "年初": (1, 2), "上半年": (1, 6), "下半年": (7, 12)}
_SEASONS |= {"年底": (11, 12), "年末": (11, 12), "岁末": (11, 12)}
_WINTERS = {
    "冬": (12, 2),
    "供暖季": (11, 3),
    "采暖季": (11, 3),
    "供热季": (11, 3),
    "采暖期": (11, 3),
    "供暖期": (11, 3),
    "寒假": (1, 2),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A closed stretch of days; None is open."""

    first: dt.date | None
    last: dt.date | None

    @property
    def said(self) -> str:
        """In Chinese: 2022年3月1日至2022年5月31日."""
        if self.first == self.last and self.first:
            return _day(self.first)
        if self.first and self.last:
            return f"{_day(self.first)}至{_day(self.last)}"
        return f"{_day(self.first)}以来" if self.first else f"{_day(self.last)}以前" if self.last else "任何一天"


def stretch_of(written: str, today: dt.date) -> Stretch | None:
    """The stretch of time that the text as a whole names, or None."""
    text = re.sub(r"\s+", "", fold(written))
    if not text or len(text) > 60:
        return None
    try:
        return _stretch(text, today)
    except (ValueError, OverflowError):  # a year before 1, or 近9999年
        return None


def _stretch(text: str, today: dt.date) -> Stretch | None:
    if found := _simple(text, today):
        return found
    if years := _YEARS.match(text):
        first_year, last_year = sorted((int(years[1]), int(years[2])))
        return Stretch(dt.date(first_year, 1, 1), dt.date(last_year, 12, 31))
    if (since := _SINCE.fullmatch(text)) and (found := _simple(since["from"], today)):
        return Stretch(found.first, None)
    if (ends := _RANGE.match(text)) and (ends["first"] or ends["last"]):
        first = _simple(ends["first"], today) if ends["first"] else Stretch(None, None)
        last = _end(ends["last"], first, today) if ends["last"] else Stretch(None, None)
        if first and last:
            if first.first and last.first and first.first > last.first:
                first, last = last, first  # the end was typed first
            return Stretch(first.first, last.last)
    if (before := _BEFORE.fullmatch(text)) and (found := _simple(before["to"], today)):
        return Stretch(None, found.first - dt.timedelta(1)) if found.first else None
    return None


def _end(text: str, first: Stretch | None, today: dt.date) -> Stretch | None:
    """The end of a range, which may leave out the year its beginning names: 2022年3月到5月."""
    if first and first.first and (part := _PART_ALONE.fullmatch(text)):
        return _part(first.first.year, part["part"])
    return _simple(text, today)


def _simple(text: str, today: dt.date) -> Stretch | None:
    if span := parse_date(text):
        return Stretch(span.first, span.last)
    if text in _NAMED:
        day = today - dt.timedelta(_NAMED[text])
        return Stretch(day, day)
    if (around := _around(text, today)) is not None:
        return around
    if last := _LAST.fullmatch(text):
        return _last(last["n"], last["unit"], today)
    if match := _YEAR_PART.fullmatch(text):
        year = _year(match["year"], today)
        if year is not None:
            return _part(year, match["part"]) if match["part"] else Stretch(dt.date(year, 1, 1), dt.date(year, 12, 31))
    return None


def _around(text: str, today: dt.date) -> Stretch | None:
    """This and the last week, month, quarter."""
    bare = text.replace("个", "").replace("星期", "周").replace("礼拜", "周").removesuffix("份")
    back = {"本": 0, "这": 0, "当": 0, "上": 1}.get(bare[:1])
    if back is None:
        return None
    if bare[1:] == "周":
        first = today - dt.timedelta(today.weekday() + 7 * back)
        return Stretch(first, first + dt.timedelta(6))
    if bare[1:] == "月":
        return _months(_months_before(today.replace(day=1), back), 1)
    if bare[1:] == "季度":
        return _months(_months_before(dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * back), 3)
    return None


def _last(number: str | None, unit: str, today: dt.date) -> Stretch:
    if number == "半":
        return Stretch(_same_day(today, 6) if unit == "年" else today - dt.timedelta(15), today)
    count = _count(number) if number else 1
    if unit in ("天", "日"):
        return Stretch(today - dt.timedelta(max(0, count - 1)), today)
    if unit in ("周", "星期", "礼拜"):
        return Stretch(today - dt.timedelta(7 * count - 1), today)
    return Stretch(_same_day(today, count * {"月": 1, "季度": 3, "年": 12}[unit]), today)


def _year(written: str, today: dt.date) -> int | None:
    if written in _AGO_YEARS:
        return today.year - _AGO_YEARS[written]
    span = parse_date(written.removesuffix("度").removesuffix("年") + "年")
    return span.first.year if span else None


def _part(year: int, part: str) -> Stretch | None:
    name = part.removesuffix("份")
    if name.endswith("月"):
        return _months(dt.date(year, _count(name[:-1]), 1), 1)
    if name.endswith("季度"):
        return _months(dt.date(year, 3 * _count(name[-3]) - 2, 1), 3)
    if name == "春节":
        festival = spring_festival(year)
        if festival is None:
            return None
        eve = festival - dt.timedelta(1)
        return Stretch(eve, eve + dt.timedelta(15))
    name = name if name in _SEASONS or name in _WINTERS else name[0]
    if name in _SEASONS:
        first, last = _SEASONS[name]
        return _months(dt.date(year, first, 1), last - first + 1)
    first, last = _WINTERS[name]
    if first < last:
        return _months(dt.date(year, first, 1), last - first + 1)
    # a winter is named after the year it begins in: 2022年冬天 is December 2022 to February 2023
    return Stretch(dt.date(year, first, 1), dt.date(year + 1, last, monthrange(year + 1, last)[1]))


def _count(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, ten, units = written.rpartition("十")
    return (10 * (_DIGITS[tens] if tens else 1) if ten else 0) + (_DIGITS[units] if units else 0)


def _months(first: dt.date, count: int) -> Stretch:
    after = first.month - 1 + count
    return Stretch(first, dt.date(first.year + after // 12, after % 12 + 1, 1) - dt.timedelta(1))


def _months_before(first: dt.date, count: int) -> dt.date:
    months = first.year * 12 + first.month - 1 - count
    return dt.date(months // 12, months % 12 + 1, 1)


def _same_day(today: dt.date, months: int) -> dt.date:
    """The day after the same day so many months ago, so that a stretch of a month holds no day twice."""
    first = _months_before(today.replace(day=1), months)
    return first.replace(day=min(today.day, monthrange(first.year, first.month)[1])) + dt.timedelta(1)


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def writings_of(label: str) -> tuple[str, ...]:
    """How a day is mostly written, to be marked where it stands; empty for a month or a year, which are found as typed."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", label):
        return ()
    year, month, day = map(int, label.split("-"))
    figures = "".join("〇一二三四五六七八九"[int(sign)] for sign in label[:4])
    spoken = f"{figures}年{in_characters(month)}月{in_characters(day)}日"
    return f"{year}年{month}月{day}日", label, f"{year}.{month}.{day}", f"{year}.{month:02}.{day:02}", spoken
