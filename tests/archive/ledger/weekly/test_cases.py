"""From the weekly check into the ledger, and who has not reported."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.cases.model import CaseKind, MediationSource
from archive.cases.procedure.standing import ListLevel, standing_of
from archive.errors import InvalidInput, NotFound
from archive.ledger.acts import void_case
from archive.ledger.registering import register
from archive.ledger.weekly.cases import entry_key, link, take, unlink
from archive.ledger.weekly.reporting import report
from archive.ledger.weekly.rows import Defaults
from archive.ledger.weekly.views import missing_reports, week_rollup
from archive.record.record import Record
from tests.archive.ledger.county import settle

TODAY = dt.date(2022, 11, 25)
WEEK = dt.date(2022, 11, 21)


def _reported(record: Record, folder: Path, *lines: str, week: dt.date = WEEK) -> list[int]:
    path = folder / f"{week}.csv"
    head = "填报单位,事由,当事人,涉及人数,类别,属地,级别,是否化解,责任人,排查日期"
    path.write_text("\n".join((head, *lines)), "utf-8")
    result = report(settle(record), [path], Defaults(TODAY, week=week))
    assert result.refused == ()
    with record.read() as tx:
        found = [tx.weekly_reports.of(one.unit, week) for one in result.reports]
        return [one.id for rep in found if rep for one in tx.weekly.entries_of(rep.id)]


def test_an_entry_becomes_a_case(record: Record, tmp_path: Path) -> None:
    """What was found in a hamlet is in the county's ledger without being typed again."""
    [number] = _reported(record, tmp_path, "大沟村,争地界,王某、李某,4,土地,三组,三级,否,赵支书,2022-11-22")

    case = take(record, number, today=TODAY, registrar="小周").case

    with record.read() as tx:
        kept = tx.cases.get(case.no)
        assert tx.weekly.entry(number).case_no == case.no
        assert [line.action for line in tx.trail(entry_key(number))] == ["weekly.link"]
    assert (kept.kind, kept.title, kept.category, kept.region_code) == (
        CaseKind.MEDIATION,
        "争地界",
        "土地",
        "99010103",
    )
    assert (kept.received, kept.group_size, kept.duty_unit) == (dt.date(2022, 11, 22), 4, "大沟村村民委员会")
    assert [party.name for party in kept.parties] == ["王某", "李某"]
    assert (kept.owners.village_owner, kept.mediation.source) == ("赵支书", MediationSource.ACTIVE)
    assert standing_of(kept).level is ListLevel.CLOSE


def test_an_entry_reported_as_resolved_is_resolved(record: Record, tmp_path: Path) -> None:
    """It goes under observation, not onto anybody's desk."""
    [number] = _reported(record, tmp_path, "大沟村,争地界,王某,1,土地,,一级,是,,")

    standing = standing_of(take(record, number, today=TODAY, registrar="小周", kind="信访").case)

    assert (standing.level, standing.resolved) == (ListLevel.OBSERVED, TODAY)


def test_an_entry_has_one_case(record: Record, tmp_path: Path) -> None:
    """Taken twice it would be two disputes."""
    first, second = _reported(record, tmp_path, "大沟村,甲事,,,,,,,,", "大沟村,乙事,,,,,,,,")
    no = take(record, first, today=TODAY, registrar="小周").case.no

    with pytest.raises(InvalidInput, match="已经对上"):
        take(record, first, today=TODAY, registrar="小周")
    assert link(record, second, no).case_no == no
    with pytest.raises(InvalidInput, match="理由"):
        unlink(record, second, " ")
    assert unlink(record, second, "对错了").case_no == ""
    with pytest.raises(NotFound):
        link(record, second, "没有的编号")
    with pytest.raises(NotFound):
        take(record, 999, today=TODAY, registrar="小周")
    void_case(record, no, "重复")
    with pytest.raises(InvalidInput, match="作废"):
        link(record, second, no)


def test_who_has_not_reported(record: Record, tmp_path: Path) -> None:
    """A missing report is visible, and for how long."""
    _reported(record, tmp_path, "大沟村,甲事,,,,,,,,", "柳树村,零报告,,,,,,,,", week=dt.date(2022, 11, 7))
    _reported(record, tmp_path, "青石乡,乙事,,,,,,,,", "柳树村,零报告,,,,,,,,")

    with record.read() as tx:
        missing, expected = missing_reports(tx, WEEK)
        rolled = week_rollup(tx, WEEK)

    assert expected == 6
    assert {one.unit.name: (one.township, one.last, one.in_a_row) for one in missing if one.last} == {
        "大沟村村民委员会": ("青石乡", dt.date(2022, 11, 7), 2)
    }
    assert len(missing) == 4
    assert rolled.total.entries == 1


def test_a_case_that_cannot_be_registered_leaves_the_entry_free(record: Record, tmp_path: Path) -> None:
    """Half done would be lost to both books."""
    [number] = _reported(record, tmp_path, "大沟村,争地界,王某,1,土地,,,否,,")
    no = register(record, {}, today=TODAY).case.no
    with pytest.raises(Exception, match="已经有案件"):
        take(record, number, today=TODAY, registrar="小周", no=no)

    with record.read() as tx:
        assert tx.weekly.entry(number).case_no == ""
