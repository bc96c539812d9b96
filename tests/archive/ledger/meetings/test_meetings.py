"""Joint meetings in a real database, from the call to the last decision done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.cases.meetings.level import shipped
from archive.cases.meetings.meeting import Attendance, Decision, DecisionState, Meeting, MeetingKind, Presence
from archive.cases.model import CoordinationLevel, Event
from archive.errors import Conflict, InvalidInput, NotFound
from archive.ledger import acts
from archive.ledger.meetings import holding
from archive.ledger.meetings.importing import import_meetings, import_minutes
from archive.ledger.meetings.sheet import write_decisions, write_meetings
from archive.ledger.meetings.views import missing_months, propose_agenda
from archive.ledger.registering import register
from archive.record.decisions import DecisionFilter
from archive.record.ledger import LedgerFilter
from archive.record.meetings import MeetingFilter
from archive.record.record import Record

TODAY = dt.date(2022, 5, 20)
DUE = dt.date(2022, 6, 10)


def _case(record: Record, **stated: object) -> str:
    return register(record, {"channel": "来信", "received": "2022-05-01", **stated}, today=TODAY).case.no


def _accepted(record: Record) -> str:
    """A case whose nearest day by law is its 60 days, in July."""
    no = _case(record, matter_class="申诉求决", appeal_route="6")
    acts.act(record, no, Event(dt.date(2022, 5, 2), "accept", number="青受字〔2022〕1号"), today=TODAY)
    return no


def _meeting(record: Record, **stated: object) -> Meeting:
    return holding.hold(record, Meeting("", held=TODAY, **stated), today=TODAY)  # type: ignore[arg-type]


def _decide(record: Record, no: str, **stated: object) -> Decision:
    return holding.decide(record, no, Decision(**{"text": "测量地界", **stated}), today=TODAY, by="小周")  # type: ignore[arg-type]


def _next(record: Record, no: str) -> tuple[str, dt.date | None]:
    with record.read() as tx:
        [row] = (row for row in tx.ledger.rows(LedgerFilter()) if row.no == no)
    return row.next_step, row.next_due


def test_a_meeting_is_called_and_numbered(record: Record) -> None:
    """Two meetings under one number would share their decisions."""
    case = _case(record)
    first = _meeting(record, kind=MeetingKind.MONTHLY, host="王县长", agenda=(case,))
    second = _meeting(record)

    assert (first.no, second.no) == ("联席〔2022〕1号", "联席〔2022〕2号")
    assert (first.host, first.agenda, first.version) == ("王县长", (case,), 1)
    with pytest.raises(Conflict, match="已经有会议"):
        holding.hold(record, Meeting(first.no, held=TODAY), today=TODAY)
    with pytest.raises(NotFound):
        _meeting(record, agenda=("没有的编号",))
    with pytest.raises(InvalidInput, match="日期"):
        holding.hold(record, Meeting("甲", held=dt.date(2025, 1, 1)), today=TODAY)


def test_agenda_and_attendance(record: Record) -> None:
    """Who came is corrected, not listed twice."""
    case, other = _case(record), _case(record)
    no = _meeting(record, agenda=(case,)).no
    holding.set_agenda(record, no, add=[other, case], drop=[case])
    holding.set_attendance(
        record, no, [Attendance("县公安局", "孙某"), Attendance("县水务局", "钱某", Presence.EXCUSED)]
    )
    meeting = holding.set_attendance(record, no, [Attendance("县公安局", "孙某", Presence.OBSERVER)])

    assert meeting.agenda == (other, case)
    assert [(one.name, one.presence) for one in meeting.attendance] == [
        ("孙某", Presence.OBSERVER),
        ("钱某", Presence.EXCUSED),
    ]
    assert holding.set_agenda(record, no, drop=["没有上会的"]).version == meeting.version
    with record.read() as tx:
        assert [line.action for line in tx.trail(holding.meeting_key(no))] == [
            "meeting.new", "meeting.agenda", "meeting.attend", "meeting.attend",
        ]  # fmt: skip


def test_a_decision_becomes_the_next_step_until_it_is_done(record: Record) -> None:
    """What was decided must show where people look every day."""
    case = _accepted(record)
    no = _meeting(record, agenda=(case,)).no
    decision = _decide(record, no, unit="县自然资源局", person="孙某", due=DUE, case_no=case)

    assert _next(record, case) == ("联席会议议定：测量地界", DUE)
    holding.feed_back(record, decision.id, "已排期", day=TODAY, today=TODAY, by="小周")
    assert _next(record, case)[1] == DUE
    done = holding.feed_back(record, decision.id, "已测量", day=TODAY, today=TODAY, by="小周", done=True)

    assert (done.state, done.done, [one.text for one in done.feedback]) == (
        DecisionState.DONE,
        TODAY,
        ["已排期", "已测量"],
    )
    assert _next(record, case) != ("联席会议议定：测量地界", DUE)
    with record.read() as tx:
        events = [event for event in tx.cases.get(case).events if event.type == "meeting"]
    assert [(event.number, event.unit) for event in events] == [(no, "县自然资源局")] * 2
    with pytest.raises(InvalidInput, match="已经办结"):
        holding.feed_back(record, decision.id, "再说", day=TODAY, today=TODAY, by="小周")


def test_a_plan_stays_when_a_meeting_is_held(record: Record) -> None:
    """A meeting without a decision must not set the case adrift."""
    case = _case(record)
    acts.act(record, case, Event(TODAY, "plan", details={"due": "2022-05-25", "step": "约谈"}), today=TODAY)
    _decide(record, _meeting(record).no, due=DUE, case_no=case)

    assert _next(record, case) == ("约谈", dt.date(2022, 5, 25))


def test_a_voided_decision_no_longer_binds(record: Record) -> None:
    """It stays in the minutes, and leaves the case's next step."""
    case = _accepted(record)
    meeting = _meeting(record)
    decision = _decide(record, meeting.no, due=DUE, case_no=case)
    with pytest.raises(InvalidInput, match="还有议定事项"):
        holding.void_meeting(record, meeting.no, "记重了")

    voided = holding.void_decision(record, decision.id, "记错了案件", today=TODAY, by="小周")

    assert voided.state is DecisionState.VOIDED
    assert _next(record, case) != ("联席会议议定：测量地界", DUE)
    with record.read() as tx:
        assert [event.voided for event in tx.cases.get(case).events if event.type == "meeting"] == ["记错了案件"]
    assert holding.void_meeting(record, meeting.no, "记重了").voided == "记重了"
    with pytest.raises(InvalidInput, match="已作废"):
        _decide(record, meeting.no)


