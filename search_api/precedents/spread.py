"""How like cases ended: counts of outcomes, findings and reviews, and the spread of amounts and days. Pure.

Every figure stands with the number of cases it rests on; below ``FEW`` no share is told, only the count.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.cases.labels import label
from archive.cases.model import Case, Opinion
from archive.cases.procedure.held import FELL, HELD_LABELS, STOOD, held
from archive.cases.procedure.standing import standing_of

FEW = 5
"""From so many on a share means something."""
_LONGEST_OUTCOME = 12
"""A longer text of an outcome is a story, not a class of outcomes."""
_NOT_STATED = "另有说明"


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each value stands among the cases that have one."""

    n: int
    """Cases that have one."""
    values: Mapping[str, int]
    """The most frequent first."""


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Least, quarters and greatest of a number, with how many cases have it."""

    n: int
    least: int
    low: int
    """A quarter of the cases lies at or below it."""
    middle: int
    high: int
    """A quarter lies at or above it."""
    greatest: int


@dataclass(frozen=True, slots=True)
class Spread:
    """What became of the cases that are like the question."""

    n: int
    """Cases looked at."""
    outcomes: Counts
    findings: Counts
    """Of their single claims: 支持, 解释说明, 不支持."""
    supported: Counts
    """Of the cases with findings: all claims supported, some, none."""
    reviews: Counts
    stood: int
    """Of the cases looked at again, those that stood."""
    tested: int
    """Cases whose decision was looked at again and whose result is recorded."""
    amounts: Quartiles | None
    """In fen, what the matter was about; None if no case states it."""
    agreed: Quartiles | None
    """In fen, what mediation agreements fixed."""
    days: Quartiles | None
    """From receipt to the answer or agreement."""


def spread(cases: Sequence[Case]) -> Spread:
    """The spread over these cases."""
    kept = [(case, held(case)) for case in cases]
    tested = [became for _, became in kept if became in STOOD or became in FELL]
    decided = [[claim.opinion for claim in case.claims if claim.opinion] for case in cases]
    return Spread(
        n=len(cases),
        outcomes=_counts(_outcome(case) for case in cases),
        findings=_counts(label(opinion) for opinions in decided for opinion in opinions),
        supported=_counts(_support(opinions) for opinions in decided if opinions),
        reviews=_counts(HELD_LABELS[became] for _, became in kept if became in STOOD or became in FELL),
        stood=sum(became in STOOD for became in tested),
        tested=len(tested),
        amounts=_quartiles(case.amount_fen for case in cases),
        agreed=_quartiles(case.mediation.amount_fen for case in cases),
        days=_quartiles(_days(case) for case in cases),
    )


def share(part: int, whole: int) -> str:
    """``7/9（78%）``; of fewer than ``FEW`` only ``2/3（不足 5 件，不算比例）``."""
    if whole < FEW:
        return f"{part}/{whole}（不足 {FEW} 件，不算比例）"
    return f"{part}/{whole}（{part / whole:.0%}）"


def _outcome(case: Case) -> str:
    return case.outcome if len(case.outcome) <= _LONGEST_OUTCOME else _NOT_STATED


def _support(opinions: Sequence[Opinion]) -> str:
    supported = sum(opinion is Opinion.SUPPORT for opinion in opinions)
    if supported == len(opinions):
        return "全部支持"
    return "部分支持" if supported else "都不支持"


def _counts(values: Iterable[str]) -> Counts:
    counted = Counter(value for value in values if value)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return Counts(sum(counted.values()), dict(ordered))


def _days(case: Case) -> int | None:
    """Days to the answer; of a case still under way, or answered before it came, none."""
    answered: dt.date | None = standing_of(case).replied
    if answered is None or case.received is None or answered < case.received:
        return None
    return (answered - case.received).days


def _quartiles(values: Iterable[int | None]) -> Quartiles | None:
    given = sorted(value for value in values if value)
    if not given:
        return None
    low, middle, high = (
        (round(value) for value in statistics.quantiles(given, n=4, method="inclusive"))
        if len(given) > 1
        else given * 3
    )
    return Quartiles(len(given), given[0], low, middle, high, given[-1])
