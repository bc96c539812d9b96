"""Passing on and what comes back, in a real database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.cases.labels import HIDDEN
from archive.cases.model import Case
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import Status
from archive.cases.units import Unit, UnitKind
from archive.errors import InvalidInput, JuanzongError
from archive.ledger import acts
from archive.ledger.dispatch import dispatching
from archive.ledger.dispatch.table import dispatch_table, write_dispatches
from archive.ledger.doing import Doing
from archive.ledger.registering import register
from archive.record.cases import case_key
from archive.record.dispatches import DispatchFilter, DispatchRow, DispatchState
from archive.record.record import Record
from archive.sheets.writing import Sheet, write_sheets
from tests.archive.sheets.reading import cells_of

D = dt.date
DAY = D(2022, 5, 6)
"""A Friday; the five workdays after it end on Thursday the 12th, for Saturday the 7th was worked (2022年放假安排)."""
UNITS = [
    Unit("安和县信访局", UnitKind.PETITION_OFFICE, "信访局"),
    Unit("安和县住房和城乡建设局", UnitKind.DEPARTMENT, "住建局"),
    Unit("青石乡人民政府", UnitKind.TOWNSHIP, "青石乡"),
    Unit("安和县农机局", UnitKind.DEPARTMENT, "农机局", active=False),
]


@pytest.fixture
def office(record: Record) -> Record:
    """A record with four bodies, one of them out of use."""
    with record.write() as tx:
        tx.organisation.set_units(UNITS)
    return record


def _case(record: Record, **stated: object) -> str:
    row = {"channel": "来信", "region": "青石乡", "title": "反映地界", "received": DAY.isoformat(), **stated}
    return register(record, row, today=DAY, registrar="小周").case.no


def _on(day: dt.date, number: str = "安信访转字〔2022〕1号") -> Doing:
    return Doing(day, actor="小周", number=number)


def _transferred(record: Record, to: str = "住建局", day: dt.date = DAY, **stated: object) -> str:
    no = _case(record, **stated)
    dispatching.transfer(record, no, to, _on(day))
    return no


def _rows(record: Record, today: dt.date, **wanted: object) -> list[DispatchRow]:
    with record.read() as tx:
        return list(tx.dispatches.rows(DispatchFilter(**wanted), today=today))  # type: ignore[arg-type]


def _status(case: Case) -> Status:
    return standing_of(case).status


def test_a_short_name_is_kept_in_full(office: Record) -> None:
    """Figures by department fall apart where one body has three names."""
    no = _case(office)

    done = dispatching.transfer(office, no, "住建局", _on(DAY))

    event = done.case.events[-1]
    assert (event.details["to"], event.unit) == ("安和县住房和城乡建设局", "安和县信访局")
    assert (done.case.duty_unit, done.notes) == ("安和县住房和城乡建设局", ())
    [row] = _rows(office, DAY)
    assert (row.no, row.to_unit, row.from_unit, row.state(DAY)) == (
        no, "安和县住房和城乡建设局", "安和县信访局", DispatchState.UNSIGNED,
    )  # fmt: skip


def test_a_body_nobody_knows_is_refused_with_those_like_it(office: Record) -> None:
    """A letter to a body that does not exist comes back after a month."""
    no = _case(office)
    with pytest.raises(InvalidInput) as caught:
        dispatching.transfer(office, no, "城乡建设局", _on(DAY))
    assert caught.value.error_code == "unknown_unit"
    assert "安和县住房和城乡建设局" in caught.value.advice
    with pytest.raises(InvalidInput, match="停用"):
        dispatching.transfer(office, no, "农机局", _on(DAY))
    with pytest.raises(InvalidInput, match="没有写单位"):
        dispatching.transfer(office, no, " ", _on(DAY))

    with office.read() as tx:
        assert len(tx.cases.get(no).events) == 1
        assert len(tx.organisation.units()) == 4


def test_a_new_body_enters_the_table_with_the_case(office: Record) -> None:
    """And only with it: an act that is refused adds nothing."""
    no = _case(office)
    with pytest.raises(InvalidInput, match="文书"):
        dispatching.transfer(office, no, "安和县数据局", Doing(DAY), new=True)

    done = dispatching.transfer(office, no, "安和县数据局", _on(DAY), new=True)

    assert "添加了“安和县数据局”" in done.notes[0]
    with office.read() as tx:
        assert tx.organisation.unit("安和县数据局").kind is UnitKind.DEPARTMENT
        assert [entry.action for entry in tx.trail("units")] == ["units.add"]


def test_without_a_table_of_bodies_every_name_is_taken(record: Record) -> None:
    """An office may begin before its tables are there; it is told that nothing was checked."""
    done = dispatching.transfer(record, _case(record), "住建局", _on(DAY))

    assert (done.case.duty_unit, "没有核对" in done.notes[0]) == ("住建局", True)


def test_an_accusation_never_goes_to_the_accused(office: Record) -> None:
    """《信访工作条例》第三十条: 不得将检举材料转给被检举的单位."""
    parties = [{"name": "张三"}, {"name": "青石乡人民政府", "role": "被反映人"}]
    no = _case(office, matter_class="检举控告", parties=parties)

    with pytest.raises(InvalidInput) as caught:
        dispatching.transfer(office, no, "青石乡", _on(DAY))
    assert caught.value.error_code == "accused_unit"
    dispatching.transfer(office, no, "住建局", _on(DAY))
    appeal = _case(office, matter_class="申诉求决", parties=parties)
    assert dispatching.transfer(office, appeal, "青石乡", _on(DAY)).case.duty_unit == "青石乡人民政府"


def test_it_may_object_within_five_workdays_of_receipt(office: Record) -> None:
    """《信访工作条例》第二十三条: counted from the day it signed, by the holiday table."""
    first, second = _transferred(office), _transferred(office)
    for no in (first, second):
        dispatching.receive(office, no, _on(D(2022, 5, 9)))

    done = dispatching.object_to(office, first, "不属职权", _on(D(2022, 5, 16)), suggest="青石乡")
    assert (_status(done.case), done.notes) == (Status.OBJECTED, ())
    with pytest.raises(InvalidInput, match="2022-05-16") as caught:
        dispatching.object_to(office, second, "不属职权", _on(D(2022, 5, 17)))
    assert caught.value.error_code == "objection_late"
    assert "2022-05-09" in caught.value.message
    late = dispatching.object_to(office, second, "不属职权", _on(D(2022, 5, 17)), late="公文交换延误")

    assert late.case.events[-1].details["late"] == "公文交换延误"
    assert "2022-05-16" in late.notes[0]
    with office.read() as tx:
        assert tx.trail(case_key(second))[-1].after["details"]["late"] == "公文交换延误"


def test_who_has_not_signed_had_it_when_it_was_sent(office: Record) -> None:
    """Else a body would gain time by not signing."""
    no = _transferred(office)

    with pytest.raises(InvalidInput, match=r"到 2022-05-12 为止.*没有登记签收"):
        dispatching.object_to(office, no, "不属职权", _on(D(2022, 5, 13)))
    assert dispatching.object_to(office, no, "不属职权", _on(D(2022, 5, 12))).notes == ()


def test_an_objection_is_agreed_to_or_not(office: Record) -> None:
    """What comes back is the office's again; what does not stays where it is."""
    back, kept = _transferred(office), _transferred(office)
    for no in (back, kept):
        dispatching.object_to(office, no, "不属职权", _on(D(2022, 5, 9)))
    assert len(_rows(office, DAY, states=(DispatchState.OBJECTED,))) == 2

    returned = dispatching.return_(office, back, _on(D(2022, 5, 10)))
    upheld = dispatching.uphold(office, kept, "属住建职权", _on(D(2022, 5, 10)))

    assert (_status(returned.case), returned.case.duty_unit) == (Status.REGISTERED, "")
    assert (_status(upheld.case), upheld.case.duty_unit) == (Status.DISPATCHED, "安和县住房和城乡建设局")
    states = {row.no: row.state(D(2022, 5, 10)) for row in _rows(office, D(2022, 5, 10))}
    assert states == {back: DispatchState.RETURNED, kept: DispatchState.UNSIGNED}
    dispatching.transfer(office, back, "青石乡", _on(D(2022, 5, 11)))
    assert [row.to_unit for row in _rows(office, DAY) if row.no == back] == ["青石乡人民政府", "安和县住房和城乡建设局"]


