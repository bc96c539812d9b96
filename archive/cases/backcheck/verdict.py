"""What a back-check may come to, and what is proposed to the clerk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a dispute was found before it came in."""

    PENDING = "pending"
    """Nobody has decided yet."""
    FOUND = "found"
    MISSED = "missed"
    UNTRUE = "untrue"
    """It was reported, but not as it was."""
    EXEMPT = "exempt"
    """Not counted: nobody could have found it, or it is not of this county."""


VERDICT_LABELS: Mapping[Verdict, str] = {
    Verdict.PENDING: "待定",
    Verdict.FOUND: "事先掌握",
    Verdict.MISSED: "漏排",
    Verdict.UNTRUE: "排查不实",
    Verdict.EXEMPT: "不列入",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry of a weekly check, or an earlier case, that may be the same dispute."""

    score: int
    """0 to 100."""
    reasons: tuple[str, ...]
    """In Chinese: what the two have in common."""
    wrong: tuple[str, ...]
    """In Chinese: what was reported otherwise than it was."""
    unit: str = ""
    """The body that reported it."""
    entry_id: int | None = None
    case_no: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the program proposes; the clerk decides."""

    verdict: Verdict
    candidates: tuple[Candidate, ...]
    """The likeliest first."""

    @property
    def best(self) -> Candidate | None:
        """The candidate the verdict rests on; None if the dispute was missed."""
        return None if self.verdict is Verdict.MISSED else self.candidates[0]

    @property
    def reason(self) -> str:
        """In Chinese, for the notice."""
        best = self.best
        if best is None:
            return "排查条目和台账里事先没有相符的记录"
        return "；".join(best.wrong or best.reasons)
