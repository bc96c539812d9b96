"""What was passed on to whom, and what came back (转送、交办): told from a case's events. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.cases.model import Event


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One time a case was passed on."""

    kind: str
    """``transfer`` 转送, or ``assign`` 交办."""
    from_unit: str
    to_unit: str
    number: str
    day: dt.date
    received: dt.date | None = None
    """When the body signed for it; the law's days run from there, or from ``day`` if nobody said."""
    feedback_due: dt.date | None = None
    objected: dt.date | None = None
    objection: str = ""
    returned: dt.date | None = None
    answered: dt.date | None = None
    """When the report (办结报告) or, for a transfer, the acceptance or refusal came."""
    supervised: int = 0

    @property
    def is_open(self) -> bool:
        """True while something is awaited of the body."""
        return self.returned is None and self.answered is None


def dispatches_of(acts: Iterable[Event]) -> tuple[Dispatch, ...]:
    """Every dispatch of a petition, oldest first; ``acts`` are in order and all count."""
    done: list[Dispatch] = []
    for act in acts:
        if act.type in ("transfer", "assign"):
            done.append(
                Dispatch(
                    act.type, act.unit, str(act.details.get("to", "")), act.number, act.day,
                    feedback_due=_day(act.details.get("feedback_due")),
                )
            )  # fmt: skip
        elif done:
            done[-1] = _after(done[-1], act)
    return tuple(done)


def _after(dispatch: Dispatch, act: Event) -> Dispatch:
    match act.type:
        case "receive":
            return replace(dispatch, received=dispatch.received or act.day)
        case "object":
            return replace(dispatch, objected=act.day, objection=str(act.details.get("reason", "")))
        case "uphold":
            return replace(dispatch, objected=None, objection="")
        case "return":
            return replace(dispatch, returned=act.day)
        case "feedback":
            return replace(dispatch, answered=act.day)
        case "accept" | "refuse" | "refuse_again" | "guide" if dispatch.kind == "transfer":
            return replace(dispatch, answered=dispatch.answered or act.day)
        case "supervise":
            return replace(dispatch, supervised=dispatch.supervised + 1)
        case _:
            return dispatch


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None
