"""What an earlier case means for a new one: a repeat, a matter pending elsewhere, a matter that is over. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from archive.cases.likeness.matters import SameMatter, same_matter
from archive.cases.likeness.people import SamePerson, best_match
from archive.cases.model import Case
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import END_LABELS, ENDED, EndReason, Status

_LEAST_MATTER = 0.35
_SURE_PERSON = 0.85


class Relation(StrEnum):
    """What an earlier case is to a new one."""

    REPEAT = "repeat"
    """The same person brings the same matter again."""
    PENDING = "pending"
    """It is accepted or being handled: a body above does not accept it (《信访工作条例》第十九条)."""
    OVER = "over"
    """It was re-examined: it is no longer accepted on the same facts and grounds (第三十六条)."""
    SAME_MATTER = "same_matter"
    """Somebody else brings the same matter."""
    SAME_PERSON = "same_person"
    """The same person brings something else."""
    UNRELATED = "unrelated"
    """The clerk has looked and found nothing in common."""


RELATION_LABELS: Mapping[Relation, str] = {
    Relation.REPEAT: "重复信访",
    Relation.PENDING: "正在办理（第十九条）",
    Relation.OVER: "已终结（第三十六条）",
    Relation.SAME_MATTER: "他人反映的同一事项",
    Relation.SAME_PERSON: "同一人的另一事项",
    Relation.UNRELATED: "无关",
}
_UNASKED = frozenset({EndReason.NO_RECHECK, EndReason.NO_REVIEW})
"""Complete too, but not by the opinion of a re-examination, of which alone 第三十六条 speaks."""
REPEATS = frozenset({Relation.REPEAT, Relation.PENDING, Relation.OVER})
"""Relations that make the new case a repeat."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier case as it is shown to the clerk, who decides."""

    case: Case
    relation: Relation
    score: float
    """0 to 1."""
    person: SamePerson | None
    matter: SameMatter
    advice: str
    """What the law says then, in Chinese."""


def compare(case: Case, other: Case) -> Earlier | None:
    """What ``other`` is to ``case``; None if they have too little in common."""
    person, matter = best_match(case, other), same_matter(case, other)
    alike = matter.score >= _LEAST_MATTER
    if person is None and not (alike and matter.score >= 0.6):
        return None
    if person is None:
        return Earlier(
            other, Relation.SAME_MATTER, round(0.6 * matter.score, 4), None, matter, "可并案办理，或互相参照。"
        )
    score = round(person.score * (0.5 + 0.5 * matter.score), 4)
    if not alike:
        if person.score < _SURE_PERSON:
            return None
        return Earlier(other, Relation.SAME_PERSON, score, person, matter, "同一人反映过别的事项，供了解情况。")
    relation, advice = _same_again(other)
    return Earlier(other, relation, score, person, matter, advice)


def _same_again(other: Case) -> tuple[Relation, str]:
    standing = standing_of(other)
    ended = standing.end_reason if standing.status in (Status.FINISHED, Status.ARCHIVED) else None
    if ended is EndReason.RECHECKED:
        return (
            Relation.OVER,
            "该事项已经复核终结；仍以同一事实和理由提出的，不再受理，出具不再受理告知书（《信访工作条例》第三十六条）。",
        )
    if standing.status not in ENDED and standing.status is not Status.REGISTERED:
        return (
            Relation.PENDING,
            "该事项已经受理或正在办理；在规定期限内向上级机关又提出的，上级机关不予受理（《信访工作条例》第十九条）。",
        )
    if ended in _UNASKED:
        return (
            Relation.REPEAT,
            f"该事项已经程序完结（{END_LABELS[ended]}），没有经过复核，不能依第三十六条不再受理；"
            "请看有没有新的事实和理由，原来的答复是否落实。",
        )
    return Relation.REPEAT, "属重复信访，请关联到原案，看原来的答复是否落实。"
