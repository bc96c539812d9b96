"""The outlook in the words of the office."""

from __future__ import annotations

import datetime as dt

from archive.cases.outlook.values import COUNTY, Clock, Forecast, Season, Span, Warning, Window
from archive.cases.outlook.windows import date_of

_ADVICE = {
    "涉农": "请农业农村、市场监管部门提前抽检种子、化肥和农药，查看收购资质，乡镇先走访大户和合作社。",
    "土地": "请自然资源、农业农村部门和村委会提前核对地界台账，调解员在农忙前先到户。",
    "物业房产": "请住建部门和社区提前查看屋面、排水、电梯和物业合同，问题小区先约谈物业。",
    "劳动争议": "请人社、住建部门提前核查在建工地的工资专户和保证金，欠薪线索先行督办。",
    "消费维权": "请市场监管部门提前检查预付卡商户和节令商品，公布投诉渠道。",
    "医疗": "请卫健部门和医调委提前排查未了结的医患纠纷。",
    "教育": "请教育部门提前公布招生片区、学位和收费项目，设窗口答疑。",
    "安全生产": "请应急、公安部门提前检查重点场所，经营许可和存放地点先行公示。",
    "供热": "请住建部门和供热单位提前试压试供、备足燃料，公布报修电话，上年低温户先入户测温。",
    "征地拆迁": "请自然资源、征收部门提前核对补偿台账和兑付进度，未兑付的先说明时间。",
    "婚姻家庭": "请司法所、妇联和村社区提前走访有苗头的家庭。",
    "邻里": "请村社区网格员和调解员提前走访，小事当天了。",
}
_ANY_ADVICE = "请责任单位按往年案件提前排查，指定专人。"


def advice(category: str) -> str:
    """What the departments can do before it starts."""
    return _ADVICE.get(category, _ANY_ADVICE)


def place_name(place: str) -> str:
    """The township, or 全县."""
    return "全县" if place == COUNTY else place


def weeks_of(span: Span) -> str:
    """Weeks by GB/T 7408 (ISO 8601): 第46—49周."""
    first, last = span.start.isocalendar(), (span.end - dt.timedelta(1)).isocalendar()
    if (first.year, first.week) == (last.year, last.week):
        return f"第{first.week}周"
    if first.year == last.year:
        return f"第{first.week}—{last.week}周"
    return f"第{first.week}周—次年第{last.week}周"


def days_of(span: Span) -> str:
    """11月9日—12月6日."""
    first, last = span.start, span.end - dt.timedelta(1)
    return f"{first.month}月{first.day}日—{last.month}月{last.day}日"


def window_of(window: Window) -> str:
    """When a season stands every year: 每年10月15日—1月28日, 春节前8周到春节."""
    if window.clock is Clock.YEAR:
        return f"每年{days_of(Span(date_of(2001, window.start), date_of(2001, window.start + 7 * window.weeks)))}"
    start, end = window.start // 7, window.start // 7 + window.weeks
    return f"{_festival_edge(start)}到{_festival_edge(end, short=start < 0 and end < 0)}"


def _festival_edge(weeks: int, *, short: bool = False) -> str:
    if weeks == 0:
        return "春节"
    if weeks > 0:
        return f"节后{weeks}周"
    return f"前{-weeks}周" if short else f"春节前{-weeks}周"


def agreement_of(season: Season) -> str:
    """过去 9 年中 8 年如此."""
    return f"过去 {len(season.occurrences)} 年中 {season.agreed} 年如此"


def number_of(forecast: Forecast) -> str:
    """预计 12 件（8—17）."""
    return f"预计 {round(forecast.expected)} 件（{forecast.low}—{forecast.high}）"


def sentence(warning: Warning) -> str:
    """供热，柳河镇，第46—49周（11月9日—12月6日），预计 12 件（8—17）；过去 9 年中 8 年如此."""
    season = warning.season
    return (
        f"{season.category}，{place_name(season.place)}，{weeks_of(warning.span)}（{days_of(warning.span)}），"
        f"{number_of(warning.forecast)}；{agreement_of(season)}"
    )
