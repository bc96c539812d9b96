"""Decisions of joint meetings about a case that are not done yet: told from its events. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from archive.cases.model import Event


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """One of them."""

    id: str
    text: str
    unit: str
    due: dt.date | None


def open_decisions(acts: Iterable[Event]) -> tuple[OpenDecision, ...]:
    """The decisions that are open after these acts, the nearest first; those without a day last."""
    found: dict[str, OpenDecision] = {}
    for act in acts:
        number = str(act.details.get("decision", ""))
        if act.type != "meeting" or not number:
            continue
        if act.details.get("done"):
            found.pop(number, None)
        else:
            due = _day(act.details.get("due"))
            found[number] = OpenDecision(number, act.text, str(act.details.get("unit", "")), due)
    return tuple(sorted(found.values(), key=lambda one: one.due or dt.date.max))


def nearer_step(step: str, due: dt.date | None, acts: Iterable[Event]) -> tuple[str, dt.date | None]:
    """The next step of a case: what is planned, or the decision that is due before it."""
    decision = next((one for one in open_decisions(acts) if one.due is not None), None)
    if decision is None or decision.due is None or (due is not None and due <= decision.due):
        return step, due
    return f"联席会议议定：{decision.text}", decision.due


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None
