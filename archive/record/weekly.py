"""The disputes that the weekly checks found, in the record. Entries are voided, never removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, update

from archive.batches import batches
from archive.cases.labels import HIDDEN
from archive.cases.procedure.standing import ListLevel
from archive.cases.weekly.entry import Entry, ReportedEntry
from archive.errors import NotFound
from archive.record.apart import saying
from archive.record.chunks import chunks
from archive.record.ledger_tables import weekly_entries, weekly_reports
from archive.record.narrowing import among, between
from archive.record.tables import cases
from archive.record.weekly_reports import NewReport, WeeklyReports
from archive.storable import storable, storable_json


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries are wanted; what is left out does not narrow."""

    since: dt.date | None = None
    """Monday of the first week."""
    until: dt.date | None = None
    """Monday of the last week."""
    units: tuple[str, ...] = ()
    region_codes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    levels: tuple[ListLevel, ...] = ()
    open_only: bool = False
    """Reported as unresolved."""
    unlinked: bool = False
    """Without a case in the ledger."""
    text: str = ""
    """Stands in the subject, the people's names or the owner."""
    voided: bool = False
    """True for the voided entries alone; else they are left out."""


class WeeklyEntries:
    """The entries of weekly checks as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_whole(self, new: Sequence[NewReport], *, source: str, now: dt.datetime) -> None:
        """Record many reports with their entries. Raises Conflict if one of the weeks is reported already."""
        if not new:
            return
        ids = WeeklyReports(self._connection).add_many(new, source=source, now=now)
        cases_by_no = self._case_ids({no for report in new for _, no in report.entries if no})
        lines = [
            _entry_row(entry, ids[storable(report.unit), report.week], seq, cases_by_no.get(no), report.reported)
            for report in new
            for seq, (entry, no) in enumerate(report.entries)
        ]
        for some in batches(lines, 2000):
            self._connection.execute(insert(weekly_entries), list(some))

    def add_entries(self, report_id: int, new: Sequence[tuple[Entry, str]], reported: dt.date) -> None:
        """Add entries, each with the number of its case or an empty text, to a report."""
        last = self._connection.execute(
            select(func.max(weekly_entries.c.seq)).where(weekly_entries.c.report_id == report_id)
        ).scalar_one_or_none()
        ids = self._case_ids({no for _, no in new if no})
        first = 0 if last is None else last + 1
        rows = [_entry_row(entry, report_id, seq, ids.get(no), reported) for seq, (entry, no) in enumerate(new, first)]
        for some in batches(rows, 2000):
            self._connection.execute(insert(weekly_entries), list(some))

    def void_entries(self, ids: Sequence[int], reason: str, day: dt.date) -> None:
        """Say that entries no longer count, from a day on."""
        for some in chunks(ids):
            self._connection.execute(
                update(weekly_entries)
                .where(weekly_entries.c.id.in_(some))
                .values(voided=storable(reason), voided_on=day)
            )

    def entries_of(self, report_id: int) -> list[ReportedEntry]:
        """The entries of one report that count, as they stood in it."""
        query = _joined().where(weekly_entries.c.report_id == report_id, weekly_entries.c.voided == "")
        return [_entry(row) for row in self._connection.execute(query.order_by(weekly_entries.c.seq))]

    def entry(self, entry_id: int) -> ReportedEntry:
        """One entry. Raises NotFound."""
        row = self._connection.execute(_joined().where(weekly_entries.c.id == entry_id)).first()
        if row is None:
            raise NotFound(f"没有第 {entry_id} 号排查条目。", "请用 juanzong weekly entries 查看条目号。")
        return _entry(row)

    def entries(self, wanted: EntryFilter, *, limit: int | None = None, offset: int = 0) -> Iterator[ReportedEntry]:
        """The entries, the newest week first, each body's together.

        They are as they may be handed round: one that became a case kept apart says neither who nor what
        (``archive.record.apart``). Whole they are given to the body that reported them.
        """
        query = _narrowed(_joined(), wanted).order_by(
            weekly_reports.c.week.desc(), weekly_reports.c.unit, weekly_entries.c.seq
        )
        if limit is not None:
            query = query.limit(limit)
        for row in self._connection.execute(query.offset(offset), execution_options={"yield_per": 1000}):
            yield _told(_entry(row)) if row.restricted else _entry(row)

    def count(self, wanted: EntryFilter) -> int:
        """How many entries there are."""
        query = _narrowed(select(func.count()).select_from(_WITH_CASES), wanted)
        return int(self._connection.execute(query).scalar_one())

    def in_force_between(self, since: dt.date, until: dt.date) -> list[ReportedEntry]:
        """Entries sent in between two days, also those voided later, oldest first."""
        query = _joined().where(weekly_entries.c.reported.between(since, until))
        ordered = query.order_by(weekly_entries.c.reported, weekly_entries.c.id)
        return [_entry(row) for row in self._connection.execute(ordered)]

    def set_case(self, entry_id: int, case_no: str) -> None:
        """Say which case of the ledger an entry became or belongs to; an empty number takes it back."""
        case_id = self._case_ids({case_no}).get(case_no) if case_no else None
        self._connection.execute(update(weekly_entries).where(weekly_entries.c.id == entry_id).values(case_id=case_id))

    def known_cases(self, numbers: Iterable[str]) -> set[str]:
        """Those of the numbers that are cases of the record and count."""
        return set(self._case_ids(set(numbers)))

    def _case_ids(self, numbers: set[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in chunks(sorted(numbers)):
            query = select(cases.c.no, cases.c.id).where(cases.c.no.in_(map(storable, some)), cases.c.voided == "")
            found.update((no, int(case_id)) for no, case_id in self._connection.execute(query))
        return found


_WITH_CASES = weekly_entries.join(weekly_reports).outerjoin(cases, weekly_entries.c.case_id == cases.c.id)


def _joined() -> Select[Any]:
    return select(
        weekly_entries, weekly_reports.c.unit, weekly_reports.c.week, cases.c.no.label("case_no"), cases.c.restricted
    ).select_from(_WITH_CASES)


def _narrowed(query: Select[Any], wanted: EntryFilter) -> Select[Any]:
    return query.where(*_conditions(wanted))


def _conditions(wanted: EntryFilter) -> Iterator[ColumnElement[bool]]:
    yield (weekly_entries.c.voided != "") if wanted.voided else (weekly_entries.c.voided == "")
    yield from between(weekly_reports.c.week, wanted.since, wanted.until)
    yield from among(
        (weekly_reports.c.unit, wanted.units),
        (weekly_entries.c.region_code, wanted.region_codes),
        (weekly_entries.c.category, wanted.categories),
        (weekly_entries.c.level, wanted.levels),
    )
    if wanted.open_only:
        yield weekly_entries.c.resolved.is_(False)
    if wanted.unlinked:
        yield weekly_entries.c.case_id.is_(None)
    if wanted.text:
        yield saying(wanted.text, [], [weekly_entries.c.title, weekly_entries.c.names, weekly_entries.c.owner])


def _values(entry: Entry) -> dict[str, Any]:
    return {
        **{
            name: storable_json(getattr(entry, name))
            for name in (
                "title", "persons", "category", "region", "region_code", "level", "owner", "measures", "resolved", "found",
                "remark",
            )
        },
        "people": storable_json(entry.people),
        "names": storable("、".join(entry.people)),
    }  # fmt: skip


def _entry_row(entry: Entry, report_id: int, seq: int, case_id: int | None, reported: dt.date) -> dict[str, Any]:
    return {
        **_values(entry),
        "report_id": report_id,
        "seq": seq,
        "case_id": case_id,
        "reported": reported,
        "voided": "",
        "voided_on": None,
    }


def _told(one: ReportedEntry) -> ReportedEntry:
    """An entry that became a case kept apart: that there is a dispute, and where."""
    entry = one.entry
    return replace(
        one,
        entry=replace(
            entry, title=HIDDEN, people=(), measures=entry.measures and HIDDEN, remark=entry.remark and HIDDEN
        ),
    )


def _entry(row: Row[Any]) -> ReportedEntry:
    return ReportedEntry(
        id=row.id,
        unit=row.unit,
        week=row.week,
        reported=row.reported,
        entry=Entry(
            title=row.title,
            people=tuple(row.people),
            persons=row.persons,
            category=row.category,
            region=row.region,
            region_code=row.region_code,
            level=ListLevel(row.level) if row.level else None,
            owner=row.owner,
            measures=row.measures,
            resolved=row.resolved,
            found=row.found,
            remark=row.remark,
        ),
        case_no=row.case_no or "",
        voided=row.voided,
        voided_on=row.voided_on,
    )
