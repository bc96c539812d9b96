"""Counts, shares and changes with the rounding of reports: 百分比 two places, ratios four, half up. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NOTHING = "—"
"""What stands where there is nothing to divide by: never 100 %, never 0 %."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one period: a count, a sum over a count, or a share."""

    top: int
    """Cases that count; or a sum, of persons or days."""
    bottom: int | None = None
    """What it is divided by; None for a plain count."""
    percent: bool = True
    """Whether a divided figure is a share (percent) or a mean."""

    @property
    def value(self) -> Decimal | None:
        """The figure itself: a count, a percentage of two places or a mean of two; None without a divisor."""
        if self.bottom is None:
            return Decimal(self.top)
        if self.bottom == 0:
            return None
        return (
            _rounded(ratio(self.top, self.bottom) * 100) if self.percent else _rounded(Decimal(self.top) / self.bottom)
        )

    @property
    def shown(self) -> str:
        """As a report prints it."""
        value = self.value
        if value is None:
            return NOTHING
        if self.bottom is None:
            return str(self.top)
        return f"{value:.2f}%" if self.percent else f"{value:.2f}"


def ratio(top: int, bottom: int) -> Decimal:
    """A ratio of four places, which is what further figures are computed from."""
    return (Decimal(top) / Decimal(bottom)).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def change(now: Figure, then: Figure) -> str:
    """同比 or 环比 as a report prints it: percent for counts and means, percentage points (百分点) for shares."""
    new, old = now.value, then.value
    if new is None or old is None:
        return NOTHING
    if now.bottom is not None and now.percent:
        return f"{new - old:+.2f}个百分点" if new != old else "持平"
    if old == 0:
        return NOTHING
    if new == old:
        return "持平"
    return f"{_rounded(((new - old) / old).quantize(Decimal('0.0001'), ROUND_HALF_UP) * 100):+.2f}%"


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
