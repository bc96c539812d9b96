"""Decisions of joint meetings as a case's next step."""

from __future__ import annotations

import datetime as dt

from archive.cases.model import Event
from archive.cases.procedure.decided import nearer_step, open_decisions

DAY = dt.date(2022, 5, 6)
FIRST = Event(DAY, "meeting", "测量地界", details={"decision": "1", "due": "2022-06-30", "unit": "自然资源局"})
SECOND = Event(DAY, "meeting", "约谈双方", details={"decision": "2", "due": "2022-05-20"})
ENDLESS = Event(DAY, "meeting", "长期稳控", details={"decision": "3"})
DONE = Event(dt.date(2022, 5, 18), "meeting", "已约谈", details={"decision": "2", "done": "2022-05-18"})


def test_the_nearest_decision_that_is_open_is_the_next_step() -> None:
    """A decision nobody sees in the ledger is not followed up."""
    assert [one.id for one in open_decisions([FIRST, SECOND, ENDLESS])] == ["2", "1", "3"]
    assert nearer_step("", None, [FIRST, SECOND]) == ("联席会议议定：约谈双方", dt.date(2022, 5, 20))
    assert nearer_step("", None, [FIRST, SECOND, DONE]) == ("联席会议议定：测量地界", dt.date(2022, 6, 30))


def test_what_is_nearer_stays() -> None:
    """A statutory day before the decision's must not be hidden by it."""
    soon = dt.date(2022, 5, 10)
    assert nearer_step("受理", soon, [FIRST, SECOND]) == ("受理", soon)
    assert nearer_step("受理", dt.date(2022, 7, 1), [FIRST])[1] == dt.date(2022, 6, 30)
    assert nearer_step("", None, [ENDLESS, Event(DAY, "meeting", "研究"), Event(DAY, "contact")]) == ("", None)
    odd = Event(DAY, "meeting", "旧档", details={"decision": "9", "due": "六月底"})
    assert nearer_step("", None, [odd]) == ("", None)
