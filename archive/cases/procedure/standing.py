"""Where a case stands, told from its events alone. Pure; never refuses: a history is taken as it was recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from archive.cases.model import Case, CaseKind, Event
from archive.cases.procedure.actions import ACTIONS, BEGINNINGS
from archive.cases.procedure.status import ENDED, EndReason, Status


class ListLevel(StrEnum):
    """The office's three lists (三级清单); names and conditions are configuration."""

    OBSERVED = "L1"
    """一级: resolved, under observation."""
    SPECIAL = "L2"
    """二级: unresolved, special attention."""
    CLOSE = "L3"
    """三级: unresolved, watched closely."""


class Score(StrEnum):
    """满意度 (国信发〔2022〕11号)."""

    SATISFIED = "satisfied"
    BASIC = "basic"
    UNSATISFIED = "unsatisfied"
    NONE = "none"


LEVEL_LABELS: Mapping[ListLevel, str] = {
    ListLevel.OBSERVED: "一级",
    ListLevel.SPECIAL: "二级",
    ListLevel.CLOSE: "三级",
}
SCORE_LABELS: Mapping[Score, str] = {
    Score.SATISFIED: "满意",
    Score.BASIC: "基本满意",
    Score.UNSATISFIED: "不满意",
    Score.NONE: "未评价",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the events of a case come to."""

    status: Status = Status.REGISTERED
    noticed: dt.date | None = None
    """First written notice to the petitioner: of acceptance, refusal, or where the matter went."""
    dispatched: dt.date | None = None
    accepted: dt.date | None = None
    replied: dt.date | None = None
    served: dt.date | None = None
    finished: dt.date | None = None
    end_reason: EndReason | None = None
    resolved: dt.date | None = None
    extended_days: int = 0
    simple: bool = False
    """简易办理."""
    level: ListLevel | None = None
    level_since: dt.date | None = None
    strike_applied: dt.date | None = None
    struck_off: dt.date | None = None
    score_office: Score | None = None
    score_unit: Score | None = None
    annotated: int = 0
    supervised: int = 0
    plan: str = ""
    plan_due: dt.date | None = None
    """What is to be done next and by when, as far as nothing has happened since."""
    last: dt.date | None = None
    """Day of the last act."""


_NOTICES = frozenset({"notice", "accept", "refuse", "refuse_again", "guide"})
_END_REASONS = {
    "settle": EndReason.SETTLED,
    "withdraw": EndReason.WITHDRAWN,
    "guide": EndReason.GUIDED,
    "deliver": EndReason.RECHECKED,
}
_OLD_ENDINGS = frozenset({"close", "办结", "结案"})
"""Types with which imported histories say that a case is over."""
_SILENT = frozenset(
    {
        "plan",
        "annotate",
        "meeting",
        "reception",
        "list_enter",
        "list_move",
        "strike_apply",
        "strike_refuse",
        "strike_off",
    }
)
"""Acts that leave a plan as open as it was."""


def standing_of(case: Case) -> Standing:
    """The standing of a case. An imported case without a history, but with an outcome, counts as finished."""
    acts = case.acts()
    if not any(act.type not in BEGINNINGS for act in acts) and case.outcome:
        return Standing(
            Status.FINISHED, end_reason=EndReason.STATED, resolved=_resolved_by_outcome(case, case.received)
        )
    standing = fold(case.kind, acts)
    if standing.resolved is None and (day := _resolved_by_outcome(case, standing.last)):
        standing = replace(standing, resolved=day)
    return standing


def fold(kind: CaseKind, acts: Iterable[Event]) -> Standing:
    """The standing after these acts, which are in order and all count."""
    standing = Standing()
    for act in acts:
        standing = _after(kind, standing, act)
    return standing


def _resolved_by_outcome(case: Case, day: dt.date | None) -> dt.date | None:
    return day if case.outcome == "已化解" else None


def _after(kind: CaseKind, standing: Standing, act: Event) -> Standing:
    action = ACTIONS[kind].get(act.type)
    before = standing.status
    status = action.moves.get(before, _in_a_gap(kind, act, before)) if action else before
    changes: dict[str, Any] = {"status": status, "last": act.day}
    if act.type not in _SILENT:
        changes |= {"plan": "", "plan_due": None}
    if act.type in _NOTICES and standing.noticed is None:
        changes["noticed"] = act.day
    match act.type:
        case "transfer" | "assign" if kind is CaseKind.PETITION:
            changes["dispatched"] = standing.dispatched or act.day
        case "accept":
            changes |= {"accepted": standing.accepted or act.day, "simple": bool(act.details.get("simple"))}
        case "reply" | "answer":
            changes["replied"] = act.day
        case "agreement":
            changes |= {"replied": act.day, "resolved": act.day}
        case "deliver":
            changes["served"] = act.day
        case "extend":
            changes["extended_days"] = standing.extended_days + _whole(act.details.get("days"))
        case "resolve":
            changes["resolved"] = act.day
        case "reopen":
            changes |= {"replied": None, "served": None, "finished": None, "end_reason": None, "resolved": None}
        case "list_enter":
            changes |= {"level": _level(act.details.get("level")), "level_since": act.day, "struck_off": None}
        case "list_move":
            changes |= {"level": _level(act.details.get("to")), "level_since": act.day, "strike_applied": None}
            if standing.level is ListLevel.OBSERVED and changes["level"] is not ListLevel.OBSERVED:
                changes["resolved"] = None  # its petitioner came again
        case "strike_apply":
            changes["strike_applied"] = act.day
        case "strike_refuse":
            changes["strike_applied"] = None
        case "strike_off":
            changes |= {"level": None, "level_since": None, "strike_applied": None, "struck_off": act.day}
        case "rate":
            changes["score_unit" if act.details.get("target") == "duty_unit" else "score_office"] = _score(
                act.details.get("score")
            )
        case "annotate":
            changes["annotated"] = standing.annotated + 1
        case "supervise":
            changes["supervised"] = standing.supervised + 1
        case "plan":
            changes |= {"plan": str(act.details.get("step") or act.text), "plan_due": _day(act.details.get("due"))}
        case _ if act.type in _OLD_ENDINGS:
            changes["status"] = Status.FINISHED
    if changes["status"] in ENDED and before not in ENDED:
        changes |= {"finished": act.day, "end_reason": _end_reason(kind, act, before)}
    return replace(standing, **changes)


def _in_a_gap(kind: CaseKind, act: Event, before: Status) -> Status:
    """Where an act leads that the rules would not allow here: histories of other systems leave steps out."""
    action = ACTIONS[kind][act.type]
    if not action.moves or before in action.within:
        return before
    return next(iter(action.moves.values()))


def _end_reason(kind: CaseKind, act: Event, before: Status) -> EndReason | None:
    if act.type in _END_REASONS:
        return _END_REASONS[act.type]
    if kind is CaseKind.MEDIATION and before is Status.AGREED:
        return EndReason.SUED if act.details.get("reason") == EndReason.SUED else EndReason.PERFORMED
    if kind is CaseKind.LEGAL_SERVICE and before is Status.ANSWERED:
        return EndReason.ANSWERED
    stated = act.details.get("reason")
    if stated in set(EndReason):
        return EndReason(str(stated))
    return {Status.SERVED: EndReason.NO_REVIEW, Status.REVIEW_SERVED: EndReason.NO_RECHECK}.get(before)


def _level(value: object) -> ListLevel | None:
    return ListLevel(str(value)) if value in set(ListLevel) else None


def _score(value: object) -> Score | None:
    return Score(str(value)) if value in set(Score) else None


def _whole(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None
