"""Whether two cases are one matter: likeness of their texts, class, place and amounts. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from archive.cases.model import Case
from archive.chinese.fold import fold

_NOT_A_WORD = re.compile(r"[\W_\d]+")
_COMMON = frozenset("的了我们你在是有和不就也都把被给让他她它这那一个")
_TEXT, _CATEGORY, _PLACE, _OTHER_SIDE = 0.6, 0.12, 0.16, 0.12
"""Weights of the signals; chosen on the repeats of the demonstration county, see docs/benchmarks.md."""


@dataclass(frozen=True, slots=True)
class SameMatter:
    """How like two matters are, and in which points."""

    score: float
    """0 to 1."""
    points: tuple[str, ...]
    """In Chinese."""


def same_matter(case: Case, other: Case) -> SameMatter:
    """Compare two cases."""
    text = text_likeness(matter_text(case), matter_text(other))
    points = [f"内容相似 {text:.0%}"] if text >= 0.3 else []
    score = _TEXT * min(1.0, text / 0.6)
    if case.category and case.category == other.category:
        score += _CATEGORY
        points.append(f"同属{case.category}")
    if place := _shared_place(case, other):
        score += _PLACE
        points.append(f"同在{place}")
    if shared := _others(case) & _others(other):
        score += _OTHER_SIDE
        points.append(f"都涉及{'、'.join(sorted(shared))}")
    return SameMatter(round(min(score, 1.0), 4), tuple(points))


def matter_text(case: Case) -> str:
    """What a case is about, in the words of who brought it."""
    return "\n".join([case.title, case.summary, case.facts, case.text, *(claim.text for claim in case.claims)])


def text_likeness(one: str, other: str) -> float:
    """Cosine of the pairs of characters of two texts, 0 to 1; a short text inside a long one counts as like it."""
    first, second = _pairs(one), _pairs(other)
    if not first or not second:
        return 0.0
    shared = sum(math.sqrt(count * second[pair]) for pair, count in first.items() if pair in second)
    size = {id(text): sum(text.values()) for text in (first, second)}
    small, large = sorted((size[id(first)], size[id(second)]))
    cosine = shared / math.sqrt(small * large)
    contained = shared / small
    return max(cosine, 0.8 * contained if small >= 20 else cosine)


def _pairs(text: str) -> Mapping[str, int]:
    runs = _NOT_A_WORD.split(fold(text))
    return Counter(
        run[at : at + 2] for run in runs for at in range(len(run) - 1) if not _COMMON.issuperset(run[at : at + 2])
    )


def _shared_place(case: Case, other: Case) -> str:
    if case.region_code and case.region_code == other.region_code:
        return case.region or "同一处"
    first, second = (re.sub(r"\s", "", one.region) for one in (case, other))
    if not first or not second:
        return ""
    return first if first in second else second if second in first else ""


def _others(case: Case) -> set[str]:
    asking = {party.name for party in case.parties if party.role.value in ("petitioner", "applicant", "representative")}
    return {party.name for party in case.parties if party.name and party.name not in asking}
