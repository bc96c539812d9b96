"""By when something is to be done, counted from the day of the meeting: 7日内, 本月底前, 6月30日前, 下周五前."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.cases.clocks.calendar import Calendar
from archive.chinese.dates import NUMERAL, chinese_number, find_dates
from archive.registration.wordlists import terms

_N = rf"(?P<n>\d{{1,3}}|{NUMERAL}|两|半)"
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_M = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9]|[一二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_PART = r"(?P<part>上旬|中旬|下旬|底|末|中)"
_WEEKENDS = Calendar()
"""Where no table of holidays is given."""
_END = r"(?:之?前|以前|止|为限)"


@dataclass(frozen=True, slots=True)
class Due:
    """Words that set a term, and the last day they mean; None if that depends on something else."""

    start: int
    end: int
    day: dt.date | None
    remark: str = ""


def find_due(
    text: str, met: dt.date | None, start: int = 0, end: int | None = None, *, holidays: Calendar = _WEEKENDS
) -> Due | None:
    """The first term that stands between two offsets of folded text; working days by ``holidays``."""
    end = len(text) if end is None else end
    best: Due | None = None
    for found in find_dates(text[start:end]):
        after = _AFTER_DATE.match(text, start + found.end, end)
        before = _BEFORE_DATE.search(text, max(start, start + found.start - 8), start + found.start)
        if after or before:
            stop = after.end() if after else start + found.end
            best = Due(start + found.start, stop, found.span.last)
            break
    for pattern, count in _FORMS:
        for match in pattern.finditer(text, start, end):
            if best is None or (match.start() < best.start if count is not _open else best.day is None):
                day, remark = count(match, met, holidays) if met else (None, "")
                if count is _days and _COUNTED_FROM.search(text, max(start, match.start() - 12), match.start()):
                    day, remark = None, ""
                best = Due(match.start(), match.end(), day, remark)
            break
    return best


_COUNTED_FROM = re.compile(r"(?<!会)(?<!会议)(?<!印发)(?<!今)(?<!即日)(?:后|之日起|之日)(?:的)?$")
"""What a term is counted from that is not the meeting: 报告出具后|10日内."""
_AFTER_DATE = re.compile(r"(?:底|末|下旬)?(?:之?前|以前|止|为限|内完成|完成|到位|办结)")
_BEFORE_DATE = re.compile(r"(?:时限|期限|时间|截止|前完成|于|在|限)(?:为|到|于|至)?\s?[::]?\s?$")


def _number(written: str) -> int:
    return int(written) if written.isdigit() else chinese_number(written.replace("两", "二"))


def _days(match: re.Match[str], met: dt.date, holidays: Calendar) -> tuple[dt.date | None, str]:
    number = _number(match["n"]) if match["n"] != "半" else 0
    unit = match["u"]
    if unit == "工作日":
        day = _workdays(met, number, holidays)
        missing = "、".join(str(year) for year in holidays.missing(met, day))
        return day, f"没有 {missing} 年的法定节假日表，工作日按周末推算" if missing else ""
    if unit in ("周", "星期"):
        return met + dt.timedelta(days=7 * number), ""
    if unit == "月":
        return (met + dt.timedelta(days=15), "") if match["n"] == "半" else (_months(met, number), "")
    return met + dt.timedelta(days=number), ""


def _workdays(start: dt.date, number: int, holidays: Calendar) -> dt.date:
    day = start
    while number:
        day += dt.timedelta(days=1)
        number -= not holidays.is_off(day)
    return day


def _months(start: dt.date, number: int) -> dt.date:
    month = start.month - 1 + number
    year, month = start.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _month_and_day(match: re.Match[str], met: dt.date, _: Calendar) -> tuple[dt.date | None, str]:
    """6月30日前, 6月底前, 明年3月15日前: the next such day from the meeting on."""
    month = _number(match["m"])
    year = met.year + (1 if match["y"] in ("明年", "次年") else 0)
    part = match["part"] or ""
    try:
        day = dt.date(year, month, _number(match["d"])) if match["d"] else _of_month(year, month, part)
    except ValueError:
        return None, ""
    if day < met and not match["y"]:
        day = _month_end(year + 1, month) if not match["d"] and not part else day.replace(year=year + 1)
    return day, ""


def _of_month(year: int, month: int, part: str) -> dt.date:
    if part.startswith("上旬"):
        return dt.date(year, month, 10)
    if part.startswith(("中旬", "中")):
        return dt.date(year, month, 20 if "旬" in part else 15)
    return _month_end(year, month)


def _this_month(match: re.Match[str], met: dt.date, _: Calendar) -> tuple[dt.date | None, str]:
    ahead = 1 if match["which"] in ("下", "次") else 0
    first = _months(met.replace(day=1), ahead)
    if match["d"]:
        last = calendar.monthrange(first.year, first.month)[1]
        number = _number(match["d"])
        return (first.replace(day=number), "") if number <= last else (None, "")
    return _of_month(first.year, first.month, match["part"] or ""), ""


def _week(match: re.Match[str], met: dt.date, _: Calendar) -> tuple[dt.date | None, str]:
    monday = met - dt.timedelta(days=met.weekday())
    if match["which"] == "下":
        monday += dt.timedelta(days=7)
    return monday + dt.timedelta(days=_WEEKDAYS[match["w"]] if match["w"] else 6 if match["end"] else 4), ""


def _year_end(match: re.Match[str], met: dt.date, _: Calendar) -> tuple[dt.date | None, str]:
    return dt.date(met.year + (1 if match["y"] == "明" else 0), 12, 31), ""


def _quarter(match: re.Match[str], met: dt.date, _: Calendar) -> tuple[dt.date | None, str]:
    quarter = "一二三四".index(match["q"]) + 1 if match["q"] else (met.month - 1) // 3 + 1
    return _month_end(met.year, 3 * quarter), ""


def _half_year(_: re.Match[str], met: dt.date, __: Calendar) -> tuple[dt.date | None, str]:
    return dt.date(met.year, 6, 30) if met <= dt.date(met.year, 6, 30) else None, ""


def _these_days(match: re.Match[str], met: dt.date, _: Calendar) -> tuple[dt.date | None, str]:
    return met + dt.timedelta(days={"明": 1, "后": 2}.get(match["which"], 0)), ""


def _open(_: re.Match[str], __: dt.date, ___: Calendar) -> tuple[dt.date | None, str]:
    return None, ""


_Count = Callable[[re.Match[str], dt.date, Calendar], tuple[dt.date | None, str]]
_FORMS: tuple[tuple[re.Pattern[str], _Count], ...] = (
    (
        re.compile(
            r"(?:自?(?:会议|会后|本次会议|即日|会议结束|纪要印发|今日)(?:之日)?(?:起|后)?)?(?:的)?"
            rf"(?<![\d一二三四五六七八九十年月]){_N}\s?个?(?P<u>工作日|日|天|周|星期|月)(?:之|以)?内"
        ),
        _days,
    ),
    (
        re.compile(
            rf"(?:(?P<y>今年|明年|次年|本年)|(?<![\d年一二三四五六七八九十])){_M}月(?:份)?(?:{_D}[日号]|{_PART})?(?:{_END}|内|(?<=[底末旬])|(?=完成|办结|落实|到位|动工|开工|竣工|结清|付清|启动|开始|撤出|移交|兑现|退还|公示|上报|公布))"
        ),
        _month_and_day,
    ),
    (
        re.compile(
            rf"(?<![\d一二三四五六七八九十个年])(?P<which>本|这个|当|下个?|次)?月(?:{_D}[日号]|(?P<part>上旬|中旬|下旬|底|末|中|内)){_END}?"
        ),
        _this_month,
    ),
    (
        re.compile(r"(?P<which>本|这|下)个?(?:周|星期)(?:(?P<w>[一二三四五六日天])|(?P<end>末|内))?(?:之?前|以前|内)?"),
        _week,
    ),
    (re.compile(r"(?:本|今)?(?P<y>明)?年(?:度)?(?:年)?(?:底|末|内)(?:之?前|以前)?"), _year_end),
    (re.compile(r"(?:本|第?(?P<q>[一二三四]))季度(?:末|底|内)?(?:之?前)?"), _quarter),
    (re.compile(r"上半年(?:内|底)?(?:之?前)?"), _half_year),
    (
        re.compile(r"(?P<which>[当今明后])[日天](?:[上中下]午|晚上?)?(?:下班)?(?:内|之?前|就(?=[\u4e00-\u9fff]))"),
        _these_days,
    ),
    (
        re.compile(
            r"(?:下次|下一次|下期|下月)(?:联席)?(?:会议|例会)(?:召开)?(?:之?前)?"
            rf"|{terms('season')}(?:来临|到来|开始|节)?(?:之?前)|立即|即刻|长期|持续|尽快"
        ),
        _open,
    ),
)
