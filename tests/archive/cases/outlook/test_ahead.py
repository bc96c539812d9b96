"""The warnings of the coming weeks, with the cases behind them."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.cases.outlook.ahead import look, outlook, stale
from archive.cases.outlook.history import history
from archive.cases.outlook.values import COUNTY, Filed, Outlook, Span
from archive.cases.outlook.wording import sentence
from tests.archive.cases.outlook.histories import autumn, before_festival, level, made

AUTUMN = dt.date(2025, 9, 1)


@pytest.fixture(scope="module")
def said() -> Outlook:
    return outlook(made(autumn, years=8, today=AUTUMN), AUTUMN)


def test_a_season_ahead_is_warned_of(said: Outlook) -> None:
    """Four weeks before it begins, so that the departments can act."""
    county, township = said.warnings

    assert (county.season.place, township.season.place) == (COUNTY, "柳河镇")
    assert abs((county.span.start - dt.date(2025, 10, 1)).days) <= 7
    assert county.span.end == said.span.end == AUTUMN + dt.timedelta(weeks=8)


def test_the_expected_number_is_what_such_weeks_bring(said: Outlook) -> None:
    """Some four weeks of .75 a day are 20 cases; the interval holds it and is no wider than it must."""
    told = said.warnings[0].forecast
    days = said.warnings[0].span.days

    assert told.expected == pytest.approx(0.75 * days, rel=0.3)
    assert told.low <= 0.75 * days <= told.high
    assert told.high - told.low < 1.5 * told.expected


def test_the_cases_behind_a_warning_are_those_of_its_days(said: Outlook) -> None:
    """A leader who asks why must be shown the very cases."""
    filed = made(autumn, years=8, today=AUTUMN)
    warning = said.warnings[1]

    assert len(warning.past) == 8
    for past in warning.past:
        days = {one.no for one in filed if past.span.start <= one.day < past.span.end}
        assert set(past.cases) == days
        assert (past.span.start.month, past.span.start.day) == (warning.span.start.month, warning.span.start.day)


def test_a_season_that_stands_today_is_warned_of_for_its_rest() -> None:
    """In the middle of winter the second half of winter is still to come."""
    today = dt.date(2025, 10, 20)
    warning = outlook(made(autumn, years=8, today=today), today).warnings[0]

    assert warning.span.start == today
    assert warning.span.end <= dt.date(2025, 11, 20)


def test_the_festivals_season_is_warned_of_where_the_festival_is() -> None:
    """29 January in 2025, 17 February in 2026: nearly three weeks later."""
    for year, festival in ((2025, dt.date(2025, 1, 29)), (2026, dt.date(2026, 2, 17))):
        today = dt.date(year - 1, 12, 1)
        warning = outlook(made(before_festival, years=9, today=today), today, weeks=12).warnings[0]

        assert abs((warning.span.start - (festival - dt.timedelta(weeks=6))).days) <= 7
        assert abs((warning.span.end - festival).days) <= 14


def test_a_season_that_only_brushes_the_weeks_is_left_for_later() -> None:
    """Three days of a season are no warning; the next look has it whole."""
    today = dt.date(2025, 8, 9)

    assert all(one.span.days >= 7 for one in outlook(made(autumn, years=8, today=today), today).warnings)


def test_no_season_no_warning() -> None:
    """The null county in small."""
    assert outlook(made(level, years=8, a_day=0.3, today=AUTUMN), AUTUMN).warnings == ()


def test_a_season_that_stopped_is_not_warned_of() -> None:
    """It stays in the list of seasons, marked as stopped, and leaves the warnings."""

    def until_2021(day: dt.date) -> float:
        return 9.0 if day.year <= 2021 and autumn(day) > 1 else 0.4 if autumn(day) > 1 else 1.0

    told = outlook(made(until_2021, years=10, a_day=0.2, today=AUTUMN), AUTUMN)

    assert [one.stopped for one in told.seasons.found] == [True, True]
    assert told.warnings == ()


def test_an_old_ledger_is_said_to_be_old() -> None:
    """Nothing registered for half a year makes every forecast too low."""
    filed = made(level, years=5, a_day=0.5, today=AUTUMN)

    assert stale(history(filed, AUTUMN)) is None
    assert stale(history(filed, AUTUMN + dt.timedelta(180))) in range(175, 200)
    assert stale(history([], AUTUMN)) is None


def test_the_weeks_ahead_are_as_many_as_asked_for() -> None:
    """A year's plan wants fifty-two."""
    past = history(made(autumn, years=8, today=AUTUMN), AUTUMN)

    assert look(past, weeks=2).span == Span(AUTUMN, AUTUMN + dt.timedelta(14))
    assert look(past, weeks=2).warnings == ()
    assert look(past, weeks=52).warnings


def test_a_leader_can_read_it(said: Outlook) -> None:
    """Class, place, weeks, number, and how often it was so."""
    text = sentence(said.warnings[1])

    assert text.startswith("供热，柳河镇，第")
    assert "周（" in text
    assert "预计 " in text
    assert text.endswith("过去 7 年中 7 年如此") or text.endswith("过去 8 年中 8 年如此")


def test_cases_without_a_township_count_for_the_county() -> None:
    """Half of the ledger has no place; the county's season must still be seen."""
    filed = [Filed(one.no, one.day, one.category) for one in made(autumn, years=8, today=AUTUMN)]

    assert [one.season.place for one in outlook(filed, AUTUMN).warnings] == [COUNTY]
