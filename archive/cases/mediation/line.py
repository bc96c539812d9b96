"""A mediation as one line of the committee's book, as it may be handed round. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.cases.labels import HIDDEN
from archive.cases.mediation.agreement import FORM_LABELS, AgreementForm
from archive.cases.model import Case, Event, MediationSource
from archive.cases.procedure.performance import performances_of
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import Status


@dataclass(frozen=True, slots=True)
class MediationLine:
    """One line."""

    no: str
    received: dt.date | None
    accepted: dt.date | None
    first: str
    """甲方."""
    second: str
    """乙方, and further sides."""
    category: str
    title: str
    township: str
    source: MediationSource | None
    committee: str
    mediators: tuple[str, ...]
    status: Status
    form: str
    number: str
    effective: dt.date | None
    amount_fen: int | None
    performed: str
    """Instalments performed, of those agreed: 1/3; empty where none were agreed."""
    confirmation: str
    finished: dt.date | None
    visited: dt.date | None
    restricted: bool


def line_of(case: Case, township: str = "") -> MediationLine:
    """The line of a case."""
    acts, standing = case.acts(), standing_of(case)
    agreement = next((act for act in reversed(acts) if act.type == "agreement"), None)
    listed = performances_of(case.mediation, acts)
    first, second = (HIDDEN, HIDDEN) if case.restricted else _sides(case)
    return MediationLine(
        no=case.no,
        received=case.received,
        accepted=standing.accepted,
        first=first,
        second=second,
        category=case.category,
        title=HIDDEN if case.restricted else case.title or case.summary,
        township=township,
        source=case.mediation.source,
        committee=case.mediation.committee or case.duty_unit,
        mediators=case.mediation.mediators,
        status=standing.status,
        form=_form(agreement),
        number=case.mediation.agreement_number,
        effective=case.mediation.signed_on if agreement else None,
        amount_fen=case.mediation.amount_fen,
        performed=f"{sum(one.done is not None for one in listed)}/{len(listed)}" if listed else "",
        confirmation=_confirmation(acts),
        finished=standing.finished,
        visited=next((act.day for act in reversed(acts) if act.type == "visit"), None),
        restricted=case.restricted,
    )


def _sides(case: Case) -> tuple[str, str]:
    sides: dict[str, list[str]] = {}
    for party in case.parties:
        sides.setdefault(party.side or party.role.value, []).append(party.name)
    ordered = ["、".join(names) for _, names in sorted(sides.items(), key=lambda one: one[0] != "甲方")]
    return (ordered[0] if ordered else ""), "、".join(ordered[1:])


def _form(agreement: Event | None) -> str:
    form = agreement.details.get("form") if agreement else None
    return FORM_LABELS[AgreementForm(str(form))] if form in set(AgreementForm) else ""


def _confirmation(acts: list[Event]) -> str:
    last = next((act for act in reversed(acts) if act.type in ("confirm_apply", "confirm_admit", "confirm")), None)
    if last is None:
        return ""
    if last.type == "confirm":
        return "确认有效" if last.details.get("result") == "confirmed" else "驳回"
    return "已申请" if last.type == "confirm_apply" else "法院已受理"
