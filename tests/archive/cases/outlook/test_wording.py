"""Weeks and days as the office writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.cases.labels import CATEGORIES
from archive.cases.outlook.values import Clock, Span, Window
from archive.cases.outlook.wording import advice, days_of, weeks_of, window_of


@pytest.mark.parametrize(
    ("start", "end", "weeks", "days"),
    [
        ((2026, 11, 9), (2026, 12, 7), "第46—49周", "11月9日—12月6日"),
        ((2026, 11, 9), (2026, 11, 16), "第46周", "11月9日—11月15日"),
        ((2025, 12, 20), (2026, 1, 10), "第51周—次年第2周", "12月20日—1月9日"),
        ((2026, 12, 28), (2027, 1, 4), "第53周", "12月28日—1月3日"),
    ],
)
def test_weeks_are_those_of_the_calendar_on_the_wall(
    start: tuple[int, int, int], end: tuple[int, int, int], weeks: str, days: str
) -> None:
    """GB/T 7408: Monday first, the week of the year's first Thursday is the first."""
    span = Span(dt.date(*start), dt.date(*end))

    assert (weeks_of(span), days_of(span)) == (weeks, days)


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (Window(Clock.YEAR, 273, 6), "每年10月1日—11月11日"),
        (Window(Clock.YEAR, 351, 4), "每年12月18日—1月14日"),
        (Window(Clock.SPRING_FESTIVAL, -56, 8), "春节前8周到春节"),
        (Window(Clock.SPRING_FESTIVAL, -56, 6), "春节前8周到前2周"),
        (Window(Clock.SPRING_FESTIVAL, -14, 4), "春节前2周到节后2周"),
        (Window(Clock.SPRING_FESTIVAL, 0, 4), "春节到节后4周"),
        (Window(Clock.SPRING_FESTIVAL, 7, 3), "节后1周到节后4周"),
    ],
)
def test_a_season_is_named_by_its_clock(window: Window, text: str) -> None:
    """The festival moves, so a date would be wrong next year."""
    assert window_of(window) == text


@pytest.mark.parametrize("category", [*CATEGORIES, "热线的一类"])
def test_every_class_has_advice(category: str) -> None:
    """A warning without something to do is a complaint."""
    assert advice(category).endswith("。")
