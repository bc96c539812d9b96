"""Visits, annotations and what has no answer, in a real database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from archive.cases.model import Event, Role
from archive.cases.reception.visit import Duty, Reception, ReceptionKind, ReceptionRules
from archive.errors import Conflict, InvalidInput, NotFound
from archive.ledger import acts
from archive.ledger.reception import sheet
from archive.ledger.reception.visits import Received, answer, receive, reception_key, void_visit
from archive.ledger.registering import register
from archive.record.receptions import ReceptionFilter
from archive.record.record import Record
from tests.archive.ledger.county import settle

TODAY = dt.date(2022, 11, 25)


def _receive(record: Record, *, new: dict[str, object] | None = None, **stated: Any) -> Received:
    visit = Reception(**{"day": TODAY, "leader": "王县长", **stated})
    return receive(record, visit, today=TODAY, registrar="小周", rules=ReceptionRules(), new=new)


def _case(record: Record, **stated: object) -> str:
    return register(record, {"received": "2022-11-01", "channel": "来信", **stated}, today=TODAY).case.no


def test_a_visit_becomes_a_case(record: Record) -> None:
    """One entry at the window, both in the reception book and in the ledger."""
    new: dict[str, object] = {
        "title": "反映拖欠工资",
        "category": "劳动争议",
        "region": "青石乡大沟村",
        "parties": [{"name": "赵某", "role": "petitioner"}],
    }
    done = _receive(settle(record), persons=12, representatives=("钱某", "孙某"), summary="十二人来访", new=new)

    assert done.case is not None
    assert done.case.no == "XF2022110001LF"
    assert done.case.group_size == 12
    assert [(party.name, party.role) for party in done.case.parties] == [
        ("赵某", Role.PETITIONER), ("钱某", Role.REPRESENTATIVE), ("孙某", Role.REPRESENTATIVE),
    ]  # fmt: skip
    assert (done.reception.group_visit, done.reception.township, done.reception.category) == (
        True,
        "青石乡",
        "劳动争议",
    )
    assert [event.type for event in done.case.events] == ["register", "reception"]
    with record.read() as tx:
        assert [line.action for line in tx.trail(reception_key(done.reception.id))] == ["reception.new"]


def test_a_visit_about_a_known_case(record: Record) -> None:
    """The handler sees in the case's history that its petitioner came, and what he was told."""
    no = _case(record)
    acts.act(record, no, Event(TODAY, "plan", details={"due": "2022-12-01", "step": "约谈"}), today=TODAY)

    done = _receive(record, case_no=no, outcome="告知正在办理")

    assert done.case is not None
    assert (done.case.events[-1].type, done.case.events[-1].text) == ("reception", "来访接待：告知正在办理")
    with record.read() as tx:
        [row] = tx.receptions.rows(ReceptionFilter(case_no=no))
        assert row.id == done.reception.id
    done = _receive(record, case_no=no, kind=ReceptionKind.GROUND, outcome="现场解决", resolved=True)
    assert done.case is not None
    assert done.case.outcome == "已化解"


def test_batches_and_persons_are_counted(record: Record, tmp_path: Path) -> None:
    """486 visits by 1,472 people; leaders went to the ground 65 times and solved 45 problems."""
    no = _case(record)
    _receive(record, persons=1, summary="咨询", outcome="已解答")
    _receive(record, persons=4, summary="甲", outcome="已解答", township="青石乡")
    _receive(record, persons=5, summary="乙", outcome="已解答", representatives=("甲",))
    _receive(record, kind=ReceptionKind.GROUND, case_no=no, resolved=True, outcome="解决", leader="李书记")
    gone = _receive(record, persons=99, summary="记重了", outcome="x").reception
    void_visit(record, gone.id, "记重了")

    with record.read() as tx:
        figures = tx.receptions.figures(ReceptionFilter())
        assert (figures.batches, figures.persons) == (4, 11)
        assert (figures.group_batches, figures.group_persons) == (1, 5)
        assert (figures.ground, figures.ground_resolved) == (1, 1)
        assert tx.receptions.figures(ReceptionFilter(townships=("青石乡",))).persons == 4
        assert tx.receptions.figures(ReceptionFilter(leaders=("李书记",))).batches == 1
        assert [row.persons for row in tx.receptions.rows(ReceptionFilter(groups_only=True))] == [5]
        assert tx.receptions.figures(ReceptionFilter(until=dt.date(2022, 1, 1))).persons == 0
        assert sheet.write_visits(tx.receptions.rows(ReceptionFilter()), tmp_path / "a.xlsx") == 4


