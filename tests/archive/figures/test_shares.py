"""Shares and changes, rounded as reports round them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.figures.shares import Figure, change


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (Figure(12), "12"),
        (Figure(1, 3), "33.33%"),
        (Figure(2, 3), "66.67%"),
        (Figure(1, 8), "12.50%"),
        (Figure(0, 5), "0.00%"),
        (Figure(5, 5), "100.00%"),
        (Figure(0, 0), "—"),
        (Figure(7, 2, percent=False), "3.50"),
        (Figure(0, 0, percent=False), "—"),
    ],
)
def test_a_figure_as_it_is_printed(figure: Figure, shown: str) -> None:
    """Two places; nothing to divide by is neither 0 % nor 100 %."""
    assert figure.shown == shown


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (Figure(110), Figure(72), "+52.78%"),
        (Figure(1731), Figure(1191), "+45.34%"),
        (Figure(83), Figure(100), "-17.00%"),
        (Figure(5), Figure(5), "持平"),
        (Figure(5), Figure(0), "—"),
        (Figure(0), Figure(0), "—"),
        (Figure(95, 100), Figure(90, 100), "+5.00个百分点"),
        (Figure(9, 10), Figure(95, 100), "-5.00个百分点"),
        (Figure(9, 10), Figure(90, 100), "持平"),
        (Figure(9, 10), Figure(0, 0), "—"),
        (Figure(10, 2, percent=False), Figure(8, 2, percent=False), "+25.00%"),
    ],
)
def test_a_change_in_percent_or_in_points(now: Figure, then: Figure, said: str) -> None:
    """A rate that rises from 90 % to 95 % rises by points, not by 5.56 %; against nothing there is no change."""
    assert change(now, then) == said


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_off_by_half_a_place_at_most(top: int, bottom: int) -> None:
    """The ratio of four places is rounded once, not twice."""
    value = Figure(top, bottom).value
    assert value is not None
    assert abs(value - Decimal(top) * 100 / Decimal(bottom)) <= Decimal("0.005")
