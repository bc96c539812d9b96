"""Names like the one that was typed, to say what may have been meant. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

_LIKE = 60.0
"""From this likeness on, of 100, a name is worth showing: 教育厅 is 67 like 安和县教育局, 公安局 50."""
_SHORTENED = 90.0
"""Likeness of a name all of whose characters stand in the other in the same order, as 住建局 in 住房和城乡建设局."""


def near(name: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """The ``limit`` names most like ``name``, the likest first."""
    scored = [(_likeness(name, one), one) for one in dict.fromkeys(names) if one]
    best = sorted((one for one in scored if one[0] >= _LIKE), key=lambda one: (-one[0], one[1]))
    return [one for _, one in best[:limit]]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """A sentence that names them; empty if there is none."""
    found = near(name, names)
    return f"相近的有：{'、'.join(found)}。" if found else ""


def _likeness(name: str, other: str) -> float:
    if len(name) > 1 and LCSseq.similarity(name, other) == len(name):
        return _SHORTENED
    return max(fuzz.ratio(name, other), fuzz.partial_ratio(name, other))
