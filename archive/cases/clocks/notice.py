"""Reads the State Council's yearly notice (国务院办公厅关于××××年部分节假日安排的通知) as it was pasted.

“国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。” What a sentence says twice, such as the
day of the week or the number of days, must agree. A sentence that is not understood is refused, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.cases.clocks.holidays import Holiday, Stated, weekday
from archive.errors import InvalidInput
from archive.sheets.files import BadRow

_WIDE = str.maketrans("０１２３４５６７８９()：", "0123456789（）:")
_HEADING = re.compile(r"(元旦|新年|春节|清明节|清明|劳动节|端午节|端午|中秋节|中秋|国庆节)(?:、(国庆节|中秋节))?\s*:")
_YEAR = re.compile(r"((?:19|20)\d\d)年[^。\n]{0,12}节假日")
_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:（(?P<said>[^（）]*)）)?"
)
_COUNT = re.compile(r"(?:共|放假|休)(\d{1,2})天")
_SAID = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_RANGE = re.compile(r"\s*(?:至|到|—|－|-|~|～)\s*")
_OFF = re.compile(r"放假|补休|公休")
_ADVICE = re.compile(r"鼓励|建议|带薪")
"""“鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息” gives nobody a day off."""
_CHECK = "请对照通知原文改正后再导入。"


class _Wrong(Exception):
    """What is wrong with a sentence, in Chinese."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    line: int
    festival: str
    text: str


def read_notice(text: str, year: int | None = None) -> tuple[list[Stated], list[BadRow]]:
    """The days of a notice, and the sentences that were refused.

    Args:
        text: the notice, or a part of it.
        year: what a day without a year means; left out, the year the notice itself is for.
    """
    plain = text.translate(_WIDE)
    named = _YEAR.search(plain)
    year = year or (int(named[1]) if named else None)
    stated: list[Stated] = []
    refused: list[BadRow] = []
    for sentence in _sentences(plain):
        try:
            stated += [Stated(sentence.line, holiday) for holiday in _holidays(sentence, year)]
        except _Wrong as exc:
            refused.append(BadRow(sentence.line, InvalidInput(f"{sentence.festival}：{exc}", _CHECK)))
    if not stated and not refused:
        advice = "请粘贴通知里“一、元旦：……”到“七、国庆节：……”的部分。"
        refused.append(BadRow(1, InvalidInput("没有找到放假安排。", advice)))
    return stated, refused


def _sentences(text: str) -> Iterator[_Sentence]:
    """Those below a festival's name that name a day."""
    headings = list(_HEADING.finditer(text))
    for at, heading in enumerate(headings):
        end = headings[at + 1].start() if at + 1 < len(headings) else len(text)
        start = heading.end()
        for part in re.finditer(r"[^。；;]+", text[start:end]):
            if _DATE.search(part[0]) and re.search(r"假|休|班", part[0]) and not _ADVICE.search(part[0]):
                line = text.count("\n", 0, start + part.start() + len(part[0]) - len(part[0].lstrip())) + 1
                yield _Sentence(line, heading[1], part[0].strip())


def _holidays(sentence: _Sentence, year: int | None) -> list[Holiday]:
    works = "上班" in sentence.text
    if works == bool(_OFF.search(sentence.text)):
        raise _Wrong(f"没有看懂“{sentence.text}”。")
    days = _days(sentence.text, year)
    counted = _COUNT.search(sentence.text)
    if counted and not works and "连休" not in sentence.text and int(counted[1]) != len(days):
        raise _Wrong(f"写了共{counted[1]}天，但列出的是 {len(days)} 天（{days[0]} 至 {days[-1]}）。")
    return [Holiday(day, not works, sentence.festival) for day in days]


def _days(text: str, year: int | None) -> list[dt.date]:
    """Every day a sentence names, ranges whole."""
    days: list[dt.date] = []
    before: re.Match[str] | None = None
    for match in _DATE.finditer(text):
        month = int(match["month"]) if match["month"] else (days[-1].month if days else 0)
        own = int(match["year"]) if match["year"] else (days[-1].year if days else year)
        if own is None:
            raise _Wrong("没有写年份，通知的标题里也没有；请用 --year 写明。")
        day = _day(own, month, int(match["day"]))
        said = _SAID.search(match["said"] or "")
        if said and weekday(day)[-1] != said[1].replace("天", "日"):
            raise _Wrong(f"{day} 是{weekday(day)}，不是星期{said[1]}。")
        if before and _RANGE.fullmatch(text[before.end() : match.start()]):
            first = days[-1]
            if day < first:
                raise _Wrong(f"起止颠倒：{first} 至 {day}。")
            if (day - first).days > 31:
                raise _Wrong(f"{first} 至 {day} 太长，不会是一次放假。")
            days += [first + dt.timedelta(days=number) for number in range(1, (day - first).days + 1)]
        else:
            days.append(day)
        before = match
    return days


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise _Wrong(f"没有 {year}年{month}月{day}日 这一天。") from None