def test_what_was_assigned_must_be_reported_in_time(office: Record) -> None:
    """What is overdue is listed and may be supervised; a late report says by how much."""
    no = _case(office)
    with pytest.raises(InvalidInput, match="早于交办"):
        dispatching.assign(office, no, "青石乡", D(2022, 5, 5), _on(DAY))
    dispatching.assign(office, no, "青石乡", D(2022, 6, 30), _on(DAY))
    assert _rows(office, D(2022, 6, 30), states=(DispatchState.OVERDUE,)) == []
    [row] = _rows(office, D(2022, 7, 1), states=(DispatchState.OVERDUE,))
    assert row.state(D(2022, 7, 1)) is DispatchState.OVERDUE

    with pytest.raises(InvalidInput, match="早于督办"):
        dispatching.supervise(office, no, "立即办结", D(2022, 7, 1), _on(D(2022, 7, 5)))
    dispatching.supervise(office, no, "立即办结", D(2022, 7, 20), _on(D(2022, 7, 5), "安督字〔2022〕1号"))
    done = dispatching.feedback(office, no, _on(D(2022, 7, 10), "青报〔2022〕3号"))

    assert done.notes == ("比指定的办理期限 2022-06-30 晚了 10 日。",)
    [row] = _rows(office, D(2022, 7, 11))
    assert (row.state(D(2022, 7, 11)), row.answered, row.supervised) == (DispatchState.ANSWERED, D(2022, 7, 10), 1)


