"""Every case of the county is one that the procedure allows, step by step, with clocks that fit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from archive.cases.clocks.deadlines import deadlines_of
from archive.cases.clocks.holidays import shipped_calendar
from archive.cases.clocks.rules import shipped
from archive.cases.model import Case, CaseKind, MatterClass
from archive.cases.places import Places
from archive.cases.procedure.actions import BEGINNINGS
from archive.cases.procedure.moves import check_people, do
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import ENDED, Status
from archive.record.projection import project
from tests.archive.county.counties import cases, small

ACTED = ("resolve", "agreement")


def _replayed(case: Case) -> Case:
    """The case as the procedure makes it from its beginning, act by act."""
    given = {CaseKind.PETITION: "", CaseKind.MEDIATION: case.duty_unit, CaseKind.LEGAL_SERVICE: case.duty_unit}
    handler = "" if case.kind is CaseKind.LEGAL_SERVICE else case.handler
    begun = replace(case, events=case.events[:1], duty_unit=given[case.kind], handler=handler, outcome="")
    for act in case.events[1:]:
        begun = do(begun, act, small().last)
    return begun


def test_every_act_is_legal() -> None:
    """A county that breaks the procedure teaches every test beside it to accept that."""
    for case in cases():
        assert case.events[0].type in BEGINNINGS
        assert case.events[0].day == case.received
        made = _replayed(case)
        noted = not any(event.type in ACTED for event in case.events)
        assert replace(made, outcome=case.outcome if noted else made.outcome) == case, case.no


def test_nothing_happens_after_the_end_or_before_the_beginning() -> None:
    """Days run forward."""
    for case in cases():
        days = [event.day for event in case.events]
        assert days == sorted(days)
        assert small().first <= days[0] <= days[-1] <= small().last


def test_people_fit_the_law() -> None:
    """Five representatives at most, and nobody handles his own case."""
    for case in cases():
        check_people(case)
    assert any(len(case.parties) > 3 for case in cases())


def test_every_kind_of_way_is_there() -> None:
    """A status nobody ever stands in is never tried."""
    acts = Counter(event.type for case in cases() for event in case.events)
    routes = {case.appeal_route for case in cases() if case.matter_class is MatterClass.APPEAL}

    assert len(routes) >= 5
    assert {
        "transfer", "assign", "receive", "object", "return", "accept", "refuse", "guide", "investigate", "hearing",
        "extend", "reply", "deliver", "review_apply", "review", "recheck", "finish", "archive", "settle", "withdraw",
        "feedback", "supervise", "annotate", "plan", "list_enter", "list_move", "strike_off", "resolve", "visit",
        "rate", "meeting", "mediate", "agreement", "perform", "confirm", "terminate", "answer",
    } <= set(acts)  # fmt: skip


def test_accusations_are_kept_from_others() -> None:
    """《信访工作条例》第三十条."""
    accusations = [case for case in cases() if case.matter_class is MatterClass.ACCUSATION]
    assert accusations
    assert all(case.restricted for case in accusations)
    assert not any(case.restricted for case in cases() if case.matter_class is not MatterClass.ACCUSATION)


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("DISPATCH_15", 0.002, 0.03),
        ("NOTICE_TRANSFERRED", 0.01, 0.07),
        ("HANDLE_60", 0.01, 0.09),
        ("MEDIATE_MONTH", 0.005, 0.08),
        ("ASSIGN_FEEDBACK", 0.03, 0.25),
        ("PLAN_3WD", 0.01, 0.15),
    ],
)
def test_some_are_late_and_most_are_not(code: str, least: float, most: float) -> None:
    """A county without lateness has no red light to show, one full of it no green."""
    rules, calendar = [rule for rule in shipped().rules if rule.code == code], shipped_calendar()
    found = [one for case in cases() for one in deadlines_of(case, rules, calendar) if one.met is not None]

    assert len(found) > 50
    assert least <= sum(one.late for one in found) / len(found) <= most


def test_what_ended_long_ago_asks_for_nothing() -> None:
    """Red lights nobody can put out teach a clerk to overlook the others."""
    clocks, calendar = shipped(), shipped_calendar()
    long_ago = small().last - dt.timedelta(420)
    old = [case for case in cases() if case.events[-1].day < long_ago and standing_of(case).status in ENDED]
    left = {case.no: one.code for case in old for one in deadlines_of(case, clocks.rules, calendar) if one.open}

    assert len(old) > 100
    assert {no: code for no, code in left.items() if code not in clocks.windows} == {}


def test_some_are_open_at_the_end() -> None:
    """The office has work on its desk."""
    standings = [standing_of(case).status for case in cases()]
    still_open = sum(status not in ENDED for status in standings)

    assert 5 < still_open < len(standings) * 0.08
    assert Status.HANDLING in standings


def test_nothing_is_without_a_next_step_and_its_day() -> None:
    """事事有回音，件件有着落: the check that lists what is adrift must not begin with what the county forgot to plan."""
    places, clocks, calendar = Places(()), shipped(), shipped_calendar()
    adrift = []
    for case in cases():
        found = project(case, places, clocks, calendar).columns
        watched = found["level"] in ("L2", "L3") and found["resolved"] is None
        if (found["status"] not in ENDED or watched) and not (found["next_step"] and found["next_due"]):
            adrift.append((case.no, found["status"], [event.type for event in case.events]))

    assert adrift == []
