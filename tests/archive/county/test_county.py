"""The county as a whole: the same for the same seed, of the scale it should have, in the seasons that were planned."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import sys
from collections import Counter
from functools import cache

import pytest

from archive.cases.figures.shares import ratio
from archive.cases.model import CaseKind, Channel
from archive.cases.procedure.standing import ListLevel, Score, standing_of
from archive.cases.reception.visit import ReceptionKind
from archive.chinese.festival import spring_festival
from archive.county.county import County, county
from tests.archive.county.counties import cases, small

DIGEST = """
import hashlib
from archive.county.county import county
made = county(5, 2, 150)
text = repr([*made.cases(), *made.weekly(), *made.meetings, *made.roster(), *made.receptions(), *made.proposals()])
print(hashlib.sha256(text.encode()).hexdigest())
"""


@cache
def _whole() -> County:
    return county()


def _near(value: float, wanted: float, share: float = 0.15) -> bool:
    return abs(value - wanted) <= wanted * share


def test_the_same_seed_gives_the_same_county_in_every_program() -> None:
    """Sets are in another order in every run; a county that hangs on it cannot be made again."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_another_seed_gives_another_county() -> None:
    """Measures on one county alone may be luck."""
    first, second = ([case.title for case in county(seed, 1, 60).cases()] for seed in (1, 2))
    assert first != second


def test_as_many_cases_as_were_asked_for() -> None:
    """From a hamlet's number to a city's."""
    for wanted in (120, 25_000):
        made = county(3, 10, wanted)
        assert len(made.arrivals) == wanted
        assert (made.first, made.last) == (dt.date(2016, 1, 1), dt.date(2025, 12, 31))


def test_the_years_end_where_they_are_said_to_end() -> None:
    """A demonstration shows what is due today."""
    made = county(1, 3, 200, until=dt.date(2024, 2, 28))
    assert (made.first, made.last) == (dt.date(2021, 3, 1), dt.date(2024, 2, 28))
    assert all(made.first <= one.day <= made.last for one in made.arrivals)


def test_the_scale_of_the_office() -> None:
    """326 mediations, 486 visits by 1,472 persons and 28 meetings a year; 65 visits to the ground, 45 solved."""
    made = _whole()
    kinds = Counter(matter.kind for matter in made.matters)
    received = list(made.receptions())
    hall = [one for one in received if one.kind is ReceptionKind.HALL]
    ground = [one for one in received if one.kind is ReceptionKind.GROUND]

    assert len(made.matters) == 10_000
    assert _near(kinds[CaseKind.MEDIATION] / 10, 326, 0.1)
    assert 400 < kinds[CaseKind.LEGAL_SERVICE] < 1000
    assert _near(len(hall) / 10, 486)
    assert _near(sum(one.persons for one in hall) / 10, 1472)
    assert _near(len(made.meetings) / 10, 28)
    assert _near(len(ground) / 10, 65)
    assert _near(sum(one.resolved for one in ground) / 10, 45)


def test_annotated_listed_and_satisfied_as_reported() -> None:
    """96 annotated a year; 38, 29 and 14 stand in the lists; satisfaction above 94 %; 95 % of mediations end well."""
    scale = len(_whole().matters) / len(cases())
    standings = [standing_of(case) for case in cases()]
    annotated = sum(standing.annotated > 0 for standing in standings)
    levels = Counter(standing.level for standing in standings)
    scores = Counter(one for standing in standings for one in (standing.score_office, standing.score_unit) if one)
    mediated = [case for case in cases() if case.kind is CaseKind.MEDIATION]

    assert _near(annotated * scale / 10, 96, 0.25)
    assert 10 <= (levels[ListLevel.SPECIAL] + levels[ListLevel.CLOSE]) * scale <= 120
    assert 10 <= levels[ListLevel.OBSERVED] * scale <= 120
    assert ratio(scores[Score.SATISFIED] + scores[Score.BASIC], sum(scores.values())) > 0.94
    assert 0.9 < sum(standing_of(case).resolved is not None for case in mediated) / len(mediated) < 0.99


def test_repeats_come_from_the_same_people_with_the_same_matter() -> None:
    """A repeat that names a stranger's case would be counted against him."""
    by_no = {matter.no: matter for matter in small().matters}
    again = [matter for matter in small().matters if matter.repeat_of]

    assert 0.05 < len(again) / sum(m.kind is CaseKind.PETITION for m in small().matters) < 0.2
    for matter in again:
        earlier = by_no[matter.repeat_of]
        assert earlier.day < matter.day
        assert (earlier.petitioner, earlier.about, earlier.region) == (matter.petitioner, matter.about, matter.region)


def test_groups_are_spoken_for() -> None:
    """《信访工作条例》第二十条."""
    groups = [matter for matter in small().matters if matter.group_size >= 5]
    assert groups
    assert all(1 <= len(matter.companions) <= 4 for matter in groups)
    assert {matter.channel for matter in groups} >= {Channel.VISIT, Channel.LETTER}


def test_seasons_are_as_planned() -> None:
    """What the outlook is measured on must be what was written down before it."""
    came = [(one.category, one.day) for one in _whole().arrivals]
    before_festival = [
        day
        for category, day in came
        if category == "劳动争议"
        and (festival := spring_festival(day.year + (day.month > 6)))
        and dt.timedelta(0) <= festival - day <= dt.timedelta(weeks=8)
    ]
    wages = sum(category == "劳动争议" for category, _ in came)
    heating = Counter(day.month for category, day in came if category == "供热")
    mild = sum(category == "供热" and dt.date(2018, 10, 15) <= day <= dt.date(2019, 1, 31) for category, day in came)
    usual = sum(category == "供热" and dt.date(2017, 10, 15) <= day <= dt.date(2018, 1, 31) for category, day in came)

    assert len(before_festival) / wages > 8 / 52 * 2
    assert heating[11] + heating[12] > 4 * (heating[5] + heating[6])
    assert mild < usual * 0.75


@pytest.mark.parametrize("category", ["医疗", "邻里", "其他"])
def test_classes_without_a_season_have_none(category: str) -> None:
    """Else the detector would be praised for what the drawing made."""
    months = Counter(one.day.month for one in _whole().arrivals if one.category == category and one.cause != one.about)
    mean = sum(months.values()) / 12
    assert all(0.5 * mean < months[month] < 1.6 * mean for month in range(1, 13))


def test_the_digest_of_values_is_stable_within_a_run() -> None:
    """Asking twice must not go on where the last time ended."""
    made = county(4, 1, 60)
    first, second = (hashlib.sha256(repr(list(made.cases())).encode()).hexdigest() for _ in range(2))
    assert first == second
