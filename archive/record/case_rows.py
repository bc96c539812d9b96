"""A case as rows of the record's tables, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from archive.cases.model import (
    AppealRoute,
    Case,
    CaseKind,
    Channel,
    Claim,
    CoordinationLevel,
    Event,
    Instalment,
    MatterClass,
    Mediation,
    MediationSource,
    Opinion,
    Owners,
    Party,
    PartyKind,
    Registration,
    Reply,
    ResolutionWay,
    Risk,
    Role,
)
from archive.storable import storable_json


def plain(value: Any) -> dict[str, Any]:
    """What a part of a case states, by its names."""
    return {f.name: getattr(value, f.name) for f in fields(value)}


def case_values(case: Case) -> dict[str, Any]:
    """What a case states, as columns of ``cases``."""
    values = plain(case)
    for name in ("claims", "parties", "events", "version"):
        del values[name]
    for name in ("reply", "mediation", "registration", "owners"):
        values[name] = _to_json(getattr(case, name))
    values["legal_basis"] = list(case.legal_basis)
    values["extra"] = dict(case.extra)
    return dict(storable_json(values))


def _to_json(value: Reply | Mediation | Registration | Owners) -> dict[str, Any]:
    """A value as JSON, with dates in ISO form and what is empty left out."""
    return {name: _json_value(item) for name, item in asdict(value).items() if item not in ("", (), None)}


def _json_value(item: Any) -> Any:
    if isinstance(item, dt.date):
        return item.isoformat()
    if isinstance(item, tuple | list):
        return [_json_value(one) for one in item]
    if isinstance(item, dict):
        return {name: _json_value(one) for name, one in item.items() if one not in ("", (), None)}
    return item


_CODES: Mapping[str, type[StrEnum]] = {
    "source": MediationSource,
    "way": ResolutionWay,
    "coordination": CoordinationLevel,
}


def _from_json(kind: type[Any], values: Mapping[str, Any]) -> Any:
    known = kind.__dataclass_fields__
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            continue
        if name == "instalments":
            kept[name] = tuple(_from_json(Instalment, item) for item in value)
        elif isinstance(value, list):
            kept[name] = tuple(value)
        elif (name.endswith("_on") or name in ("due", "occurred")) and isinstance(value, str):
            kept[name] = dt.date.fromisoformat(value)
        elif name in _CODES and kind is not Reply:
            kept[name] = _CODES[name](value)
        else:
            kept[name] = value
    return kind(**kept)


def case_from(
    row: Row[Any], claim_rows: Sequence[Row[Any]], party_rows: Sequence[Row[Any]], event_rows: Sequence[Row[Any]]
) -> Case:
    """The case of a row, and of the rows of its claims, parties and events."""
    return Case(
        no=row.no,
        kind=CaseKind(row.kind),
        title=row.title,
        channel=Channel(row.channel) if row.channel else None,
        category=row.category,
        region=row.region,
        received=row.received,
        matter_class=MatterClass(row.matter_class) if row.matter_class else None,
        appeal_route=AppealRoute(row.appeal_route) if row.appeal_route else None,
        summary=row.summary,
        facts=row.facts,
        text=row.text,
        claims=tuple(
            Claim(c.text, c.finding, tuple(c.basis), Opinion(c.opinion) if c.opinion else None, c.opinion_text)
            for c in claim_rows
        ),
        legal_basis=tuple(row.legal_basis),
        outcome=row.outcome,
        amount_fen=row.amount_fen,
        group_size=row.group_size,
        handler=row.handler,
        duty_unit=row.duty_unit,
        parties=tuple(
            Party(
                name=p.name,
                role=Role(p.role),
                kind=PartyKind(p.kind),
                side=p.side,
                gender=p.gender,
                ethnicity=p.ethnicity,
                birth_date=p.birth_date,
                id_number=p.id_number,
                phone=p.phone,
                address=p.address,
                occupation=p.occupation,
                work_unit=p.work_unit,
                legal_representative=p.legal_representative,
                id_reason=p.id_reason,
            )
            for p in party_rows
        ),
        events=tuple(
            Event(e.day, e.type, e.text, e.unit, e.actor, e.number, e.document_id, e.details, e.voided)
            for e in event_rows
        ),
        reply=_from_json(Reply, row.reply),
        mediation=_from_json(Mediation, row.mediation),
        region_code=row.region_code,
        registration=_from_json(Registration, row.registration),
        owners=_from_json(Owners, row.owners),
        risk=Risk(row.risk) if row.risk else None,
        voided=row.voided,
        restricted=row.restricted,
        extra=row.extra,
        version=row.version,
    )
