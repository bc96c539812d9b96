"""Registering from a letter in a real database: the case, the paper under it, and what the clerk made of each suggestion."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.cases.model import Channel
from archive.cases.places import Region, RegionKind
from archive.errors import Conflict, InvalidInput, NotFound
from archive.extract.reading import Line, Page
from archive.ledger.from_paper import hold_from, register_from, suggestions_for
from archive.record.document import Extracted, document_key
from archive.record.record import Record
from archive.registration.suggestion import Field

TODAY = dt.date(2024, 5, 20)
LETTER = (
    "反映邻居占用过道的情况",
    "会丰镇政府领导：",
    "我叫邹德山，家住会丰镇靠山村二屯，电话13845126709，身份证号990105195812031019。",
    "邻居孟庆海强占过道，我要求他把墙退回原来的地方，赔偿损失2000元。",
    "反映人：邹德山",
    "2024年4月8日",
)


def _document(record: Record, lines: tuple[str, ...] = LETTER, paper: str = "来信", name: str = "来信.txt") -> int:
    with record.write() as tx:
        number = tx.documents.add(name=name, source=name, now=tx.now)
        page = Page(1, tuple(Line(line) for line in lines))
        title = lines[0] if lines else ""
        tx.documents.settle(number, Extracted((page,), "text", "plain", paper, title, TODAY, None, (), ()), tx.now)
    return number


def test_a_letter_becomes_a_case_with_the_letter_under_it(record: Record) -> None:
    number = _document(record)

    made = register_from(record, number, ("all",), {}, {}, today=TODAY, registrar="小周")

    with record.read() as tx:
        case = tx.cases.get(made.case.no)
        document = tx.documents.get(number)
        trail = [entry.action for entry in tx.trail(document_key(number))]
    assert document.case_no == case.no
    assert case.channel is Channel.LETTER
    assert case.category == "邻里"
    assert case.received == TODAY
    assert [(party.name, party.phone, party.address) for party in case.parties] == [
        ("邹德山", "13845126709", "会丰镇靠山村二屯"),
        ("孟庆海", "", ""),
    ]
    assert case.amount_fen == 200000
    assert case.extra["来件日期"] == "2024-04-08"
    assert "document.suggestions" in trail
    assert "document.file" in trail


def test_what_the_clerk_made_of_each_suggestion_is_kept(record: Record) -> None:
    """The rules are mended by what clerks corrected."""
    number = _document(record)
    register_from(record, number, ("all",), {Field.PHONE: "13845126708"}, {}, today=TODAY, registrar="小周")

    with record.read() as tx:
        rows = {row.field: row for row in tx.suggested.of(number)}
    assert (rows["phone"].decision, rows["phone"].value, rows["phone"].corrected) == (
        "corrected",
        "13845126709",
        "13845126708",
    )
    assert rows["id_no"].decision == "rejected"
    assert rows["petitioner"].decision == "accepted"
    assert (rows["petitioner"].page, rows["petitioner"].line, rows["petitioner"].decided_by) == (1, 3, "小周")


def test_what_is_stated_goes_before_what_was_found(record: Record) -> None:
    number = _document(record)
    case = register_from(
        record, number, ("petitioner",), {}, {"category": "其他", "received": "2024-05-02"}, today=TODAY
    ).case

    assert case.category == "其他"
    assert case.received == dt.date(2024, 5, 2)
    assert [party.name for party in case.parties] == ["邹德山"]


def test_a_letter_is_registered_once(record: Record) -> None:
    """Two clerks with one letter must not make two cases."""
    number = _document(record)
    first = register_from(record, number, ("all",), {}, {}, today=TODAY).case

    with pytest.raises(Conflict, match=first.no):
        register_from(record, number, ("all",), {}, {}, today=TODAY)


def test_nothing_is_kept_of_a_registration_that_failed(record: Record) -> None:
    number = _document(record)

    with pytest.raises(InvalidInput):
        register_from(record, number, ("all",), {}, {"received": "2031-01-01"}, today=TODAY)

    with record.read() as tx:
        assert tx.suggested.of(number) == []
        assert tx.documents.get(number).case_no is None


def test_the_offices_own_places_are_known(record: Record) -> None:
    number = _document(record, ("我叫邹德山，我们屯靠山屯的路坏了。",))
    with record.write() as tx:
        tx.organisation.set_places([Region("99", "靠山屯", RegionKind.HAMLET)])

    with record.read() as tx:
        places = [one for one in suggestions_for(tx, number, TODAY) if one.field is Field.PLACE]
    assert [one.normal for one in places] == ["靠山屯"]
    assert places[0].confidence >= 0.9


MINUTES = (
    "联席会议纪要",
    "第6期",
    "会议时间：2024年5月10日",
    "会议议定：",
    "一、由县住建局牵头，孙国栋负责，5月底前修好路面。",
    "二、县财政局下次会议前落实资金。",
)


def test_minutes_become_a_meeting_whose_decisions_are_followed_up(record: Record) -> None:
    """What was decided and not written down is not done."""
    number = _document(record, MINUTES, "会议纪要")
    meeting = hold_from(record, number, ("all",), {}, today=TODAY, by="小周").outcome.meeting

    assert meeting.no == "联席会议纪要2024年第6期"
    assert meeting.document_id == number
    assert [(one.unit, one.person, one.due, one.due_text) for one in meeting.decisions] == [
        ("县住建局", "孙国栋", dt.date(2024, 5, 31), ""),
        ("县财政局", "", None, "下次会议前"),
    ]


def test_minutes_accepted_twice_are_not_doubled(record: Record) -> None:
    number = _document(record, MINUTES, "会议纪要")
    first = hold_from(record, number, ("date", "decision"), {}, today=TODAY).outcome
    again = hold_from(record, number, ("date", "decision"), {}, today=TODAY).outcome

    assert first.meeting.no == "联席会议纪要（2024-05-10）"
    assert (first.new, first.added) == (True, 2)
    assert (again.new, again.added) == (False, 0)


def test_minutes_are_no_petition(record: Record) -> None:
    number = _document(record, MINUTES, "会议纪要")

    with pytest.raises(InvalidInput, match="会议纪要"):
        register_from(record, number, ("all",), {}, {}, today=TODAY)


def test_minutes_without_decisions_are_refused(record: Record) -> None:
    number = _document(record, ("联席会议纪要", "会议时间：2024年5月10日"), "会议纪要")

    with pytest.raises(InvalidInput, match="议定事项"):
        hold_from(record, number, ("all",), {}, today=TODAY)


def test_a_document_without_text_says_so(record: Record) -> None:
    number = _document(record, ("",))

    with record.read() as tx, pytest.raises(InvalidInput, match="没有读出文字"):
        suggestions_for(tx, number, TODAY)


def test_no_document_of_that_number(record: Record) -> None:
    with record.read() as tx, pytest.raises(NotFound):
        suggestions_for(tx, 4711, TODAY)
