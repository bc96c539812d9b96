"""Whether a decision held must be told as a lawyer would: a wrong 维持 is a wrong precedent."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.cases.model import Case, CaseKind, Event
from archive.cases.procedure.held import Held, held, reviews

_REPLY = ("accept", "reply", "deliver")


def _case(*acts: str | tuple[str, str], kind: CaseKind = CaseKind.PETITION) -> Case:
    """A case with one act a day; an act with a result states it as the program or as people write it."""
    events = []
    for at, act in enumerate(acts):
        name, result = act if isinstance(act, tuple) else (act, "")
        said = "" if result.isascii() else f"经审查，决定{result}"
        details = {"result": result} if result and result.isascii() else {}
        events.append(Event(dt.date(2023, 1, 1) + dt.timedelta(at), name, text=said, details=details))
    return Case("A1", kind, events=tuple(events))


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ((), Held.UNKNOWN),
        (_REPLY, Held.UNKNOWN),
        ((*_REPLY, "finish"), Held.UNASKED),
        ((*_REPLY, "review_apply"), Held.PENDING),
        ((*_REPLY, "review_apply", ("review", "uphold")), Held.UPHELD),
        ((*_REPLY, "review_apply", ("review", "维持原处理意见")), Held.UPHELD),
        ((*_REPLY, "review_apply", ("review", "撤销原意见，责令重新办理")), Held.REDONE),
        ((*_REPLY, "review_apply", ("review", "uphold"), "deliver", "recheck_apply"), Held.PENDING),
        ((*_REPLY, "review_apply", ("review", "uphold"), "recheck_apply", ("recheck", "change")), Held.CHANGED),
        ((*_REPLY, "review_apply", ("review", "change"), "recheck_apply", ("recheck", "uphold")), Held.CHANGED),
        ((*_REPLY, "review_apply", ("review", "uphold"), "admin_suit"), Held.COURT),
        ((*_REPLY, "review_apply", "review"), Held.PENDING),
    ],
)
def test_a_petition(acts: tuple[str | tuple[str, str], ...], expected: Held) -> None:
    """A re-examination that upholds the change of a review has not upheld the reply."""
    assert held(_case(*acts)) is expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (("finish",), Held.PERFORMED),
        ((("confirm", "confirmed"),), Held.CONFIRMED),
        ((("confirm", "驳回"),), Held.UNCONFIRMED),
        (("perform",), Held.UNKNOWN),
    ],
)
def test_a_mediation(last: tuple[str | tuple[str, str], ...], expected: Held) -> None:
    """An agreement holds when it is performed or confirmed; one still being paid is not there yet."""
    acts = ("accept", "inform", "mediate", "agreement", *last)

    assert held(_case(*acts, kind=CaseKind.MEDIATION)) is expected


def test_a_voided_review_does_not_count() -> None:
    """A review entered in the wrong case must not stay with it."""
    case = _case(*_REPLY, "review_apply", ("review", "change"))
    voided = Event(dt.date(2023, 1, 5), "review", details={"result": "change"}, voided="录错")

    assert held(Case("A1", events=(*case.events[:-1], voided))) is Held.PENDING
    assert [review.result for review in reviews(case)] == [Held.CHANGED]
