"""Review (复查) and re-examination (复核) of a reply, without their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive.county.histories.acts import Acts

_RECHECKED, _LATE, _HEARD = 0.38, 0.06, 0.15


@dataclass(frozen=True, slots=True)
class Bodies3:
    """Who reviews, and who re-examines."""

    review: str
    recheck: str


def review(acts: Acts, bodies: Bodies3, unit: str) -> None:
    """Add a review of what was served, and what comes of it, up to the end of the procedure."""
    _ask(acts, "review_apply", bodies.review)
    acts.wait(12, 25)
    result = acts.random.choices(("uphold", "change", "redo"), (76, 14, 10))[0]
    _decide(acts, "review", bodies.review, result)
    if result == "redo":
        acts.wait(0, 5)
        acts.act("reopen", unit=unit, reason="复查责令重新办理")
        acts.wait(5, 20)
        acts.act("investigate", unit=unit)
        acts.wait(5, 25)
        acts.act("reply", unit=unit)
        acts.wait(0, 4)
        acts.act("deliver", unit=unit, method="")
        acts.wait(31, 45)
        acts.act("finish", unit=unit, reason="no_review")
    elif acts.chance(_RECHECKED):
        _ask(acts, "recheck_apply", bodies.recheck)
        if acts.chance(_HEARD):
            held = acts.wait(7, 12)
            days: dict[str, Any] = {"from": held.isoformat(), "to": held.isoformat()}
            acts.act("hearing", unit=bodies.recheck, **days)
            acts.wait(4, 12)
        else:
            acts.wait(12, 24)
        _decide(acts, "recheck", bodies.recheck, acts.random.choices(("uphold", "change"), (85, 15))[0])
    else:
        acts.wait(31, 48)
        acts.act("finish", unit=unit, reason="no_recheck")


def _ask(acts: Acts, type: str, body: str) -> None:
    acts.wait(5, 28)
    acts.act(type, unit=body)


def _decide(acts: Acts, type: str, body: str, result: str) -> None:
    if acts.chance(_LATE):
        acts.wait(20, 32)
    acts.act(type, unit=body, result=result)
    acts.wait(0, 5)
    acts.act("deliver", unit=body, method="")
