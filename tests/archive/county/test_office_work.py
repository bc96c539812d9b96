"""Weekly checks, meetings, reception and proposals of the county fit the cases they are about."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from archive.cases.meetings.meeting import DecisionState, MeetingKind
from archive.cases.reception.visit import ReceptionKind
from archive.county.bodies import bodies
from archive.county.matter import Reported
from tests.archive.county.counties import cases, small

NUMBERS = {matter.no: matter for matter in small().matters}


def test_bodies_report_every_week_but_for_some() -> None:
    """A missing report must be there to be seen, and more of them at the Spring Festival."""
    reports = list(small().weekly())
    weeks = {one.week for one in reports}
    reporting = sum(unit.reports_weekly for unit in bodies().units)
    missing = 1 - len(reports) / len(weeks) / reporting

    assert len({(one.unit, one.week) for one in reports}) == len(reports)
    assert all(week.weekday() == 0 for week in weeks)
    assert 0.01 < missing < 0.12
    assert sum(not one.entries for one in reports) > len(reports) / 2


def test_what_was_missed_was_reported_by_nobody_beforehand() -> None:
    """Else the back-check could not find what it is to find."""
    before: dict[tuple[str, str], list[dt.date]] = {}
    for report in small().weekly():
        for entry, _ in report.entries:
            before.setdefault((entry.people[0], entry.region_code), []).append(report.reported)
    people = Counter((matter.petitioner.name, matter.place.code) for matter in small().matters)
    checked = 0
    for matter in small().matters:
        key = (matter.petitioner.name, matter.place.code)
        if matter.reported is Reported.MISSED and people[key] == 1:
            assert [day for day in before.get(key, []) if day <= matter.day] == [], matter.no
            checked += 1
    assert checked > 100
    shares = Counter(matter.reported for matter in small().matters)
    assert 0.1 < shares[Reported.MISSED] / len(NUMBERS) < 0.25
    assert 0.03 < shares[Reported.UNTRUE] / len(NUMBERS) < 0.12


def test_entries_name_cases_only_once_they_are_there() -> None:
    """A report of March cannot know the number a letter was given in May."""
    for report in small().weekly():
        for entry, no in report.entries:
            assert entry.title
            assert entry.owner
            if no:
                assert NUMBERS[no].day < report.week + dt.timedelta(7)


def test_meetings_decide_about_cases_on_their_agenda() -> None:
    """Each decision becomes an event of its case."""
    by_no = {case.no: case for case in cases()}
    kinds = Counter(meeting.kind for meeting in small().meetings)

    assert min(kinds[kind] for kind in MeetingKind) > 0
    assert len({meeting.no for meeting in small().meetings}) == len(small().meetings)
    for meeting in small().meetings:
        assert {one.case_no for one in meeting.decisions} <= set(meeting.agenda)
        for decision in meeting.decisions:
            events = [one for one in by_no[decision.case_no].events if one.number == meeting.no]
            assert decision.text in {one.text for one in events}
            assert decision.due is not None
            assert meeting.held is not None
            assert decision.due >= meeting.held
            assert (decision.state is DecisionState.DONE) == (decision.done is not None)


def test_visitors_are_received_by_whoever_is_on_duty() -> None:
    """The roster would be worth nothing."""
    duty = {one.day: one.leader for one in small().roster()}
    hall = [one for one in small().receptions() if one.kind is ReceptionKind.HALL]

    assert all(day.weekday() < 5 or day in duty for day in duty)
    assert {one.place for one in hall} == {""}
    assert all(one.leader == duty[one.day] for one in hall if one.day in duty)
    assert {one.case_no for one in hall} <= set(NUMBERS)


def test_proposals_are_made_and_mostly_taken_up() -> None:
    """第四十一条: the annual report counts them."""
    made = list(small().proposals())
    assert 60 < len(made) < 110
    assert len({one.kind for one in made}) == 3
    assert 0.5 < sum(bool(one.adopted) for one in made) / len(made) < 0.9
