"""Visits as figures count them: batches received in person, and cases brought in person of which no batch was recorded.

A case is received once, its people come as often as they come: cases alone would count too few.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, cast, exists, false, func, literal, null, or_, select, union_all

from archive.cases.model import CaseKind, Channel
from archive.cases.reception.visit import ReceptionKind, ReceptionRules
from archive.record.ledger import LedgerFilter, conditions
from archive.record.ledger_tables import receptions
from archive.record.tables import cases

_RECORDED = and_(receptions.c.kind != ReceptionKind.GROUND.value, receptions.c.voided == "")
_UNRECORDED = and_(
    cases.c.kind == CaseKind.PETITION.value,
    cases.c.channel == Channel.VISIT.value,
    cases.c.voided == "",
    ~exists(
        select(literal(1)).where(_RECORDED, receptions.c.case_id == cases.c.id, receptions.c.day == cases.c.received)
    ),
)
visits = union_all(
    select(
        receptions.c.case_id, receptions.c.day, receptions.c.persons, receptions.c.group_visit, receptions.c.township,
        receptions.c.category, receptions.c.id.label("reception"),
    ).where(_RECORDED),
    select(
        cases.c.id, cases.c.received, cases.c.group_size, cases.c.group_size >= ReceptionRules().group_from,
        cases.c.township, cases.c.category, cast(null(), Integer),
    ).where(_UNRECORDED),
).subquery("visits")  # fmt: skip
"""Every batch: its case or none, day, persons, whether it was a group, township, class, and its number where one was recorded."""

visits_and_cases = visits.outerjoin(cases, visits.c.case_id == cases.c.id)

COLUMNS: Mapping[str, ColumnElement[Any]] = {
    name: func.coalesce(func.nullif(cases.c[name], ""), visits.c[name]) for name in ("township", "category")
}
"""What a visit states itself where it became no case."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch behind a figure of visits."""

    reception: int | None
    """Number of the visit; None for a case brought in person of which none was recorded."""
    day: dt.date
    persons: int
    township: str
    category: str
    case_no: str
    """Empty for a visit that became no case."""


def of_visits(wanted: LedgerFilter) -> ColumnElement[bool]:
    """What a visit must fulfil. One without a case is left out where something is asked that only cases have."""
    bare: list[ColumnElement[bool]] = [cases.c.id.is_(None)]
    if replace(wanted, townships=(), categories=()) != LedgerFilter():
        bare.append(false())
    if wanted.townships:
        bare.append(visits.c.township.in_(wanted.townships))
    if wanted.categories:
        bare.append(visits.c.category.in_(wanted.categories))
    return or_(and_(*bare), and_(cases.c.id.is_not(None), *conditions(wanted)))
