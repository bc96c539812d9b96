"""Cases written in one line an event, as tests/…/articles.toml writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from archive.cases.model import (
    AppealRoute,
    Case,
    CaseKind,
    Event,
    Instalment,
    MatterClass,
    Mediation,
    Owners,
    Party,
    ResolutionWay,
)

_KNOWN = Party("张三", address="安和县清水乡")


def event(line: str) -> Event:
    """``2022-05-06 accept simple=true @清水乡 #安信访受字〔2022〕3号 !``."""
    day, kind, *rest = line.split()
    details: dict[str, Any] = {}
    unit = number = voided = ""
    for word in rest:
        if word.startswith("@"):
            unit = word[1:]
        elif word.startswith("#"):
            number = word[1:]
        elif word == "!":
            voided = "登记有误"
        else:
            key, _, value = word.partition("=")
            details[key] = {"true": True, "false": False}.get(value, int(value) if value.isdecimal() else value)
    return Event(dt.date.fromisoformat(day), kind, unit=unit, number=number, details=details, voided=voided)


def case(events: Iterable[str], stated: Mapping[str, Any] | None = None) -> Case:
    """A petition of the sixth route, received on the day of its first event, unless ``stated`` says otherwise."""
    given = dict(stated or {})
    made = tuple(event(line) for line in events)
    kind = CaseKind(given.get("kind", "petition"))
    route = given.get("route", "petition_procedure" if kind is CaseKind.PETITION else "")
    class_ = given.get("class", "appeal" if kind is CaseKind.PETITION else "")
    return Case(
        no="XF1",
        kind=kind,
        category=given.get("category", ""),
        received=given.get("received", min((one.day for one in made), default=None)),
        matter_class=MatterClass(class_) if class_ else None,
        appeal_route=AppealRoute(route) if route else None,
        duty_unit=given.get("unit", ""),
        parties=() if given.get("unclear") else (_KNOWN,),
        events=made,
        owners=Owners(way=ResolutionWay(given["way"])) if "way" in given else Owners(),
        mediation=Mediation(
            instalments=tuple(Instalment(due=dt.date.fromisoformat(due)) for due in given.get("instalments", ()))
        ),
    )