def test_what_makes_no_sense_is_refused(office: Record) -> None:
    """A receipt before the letter, a second receipt, a report nobody asked for."""
    no = _transferred(office)
    with pytest.raises(InvalidInput, match="早于"):
        dispatching.receive(office, no, _on(D(2022, 5, 5)))
    dispatching.receive(office, no, _on(D(2022, 5, 9)))
    with pytest.raises(InvalidInput, match="已于 2022-05-09 签收"):
        dispatching.receive(office, no, _on(D(2022, 5, 10)))
    with pytest.raises(InvalidInput, match="没有转送"):
        dispatching.feedback(office, _case(office), _on(DAY))
    with pytest.raises(JuanzongError):
        dispatching.receive(office, _case(office), _on(DAY))


def test_lists_by_state_body_place_and_day(office: Record) -> None:
    """A leader asks: what is open with the township, since May?"""
    one = _transferred(office, category="土地")
    two = _transferred(office, "青石乡", D(2022, 6, 1), region="河东镇")
    dispatching.receive(office, two, _on(D(2022, 6, 1)))
    voided = _transferred(office)
    acts.void_case(office, voided, "重复")
    today = D(2022, 6, 2)

    def numbers(**wanted: object) -> list[str]:
        return [row.no for row in _rows(office, today, **wanted)]

    assert numbers() == [two, one]
    assert numbers(states=(DispatchState.UNSIGNED,)) == [one]
    assert numbers(units=("青石乡人民政府",)) == [two]
    assert numbers(townships=("青石乡",)) == numbers(categories=("土地",)) == numbers(until=D(2022, 5, 31)) == [one]
    assert numbers(since=D(2022, 6, 1)) == numbers(text=two) == [two]
    assert numbers(kinds=("assign",)) == numbers(text="%") == []
    with office.read() as tx:
        assert tx.dispatches.count(DispatchFilter(), today=today) == 2
        tallies = tx.dispatches.by_unit(DispatchFilter(), today=today)
    assert [(one.unit, one.total, one.open, one.unsigned, one.overdue) for one in tallies] == [
        ("安和县住房和城乡建设局", 1, 1, 1, 0), ("青石乡人民政府", 1, 1, 0, 0),
    ]  # fmt: skip


def test_a_table_passes_on_row_by_row(office: Record, tmp_path: Path) -> None:
    """Forty letters on Monday morning; one wrong row stops one letter, and the table may be sent again."""
    first, second, third, gone = (_case(office) for _ in range(4))
    acts.void_case(office, gone, "重复")
    path = tmp_path / "转送.xlsx"
    headings = ("编号", "方式", "收文单位", "文号", "日期", "办理期限")
    rows = [
        (first, "转送", "住建局", "安转〔2022〕1号", "2022-05-07", ""),
        (second, "", "青石乡", "安交〔2022〕1号", D(2022, 5, 7), "2022年6月30日"),
        (third, "交办", "青石乡", "安交〔2022〕2号", "2022-05-07", ""),
        ("没有", "转送", "青石乡", "1", "", ""),
        (gone, "转送", "青石乡", "1", "", ""),
        (third, "转送", "青山镇", "1", "", ""),
        (third, "邮寄", "青石乡", "1", "", ""),
        ("", "转送", "青石乡", "1", "", ""),
    ]
    write_sheets([Sheet("表", headings, rows)], path)

    result = dispatch_table(office, path, _on(D(2022, 5, 9)))

    assert (result.read, result.done) == (8, (first, second))
    assert [row.line for row in result.refused] == [4, 5, 6, 7, 8, 9]
    assert {row.no: (row.kind, row.day, row.feedback_due) for row in _rows(office, DAY)} == {
        first: ("transfer", D(2022, 5, 7), None), second: ("assign", D(2022, 5, 7), D(2022, 6, 30)),
    }  # fmt: skip
    again = dispatch_table(office, path, _on(D(2022, 5, 9)))
    assert (again.done, again.unchanged, len(again.refused)) == ((), 2, 6)


def test_the_sheet_hides_what_is_restricted(office: Record, tmp_path: Path) -> None:
    """It is sent to the bodies; who accused whom must not travel with it (第三十条)."""
    _transferred(office, restricted=True, parties=[{"name": "张三"}])
    path = tmp_path / "台账.xlsx"

    assert write_dispatches(_rows(office, DAY), path, today=DAY) == 1

    [heading, row] = cells_of(path)["转送交办台账"]
    assert "张三" not in row
    assert row[heading.index("信访人")] == row[heading.index("事由")] == HIDDEN
    assert row[heading.index("状态")] == "未签收"
