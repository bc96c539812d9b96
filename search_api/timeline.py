"""Counts by month → bars of years, quarters or months without a gap. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Step = Literal["year", "quarter", "month"]

STEPS: Mapping[Step, str] = {"year": "年", "quarter": "季", "month": "月"}
_MONTHS: Mapping[Step, int] = {"year": 12, "quarter": 3, "month": 1}
_FINEST = 48
"""Bars that can still be told apart; a longer history is drawn in wider steps."""
_MOST = 400
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Bar:
    """One year, quarter or month."""

    label: str
    count: int
    months: tuple[str, ...]
    """The months it holds, 2022-05."""


def bars(counts: Mapping[str, int], step: Step | None = None) -> tuple[Step, list[Bar]]:
    """The bars from the first to the last month counted; without a step, the finest that can be told apart.

    Months that are none, as an index might hold, are left out; so is the oldest part beyond 400 bars.
    """
    counted = {int(m[1]) * 12 + int(m[2]) - 1: n for name, n in counts.items() if (m := _MONTH.fullmatch(name))}
    if not counted:
        return step or "year", []
    first, last = min(counted), max(counted)
    step = step or _step((last - first) + 1)
    wide = _MONTHS[step]
    begins = range(first // wide * wide, last + 1, wide)[-_MOST:]
    return step, [
        Bar(
            _label(at, step),
            sum(counted.get(month, 0) for month in range(at, at + wide)),
            tuple(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(at, at + wide)),
        )
        for at in begins
    ]


def _step(months: int) -> Step:
    """The finest step whose bars can be told apart."""
    if months <= _FINEST:
        return "month"
    return "quarter" if months <= _FINEST * 3 else "year"


def _label(at: int, step: Step) -> str:
    year, month = divmod(at, 12)
    return {"year": f"{year}年", "quarter": f"{year}年{'一二三四'[month // 3]}季度", "month": f"{year}年{month + 1}月"}[
        step
    ]
