"""Periods as offices name them, and what they are compared with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.figures.periods import (
    Period,
    half_of,
    month_of,
    months_of,
    parse_period,
    quarter_of,
    week_of,
    year_of,
)
from archive.errors import InvalidInput

D = dt.date
TODAY = D(2024, 5, 20)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", D(2024, 1, 1), D(2024, 12, 31)),
        ("２０２４年", D(2024, 1, 1), D(2024, 12, 31)),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29)),
        ("2024年2月", D(2024, 2, 1), D(2024, 2, 29)),
        ("2024Q2", D(2024, 4, 1), D(2024, 6, 30)),
        ("2024年第二季度", D(2024, 4, 1), D(2024, 6, 30)),
        ("2024年下半年", D(2024, 7, 1), D(2024, 12, 31)),
        ("2024-W01", D(2024, 1, 1), D(2024, 1, 7)),
        ("2020年第53周", D(2020, 12, 28), D(2021, 1, 3)),
        ("2024年5月6日", D(2024, 5, 6), D(2024, 5, 6)),
        ("2024-01-01..2024-03-31", D(2024, 1, 1), D(2024, 3, 31)),
        ("2024-01-01 至 2024-3-31", D(2024, 1, 1), D(2024, 3, 31)),
        ("本月", D(2024, 5, 1), D(2024, 5, 31)),
        ("上月", D(2024, 4, 1), D(2024, 4, 30)),
        ("去年", D(2023, 1, 1), D(2023, 12, 31)),
        ("本周", D(2024, 5, 20), D(2024, 5, 26)),
    ],
)
def test_a_period_is_understood(text: str, first: dt.date, last: dt.date) -> None:
    """A clerk writes it as he says it."""
    period = parse_period(text, TODAY)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "2024年13月", "2021-W53", "1948", "2024-03-31..2024-01-01", "春天", "20245", "2024Q5"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    """A report over the wrong days is worse than none."""
    with pytest.raises(InvalidInput) as refused:
        parse_period(text, TODAY)
    assert refused.value.error_code == "bad_period"


@pytest.mark.parametrize(
    ("period", "before", "year_before"),
    [
        (month_of(D(2024, 3, 1)), D(2024, 2, 29), D(2023, 3, 31)),
        (month_of(D(2024, 2, 1)), D(2024, 1, 31), D(2023, 2, 28)),
        (month_of(D(2023, 2, 1)), D(2023, 1, 31), D(2022, 2, 28)),
        (quarter_of(D(2024, 1, 1)), D(2023, 12, 31), D(2023, 3, 31)),
        (half_of(D(2024, 8, 1)), D(2024, 6, 30), D(2023, 12, 31)),
        (year_of(D(2024, 1, 1)), D(2023, 12, 31), D(2023, 12, 31)),
    ],
)
def test_a_period_is_compared_with_whole_ones(period: Period, before: dt.date, year_before: dt.date) -> None:
    """February of a leap year against February, not against its first 28 days."""
    assert period.before().last == before
    assert period.year_before().last == year_before
    assert period.before().grain == period.grain


def test_what_is_not_over_is_compared_with_as_much() -> None:
    """Five months against a whole year would show every figure falling."""
    year = year_of(TODAY).so_far(TODAY)

    assert year.label == "2024年（截至5月20日）"
    assert (year.year_before().first, year.year_before().last) == (D(2023, 1, 1), D(2023, 5, 20))
    assert year.before().days == year.days
    month = month_of(TODAY).so_far(TODAY)
    assert (month.before().first, month.before().last) == (D(2024, 4, 1), D(2024, 4, 20))
    assert year_of(D(2023, 1, 1)).so_far(TODAY) == year_of(D(2023, 1, 1))
    march = month_of(D(2024, 3, 31)).so_far(D(2024, 3, 30))
    assert march.before().last == D(2024, 2, 29)


_DAYS = st.dates(D(1950, 1, 1), D(2100, 1, 1))


@given(_DAYS, st.sampled_from([year_of, half_of, quarter_of, month_of, week_of]))
def test_periods_lie_side_by_side(day: dt.date, kind: Callable[[dt.date], Period]) -> None:
    """A day between two periods would be counted twice or never."""
    period = kind(day)
    assert period.first <= day <= period.last
    assert period.before().last == period.first - dt.timedelta(1)
    assert period.year_before().last < period.first
    assert parse_period(period.label, day) == period


@given(_DAYS, st.integers(0, 800))
def test_months_cover_a_period(first: dt.date, days: int) -> None:
    """The rows of the yearly table must add up to the year."""
    period = Period(first, first + dt.timedelta(days), "")
    months = months_of(period)
    assert months[0].first <= first <= months[0].last
    assert months[-1].first <= period.last <= months[-1].last
    assert all(a.last + dt.timedelta(1) == b.first for a, b in pairwise(months))
