"""Whether what was decided in a case held: told from its events alone. Pure; never refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from archive.cases.model import Case, Event
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import EndReason


class Held(StrEnum):
    """What became of a decision when it was looked at again."""

    UPHELD = "upheld"
    """复查、复核维持."""
    CHANGED = "changed"
    """复查、复核变更或撤销."""
    REDONE = "redone"
    """复查、复核责令重新办理."""
    PENDING = "pending"
    """A review was asked for; what came of it is not recorded yet."""
    COURT = "court"
    """行政复议或诉讼: how it ended is not in the record."""
    PERFORMED = "performed"
    """A mediation agreement or settlement that was performed."""
    CONFIRMED = "confirmed"
    """A mediation agreement the court confirmed (《人民调解法》第三十三条)."""
    UNCONFIRMED = "unconfirmed"
    """A mediation agreement the court did not confirm."""
    BROKEN = "broken"
    """A mediation agreement that was not performed, and was sued over."""
    UNASKED = "unasked"
    """No review was asked for in time (《信访工作条例》第三十五条)."""
    UNKNOWN = "unknown"
    """The record does not say."""


HELD_LABELS: Mapping[Held, str] = {
    Held.UPHELD: "维持",
    Held.CHANGED: "变更",
    Held.REDONE: "责令重办",
    Held.PENDING: "复查复核中",
    Held.COURT: "进入复议或诉讼",
    Held.PERFORMED: "协议已履行",
    Held.CONFIRMED: "司法确认",
    Held.UNCONFIRMED: "未获司法确认",
    Held.BROKEN: "未履行起诉",
    Held.UNASKED: "未申请复查",
    Held.UNKNOWN: "未记载",
}
STOOD = frozenset({Held.UPHELD, Held.CONFIRMED, Held.PERFORMED})
"""It was tested and stood."""
FELL = frozenset({Held.CHANGED, Held.REDONE, Held.UNCONFIRMED, Held.BROKEN})
"""It was tested and did not stand."""


@dataclass(frozen=True, slots=True)
class Review:
    """One look at a decision by somebody above, or by a court."""

    event: Event
    result: Held


_RESULTS: Mapping[Held, tuple[str, ...]] = {
    Held.REDONE: ("redo", "重新办理", "重新处理", "重办", "发回"),
    Held.CHANGED: ("change", "revoke", "变更", "撤销", "改变"),
    Held.UPHELD: ("uphold", "维持"),
}
"""By code or by words; who revokes and orders a new decision has ordered a new decision."""
_COURTS = frozenset({"admin_recon", "admin_suit"})
_PERFORMED = frozenset({EndReason.PERFORMED, EndReason.SETTLED})


def reviews(case: Case) -> tuple[Review, ...]:
    """The reviews, re-examinations and court ways of a case, in order; one without a readable result is pending."""
    return tuple(
        Review(act, Held.COURT if act.type in _COURTS else _result(act))
        for act in case.acts()
        if act.type in ("review", "recheck") or act.type in _COURTS
    )


def held(case: Case) -> Held:
    """What became of the decision: of several reviews the last that did not merely uphold the one before.

    A re-examination that upholds a review which changed the decision leaves it changed.
    """
    decided = [review.result for review in reviews(case)]
    if Held.COURT in decided:
        return Held.COURT
    acts = [act.type for act in case.acts()]
    if _asked(acts) > sum(kind in ("review", "recheck") for kind in acts):
        return Held.PENDING
    if decided:
        return next((result for result in reversed(decided) if result is not Held.UPHELD), Held.UPHELD)
    return _without_review(case, acts)


def _asked(acts: list[str]) -> int:
    return sum(kind in ("review_apply", "recheck_apply") for kind in acts)


def _without_review(case: Case, acts: list[str]) -> Held:
    reason = standing_of(case).end_reason
    if reason is EndReason.SUED:
        return Held.BROKEN
    if "confirm" in acts:
        confirmed = next(act for act in reversed(case.acts()) if act.type == "confirm")
        return Held.CONFIRMED if _is_confirmed(confirmed) else Held.UNCONFIRMED
    if reason in _PERFORMED:
        return Held.PERFORMED
    return Held.UNASKED if reason is EndReason.NO_REVIEW else Held.UNKNOWN


def _is_confirmed(act: Event) -> bool:
    said = f"{act.details.get('result', '')}{act.text}"
    return not any(word in said for word in ("reject", "驳回", "不予", "撤回"))


def _result(act: Event) -> Held:
    stated = str(act.details.get("result", ""))
    for said in (stated, act.text):
        for result, words in _RESULTS.items():
            if any(word in said for word in words):
                return result
    return Held.PENDING
