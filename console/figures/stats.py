"""``juanzong stats``: the figures of the office, and the reports made of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.cases.figures.periods import Period, parse_period, year_of
from archive.cases.figures.report import Report
from archive.cases.figures.shares import Figure
from archive.cases.figures.sheet import write_report
from archive.errors import InvalidInput
from archive.ledger.figures import Compared, compared, overview
from archive.ledger.reports import annual_report, bulletin_month, monthly_bulletin
from archive.record.figures import DIMENSIONS
from archive.record.ledger import LedgerFilter
from archive.record.measures import MEASURES, Measure
from archive.record.visited import Batch
from archive.sheets.writing import Sheet, write_sheets
from console.command import Invocation, OfficeGroup, pass_invocation
from console.ledger.filters import filters
from console.list_options import spreadsheet
from console.output import print_json, print_table, printable, screen

_MOST_CASES = 50


@click.group("stats", cls=OfficeGroup, first="show")
def command() -> None:
    """统计：各项指标、年度报告和月报。"""


@command.command("show")
@click.argument("measures", metavar="指标…", nargs=-1)
@click.option("--period", metavar="时期", default="", help="例如 2024、2024年5月、2024Q2、上月（默认今年）。")
@click.option("--by", "dimension", metavar="分组", help="按什么分开：乡镇、类别、渠道、责任单位、月份……")
@spreadsheet()
@filters
@pass_invocation
def show(
    invocation: Invocation,
    measures: tuple[str, ...] = (),
    period: str = "",
    dimension: str | None = None,
    out: Path | None = None,
    wanted: LedgerFilter | None = None,
) -> None:
    """一个或全部指标，与上期、上年同期相比。

    指标有哪些、怎么算，见 juanzong stats measures。
    """
    over, by = _period(period), _dimension(dimension)
    chosen = [_measure(name) for name in measures]
    with invocation.office.record.read() as tx:
        if chosen:
            found = [(one, compared(tx, one, over, by, wanted)) for one in chosen]
        elif by:
            found = [(one, compared(tx, one, over, by, wanted)) for one in (MEASURES["received"],)]
        else:
            found = [(one, [line]) for one, line in zip(MEASURES.values(), overview(tx, over, wanted), strict=True)]
    if out is not None:
        lines = [(one.label, *_cells(line)) for one, listed in found for line in listed]
        write_sheets([Sheet(over.label, ("指标", *_HEADINGS), lines)], out)
    if invocation.json:
        shown_file = {"file": str(out)} if out else {}
        print_json(
            {"period": _period_json(over), "figures": [_json(one, listed, by) for one, listed in found], **shown_file}
        )
        return
    click.echo(over.label)
    if by:
        for one, listed in found:
            click.echo(f"\n{one.label}：{one.definition}。")
            print_table((DIMENSIONS[by], *_HEADINGS[1:]), map(_cells, listed))
    else:
        print_table(_HEADINGS, (_cells(line) for _, listed in found for line in listed))
    if out is not None:
        click.echo(f"已写出：{out}")


@command.command("cases")
@click.argument("measure", metavar="指标")
@click.option("--period", metavar="时期", default="", help="例如 2024、2024年5月、2024Q2、上月（默认今年）。")
@click.option("--counted", is_flag=True, help="只看计入分子的；否则是分母的全部。")
@filters
@pass_invocation
def cases(invocation: Invocation, measure: str, period: str, counted: bool, wanted: LedgerFilter) -> None:
    """一个指标背后的案件。"""
    chosen, over = _measure(measure), _period(period)
    with invocation.office.record.read() as tx:
        figure = tx.figures.of(chosen, over, wanted)
        numbers = list(tx.figures.behind(chosen, over, wanted, top=counted))
        found = {row.no: row for row in tx.ledger.named(numbers)}
        batches = tx.figures.batches(chosen, over, wanted) if chosen.of_visits else []
    if invocation.json:
        said = {"measure": chosen.code, "period": _period_json(over), **_figure_json(figure), "cases": numbers}
        print_json({**said, **({"visits": [asdict(one) for one in batches]} if chosen.of_visits else {})})
        return
    click.echo(f"{over.label}{chosen.label}：{figure.shown}。{chosen.definition}。")
    if chosen.of_visits:
        _show_batches(batches)
        return
    rows = [found[no] for no in numbers]
    print_table(
        ("编号", "收到", "乡镇", "类别", "事由", "责任单位"),
        (
            (
                row.no,
                row.received or "",
                row.township,
                row.category,
                (row.title or row.summary)[:30],
                row.duty_unit,
            )
            for row in rows[:_MOST_CASES]
        ),
    )
    more = f"，上面是前 {_MOST_CASES} 件；加 --json 全部列出" if len(rows) > _MOST_CASES else ""
    click.echo(f"共 {len(rows)} 件{more}。")


def _show_batches(batches: list[Batch]) -> None:
    """Every batch is a line, also one that became no case: else fewer would be shown than were counted."""
    print_table(
        ("接访", "日期", "人数", "乡镇", "类别", "案件"),
        (
            (
                one.reception or "没有接访登记",
                one.day,
                one.persons,
                one.township,
                one.category,
                one.case_no or "没有立案",
            )
            for one in batches[:_MOST_CASES]
        ),
    )
    more = f"，上面是前 {_MOST_CASES} 批；加 --json 全部列出" if len(batches) > _MOST_CASES else ""
    bare = sum(not one.case_no for one in batches)
    click.echo(f"共 {len(batches)} 批 {sum(one.persons for one in batches)} 人次，其中没有立案的 {bare} 批{more}。")


@command.command("measures")
@pass_invocation
def measures_(invocation: Invocation) -> None:
    """有哪些指标，各怎么算。"""
    if invocation.json:
        print_json([{"code": one.code, "label": one.label, "definition": one.definition} for one in MEASURES.values()])
        return
    print_table(("代码", "指标", "口径"), ((one.code, one.label, one.definition) for one in MEASURES.values()))
    click.echo(f"可以按这些分开：{'、'.join(DIMENSIONS.values())}。")


@command.command("annual")
@click.option("--year", type=click.IntRange(1949, 9000), metavar="年份", help="默认去年。")
@spreadsheet("写成带图表的表格。")
@pass_invocation
def annual(invocation: Invocation, year: int | None, out: Path | None) -> None:
    """信访情况年度报告，依《信访工作条例》第四十一条的四项内容。"""
    today = dt.date.today()
    with invocation.office.record.read() as tx:
        report = annual_report(tx, year or today.year - 1, today)
    _show(invocation, report, out)


@command.command("monthly")
@click.option("--month", metavar="月份", default="", help="例如 2024年5月（默认上月）。")
@spreadsheet("写成带图表的表格。")
@pass_invocation
def monthly(invocation: Invocation, month: str, out: Path | None) -> None:
    """信访情况月报。"""
    today = dt.date.today()
    period = parse_period(month, today) if month else bulletin_month(today)
    if period.grain != "month":
        raise InvalidInput(f"“{month}”不是一个月。", "请写成 2024年5月 的样子。", code="bad_period")
    with invocation.office.record.read() as tx:
        report = monthly_bulletin(tx, period.so_far(today), today)
    _show(invocation, report, out)


_HEADINGS = ("指标", "本期", "上期", "环比", "上年同期", "同比")


def _cells(line: Compared) -> tuple[str, ...]:
    return (
        line.name,
        line.now.shown,
        line.before.shown,
        line.month_on_month,
        line.year_before.shown,
        line.year_on_year,
    )


def _json(measure: Measure, lines: list[Compared], dimension: str | None) -> dict[str, Any]:
    return {
        "code": measure.code,
        "label": measure.label,
        "definition": measure.definition,
        **({"by": dimension} if dimension else {}),
        "rows": [
            {
                "name": line.name,
                **_figure_json(line.now),
                "before": _figure_json(line.before),
                "year_before": _figure_json(line.year_before),
                "change": line.month_on_month,
                "year_change": line.year_on_year,
            }
            for line in lines
        ],
    }


def _figure_json(figure: Figure) -> dict[str, Any]:
    value = figure.value
    return {
        "value": None if value is None else float(value),
        "shown": figure.shown,
        "top": figure.top,
        "bottom": figure.bottom,
    }


def _period_json(period: Period) -> dict[str, Any]:
    return {"label": period.label, "first": period.first, "last": period.last}


def _show(invocation: Invocation, report: Report, out: Path | None) -> None:
    if out is not None:
        write_report(report, out)
    if invocation.json:
        sections = [
            {
                "title": section.title,
                "sentences": list(section.sentences),
                "tables": [
                    {
                        "title": table.title,
                        "headings": list(table.headings),
                        "rows": [list(row) for row in table.rows],
                        "note": table.note,
                    }
                    for table in section.tables
                ],
            }
            for section in report.sections
        ]
        print_json({"title": report.title, "sections": sections, **({"file": str(out)} if out else {})})
        return
    if out is not None:
        click.echo(f"已写出《{report.title}》：{out}")
        return
    click.echo(report.title)
    for section in report.sections:
        click.echo(f"\n{section.title}")
        for sentence in section.sentences:
            screen().print(printable(sentence), markup=False)
        for table in section.tables:
            click.echo(f"\n{table.title}")
            print_table(table.headings, (tuple("" if cell is None else cell for cell in row) for row in table.rows))


def _period(text: str) -> Period:
    today = dt.date.today()
    return (parse_period(text, today) if text else year_of(today)).so_far(today)


def _measure(name: str) -> Measure:
    found = next((one for one in MEASURES.values() if name in (one.code, one.label)), None)
    if found is None:
        raise InvalidInput(f"没有“{name}”这个指标。", "请用 juanzong stats measures 查看。", code="unknown_measure")
    return found


def _dimension(name: str | None) -> str | None:
    if name is None:
        return None
    found = next((code for code, chinese in DIMENSIONS.items() if name in (code, chinese)), None)
    if found is None:
        raise InvalidInput(
            f"不能按“{name}”分开。", f"可以按：{'、'.join(DIMENSIONS.values())}。", code="unknown_measure"
        )
    return found
