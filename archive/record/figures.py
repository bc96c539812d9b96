"""The figures of an office, asked of the record: one query each, and the cases behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, or_, select

from archive.cases.figures.periods import Period
from archive.cases.figures.shares import Figure
from archive.record.dialect import month_of, quarter_of, week_of, year_of
from archive.record.ledger import LedgerFilter, conditions
from archive.record.measures import Measure
from archive.record.tables import cases
from archive.record.visited import COLUMNS, Batch, of_visits, visits, visits_and_cases

DIMENSIONS: Mapping[str, str] = {
    "township": "乡镇",
    "category": "类别",
    "channel": "渠道",
    "duty_unit": "责任单位",
    "kind": "业务",
    "level": "清单级别",
    "status": "状态",
    "outcome": "结果",
    "handler": "承办人",
    "month": "月份",
    "quarter": "季度",
    "year": "年份",
    "week": "周",
}
"""By what a figure may be broken down: column and Chinese name. The last four go by the day a case was received."""


class Figures:
    """The figures as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, measure: Measure, period: Period, within: LedgerFilter | None = None) -> Figure:
        """One figure of one period."""
        return self.by(measure, period, None, within).get("", _empty(measure))

    def by(
        self, measure: Measure, period: Period, dimension: str | None, within: LedgerFilter | None = None
    ) -> dict[str, Figure]:
        """A figure broken down: value of the dimension to figure, the greatest first; one, under "", without it."""
        bottom, top = self._conditions(measure, period, within)
        group = _group(measure, dimension)
        counted: list[Any] = [group.label("value"), func.count().label("bottom")]
        if measure.summed is not None:
            counted.append(func.coalesce(func.sum(measure.summed), 0).label("top"))
        elif top is not None:
            counted.append(func.coalesce(func.sum(case((top, 1), else_=0)), 0).label("top"))
        query = select(*counted).select_from(_source(measure)).where(bottom).group_by(group)
        found = {
            str(row.value if row.value is not None else ""): _figure(measure, row)
            for row in self._connection.execute(query)
        }
        order = _by_time if dimension in _BUCKETS else _by_size
        return dict(sorted(found.items(), key=order))

    def several(
        self, measures: Sequence[Measure], periods: Sequence[Period], within: LedgerFilter | None = None
    ) -> dict[str, list[Figure]]:
        """Many figures of many periods, by code, in the order of the periods.

        One query for all that go by the same day: a page of figures asks for a hundred, and each costs a round trip.
        """
        together: dict[str, list[Measure]] = {}
        found: dict[str, list[Figure]] = {}
        for measure in measures:
            if measure.over is None:
                found[measure.code] = [self.of(measure, period, within) for period in periods]
            else:
                together.setdefault(str(measure.over), []).append(measure)
        for some in together.values():
            found |= self._together(some, periods, within)
        return {measure.code: found[measure.code] for measure in measures}

    def _together(
        self, measures: Sequence[Measure], periods: Sequence[Period], within: LedgerFilter | None
    ) -> dict[str, list[Figure]]:
        counted: list[Any] = []
        for measure in measures:
            for period in periods:
                counted += _counted(measure, period)
        first = measures[0]
        days = [first.over.between(one.first, one.last) for one in periods if first.over is not None]
        query = select(*(column.label(f"n{at}") for at, column in enumerate(counted))).select_from(_source(first))
        values = iter(self._connection.execute(query.where(or_(*days), *_asked(first, within))).one())
        return {one.code: [_made(one, next(values), next(values)) for _ in periods] for one in measures}

    def behind(
        self, measure: Measure, period: Period, within: LedgerFilter | None = None, *, top: bool = False
    ) -> Iterator[str]:
        """Numbers of the cases behind a figure: all it looks at, or with ``top`` those that count; each once."""
        bottom, counted = self._conditions(measure, period, within)
        query = select(cases.c.no).select_from(_source(measure)).where(bottom, cases.c.id.is_not(None))
        query = query.group_by(cases.c.id).order_by(cases.c.received, cases.c.id)
        if top and counted is not None:
            query = query.where(counted)
        yield from self._connection.execute(query).scalars()

    def batches(self, measure: Measure, period: Period, within: LedgerFilter | None = None) -> list[Batch]:
        """The batches behind a figure of visits, with those that became no case; by day."""
        bottom, _ = self._conditions(measure, period, within)
        query = (
            select(
                visits.c.reception, visits.c.day, visits.c.persons, COLUMNS["township"].label("township"),
                COLUMNS["category"].label("category"), cases.c.no,
            )
            .select_from(visits_and_cases)
            .where(bottom)
            .order_by(visits.c.day, visits.c.reception, cases.c.id)
        )  # fmt: skip
        return [
            Batch(row.reception, row.day, row.persons, row.township or "", row.category or "", row.no or "")
            for row in self._connection.execute(query)
        ]

    def _conditions(
        self, measure: Measure, period: Period, within: LedgerFilter | None
    ) -> tuple[ColumnElement[bool], ColumnElement[bool] | None]:
        bottom = and_(*_asked(measure, within), measure.bottom(period))
        return bottom, measure.top(period) if measure.top else None


_BUCKETS: Mapping[str, Any] = {"year": year_of, "quarter": quarter_of, "month": month_of, "week": week_of}


def _asked(measure: Measure, within: LedgerFilter | None) -> list[ColumnElement[bool]]:
    wanted = within or LedgerFilter()
    return [of_visits(wanted)] if measure.of_visits else list(conditions(wanted))


def _counted(measure: Measure, period: Period) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """(top, bottom) of a figure, each a column of a query that looks at other figures too."""
    bottom = measure.bottom(period)
    count = func.coalesce(func.sum(case((bottom, 1), else_=0)), 0)
    if measure.summed is not None:
        return func.coalesce(func.sum(case((bottom, measure.summed))), 0), count
    if measure.top is None:
        return count, count
    return func.coalesce(func.sum(case((and_(bottom, measure.top(period)), 1), else_=0)), 0), count


def _source(measure: Measure) -> Any:
    return visits_and_cases if measure.of_visits else cases


def _group(measure: Measure, dimension: str | None) -> Any:
    if dimension is None:
        return literal("")
    if dimension in _BUCKETS:
        return _BUCKETS[dimension](visits.c.day if measure.of_visits else cases.c.received)
    return COLUMNS.get(dimension, cases.c[dimension]) if measure.of_visits else cases.c[dimension]


def _figure(measure: Measure, row: Any) -> Figure:
    return _made(measure, row.bottom if measure.summed is None and measure.top is None else row.top, row.bottom)


def _made(measure: Measure, top: Any, bottom: Any) -> Figure:
    if measure.summed is not None:
        return Figure(int(top), int(bottom), percent=False) if measure.mean else Figure(int(top))
    return Figure(int(bottom)) if measure.top is None else Figure(int(top), int(bottom))


def _empty(measure: Measure) -> Figure:
    if measure.top is not None or measure.mean:
        return Figure(0, 0, percent=not measure.mean)
    return Figure(0)


def _by_time(item: tuple[str, Figure]) -> Any:
    return item[0]


def _by_size(item: tuple[str, Figure]) -> Any:
    value, figure = item
    return (-(figure.bottom if figure.bottom is not None else figure.top), value)
