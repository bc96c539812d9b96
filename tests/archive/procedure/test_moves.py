"""A case moves only as the law has it, each step with its paper and its date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.model import AppealRoute, Case, CaseKind, Event, MatterClass, Party, Role
from archive.cases.procedure.actions import ACTIONS
from archive.cases.procedure.moves import do, next_actions, void, way_to
from archive.cases.procedure.standing import ListLevel, Score, standing_of
from archive.cases.procedure.status import ENDED, EndReason, Status
from archive.errors import InvalidInput

TODAY = dt.date(2022, 12, 31)
FIRST = dt.date(2022, 5, 6)


def petition(**stated: Any) -> Case:
    given: dict[str, Any] = {
        "received": FIRST,
        "matter_class": MatterClass.APPEAL,
        "appeal_route": AppealRoute.PETITION_PROCEDURE,
        "events": (Event(FIRST, "register"),),
        **stated,
    }
    return Case("XF1", **given)


def after(case: Case, *steps: str, start: dt.date = FIRST) -> Case:
    """The case after these steps, a day apart, each with what it must state."""
    for number, step in enumerate(steps, 1):
        case = do(case, stated(case.kind, step, start + dt.timedelta(number)), TODAY)
    return case


def stated(kind: CaseKind, step: str, day: dt.date, **details: Any) -> Event:
    """A step with all it must state."""
    action = ACTIONS[kind][step]
    known = {
        "to": "青石乡人民政府", "feedback_due": "2022-06-30", "days": 30, "from": "2022-06-01", "to_day": "2022-06-02",
        "due": "2022-06-30", "level": "L2", "score": "satisfied", "target": "duty_unit", "result": "uphold",
    }  # fmt: skip
    filled = {key: known.get(key, "写明") for key in action.needs}
    if step == "hearing":
        filled["to"] = "2022-06-02"
    if step == "list_move":
        filled["to"] = "L1"
    return Event(day, step, number="青字〔2022〕1号" if action.paper else "", details={**filled, **details})


def test_the_whole_way_of_a_petition() -> None:
    """From the letter to the end of the re-examination, as 《信访工作条例》第四章 has it."""
    case = after(
        petition(), "transfer", "receive", "accept", "investigate", "extend", "reply", "deliver", "review_apply", "review",
        "deliver", "recheck_apply", "hearing", "recheck", "deliver", "archive",
    )  # fmt: skip

    standing = standing_of(case)
    assert standing.status is Status.ARCHIVED
    assert standing.end_reason is EndReason.RECHECKED
    assert standing.dispatched == FIRST + dt.timedelta(1)
    assert standing.accepted == FIRST + dt.timedelta(3)
    assert standing.extended_days == 30
    assert standing.served == FIRST + dt.timedelta(14)
    assert standing.finished == standing.served
    assert case.duty_unit == "青石乡人民政府"


def test_the_whole_way_of_a_mediation() -> None:
    """From the application to the archive, as 《人民调解法》第三章 and 第四章 have it."""
    case = Case("RT1", CaseKind.MEDIATION, received=FIRST, events=(Event(FIRST, "apply"),))

    case = after(case, "accept", "inform", "mediate", "mediate", "agreement", "perform", "finish", "archive")

    assert standing_of(case).status is Status.ARCHIVED
    assert standing_of(case).resolved == FIRST + dt.timedelta(5)
    assert case.outcome == "已化解"


@pytest.mark.parametrize(
    ("done", "step", "missing"),
    [
        ((), "deliver", "还差：受理（XF02 受理告知书）、答复（XF11 信访处理意见书）"),
        ((), "review_apply", "受理（XF02 受理告知书）、答复（XF11 信访处理意见书）、送达（XF17 送达回证）"),
        (("accept",), "deliver", "还差：答复（XF11 信访处理意见书）"),
        (("accept", "reply"), "finish", "还差：送达（XF17 送达回证）"),
        (("accept",), "transfer", "这一步已经过去了"),
        (("refuse",), "accept", "本案已经结束"),
    ],
)
def test_an_illegal_move_says_which_step_is_missing(done: tuple[str, ...], step: str, missing: str) -> None:
    """A clerk who is only told "no" registers nothing."""
    with pytest.raises(InvalidInput) as refused:
        after(after(petition(), *done), step, start=FIRST + dt.timedelta(len(done)))

    assert refused.value.error_code == "illegal_move"
    assert missing in refused.value.advice


@pytest.mark.parametrize(
    "step", ["accept", "reply", "deliver", "refuse", "transfer", "assign", "extend", "review_apply"]
)
def test_a_step_with_a_paper_needs_the_paper(step: str) -> None:
    """A status without its paper is a claim nobody can check."""
    before = {
        "reply": ("accept",),
        "deliver": ("accept", "reply"),
        "extend": ("accept",),
        "review_apply": ("accept", "reply", "deliver"),
    }
    case = after(petition(), *before.get(step, ()))
    act = stated(case.kind, step, FIRST + dt.timedelta(9))

    with pytest.raises(InvalidInput, match="文号"):
        do(case, replace(act, number=""), TODAY)

    assert do(case, replace(act, number="", document_id=7), TODAY).events[-1].document_id == 7


def test_what_a_step_must_state_is_asked_for_by_name() -> None:
    """A transfer to nobody cannot be followed up."""
    with pytest.raises(InvalidInput) as refused:
        do(petition(), Event(FIRST, "assign", number="安交字〔2022〕1号", details={"to": "县住建局"}), TODAY)

    assert "指定办理期限" in refused.value.message
    assert "--set feedback_due=" in refused.value.advice


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (dt.date(1948, 5, 1), "1949"),
        (TODAY + dt.timedelta(2), "明天以前"),
        (FIRST - dt.timedelta(1), "早于收到日期"),
    ],
)
def test_days_that_cannot_be(day: dt.date, reason: str) -> None:
    """An act in 1948 or next year makes every clock wrong."""
    with pytest.raises(InvalidInput) as refused:
        do(petition(), stated(CaseKind.PETITION, "accept", day), TODAY)

    assert refused.value.error_code == "bad_day"
    assert reason in refused.value.message + refused.value.advice


def test_steps_come_in_the_order_of_their_days() -> None:
    """收到 ≤ 受理 ≤ 答复 ≤ 送达: a reply before the acceptance is a slip of the pen."""
    case = after(petition(), "accept", start=FIRST + dt.timedelta(10))

    with pytest.raises(InvalidInput, match="早于上一步“受理”"):
        do(case, stated(case.kind, "reply", FIRST + dt.timedelta(5)), TODAY)


def test_a_matter_is_classified_before_it_is_accepted() -> None:
    """Which remedy a reply names follows from the route; it cannot be left open."""
    with pytest.raises(InvalidInput, match="事项类别"):
        after(petition(matter_class=None), "accept")
    with pytest.raises(InvalidInput, match="处理途径"):
        after(petition(appeal_route=None), "accept")
    suggestion = after(petition(matter_class=MatterClass.SUGGESTION, appeal_route=None), "accept")
    assert standing_of(suggestion).status is Status.HANDLING


@pytest.mark.parametrize("route", [AppealRoute.ADMIN_PROCEDURE, AppealRoute.DUTY_PERFORMANCE])
def test_other_routes_have_no_review_and_no_extension(route: AppealRoute) -> None:
    """第三十五条 reviews only what 第三十一条第六项 decided."""
    case = after(petition(appeal_route=route), "accept")
    with pytest.raises(InvalidInput) as refused:
        after(case, "extend")
    assert refused.value.error_code == "bad_extension"

    served = after(case, "reply", "deliver", start=FIRST + dt.timedelta(5))
    with pytest.raises(InvalidInput) as refused:
        after(served, "review_apply", start=FIRST + dt.timedelta(9))
    assert refused.value.error_code == "no_review"


@pytest.mark.parametrize("days", [0, 31, -1, "三十", ""])
def test_an_extension_is_thirty_days_at_most(days: object) -> None:
    """第三十四条."""
    case = after(petition(), "accept")
    with pytest.raises(InvalidInput):
        do(case, stated(case.kind, "extend", FIRST + dt.timedelta(20), days=days), TODAY)


def test_an_extension_comes_before_the_end() -> None:
    """What is overdue already cannot be made timely."""
    case = after(petition(), "accept")
    accepted = standing_of(case).accepted
    assert accepted
    with pytest.raises(InvalidInput, match="已过"):
        do(case, stated(case.kind, "extend", accepted + dt.timedelta(61)), TODAY)
    assert standing_of(do(case, stated(case.kind, "extend", accepted + dt.timedelta(60)), TODAY)).extended_days == 30


def test_there_is_one_extension() -> None:
    """A second one would pass 90 days in all."""
    with pytest.raises(InvalidInput, match="已经延期"):
        after(petition(), "accept", "extend", "extend")


def test_six_representatives_are_one_too_many() -> None:
    """第二十条."""
    people = tuple(Party(f"人{n}", Role.REPRESENTATIVE) for n in range(6))

    with pytest.raises(InvalidInput) as refused:
        after(petition(parties=people), "accept")
    assert refused.value.error_code == "too_many_representatives"
    assert standing_of(after(petition(parties=people[:5]), "accept")).status is Status.HANDLING


def test_nobody_handles_his_own_case() -> None:
    """第二十八条, 回避."""
    with pytest.raises(InvalidInput) as refused:
        after(petition(handler="王某", parties=(Party("王某", Role.RESPONDENT),)), "accept")
    assert refused.value.error_code == "must_withdraw"


def test_lists_are_entered_moved_and_struck_off() -> None:
    """一级 is what may be struck off, and only when the checking body has asked."""
    case = after(petition(), "accept", "list_enter")
    assert standing_of(case).level is ListLevel.SPECIAL
    with pytest.raises(InvalidInput):
        after(case, "strike_apply", start=FIRST + dt.timedelta(5))

    case = after(case, "resolve", "list_move", start=FIRST + dt.timedelta(5))
    with pytest.raises(InvalidInput, match="申请"):
        after(case, "strike_off", start=FIRST + dt.timedelta(9))
    case = after(case, "strike_apply", "strike_off", start=FIRST + dt.timedelta(9))
    assert standing_of(case).level is None
    assert standing_of(case).struck_off == FIRST + dt.timedelta(11)


def test_scores_are_kept_apart_for_both_bodies() -> None:
    """国信发〔2022〕11号 rates the petition office and the competent body separately."""
    case = after(petition(), "accept", "rate")
    case = do(case, stated(case.kind, "rate", FIRST + dt.timedelta(5), target="petition_office", score="basic"), TODAY)

    assert (standing_of(case).score_unit, standing_of(case).score_office) == (Score.SATISFIED, Score.BASIC)
    with pytest.raises(InvalidInput):
        do(case, stated(case.kind, "rate", FIRST + dt.timedelta(5), score="好"), TODAY)


def test_a_voided_event_no_longer_counts_and_stays() -> None:
    """A slip is put right without losing that it was made."""
    case = after(petition(), "transfer", "accept")

    corrected = void(case, 2, "受理登记错了案件")

    assert standing_of(corrected).status is Status.DISPATCHED
    assert [event.type for event in corrected.events] == ["register", "transfer", "accept"]
    assert corrected.events[2].voided == "受理登记错了案件"


def test_a_voided_transfer_takes_back_the_unit_it_went_to() -> None:
    """The due list of a township must not hold what never went there."""
    case = after(petition(), "transfer")
    assert void(case, 1, "转错").duty_unit == ""


def test_the_ground_of_later_steps_cannot_be_voided_away() -> None:
    """A delivery without a reply would stand in the air."""
    case = after(petition(), "accept", "reply", "deliver")

    with pytest.raises(InvalidInput, match="送达"):
        void(case, 2, "答复有误")
    with pytest.raises(InvalidInput, match="理由"):
        void(case, 3, "  ")
    with pytest.raises(InvalidInput, match="没有第 9 条"):
        void(case, 8, "无")
    with pytest.raises(InvalidInput, match="已经作废"):
        void(void(case, 3, "错"), 3, "错")


def test_nothing_is_done_on_a_voided_case() -> None:
    """A double registration must not be answered twice."""
    with pytest.raises(InvalidInput) as refused:
        after(petition(voided="重复登记"), "accept")
    assert refused.value.error_code == "case_voided"


def test_imported_histories_are_taken_as_they_are() -> None:
    """Other systems leave steps out; the status is still told."""
    events = (Event(FIRST, "register"), Event(FIRST, "reply"), Event(FIRST, "deliver"), Event(FIRST, "约谈"))
    assert standing_of(petition(events=events)).status is Status.SERVED
    archived = Case("A1", outcome="驳回诉讼请求", received=FIRST)
    assert standing_of(archived).status is Status.FINISHED
    assert standing_of(archived).end_reason is EndReason.STATED


@pytest.mark.parametrize("kind", CaseKind)
def test_every_status_can_be_left_and_every_end_be_reached(kind: CaseKind) -> None:
    """A case that cannot be moved any more stays open for ever."""
    reachable = {Status.REGISTERED}
    for action in list(ACTIONS[kind].values()) * len(Status):
        reachable |= {there for here, there in action.moves.items() if here in reachable}

    goals = ENDED - {Status.REFUSED, Status.GUIDED}
    for status in reachable - goals:
        assert way_to(kind, status, sorted(goals)), status
    assert Status.ARCHIVED in reachable


@given(st.data())
def test_whatever_is_allowed_next_leads_on_without_a_gap(data: st.DataObject) -> None:
    """What the screen offers as the next step must be accepted; days never run backwards."""
    case, day = petition(), FIRST
    for _ in range(12):
        offered = [action for action in next_actions(case) if action.code not in ("review_apply",)]
        if not offered:
            break
        action = data.draw(st.sampled_from(offered))
        day += dt.timedelta(data.draw(st.integers(0, 9)))
        case = do(case, stated(case.kind, action.code, day), TODAY)
    standing = standing_of(case)
    known = [d for d in (standing.accepted, standing.replied, standing.served) if d]
    assert standing.last is not None
    assert all(FIRST <= one <= standing.last for one in known)


def test_advice_asks_only_for_what_is_still_missing() -> None:
    """Told again to give what he gave, a clerk does not see what is lacking."""
    case = after(petition(), "accept")
    day = FIRST + dt.timedelta(2)
    with pytest.raises(InvalidInput) as refused:
        do(case, Event(day, "extend", number="1", details={"days": 30, "reason": "情况复杂"}), TODAY)
    assert refused.value.advice == "请补上再登记：--set approver=…（批准人）。"


def test_a_step_done_twice_is_said_to_be_done() -> None:
    """“Still missing: reopen, reply, service” sends a clerk who typed a review twice through the whole procedure."""
    case = after(petition(), "accept", "reply", "deliver", "review_apply", "review")
    with pytest.raises(InvalidInput) as refused:
        do(case, stated(CaseKind.PETITION, "review", TODAY), TODAY)
    assert refused.value.advice.startswith("这一步已经登记过了")


def test_the_petition_procedure_is_not_guided_away_and_others_are_not_offered_a_review() -> None:
    """The route of 第三十一条 is decided first; the screen must not offer what the law does not give."""
    with pytest.raises(InvalidInput, match="处理途径是信访程序"):
        after(petition(), "guide")
    suggestion = after(petition(matter_class=MatterClass.SUGGESTION, appeal_route=None), "accept", "reply", "deliver")
    assert "review_apply" not in [action.code for action in next_actions(suggestion)]
    assert "review_apply" in [action.code for action in next_actions(after(petition(), "accept", "reply", "deliver"))]
