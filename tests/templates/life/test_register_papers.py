"""Minutes and bulletins live like other papers, though they are of no case: numbered at signing, kept, and unchanging."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from archive.cases.meetings.meeting import Decision, Meeting
from archive.cases.model import Case
from archive.cases.units import Unit, UnitKind
from archive.errors import InvalidInput, NotFound
from archive.ledger.meetings.holding import hold
from archive.papers.life import PaperState
from archive.record.paper import PaperRecord
from archive.record.record import Record
from search_api.access import Asker, find_document
from search_api.papers import Writing
from search_api.registers import of_register, write_next_register_paper
from templates.life import steps
from templates.life.checking_in import check_in
from templates.life.issuing import issue
from templates.life.signing import Hand
from templates.life.steps import Doing
from tests.templates.life.conftest import NOW, TODAY, UNIT, Desk
from tests.templates.life.test_drafts import edited
from tests.templates.life.test_signing import words

HOST = Hand("赵志强")
MASTHEAD = "方正县信访工作联席会议纪要"
TYPED = {"masthead": MASTHEAD, "heard": "会议听取了情况汇报。", "attendance": "出席｜县信访局周莉\n请假｜无"}


@pytest.fixture
def office(desk: Desk) -> Desk:
    """An office with two meetings, one of which dealt with a report kept apart."""
    with desk.record.write() as tx:
        tx.organisation.set_units([UNIT, Unit("方正县信访局", UnitKind.PETITION_OFFICE)])
        tx.cases.add(Case("XF举报", restricted=True), tx.now)
    for no, agenda in (("联席〔2022〕1号", ()), ("联席〔2022〕2号", ("XF举报",))):
        meeting = Meeting(no, title="供热退费", held=TODAY, place="三楼会议室", host="赵志强", agenda=agenda)
        hold(desk.record, meeting, today=TODAY)
        with desk.record.write() as tx:
            tx.meetings.add_decision(no, Decision("核定退费标准", "县住建局", "王磊", due_text="下月底前"))
    return desk


def _draft(desk: Desk, template: str, of: str, **typed: str) -> PaperRecord:
    paper = of_register(desk.record, template, of, today=TODAY)
    how = Writing(TODAY, typed, unsigned=True)
    filed = write_next_register_paper(desk.record, desk.originals, paper, desk.folder, how)
    return desk.paper(filed.id)


def _minutes(desk: Desk, of: str = "联席〔2022〕1号") -> PaperRecord:
    return _draft(desk, "joint-meeting-minutes", of, **TYPED)


def _signed(desk: Desk, paper: PaperRecord) -> PaperRecord:
    steps.send(desk.record, paper.id, NOW)
    return desk.sign(paper.id, HOST, Doing(TODAY, reason="已核对"))


def test_minutes_get_their_number_when_they_are_signed(office: Desk) -> None:
    """Minutes without a number and a place in the register cannot be asked for, nor held against anybody."""
    draft = _minutes(office)
    assert "〔2022〕　号" in words(office, draft.sha256)

    signed = _signed(office, draft)
    second = _signed(office, _minutes(office, "联席〔2022〕2号"))

    assert (signed.case_no, signed.register, signed.entry) == ("", "meeting", "联席〔2022〕1号")
    assert (signed.number, second.number) == (f"{MASTHEAD}〔2022〕1号", f"{MASTHEAD}〔2022〕2号")
    said = words(office, signed.sha256).splitlines()
    assert sum("〔2022〕1号" in line and MASTHEAD not in line for line in said) == 1, "the masthead is not repeated"
    assert not any("　号" in line or "年　月" in line for line in said)
    with office.record.read() as tx:
        assert [one.number for one in tx.papers.register(series=MASTHEAD)] == [signed.number, second.number]
        assert tx.papers.numbered(signed.number).id == signed.id
    gone = issue(office.record, signed.id, NOW)
    assert (gone.paper.state, gone.act) == (PaperState.ISSUED, None)
    with pytest.raises(InvalidInput, match="同样是"):
        steps.supersede(office.record, signed.id, second.id, Doing(TODAY, reason="误"))


def test_a_second_draft_of_a_meeting_is_its_next_and_edits_stay(office: Desk) -> None:
    """Minutes go to and fro in Word more than any other paper."""
    first = _minutes(office)
    again = _minutes(office)
    assert (again.id, again.draft) == (first.id, 2)
    back, _ = check_in(office.record, office.originals, first.id, edited(office, again, 情况汇报="情况说明"), NOW)

    signed = _signed(office, back)

    assert "会议听取了情况说明" in words(office, signed.sha256)
    assert signed.number == f"{MASTHEAD}〔2022〕1号"
    assert _minutes(office).id != first.id


def test_two_who_sign_bulletins_at_once_leave_no_gap(office: Desk, record_url: str) -> None:
    """Issue 3 missing between 2 and 4 is asked for in every inspection; each masthead counts for itself."""
    weeks = [f"2022年第{week}周" for week in (20, 21, 22, 24)]
    papers = [_draft(office, "weekly-bulletin", week, overview="本周情况平稳。").id for week in weeks]
    papers.append(
        _draft(office, "monthly-bulletin", "2022年5月", overview="情况平稳。", figures="登记｜1｜1｜0｜1｜0").id
    )
    for paper in papers:
        steps.send(office.record, paper, NOW)
    ready = threading.Barrier(len(papers))

    def signer(paper_id: int) -> None:
        with Record(record_url, actor="签发人") as record:
            own = Desk(record, office.originals, office.folder)
            ready.wait()
            own.sign(paper_id, HOST, Doing(TODAY, reason="已核对"))

    with ThreadPoolExecutor(len(papers)) as threads:
        list(threads.map(signer, papers))

    numbers = [office.paper(paper).number for paper in papers]
    assert sorted(numbers[:4]) == [f"矛盾纠纷排查化解周报〔2022〕第{seq}期" for seq in (1, 2, 3, 4)]
    assert numbers[4] == "信访工作月报〔2022〕第1期"
    assert "〔2022〕第1期" in words(office, office.paper(papers[4]).sha256)


def test_the_database_refuses_to_move_signed_minutes(office: Desk, record_url: str) -> None:
    """Signed minutes under another meeting would be another meeting's decisions."""
    _signed(office, _minutes(office))
    engine = create_engine(record_url)
    for change in ("UPDATE papers SET entry = 'x'", "UPDATE papers SET register = 'week'", "DELETE FROM papers"):
        with pytest.raises(DBAPIError, match="read-only"), engine.begin() as connection:
            connection.execute(text(change))
    engine.dispose()


def test_minutes_that_speak_of_a_report_kept_apart_are_kept_apart(office: Desk) -> None:
    """A report of wrongdoing is shown to few (第三十条); the minutes that quote it must not be shown to more."""
    clerk = Asker("科员")
    for of, hidden in (("联席〔2022〕1号", False), ("联席〔2022〕2号", True)):
        paper = _signed(office, _minutes(office, of))
        assert paper.document_id is not None
        with office.record.read() as tx:
            assert find_document(tx, paper.document_id, replace(clerk, sees_restricted=True)).id == paper.document_id
            if hidden:
                with pytest.raises(NotFound):
                    find_document(tx, paper.document_id, clerk)
            else:
                assert find_document(tx, paper.document_id, clerk).id == paper.document_id


def test_what_is_no_meeting_or_week_has_no_paper(office: Desk) -> None:
    """A bulletin of a week that has not come would state figures nobody reported."""
    for template, of, wrong in (
        ("joint-meeting-minutes", "联席〔2022〕9号", NotFound),
        ("weekly-bulletin", "2022年第40周", InvalidInput),
        ("reply", "2022年第24周", InvalidInput),
    ):
        with pytest.raises(wrong):
            of_register(office.record, template, of, today=TODAY)
