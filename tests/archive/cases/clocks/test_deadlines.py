"""What holds for the deadlines of every case, however its events were recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archive.cases.clocks.deadlines import deadlines_of
from archive.cases.clocks.holidays import shipped_calendar
from archive.cases.clocks.rules import shipped
from archive.cases.clocks.signals import signals_of
from archive.cases.labels import EVENT_TYPES
from archive.cases.model import AppealRoute, Case, CaseKind, Event, MatterClass
from tests.archive.cases.clocks.situations import case

RULES = shipped().rules
_TYPES = sorted(
    {*EVENT_TYPES, "receive", "return", "uphold", "guide", "refuse", "refuse_again", "supervise", "feedback", "settle"}
    | {"withdraw", "finish", "resolve", "plan", "archive", "apply", "terminate", "confirm_apply", "confirm_admit"}
)
_days = st.dates(dt.date(2004, 1, 1), dt.date(2026, 6, 30))
_texts = st.sampled_from(["", "局长", "2023-02-31", "9999-12-31", "0001-01-01", "清水乡", "guided", "是"])
_odd = st.one_of(st.none(), st.booleans(), st.integers(-5, 400), _texts, st.just([]), _days.map(str))
_keys = (
    "simple",
    "to",
    "feedback_due",
    "due",
    "from",
    "days",
    "approver",
    "reason",
    "receiver",
    "effective",
    "kind",
    "known",
    "direct",
)
_events = st.builds(
    Event,
    day=st.one_of(_days, st.sampled_from([dt.date.min, dt.date.max])),
    type=st.sampled_from(_TYPES),
    unit=st.sampled_from(["", "清水乡", "柳河镇", "县信访局"]),
    number=st.sampled_from(["", "安信访复字〔2022〕1号"]),
    details=st.dictionaries(st.sampled_from(_keys), _odd, max_size=5),
    voided=st.sampled_from(["", "", "", "登记有误"]),
)
cases = st.builds(
    Case,
    no=st.just("XF1"),
    kind=st.sampled_from(CaseKind),
    category=st.sampled_from(["", "劳动争议", "土地"]),
    received=st.one_of(st.none(), _days),
    matter_class=st.one_of(st.none(), st.sampled_from(MatterClass)),
    appeal_route=st.one_of(st.none(), st.sampled_from(AppealRoute)),
    duty_unit=st.sampled_from(["", "清水乡"]),
    events=st.lists(_events, max_size=10).map(tuple),
)


@given(cases)
def test_no_deadline_falls_before_its_start_or_rolls_onto_a_day_off(found: Case) -> None:
    """Whatever was typed: nothing is refused here, and nothing impossible comes out."""
    calendar = shipped_calendar()

    for one in deadlines_of(found, RULES, calendar):
        assert one.start <= one.due_raw <= one.due_rolled
        assert not calendar.is_off(one.due_rolled)
        assert one.basis
        assert not (one.met and one.cancelled)
        # an agreement may be confirmed, performed and visited before it takes effect
        assert one.met is None or one.met >= one.start or one.code in ("JUDICIAL_CONFIRM", "PERFORM", "VISIT_AFTER")


@given(cases)
def test_voided_events_do_not_count(found: Case) -> None:
    """A case with its wrong events voided is a case without them, save that a voided registration stays one."""
    without = replace(found, events=tuple(e for e in found.events if not e.voided or e.type == "register"))

    assert deadlines_of(found, RULES, shipped_calendar()) == deadlines_of(without, RULES, shipped_calendar())


@given(cases, st.integers(0, 12))
def test_pausing_and_extending_never_bring_a_day_nearer(found: Case, length: int) -> None:
    """More hearing days, or an extension, never take days away."""
    start = dt.date(2023, 3, 1)
    opened = (*found.events, Event(start, "recheck_apply"))
    hearing = Event(start, "hearing", details={"from": "2023-03-05", "to": str(dt.date(2023, 3, 5 + length))})
    before = _last(replace(found, events=opened), start)
    after = _last(replace(found, events=(*opened, hearing)), start)

    assert all(one <= two for one, two in zip(before, after, strict=True))


def _last(found: Case, start: dt.date) -> list[dt.date]:
    made = deadlines_of(found, RULES, shipped_calendar())
    return [one.due_raw for one in made if one.code == "RECHECK_DECIDE" and one.start == start]


@given(cases)
def test_a_case_that_does_not_count_has_no_deadlines(found: Case) -> None:
    """A double registration must not be in the list of what is due."""
    assert deadlines_of(replace(found, voided="重复登记"), RULES, shipped_calendar()) == ()


def remarks(events: list[str], **stated: Any) -> tuple[str, ...]:
    return signals_of(case(events, stated)).remarks


def test_what_cannot_be_read_is_said() -> None:
    """A hearing on 31 February, an assignment due before it was made, a date of 1066: none is lost silently."""
    assert remarks(["2022-06-10 recheck_apply", "2022-06-15 hearing from=2023-02-31"]) == (
        "听证（2022-06-15）：听证的起止日期不对，按登记的当天一天计算。",
    )
    assert remarks(["2023-03-03 assign to=清水乡 feedback_due=2023-02-31"]) == (
        "交办（2023-03-03）：写明的日期“2023-02-31”不对，没有计算。",
    )
    assert remarks(["2023-03-03 assign to=清水乡 feedback_due=2023-03-01"])
    assert remarks(["1066-10-14 accept"]) == ("受理（1066-10-14）：日期 1066-10-14 不对，没有计算。",)
    assert remarks(["2023-03-03 deliver"]) == ("送达（2023-03-03）：前面没有答复、复查或复核意见，不起算申请期限。",)
    assert remarks(["2023-03-03 reply", "2023-03-04 deliver"]) == ()


def test_an_extension_that_does_not_count_says_why() -> None:
    """The handler who believes in 30 more days must read that he has none."""
    [clock] = [
        one
        for one in deadlines_of(
            case(["2022-06-01 accept", "2022-07-20 extend days=45 reason=复杂"]), RULES, shipped_calendar()
        )
        if one.code == "HANDLE_60"
    ]

    assert clock.note == "2022-07-20 的延期没有计算：延长应在 1 至 30 日之间"


def test_a_case_that_came_with_its_outcome_has_nothing_due() -> None:
    """Ten years of finished cases from a spreadsheet must not all be red."""
    old = Case(no="XF1", received=dt.date(2019, 3, 1), outcome="已化解")

    assert deadlines_of(old, RULES, shipped_calendar()) == ()


def test_a_case_without_events_has_its_first_clock() -> None:
    """Nothing received may be without a next step and a date."""
    fresh = Case(no="XF1", received=dt.date(2023, 3, 1))

    assert [one.code for one in deadlines_of(fresh, RULES, shipped_calendar())] == ["DISPATCH_15"]
