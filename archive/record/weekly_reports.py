"""Which body reported which week, in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from archive.cases.weekly.entry import Entry
from archive.errors import Conflict
from archive.record.ledger_tables import weekly_reports
from archive.storable import storable


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """What one body sent in for one week; without entries it is a zero report (零报告)."""

    id: int
    unit: str
    week: dt.date
    reporter: str
    reported: dt.date
    source: str
    """Name of the file."""
    version: int


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report that is recorded together with its entries."""

    unit: str
    week: dt.date
    reporter: str
    reported: dt.date
    entries: tuple[tuple[Entry, str], ...]
    """Each with the number of its case, or an empty text."""


class WeeklyReports:
    """The reports of weekly checks as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, unit: str, week: dt.date, *, lock: bool = False) -> WeeklyReport | None:
        """What a body sent in for a week; ``lock`` makes others who want to change it wait."""
        query = select(weekly_reports).where(weekly_reports.c.unit == storable(unit), weekly_reports.c.week == week)
        row = self._connection.execute(query.with_for_update() if lock else query).first()
        return None if row is None else _report(row)

    def all(self, week: dt.date) -> list[WeeklyReport]:
        """All reports of a week, by body."""
        query = select(weekly_reports).where(weekly_reports.c.week == week).order_by(weekly_reports.c.unit)
        return [_report(row) for row in self._connection.execute(query)]

    def weeks(self, since: dt.date, until: dt.date) -> dict[str, set[dt.date]]:
        """The weeks for which each body reported, between two Mondays."""
        query = select(weekly_reports.c.unit, weekly_reports.c.week).where(weekly_reports.c.week.between(since, until))
        found: dict[str, set[dt.date]] = {}
        for unit, week in self._connection.execute(query):
            found.setdefault(unit, set()).add(week)
        return found

    def last_week(self, unit: str, before: dt.date) -> dt.date | None:
        """The newest week before another for which a body reported."""
        query = select(func.max(weekly_reports.c.week)).where(
            weekly_reports.c.unit == storable(unit), weekly_reports.c.week < before
        )
        week: dt.date | None = self._connection.execute(query).scalar_one_or_none()
        return week

    def last_weeks(self, before: dt.date) -> dict[str, dt.date]:
        """The newest week before another for which each body reported."""
        query = (
            select(weekly_reports.c.unit, func.max(weekly_reports.c.week))
            .where(weekly_reports.c.week < before)
            .group_by(weekly_reports.c.unit)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def add(
        self, unit: str, week: dt.date, *, reporter: str, reported: dt.date, source: str, now: dt.datetime
    ) -> WeeklyReport:
        """Record that a body reported a week. Raises Conflict if somebody else just did."""
        values = _values(NewReport(unit, week, reporter, reported, ()), source, now)
        try:
            row = self._connection.execute(insert(weekly_reports).values(values).returning(*weekly_reports.c)).one()
        except IntegrityError as exc:
            raise Conflict(f"“{unit}”这一周的报表刚被别人收进来。", "请看过以后再报一次。") from exc
        return _report(row)

    def add_many(self, new: Sequence[NewReport], *, source: str, now: dt.datetime) -> dict[tuple[str, dt.date], int]:
        """Record many reports, without their entries; the number of each by body and week. Raises Conflict."""
        columns = weekly_reports.c
        adding = insert(weekly_reports).returning(columns.unit, columns.week, columns.id)
        try:
            made = self._connection.execute(adding, [_values(one, source, now) for one in new]).all()
        except IntegrityError as exc:
            raise Conflict("有的单位这几周已经报过了。", "请换一个空的数据文件夹。") from exc
        return {(row.unit, row.week): int(row.id) for row in made}

    def touch(self, report: WeeklyReport, *, reporter: str, source: str, now: dt.datetime) -> None:
        """Say that a report was corrected."""
        self._connection.execute(
            update(weekly_reports)
            .where(weekly_reports.c.id == report.id)
            .values(
                version=report.version + 1,
                reporter=storable(reporter or report.reporter),
                source=storable(source),
                submitted_at=now,
            )
        )


def _values(new: NewReport, source: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "unit": storable(new.unit),
        "week": new.week,
        "reporter": storable(new.reporter),
        "reported": new.reported,
        "submitted_at": now,
        "source": storable(source),
        "version": 1,
    }


def _report(row: Row[Any]) -> WeeklyReport:
    return WeeklyReport(row.id, row.unit, row.week, row.reporter, row.reported, row.source, row.version)