def test_the_leader_comes_from_the_roster(record: Record) -> None:
    """Nobody types the name that hangs on the wall."""
    bare = _receive(record, leader="", outcome="已解答")
    with record.write() as tx:
        tx.roster.put(Duty(TODAY, "孙县长"))
        tx.roster.put(Duty(TODAY, "赵乡长", place="青石乡"))
    served = _receive(record, leader="", outcome="已解答")

    assert "没有排值班领导" in bare.notes[0]
    assert served.reception.leader == "孙县长"


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ({"representatives": tuple("甲乙丙丁戊己"), "persons": 20}, "不得超过 5 人"),
        ({"representatives": ("甲", "乙"), "persons": 1}, "只来了 1 人"),
        ({"persons": 0}, "人数"),
        ({"day": dt.date(2022, 11, 26)}, "日期"),
        ({"day": dt.date(1948, 1, 1)}, "日期"),
        ({"case_no": "XF1", "new": {}}, "又要登记新的"),
    ],
)
def test_what_cannot_be_is_refused(record: Record, stated: dict[str, Any], says: str) -> None:
    """The law allows five representatives (第二十条); nobody came tomorrow."""
    with pytest.raises(InvalidInput, match=says):
        _receive(record, **stated)
    with pytest.raises(NotFound):
        _receive(record, case_no="没有的编号")
    with record.read() as tx:
        assert tx.receptions.figures(ReceptionFilter()).batches == 0


def test_a_voided_visit_leaves_its_case(record: Record) -> None:
    """Entered for the wrong case, it must not stand in that case's history."""
    no = _case(record)
    number = _receive(record, case_no=no).reception.id

    void_visit(record, number, "记错了案件")

    with record.read() as tx:
        [event] = [event for event in tx.cases.get(no).events if event.type == "reception"]
    assert event.voided == "记错了案件"
    with pytest.raises(InvalidInput, match="已作废"):
        void_visit(record, number, "再来")
    with pytest.raises(InvalidInput, match="理由"):
        void_visit(record, number, " ")


def test_everything_gets_an_answer(record: Record, tmp_path: Path) -> None:
    """事事有回音: what nobody has answered is listed until somebody does."""
    told = _case(record, matter_class="申诉求决", appeal_route="6")
    acts.act(record, told, Event(TODAY, "accept", number="青受字〔2022〕1号"), today=TODAY)
    letter = _case(record, registration={"small": True})
    _case(record, kind="人民调解")
    bare = _receive(record, persons=3, summary="问低保")
    assert "一直列出" in bare.notes[-1]

    with record.read() as tx:
        waiting = tx.answers.unanswered(TODAY)
        assert sheet.write_unanswered(waiting, TODAY, tmp_path / "a.xlsx") == 2
    assert [(one.case_no, one.reception_id, one.small) for one in waiting] == [
        (letter, None, True), ("", bare.reception.id, False),
    ]  # fmt: skip

    answer(record, bare.reception.id, "已告知条件", resolved=False, today=TODAY, by="小周", expected=1)
    acts.act(record, letter, Event(TODAY, "notice", number="告1", details={"kind": "received"}), today=TODAY)
    with record.read() as tx:
        assert tx.answers.unanswered(TODAY) == []
    with pytest.raises(Conflict):
        answer(record, bare.reception.id, "另一个说法", resolved=False, today=TODAY, by="小李", expected=1)
    with pytest.raises(InvalidInput, match="怎么答复"):
        answer(record, bare.reception.id, " ", resolved=False, today=TODAY, by="小李")


def test_annotations_are_listed(record: Record, tmp_path: Path) -> None:
    """96 letters, visits and calls were annotated by county leaders; each is found again, the voided ones are not."""
    no, other = _case(record, title="争地界"), _case(record)
    for number, leader in ((no, "王县长"), (no, "李书记"), (other, "王县长")):
        acts.act(record, number, Event(TODAY, "annotate", "请速办", details={"leader": leader}), today=TODAY)
    acts.void_event(record, other, 1, "记错了")

    with record.read() as tx:
        found = tx.answers.annotations(dt.date(2022, 1, 1), TODAY)
        assert [(one.case_no, one.leader, one.text) for one in found] == [
            (no, "李书记", "请速办"),
            (no, "王县长", "请速办"),
        ]
        assert len(tx.answers.annotations(dt.date(2022, 1, 1), TODAY, ("王县长",))) == 1
        assert tx.answers.annotations(dt.date(2021, 1, 1), dt.date(2021, 12, 31)) == []
    assert sheet.write_annotations(found, tmp_path / "a.xlsx") == 2
