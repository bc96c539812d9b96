"""What is computed from a case and stored beside it, so that lists and figures are one query. Pure.

The case and its events are the truth; all of this can be computed again at any time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.deadline import Deadline
from archive.cases.clocks.deadlines import deadlines_of
from archive.cases.clocks.rules import Clocks
from archive.cases.model import Case, CaseKind, Event, Role
from archive.cases.places import Places, township_in
from archive.cases.procedure.decided import nearer_step
from archive.cases.procedure.dispatches import Dispatch, dispatches_of
from archive.cases.procedure.performance import Performance, performances_of
from archive.cases.procedure.standing import Standing, standing_of
from archive.cases.procedure.status import ENDED
from archive.cases.text import case_text

PROJECTION_VERSION = 7
"""Raised whenever the same case would come out otherwise; older rows are computed anew when the record is opened."""

_PLANNED, _DECIDED = "照办理方案", "照联席会议议定"
_FIRST_OF = (Role.PETITIONER, Role.APPLICANT, Role.REPRESENTATIVE)


@dataclass(frozen=True, slots=True)
class Projection:
    """All that is stored beside one case."""

    columns: dict[str, Any]
    """Of the table ``cases``."""
    dispatches: tuple[Dispatch, ...]
    instalments: tuple[Performance, ...]
    deadlines: tuple[Deadline, ...]
    text: str


def project(case: Case, places: Places, clocks: Clocks, calendar: Calendar) -> Projection:
    """Compute it."""
    acts = case.acts()
    standing = standing_of(case)
    deadlines = deadlines_of(case, clocks.rules, calendar)
    step, due = _next_told(case, standing, deadlines, clocks, acts)
    return Projection(
        columns={
            **_columns(standing),
            "township": places.township(case.region_code) or township_in(case.region) or township_in(case.duty_unit),
            "petitioner": _petitioner(case),
            "leader": case.owners.leader,
            "first": case.registration.first,
            "repeat_of": case.registration.repeat_of,
            "next_step": step,
            "next_due": due,
            "projected": PROJECTION_VERSION,
            "clocks": clocks.fingerprint,
        },
        dispatches=dispatches_of(acts) if case.kind is CaseKind.PETITION else (),
        instalments=performances_of(case.mediation, acts),
        deadlines=deadlines,
        text=case_text(case),
    )


def place_of(case: Case, places: Places) -> str:
    """Code of the place a case arose in: as stated, where the tree knows it, else as its text names one without doubt."""
    if places.get(case.region_code) is not None or not case.region:
        return case.region_code
    found = places.resolve(case.region)
    return found.code if found else case.region_code


def _next_told(
    case: Case, standing: Standing, deadlines: tuple[Deadline, ...], clocks: Clocks, acts: Sequence[Event]
) -> tuple[str, dt.date | None]:
    """The next step as every list has it; of a case kept apart without the words of a plan or a decision."""
    if case.restricted and standing.plan:
        standing = replace(standing, plan=_PLANNED)
    step, due = _next(standing, deadlines, clocks)
    if standing.status in ENDED:
        return step, due
    nearer, day = nearer_step(step, due, acts)
    return (_DECIDED if case.restricted and nearer != step else nearer), day


def _next(standing: Standing, deadlines: tuple[Deadline, ...], clocks: Clocks) -> tuple[str, dt.date | None]:
    """What is to be done next and by when: as planned, else the nearest duty, else what may still be asked for."""
    if standing.plan_due is not None or standing.status in ENDED:
        return standing.plan, standing.plan_due
    running = sorted((one for one in deadlines if one.open), key=lambda one: one.due)
    windows = {rule.code for rule in clocks.rules if rule.window}
    duty = next((one for one in running if one.code not in windows), None)
    if duty is not None:
        return standing.plan or duty.label, duty.due
    if running:
        return standing.plan or f"{running[-1].label}期满", running[-1].due
    return standing.plan, None


def _columns(standing: Standing) -> dict[str, Any]:
    values = asdict(standing)
    values["last_act"] = values.pop("last")
    del values["plan"], values["plan_due"]
    return values


def _petitioner(case: Case) -> str:
    return next((party.name for role in _FIRST_OF for party in case.parties_with(role)), "")
