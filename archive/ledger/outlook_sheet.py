"""The outlook, the seasons and the review as spreadsheets; each with the cases behind it, one a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from archive.cases.outlook.review import Cell, Review
from archive.cases.outlook.values import Season, Seasons, Span, Warning
from archive.cases.outlook.wording import advice, place_name, weeks_of, window_of
from archive.sheets.writing import Sheet, write_sheets

_SEASON = ("类别", "地方", "何时", "为平时的倍数", "往年数", "其中如此", "p 值", "校正后 p 值", "现况")


def write_outlook(warnings: Sequence[Warning], seasons: Seasons, path: Path) -> int:
    """Write the warnings; returns how many rows in all. Raises StorageFull, InvalidInput."""
    headings = ("类别", "地方", "周次", "起", "止", "预计件数", "下限", "上限", "往年数", "其中如此", "季节", "建议")
    rows = [
        (
            one.season.category,
            place_name(one.season.place),
            weeks_of(one.span),
            *_days(one.span),
            round(one.forecast.expected, 1),
            one.forecast.low,
            one.forecast.high,
            len(one.season.occurrences),
            one.season.agreed,
            window_of(one.season.window),
            advice(one.season.category),
        )
        for one in warnings
    ]
    behind = (
        (one.season.category, place_name(one.season.place), *_days(past.span), number)
        for one in warnings
        for past in one.past
        for number in past.cases
    )
    return write_sheets([Sheet("预警", headings, rows), _behind(behind), _notes(seasons.notes)], path)


def write_seasons(found: Sequence[Season], seasons: Seasons, path: Path) -> int:
    """Write the seasons; returns how many rows in all. Raises StorageFull, InvalidInput."""
    rows = [
        (
            one.category,
            place_name(one.place),
            window_of(one.window),
            round(one.ratio, 2),
            len(one.occurrences),
            one.agreed,
            one.p,
            one.adjusted_p,
            "已停" if one.stopped else "仍在",
        )
        for one in found
    ]
    behind = (
        (one.category, place_name(one.place), *_days(past.span), number)
        for one in found
        for past in one.occurrences
        for number in past.cases
    )
    notes = [*seasons.notes, *_silent(seasons)]
    return write_sheets([Sheet("季节", _SEASON, rows), _behind(behind), _notes(notes)], path)


def write_reviews(reviews: Sequence[Review], path: Path) -> int:
    """Write what was told and what came; returns how many rows in all. Raises StorageFull, InvalidInput."""
    scores = [
        (one.year, name, score.picked, score.hits, score.false_alarms, score.misses, score.hit_rate, one.reason)
        for one in reviews
        for name, score in (("预警", one.ours), ("照搬上年同周", one.plain))
    ]
    told = [
        (
            review.year,
            one.warning.season.category,
            place_name(one.warning.season.place),
            weeks_of(one.warning.span),
            *_days(one.warning.span),
            round(one.warning.forecast.expected, 1),
            one.warning.forecast.low,
            one.warning.forecast.high,
            len(one.cases),
            ("是" if one.within else "否") if one.over else "没过完",
        )
        for review in reviews
        for one in review.told
    ]
    cells = [(review.year, *_cell(one)) for review in reviews for one in review.cells]
    return write_sheets(
        [
            Sheet("得分", ("年份", "方法", "格数", "说中", "落空", "漏报", "命中率", "说明"), scores),
            Sheet(
                "预警与实到",
                ("年份", "类别", "地方", "周次", "起", "止", "预计件数", "下限", "上限", "实到", "在区间内"),
                told,
            ),
            Sheet(
                "各格", ("年份", "类别", "地方", "起", "止", "实到", "平常", "高发", "预警", "照搬", "案件编号"), cells
            ),
        ],
        path,
    )


def _cell(one: Cell) -> tuple[object, ...]:
    return (
        one.category,
        place_name(one.place),
        *_days(one.span),
        len(one.cases),
        round(one.usual, 1),
        one.busy,
        one.warned,
        one.guessed,
        "、".join(one.cases),
    )


def _days(span: Span) -> tuple[dt.date, dt.date]:
    return span.start, span.end - dt.timedelta(1)


def _behind(rows: Iterable[tuple[object, ...]]) -> Sheet:
    return Sheet("依据案件", ("类别", "地方", "往年起", "往年止", "案件编号"), list(rows))


def _notes(notes: Iterable[str]) -> Sheet:
    return Sheet("说明", ("说明",), [(note,) for note in notes])


def _silent(seasons: Seasons) -> Iterator[str]:
    if seasons.quiet:
        yield f"看过而没有季节的类别：{'、'.join(seasons.quiet)}。"
    if seasons.thin:
        yield f"件数太少、看不出来的类别：{'、'.join(seasons.thin)}。"
