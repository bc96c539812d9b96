"""Visits in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, update

from archive.cases.labels import HIDDEN
from archive.cases.reception.visit import Reception, ReceptionKind
from archive.errors import Conflict, NotFound
from archive.record.ledger_tables import receptions
from archive.record.narrowing import among, between
from archive.record.tables import cases
from archive.storable import storable, storable_json


@dataclass(frozen=True, slots=True)
class ReceptionFilter:
    """Which visits are wanted; what is left out does not narrow."""

    since: dt.date | None = None
    until: dt.date | None = None
    kinds: tuple[ReceptionKind, ...] = ()
    leaders: tuple[str, ...] = ()
    townships: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    case_no: str = ""
    groups_only: bool = False
    voided: bool = False


@dataclass(frozen=True, slots=True)
class ReceptionFigures:
    """Visits counted."""

    batches: int
    persons: int
    group_batches: int
    group_persons: int
    ground: int
    """Visits of leaders to the ground."""
    ground_resolved: int


class Receptions:
    """Visits as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, reception: Reception) -> Reception:
        """Record a visit; returns it with its number. Raises NotFound for an unknown case."""
        values = {**_values(reception), "case_id": self._case_id(reception.case_no), "version": 1}
        number = self._connection.execute(insert(receptions).values(values).returning(receptions.c.id)).scalar_one()
        return self.get(int(number))

    def add_whole(self, new: Sequence[Reception]) -> None:
        """Record visits for days that have none yet. Raises NotFound for an unknown case."""
        numbers = {storable(one.case_no) for one in new if one.case_no}
        known = (
            {no: int(key) for no, key in self._connection.execute(select(cases.c.no, cases.c.id))} if numbers else {}
        )
        if unknown := numbers - known.keys():
            self._case_id(min(unknown))
        if new:
            self._connection.execute(
                insert(receptions),
                [{**_values(one), "case_id": known.get(storable(one.case_no)), "version": 1} for one in new],
            )

    def get(self, number: int) -> Reception:
        """One visit. Raises NotFound."""
        row = self._connection.execute(joined_visits().where(receptions.c.id == number)).first()
        if row is None:
            raise NotFound(f"没有第 {number} 号接访。", "请用 juanzong reception list 查看接访号。")
        return _reception(row)

    def change(self, reception: Reception) -> None:
        """Replace a visit read at ``reception.version``. Raises Conflict if it was changed since."""
        changed = (
            update(receptions)
            .where(receptions.c.id == reception.id, receptions.c.version == reception.version)
            .values(
                **_values(reception),
                case_id=self._case_id(reception.case_no),
                version=reception.version + 1,
            )
        )
        if self._connection.execute(changed).rowcount == 0:
            raise Conflict(f"第 {reception.id} 号接访刚被别人改过。", "请重新查看，看过对方的修改后再改。")

    def rows(self, wanted: ReceptionFilter, *, limit: int | None = None) -> Iterator[Reception]:
        """The visits, the newest first, as they may be handed round (``archive.record.apart``)."""
        query = joined_visits().where(*_conditions(wanted)).order_by(receptions.c.day.desc(), receptions.c.id.desc())
        for row in self._connection.execute(query if limit is None else query.limit(limit)):
            yield _told(_reception(row)) if row.restricted else _reception(row)

    def figures(self, wanted: ReceptionFilter) -> ReceptionFigures:
        """The visits counted, in batches and persons."""
        group, ground = receptions.c.group_visit, receptions.c.kind == ReceptionKind.GROUND.value
        zero = func.coalesce
        query = (
            select(
                func.count(),
                zero(func.sum(receptions.c.persons), 0),
                func.count().filter(group),
                zero(func.sum(receptions.c.persons).filter(group), 0),
                func.count().filter(ground),
                func.count().filter(ground & receptions.c.resolved),
            )
            .select_from(receptions.outerjoin(cases, receptions.c.case_id == cases.c.id))
            .where(*_conditions(wanted))
        )
        return ReceptionFigures(*(int(value) for value in self._connection.execute(query).one()))

    def _case_id(self, no: str) -> int | None:
        if not no:
            return None
        found = self._connection.execute(select(cases.c.id).where(cases.c.no == storable(no))).scalar_one_or_none()
        if found is None:
            raise NotFound(f"没有编号为“{no}”的案件。", "请用 juanzong ledger list 查看编号。")
        return int(found)


def _told(reception: Reception) -> Reception:
    """A visit about a case kept apart: that people came and how many, neither who nor about what."""
    return replace(
        reception,
        summary=reception.summary and HIDDEN,
        outcome=reception.outcome and HIDDEN,
        voided=reception.voided and HIDDEN,
        representatives=(),
    )


def joined_visits() -> Select[Any]:
    """Visits with the number of their case, and whether it is kept apart."""
    joined = receptions.outerjoin(cases, receptions.c.case_id == cases.c.id)
    return select(receptions, cases.c.no.label("case_no"), cases.c.restricted).select_from(joined)


def _conditions(wanted: ReceptionFilter) -> Iterator[ColumnElement[bool]]:
    yield (receptions.c.voided != "") if wanted.voided else (receptions.c.voided == "")
    yield from between(receptions.c.day, wanted.since, wanted.until)
    yield from among(
        (receptions.c.kind, wanted.kinds),
        (receptions.c.leader, wanted.leaders),
        (receptions.c.township, wanted.townships),
        (receptions.c.category, wanted.categories),
    )
    if wanted.case_no:
        yield cases.c.no == storable(wanted.case_no)
    if wanted.groups_only:
        yield receptions.c.group_visit.is_(True)


def _values(reception: Reception) -> dict[str, Any]:
    return {
        **{
            name: storable_json(getattr(reception, name))
            for name in (
                "day", "persons", "leader", "place", "township", "category", "summary", "outcome", "resolved",
                "representatives", "group_visit", "voided",
            )
        },
        "kind": reception.kind.value,
    }  # fmt: skip


def _reception(row: Row[Any]) -> Reception:
    return Reception(
        day=row.day,
        persons=row.persons,
        kind=ReceptionKind(row.kind),
        leader=row.leader,
        place=row.place,
        case_no=row.case_no or "",
        township=row.township,
        category=row.category,
        summary=row.summary,
        outcome=row.outcome,
        resolved=row.resolved,
        representatives=tuple(row.representatives),
        group_visit=row.group_visit,
        voided=row.voided,
        id=row.id,
        version=row.version,
    )