def test_two_recorders_lose_no_update(record: Record) -> None:
    """The second is told, sees what the first wrote, and writes again."""
    meeting = _meeting(record)
    decision = _decide(record, meeting.no)
    holding.set_attendance(record, meeting.no, [Attendance("甲", "乙")], expected=meeting.version)
    holding.feed_back(record, decision.id, "甲说", day=TODAY, today=TODAY, by="甲", expected=decision.version)

    with pytest.raises(Conflict, match="刚被别人改过"):
        holding.set_attendance(record, meeting.no, [Attendance("丙", "丁")], expected=meeting.version)
    with pytest.raises(Conflict, match="刚被别人改过"):
        holding.feed_back(record, decision.id, "乙说", day=TODAY, today=TODAY, by="乙", expected=decision.version)


@pytest.mark.parametrize(
    ("stated", "says"), [({"text": " "}, "议定了什么"), ({"due": dt.date(2022, 5, 1)}, "早于会议")]
)
def test_a_decision_that_cannot_be(record: Record, stated: dict[str, object], says: str) -> None:
    """A term before the meeting is overdue when it is written."""
    with pytest.raises(InvalidInput, match=says):
        _decide(record, _meeting(record).no, **stated)
    with pytest.raises(NotFound):
        _decide(record, _meeting(record).no, case_no="没有的编号")


def test_what_should_be_on_the_agenda(record: Record) -> None:
    """What is worst comes first; what is over does not come."""
    plain = _case(record)
    hard = _case(record, owners={"way": "联席会议协调"})
    close = _case(record)
    acts.act(record, close, Event(TODAY, "list_enter", "多次来访", details={"level": "L3"}), today=TODAY)
    acts.act(
        record, close, Event(TODAY, "supervise", number="督〔2022〕1号", details={"requirement": "限期"}), today=TODAY
    )
    acts.act(record, close, Event(TODAY, "plan", details={"due": "2022-05-21", "step": "约谈"}), today=TODAY)

    with record.read() as tx:
        found = {one.row.no: one.reasons for one in propose_agenda(tx, dt.date(2022, 5, 26))}
        order = [one.row.no for one in propose_agenda(tx, dt.date(2022, 5, 26))]

    assert found[close] == ("三级清单", "逾期 5 天", "督办 1 次")
    assert "联席会议协调" in found[hard]
    assert order[0] == close
    assert "三级清单" not in found.get(plain, ())


