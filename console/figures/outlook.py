"""``juanzong outlook``: what the coming weeks are likely to bring, from the cases of past years (不等访)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from archive.cases.labels import category_name
from archive.cases.outlook.ahead import WEEKS
from archive.cases.outlook.review import Review, Score, Told
from archive.cases.outlook.values import Season, Seasons, Span, Warning
from archive.cases.outlook.wording import (
    advice,
    agreement_of,
    days_of,
    number_of,
    place_name,
    weeks_of,
    window_of,
)
from archive.ledger.outlook import look_ahead, past_seasons, replay
from archive.ledger.outlook_sheet import write_outlook, write_reviews, write_seasons
from console.command import Invocation, OfficeGroup, pass_invocation
from console.figures.outlook_json import review_json, season_json, warning_json
from console.list_options import spreadsheet
from console.output import print_json, print_table, printable

_MOST_WEEKS = 52
_YEARS = range(1950, 2200)
"""In which a look may begin."""

_from = click.option(
    "--from",
    "start",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="日期",
    help="从哪天看起（默认今天），只用这天以前的案件。",
)
_township = click.option("--township", metavar="乡镇", default="", help="只看这个乡镇、街道；写“全县”只看全县。")
_category = click.option("--category", metavar="类别", default="", help="只看这一类。")
_cases = click.option("--cases", "with_cases", is_flag=True, help="列出依据的案件编号。")
_out = spreadsheet()


@click.group("outlook", cls=OfficeGroup, invoke_without_command=True)
@click.option(
    "--weeks",
    type=click.IntRange(1, _MOST_WEEKS),
    metavar="周数",
    default=WEEKS,
    show_default=True,
    help="往前看几周。",
)
@_from
@_township
@_category
@_cases
@_out
@pass_invocation
@click.pass_context
def command(
    ctx: click.Context,
    invocation: Invocation,
    /,
    weeks: int,
    start: dt.datetime | None,
    township: str,
    category: str,
    with_cases: bool,
    out: Path | None,
) -> None:
    """预警：从往年案件看未来几周哪一类、哪个乡镇会多起来。"""
    if ctx.invoked_subcommand is not None:
        _refuse_options(ctx)
        return
    with invocation.office.record.read() as tx:
        told = look_ahead(tx, _day(start), weeks=weeks)
    shown = [one for one in told.warnings if _wanted(one.season, township, category)]
    if out is not None:
        write_outlook(shown, told.seasons, out)
    if invocation.json:
        print_json(
            {
                "from": told.span.start,
                "to": told.span.end - dt.timedelta(1),
                "warnings": [warning_json(one) for one in shown],
                "slight": told.slight,
                "notes": list(told.seasons.notes),
                **({"file": str(out)} if out else {}),
            }
        )
        return
    click.echo(f"未来 {weeks} 周（{told.span.start} 至 {told.span.end - dt.timedelta(1)}），预警 {len(shown)} 条。")
    _print_warnings(shown, with_cases)
    _print_hidden(len(told.warnings) - len(shown))
    if told.slight:
        click.echo(f"另有 {told.slight} 条预计不到 1 件，没有列出；全部季节见 juanzong outlook seasons。")
    if not told.warnings and told.seasons.years:
        click.echo(f"看了 {told.seasons.years} 年、{len(told.seasons.keys)} 个类别与地方，这几周没有哪一类历年都多。")
    _print_notes(told.seasons, out)


@command.command("seasons")
@_from
@_township
@_category
@_cases
@_out
@pass_invocation
def seasons_(
    invocation: Invocation,
    /,
    start: dt.datetime | None,
    township: str,
    category: str,
    with_cases: bool,
    out: Path | None,
) -> None:
    """全年的季节：哪一类、哪里、每年哪几周多，多几倍，往年如此几次。"""
    with invocation.office.record.read() as tx:
        seasons = past_seasons(tx, _day(start))
    shown = [one for one in seasons.found if _wanted(one, township, category)]
    if out is not None:
        write_seasons(shown, seasons, out)
    if invocation.json:
        print_json(
            {
                "until": seasons.today,
                "years": seasons.years,
                "tested": len(seasons.keys),
                "seasons": [season_json(one) for one in shown],
                "quiet": list(seasons.quiet),
                "thin": list(seasons.thin),
                "notes": list(seasons.notes),
                **({"file": str(out)} if out else {}),
            }
        )
        return
    print_table(
        ("类别", "地方", "何时", "为平时", "往年", "p 值", "现况"),
        (
            (
                one.category,
                place_name(one.place),
                window_of(one.window),
                f"{one.ratio:.1f} 倍",
                agreement_of(one),
                f"{one.adjusted_p:.4f}",
                "已停" if one.stopped else "",
            )
            for one in shown
        ),
    )
    if with_cases:
        for one in shown:
            click.echo(f"{one.category}，{place_name(one.place)}：")
            for past in one.occurrences:
                _print_cases(past.span, past.cases)
    click.echo(f"看了 {seasons.years} 年、{len(seasons.keys)} 个类别与地方，有季节的 {len(seasons.found)} 个。")
    _print_hidden(len(seasons.found) - len(shown))
    if seasons.quiet:
        click.echo(f"看过而没有季节的类别：{'、'.join(map(printable, seasons.quiet))}。")
    if seasons.thin:
        click.echo(f"件数太少、看不出来的类别：{'、'.join(map(printable, seasons.thin))}。")
    _print_notes(seasons, out)


@command.command("review")
@click.option(
    "--year",
    "years",
    type=click.IntRange(1950, 9999),
    multiple=True,
    metavar="年份",
    help="哪一年，可写多次（默认上一年）。",
)
@_from
@_cases
@_out
@pass_invocation
def review_(
    invocation: Invocation,
    /,
    years: tuple[int, ...],
    start: dt.datetime | None,
    with_cases: bool,
    out: Path | None,
) -> None:
    """回头看：过去一年的预警说中多少、落空多少、漏报多少，与照搬上年同周相比。"""
    with invocation.office.record.read() as tx:
        reviews = replay(tx, _day(start), years)
    if out is not None:
        write_reviews(reviews, out)
    if invocation.json:
        print_json({"reviews": [review_json(one) for one in reviews], **({"file": str(out)} if out else {})})
        return
    for one in reviews:
        _print_review(one, with_cases)
    if out is not None:
        click.echo(f"已写出：{out}")


def _refuse_options(ctx: click.Context) -> None:
    """Options before a command of the group would be lost without a word. Raises UsageError."""
    given = ctx.get_parameter_source
    typed = [one.opts[0] for one in ctx.command.params if one.name and given(one.name) is ParameterSource.COMMANDLINE]
    if typed:
        raise click.UsageError(f"{'、'.join(typed)} 请写在 {ctx.invoked_subcommand} 后面。", ctx)


def _day(start: dt.datetime | None) -> dt.date:
    if start is not None and start.year not in _YEARS:
        raise click.BadParameter(f"应在 {_YEARS[0]} 年到 {_YEARS[-1]} 年之间。", param_hint="--from")
    return start.date() if start else dt.date.today()


def _wanted(season: Season, township: str, category: str) -> bool:
    wanted = category_name(category) or category
    return township in ("", place_name(season.place)) and wanted in ("", season.category)


def _print_warnings(shown: Sequence[Warning], with_cases: bool) -> None:
    """Class by class, as they stand; the advice once for each."""
    last = ""
    for one in shown:
        season = one.season
        if season.category != last:
            last = season.category
            click.echo(f"\n{printable(last)}：{advice(last)}")
        click.echo(
            f"  {place_name(season.place)}，{weeks_of(one.span)}（{days_of(one.span)}），"
            f"{number_of(one.forecast)}；{agreement_of(season)}"
        )
        if with_cases:
            for past in one.past:
                _print_cases(past.span, past.cases)
    if shown:
        click.echo("\n括号里的件数，十次有九次落在其间。" + ("" if with_cases else "依据的案件：加 --cases。"))


def _print_cases(span: Span, cases: Sequence[str]) -> None:
    numbers = "、".join(map(printable, cases))
    click.echo(f"    {span.start} 至 {span.end - dt.timedelta(1)}：{len(cases)} 件" + (f"：{numbers}" if cases else ""))


def _print_hidden(hidden: int) -> None:
    if hidden:
        click.echo(f"另有 {hidden} 条不在所选的乡镇、类别里。")


def _print_notes(seasons: Seasons, out: Path | None) -> None:
    for note in seasons.notes:
        click.echo(f"请留意：{note}")
    if out is not None:
        click.echo(f"已写出：{out}")


def _print_review(one: Review, with_cases: bool) -> None:
    if one.reason:
        click.echo(f"{one.year} 年：没有回头看。{one.reason}")
        return
    click.echo(f"{one.year} 年的预警（每八周看一次，只用当时以前的案件）：")
    print_table(
        ("类别", "地方", "周次", "预计", "实到", "结果"),
        (
            (
                told.warning.season.category,
                place_name(told.warning.season.place),
                weeks_of(told.warning.span),
                number_of(told.warning.forecast).removeprefix("预计 "),
                f"{len(told.cases)} 件",
                _result(told),
            )
            for told in one.told
        ),
    )
    click.echo("按格算（一类、一地、四周为一格；高发：至少 3 件，且为平常的 1.5 倍以上）：")
    print_table(
        ("方法", "格数", "说中", "落空", "漏报", "命中率"),
        (_score_row(name, score) for name, score in (("预警", one.ours), ("照搬上年同周", one.plain))),
    )
    missed = [cell for cell in one.cells if cell.busy and not cell.warned]
    if with_cases:
        for told in one.told:
            click.echo(f"{told.warning.season.category}，{place_name(told.warning.season.place)}：")
            _print_cases(told.warning.span, told.cases)
        for cell in missed:
            click.echo(f"漏报：{cell.category}，{place_name(cell.place)}（平常 {cell.usual:.1f} 件）：")
            _print_cases(cell.span, cell.cases)
    elif one.told or missed:
        click.echo("实到和漏报的案件：加 --cases。")


def _result(told: Told) -> str:
    if not told.over:
        return "还没过完"
    if told.within:
        return "在区间内"
    return "比预计少" if len(told.cases) < told.warning.forecast.low else "比预计多"


def _score_row(name: str, score: Score) -> tuple[object, ...]:
    rate = "" if score.hit_rate is None else f"{score.hit_rate:.0%}"
    return name, score.picked, score.hits, score.false_alarms, score.misses, rate
