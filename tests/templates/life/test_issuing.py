"""Papers leave and are served; the ledger follows only when it is told to, and never by half."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.cases.model import Event
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import Status
from archive.errors import InvalidInput
from archive.ledger.acts import act
from archive.papers.life import PaperState
from archive.record.paper import PaperRecord
from search_api.served import stated_rows
from templates.life import steps
from templates.life.issuing import issue, serve, still_standing
from templates.life.steps import Doing
from templates.office.shelves import SHIPPED
from tests.templates.life.conftest import NOW, TODAY, Desk
from tests.templates.samples import HOMESTEAD

ACCEPTED = dt.date(2022, 5, 12)
NOTICE = {"query": "凭查询码Q20220506在信访信息系统", "contact": "李明", "phone": "0451-57110000"}


def _sealed(desk: Desk, template: str, **typed: str) -> PaperRecord:
    return steps.seal(desk.record, desk.signed(template, **typed).id, NOW)


def _status(desk: Desk) -> Status:
    with desk.record.read() as tx:
        return standing_of(tx.cases.get(HOMESTEAD.no)).status


def test_an_acceptance_notice_offers_the_acceptance_and_says_what_runs(desk: Desk) -> None:
    """Sixty days run from 受理; nobody may start them unawares, nor forget to."""
    paper = _sealed(desk, "acceptance-notice", **NOTICE)

    gone = issue(desk.record, paper.id, NOW)

    assert gone.paper.state is PaperState.ISSUED
    assert gone.act is not None
    assert (gone.act.type, gone.act.day, gone.act.done, gone.act.problem) == ("accept", ACCEPTED, False, "")
    assert "HANDLE_60" in {clock.code for clock in gone.act.starts}
    assert _status(desk) is Status.REGISTERED


def test_the_act_is_done_with_the_paper_and_carries_its_number(desk: Desk) -> None:
    """The ledger shows on which paper each step rests."""
    paper = _sealed(desk, "acceptance-notice", **NOTICE)

    gone = issue(desk.record, paper.id, NOW, act=True)

    assert gone.act is not None
    assert gone.act.done
    with desk.record.read() as tx:
        case = tx.cases.get(HOMESTEAD.no)
    event = case.events[-1]
    assert still_standing(case, gone.paper.number) == [(len(case.events), "受理")]
    assert (event.type, event.day, event.number, event.document_id) == (
        "accept", ACCEPTED, "松信访受字〔2022〕1号", paper.document_id
    )  # fmt: skip
    assert _status(desk) is Status.HANDLING


def test_a_reply_is_issued_served_and_its_review_period_runs(desk: Desk) -> None:
    """Thirty days for 复查 run from the service, as the return says."""
    act(desk.record, HOMESTEAD.no, Event(ACCEPTED, "accept", number="松信访受字〔2022〕8号"), today=TODAY)
    paper = _sealed(desk, "reply")
    served = Doing(dt.date(2022, 6, 24), dt.date(2022, 6, 24))

    issue(desk.record, paper.id, NOW, act=True)
    gone = serve(desk.record, paper.id, served, method="直接送达", receiver="王建国", act=True)

    assert gone.act is not None
    assert [clock.code for clock in gone.act.starts] == ["REVIEW_APPLY"]
    assert (gone.paper.state, gone.paper.served_on, _status(desk)) == (PaperState.SERVED, served.on, Status.SERVED)


def test_an_act_that_may_not_be_done_leaves_the_paper_where_it_was(desk: Desk) -> None:
    """A reply before the acceptance: half of it in the ledger would be worse than none."""
    paper = _sealed(desk, "reply")

    with pytest.raises(InvalidInput) as refused:
        issue(desk.record, paper.id, NOW, act=True)

    assert refused.value.error_code == "illegal_move"
    assert desk.paper(paper.id).state is PaperState.SEALED
    gone = issue(desk.record, paper.id, NOW)
    assert gone.act is not None
    assert "不能登记“答复”" in gone.act.problem


def test_steps_stand_in_order_of_their_days(desk: Desk) -> None:
    """Served before it was signed: an inspection reads the days one by one."""
    paper = _sealed(desk, "reply")

    with pytest.raises(InvalidInput) as refused:
        issue(desk.record, paper.id, Doing(TODAY, dt.date(2022, 6, 1)))
    assert refused.value.error_code == "bad_day"
    with pytest.raises(InvalidInput) as refused:
        serve(desk.record, paper.id, NOW, method="直接送达")
    assert "发出（juanzong paper issue）" in refused.value.advice


def test_a_service_return_names_the_papers_still_to_be_served(desk: Desk) -> None:
    """Which paper was served is what the return proves; a number copied by hand may be another's."""
    reply = desk.signed()
    back = desk.draft("service-return")
    assert back.values["papers"] == [{"name": "信访事项答复意见书", "number": reply.number, "copies": "1"}]

    with desk.record.read() as tx:
        assert [one.id for one in tx.papers.serves(back.id)] == [reply.id]
        assert [one.id for one in tx.papers.returns_of(reply.id)] == [back.id]


def test_service_is_proved_by_the_return_of_that_paper(desk: Desk) -> None:
    """Two parties refuse and one signs: which return proves which service must not be guessed years later."""
    notice = desk.signed("acceptance-notice", **NOTICE)
    paper = _sealed(desk, "reply")
    issue(desk.record, paper.id, NOW)
    with desk.record.read() as tx:
        rows = stated_rows(tx, "service-return", HOMESTEAD.no, [paper], SHIPPED)
        with pytest.raises(InvalidInput) as refused:
            stated_rows(tx, "reply", HOMESTEAD.no, [paper], SHIPPED)
        assert refused.value.error_code == "not_served"
    own, other = desk.draft("service-return", rows), desk.draft("service-return", {"papers": "告知书｜｜1"})
    with pytest.raises(InvalidInput) as refused:
        serve(desk.record, paper.id, NOW, method="直接送达", return_id=notice.id)
    assert refused.value.error_code == "no_return"

    serve(desk.record, paper.id, NOW, method="直接送达", return_id=other.id)

    with desk.record.read() as tx:
        assert {one.id for one in tx.papers.returns_of(paper.id)} == {own.id, other.id}
        assert [one.id for one in tx.papers.serves(own.id)] == [paper.id]
        assert tx.papers.returns_of(notice.id) == []
