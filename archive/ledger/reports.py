"""The reports made of the figures: of a year, and of a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from archive.cases.figures.periods import Period, month_of, months_of, year_of
from archive.cases.figures.report import Chart, Report, ReportSection, ReportTable
from archive.cases.figures.shares import NOTHING, Figure
from archive.cases.procedure.standing import ListLevel
from archive.ledger.figures import compared, side_by_side
from archive.record.figures import DIMENSIONS
from archive.record.ledger import LedgerFilter, LedgerRow
from archive.record.measures import MEASURES
from archive.record.record import Transaction

_COUNTS = ("petitions", "letters", "online", "calls", "visits", "visitors", "group_visits", "annotated", "mediations")
_RATES = (
    "dispatch_rate", "notice_rate", "closing_rate", "acceptance_days", "reply_days", "satisfaction_office",
    "satisfaction_unit", "rated_rate", "repeat_rate_a", "repeat_rate_b", "resolution_rate", "first_time_rate",
    "mediation_success", "mediation_success_b", "performance_rate", "confirmation_rate",
)  # fmt: skip
_MOST_UNITS = 20


def annual_report(tx: Transaction, year: int, today: dt.date) -> Report:
    """信访情况年度报告 with its four parts (《信访工作条例》第四十一条); of a year not over, as much as is."""
    period = year_of(dt.date(year, 1, 1)).so_far(today)
    return Report(
        f"{year}年信访情况年度报告",
        (
            ReportSection(
                "一、信访事项的数据统计、涉及领域以及被投诉较多的机关、单位",
                (
                    _summary(tx, "总体情况", period, _COUNTS),
                    _by_month(tx, "逐月情况", period),
                    _broken_down(tx, "涉及领域", "petitions", period, "category", "column"),
                    _broken_down(tx, "属地分布", "petitions", period, "township", "column"),
                    _broken_down(tx, "来源渠道", "petitions", period, "channel", "pie"),
                    _broken_down(tx, "被投诉较多的机关、单位", "petitions", period, "duty_unit", most=_MOST_UNITS),
                ),
                _sentences(tx, period),
            ),
            ReportSection(
                "二、转送、交办、督办情况",
                (
                    _summary(tx, "转送、交办、督办", period, ("transferred", "assigned", "supervised")),
                    _summary(tx, "办理质量", period, _RATES),
                    _broken_down(tx, "各单位按期办结率", "closing_rate", period, "duty_unit", most=_MOST_UNITS),
                    _broken_down(tx, "各乡镇化解率", "resolution_rate", period, "township", "column"),
                ),
            ),
            ReportSection("三、改进工作、完善政策、追究责任的建议以及被采纳情况", (_proposals(tx, period),)),
            ReportSection(
                "四、其他应当报告的事项",
                (
                    _broken_down(tx, "人民调解分类情况", "mediations", period, "category", "column"),
                    _broken_down(tx, "清单内事项", "listed", period, "level"),
                ),
            ),
        ),
    )


def monthly_bulletin(tx: Transaction, month: Period, today: dt.date) -> Report:
    """信访情况月报: counts against last month and last year, where and what, and what is overdue."""
    return Report(
        f"{month.label}信访情况月报",
        (
            ReportSection("一、总体情况", (_summary(tx, "信访量", month, _COUNTS),), _sentences(tx, month)),
            ReportSection(
                "二、分布",
                (
                    _broken_down(tx, "按乡镇", "petitions", month, "township", "column"),
                    _broken_down(tx, "按类别", "petitions", month, "category", "column"),
                    _broken_down(tx, "按渠道", "petitions", month, "channel", "pie"),
                ),
            ),
            ReportSection("三、办理质量", (_summary(tx, "主要指标", month, _RATES),)),
            ReportSection("四、重点事项", (_watched(tx), _overdue(tx, today))),
        ),
    )


def _yearly(period: Period) -> bool:
    """Whether the period before is the year before, so that 环比 would only repeat 同比."""
    return period.grain == "year"


def _summary(tx: Transaction, title: str, period: Period, codes: Sequence[str]) -> ReportTable:
    lines = side_by_side(tx, [MEASURES[code] for code in codes], period)
    earlier = () if _yearly(period) else ("上期", "环比")
    return ReportTable(
        title,
        ("指标", "本期", *earlier, "上年同期", "同比"),
        tuple(
            (
                one.name,
                one.now.shown,
                *((one.before.shown, one.month_on_month) if earlier else ()),
                one.year_before.shown,
                one.year_on_year,
            )
            for one in lines
        ),
        note="\n".join(f"{MEASURES[code].label}：{MEASURES[code].definition}" for code in codes if MEASURES[code].top),
    )


def _broken_down(
    tx: Transaction,
    title: str,
    code: str,
    period: Period,
    dimension: str,
    chart: Chart = "",
    *,
    most: int | None = None,
) -> ReportTable:
    lines = compared(tx, MEASURES[code], period, dimension)
    kept = lines[:most] if most else lines
    share = MEASURES[code].top is not None
    total = sum(one.now.top for one in lines)
    rows = []
    for one in kept:
        part = Figure(one.now.top, total).shown
        rows.append(
            (
                one.name,
                one.now.top,
                *((one.now.bottom, one.now.shown) if share else (part,)),
                *(() if _yearly(period) else (one.month_on_month,)),
                one.year_on_year,
            )
        )
    headings = (
        DIMENSIONS[dimension],
        *(("计入件数", "应计件数", "比率") if share else ("件数", "占比")),
        *(() if _yearly(period) else ("环比",)),
        "同比",
    )
    cut = f"只列前 {most} 个，共 {len(lines)} 个。" if most and len(lines) > most else ""
    return ReportTable(
        title,
        headings,
        tuple(rows),
        chart,
        ((3 if share else 1),) if chart else (),
        f"{MEASURES[code].definition}。{cut}",
    )


def _by_month(tx: Transaction, title: str, period: Period) -> ReportTable:
    codes = ("petitions", "letters", "visits", "visitors", "mediations")
    by_code = {code: tx.figures.by(MEASURES[code], period, "month") for code in codes}
    rows = []
    for month in months_of(period):
        key = f"{month.first:%Y-%m}"
        rows.append((month.label, *(by_code[code].get(key, Figure(0)).top for code in codes)))
    return ReportTable(title, ("月份", *(MEASURES[code].label for code in codes)), tuple(rows), "line", (1, 3, 5))


def _sentences(tx: Transaction, period: Period) -> tuple[str, ...]:
    codes = ("petitions", "visits", "visitors", "resolution_rate")
    total, visits, people, rate = side_by_side(tx, [MEASURES[code] for code in codes], period)
    further = "" if _yearly(period) else f"、{_moved('环比', total.month_on_month)}"
    sentences = [
        f"{period.label}，共登记信访事项{total.now.shown}件次，{_moved('同比', total.year_on_year)}{further}；"
        f"来访{visits.now.shown}批{people.now.shown}人次，批次、人次同比分别{_direction(visits.year_on_year)}、{_direction(people.year_on_year)}。"
    ]
    if rate.now.value is not None:
        sentences.append(f"化解率{rate.now.shown}，{_moved('同比', rate.year_on_year)}。")
    leading = [one for one in compared(tx, MEASURES["petitions"], period, "category") if one.now.top][:3]
    if leading:
        listed = "、".join(f"{one.name}{one.now.top}件" for one in leading)
        sentences.append(f"反映较多的是{listed}。")
    return tuple(sentences)


def _moved(what: str, changed: str) -> str:
    return f"{what}{_direction(changed)}"


def _direction(changed: str) -> str:
    if changed == NOTHING:
        return "无可比数据"
    if changed == "持平":
        return changed
    return ("上升" if changed.startswith("+") else "下降") + changed[1:]


def _proposals(tx: Transaction, period: Period) -> ReportTable:
    counted = tx.proposals.counts(period.first, period.last)
    rows = tuple((kind, made, adopted, Figure(adopted, made).shown) for kind, made, adopted in counted)
    return ReportTable("三项建议", ("建议", "提出", "采纳", "采纳率"), rows)


def _watched(tx: Transaction) -> ReportTable:
    rows = tuple(
        (row.no, row.township, row.category, _what(row), row.duty_unit, row.leader, row.next_due)
        for row in tx.ledger.rows(LedgerFilter(levels=(ListLevel.CLOSE,)))
    )
    return ReportTable(
        "三级清单（重点管理）", ("编号", "乡镇", "类别", "事由", "责任单位", "包案领导", "下一步期限"), rows
    )


def _overdue(tx: Transaction, today: dt.date) -> ReportTable:
    wanted = LedgerFilter(open_only=True, due_until=today - dt.timedelta(1))
    rows = tuple(
        (
            row.no,
            row.township,
            row.category,
            _what(row),
            row.duty_unit,
            row.next_step,
            row.next_due,
        )
        for row in tx.ledger.rows(wanted)
    )
    return ReportTable("已逾期事项", ("编号", "乡镇", "类别", "事由", "责任单位", "逾期的步骤", "期限"), rows)


def _what(row: LedgerRow) -> str:
    """What a case is about, as a report that is handed round may say it."""
    return (row.title or row.summary)[:40]


def bulletin_month(today: dt.date) -> Period:
    """The month a bulletin is about if nobody says: the last whole one."""
    return month_of(today).before()