def test_the_level_is_proposed_from_the_cases(record: Record) -> None:
    """The clerk sees who has to be called before the letters go out."""
    numbers = [_case(record, duty_unit=unit) for unit in ("安和县农业农村局", "安和县自然资源局")]
    with record.read() as tx:
        assert holding.propose(tx, numbers, shipped()).level is CoordinationLevel.CONVENER


def test_minutes_come_in_once(record: Record) -> None:
    """Accepted twice they are the same meeting with the same decisions."""
    case = _accepted(record)
    minutes = Meeting(
        "〔2022〕3号", MeetingKind.MONTHLY, held=TODAY, host="王县长", attendance=(Attendance("县公安局", "孙某"),)
    )
    decided = [Decision("测量地界", "县自然资源局", "孙某", DUE, "", case), Decision("长期稳控", due_text="长期坚持")]

    first = import_minutes(record, minutes, decided, today=TODAY, by="小周")
    again = import_minutes(record, minutes, decided, today=TODAY, by="小周")

    assert (first.new, first.added) == (True, 2)
    assert (again.new, again.added) == (False, 0)
    assert [one.due_text for one in again.meeting.decisions] == ["", "长期坚持"]
    assert _next(record, case)[1] == DUE


def test_a_table_of_decisions(record: Record, tmp_path: Path) -> None:
    """Years of meetings stand in the office's own table."""
    case = _case(record)
    path = tmp_path / "议定事项.csv"
    path.write_text(
        "会议编号,会议类型,会议日期,议定事项,责任单位,责任人,完成时限,案件编号,办结日期,办理情况\n"
        f"〔2022〕1号,月例会,2022-05-10,测量地界,县自然资源局,孙某,2022年6月底前,{case},,\n"
        "〔2022〕1号,月例会,2022-05-10,补发工资,县人社局,钱某,2022-05-15,,2022-05-14,已补发\n"
        "〔2022〕1号,月例会,2022-05-10,修路,县交通局,,五一前,XF999,,\n"
        "〔2022〕2号,茶话会,2022-05-11,喝茶,,,,,,\n"
        ",,2022-05-11,无编号,,,,,,\n"
        "〔2022〕4号,,2022-02-31,日期不对,,,,,,\n",
        "utf-8",
    )

    first = import_meetings(record, path, today=TODAY, by="小周")
    again = import_meetings(record, path, today=TODAY, by="小周")

    assert (first.read, first.meetings, first.decisions, first.done) == (6, 1, 2, 1)
    assert [row.line for row in first.refused] == [4, 5, 6, 7]
    assert (again.meetings, again.decisions, again.done) == (0, 0, 0)
    with record.read() as tx:
        lines = tx.meetings.decisions(DecisionFilter())
    assert {line.decision.text: line.decision.due for line in lines} == {
        "测量地界": dt.date(2022, 6, 30), "补发工资": dt.date(2022, 5, 15),
    }  # fmt: skip
    assert {line.decision.text: line.decision.state for line in lines}["补发工资"] is DecisionState.DONE


def test_lists_filters_and_spreadsheets(record: Record, tmp_path: Path) -> None:
    """By case, by unit, by term; and the months without a meeting."""
    case = _case(record, received="2022-03-01")
    old = holding.hold(record, Meeting("甲", MeetingKind.MONTHLY, held=dt.date(2022, 3, 2)), today=TODAY)
    new = _meeting(record, title="研究供热", agenda=(case,))
    _decide(record, new.no, unit="县住建局", due=DUE)
    _decide(record, old.no, unit="县水务局", due=dt.date(2022, 4, 1), case_no=case)

    with record.read() as tx:
        assert [one.no for one in tx.meetings.rows(MeetingFilter())] == [new.no, old.no]
        assert {one.no for one in tx.meetings.rows(MeetingFilter(case_no=case))} == {new.no, old.no}
        assert [one.no for one in tx.meetings.rows(MeetingFilter(text="供热"))] == [new.no]
        assert [one.no for one in tx.meetings.rows(MeetingFilter(kinds=(MeetingKind.MONTHLY,), until=TODAY))] == [
            old.no
        ]
        late = tx.meetings.decisions(DecisionFilter(due_until=TODAY, states=(DecisionState.OPEN,)))
        assert [line.decision.unit for line in late] == ["县水务局"]
        assert missing_months(tx, TODAY) == [dt.date(2022, 4, 1)]
        assert write_meetings(tx.meetings.rows(MeetingFilter()), tmp_path / "a.xlsx") == 2
        assert write_decisions(tx.meetings.decisions(DecisionFilter()), TODAY, tmp_path / "b.xlsx") == 2
