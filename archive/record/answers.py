"""What the leaders wrote on cases, and what came in and has had no answer yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from archive.cases.model import CaseKind, Channel
from archive.cases.procedure.status import ENDED
from archive.record.apart import of_case, told
from archive.record.ledger_tables import receptions
from archive.record.receptions import joined_visits
from archive.record.tables import cases, events


@dataclass(frozen=True, slots=True)
class Annotation:
    """A leader's word on a case (批示)."""

    day: dt.date
    leader: str
    text: str
    case_no: str
    petitioner: str
    township: str
    title: str
    duty_unit: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What came in and has had no answer yet."""

    case_no: str
    """Empty for a visit without a case."""
    reception_id: int | None
    day: dt.date
    channel: Channel | None
    petitioner: str
    persons: int
    township: str
    title: str
    duty_unit: str
    next_step: str
    next_due: dt.date | None
    small: bool
    """Promised for the same day (不拖访)."""


class Answers:
    """Annotations, and what lacks an answer, as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def annotations(self, since: dt.date, until: dt.date, leaders: Sequence[str] = ()) -> list[Annotation]:
        """The annotations made between two days that count, the newest first."""
        query = (
            select(events.c.day, told(events.c.text).label("text"), events.c.details, *_CASE_COLUMNS)
            .select_from(events.join(cases, events.c.case_id == cases.c.id))
            .where(
                events.c.type == "annotate",
                events.c.voided == "",
                cases.c.voided == "",
                events.c.day.between(since, until),
            )
            .order_by(events.c.day.desc(), events.c.id.desc())
        )
        found = [_annotation(row) for row in self._connection.execute(query)]
        return [one for one in found if not leaders or one.leader in leaders]

    def unanswered(self, until: dt.date, channels: Sequence[Channel] = ()) -> list[Unanswered]:
        """Petitions received by a day, and visits without a case, that nobody has answered; the oldest first."""
        query: Select[Any] = select(
            *_CASE_COLUMNS, cases.c.received, cases.c.channel, cases.c.group_size, cases.c.next_step, cases.c.next_due,
            cases.c.registration,
        ).where(
            cases.c.kind == CaseKind.PETITION.value,
            cases.c.voided == "",
            cases.c.received <= until,
            cases.c.status.not_in(sorted(ENDED)),
            cases.c.noticed.is_(None),
            cases.c.replied.is_(None),
            cases.c.resolved.is_(None),
        )  # fmt: skip
        if channels:
            query = query.where(cases.c.channel.in_([channel.value for channel in channels]))
        found = [_unanswered(row) for row in self._connection.execute(query)]
        if not channels or Channel.VISIT in channels:
            bare = joined_visits().where(
                receptions.c.case_id.is_(None),
                receptions.c.outcome == "",
                receptions.c.voided == "",
                receptions.c.day <= until,
            )
            found += [
                Unanswered(
                    "", row.id, row.day, Channel.VISIT, "", row.persons, row.township, row.summary, "", "", None, False
                )
                for row in self._connection.execute(bare)
            ]
        return sorted(found, key=lambda one: (one.day, one.case_no, one.reception_id or 0))


_CASE_COLUMNS = of_case(("no", "petitioner", "township", "title", "summary", "duty_unit"))


def _annotation(row: Row[Any]) -> Annotation:
    return Annotation(
        row.day, str(row.details.get("leader", "")), row.text, row.no, row.petitioner, row.township,
        row.title or row.summary[:40], row.duty_unit,
    )  # fmt: skip


def _unanswered(row: Row[Any]) -> Unanswered:
    channel, small = Channel(row.channel) if row.channel else None, bool(row.registration.get("small"))
    return Unanswered(
        row.no, None, row.received, channel, row.petitioner, row.group_size, row.township, row.title or row.summary[:40],
        row.duty_unit, row.next_step, row.next_due, small,
    )  # fmt: skip
