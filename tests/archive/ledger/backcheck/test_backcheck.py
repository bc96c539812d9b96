"""A month of first letters and visits, checked against what had been reported."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from archive.cases.backcheck.verdict import Verdict
from archive.errors import Conflict, InvalidInput, NotFound
from archive.ledger import acts
from archive.ledger.backcheck.deciding import check_key, decide
from archive.ledger.backcheck.noticing import issue, notice
from archive.ledger.backcheck.running import run
from archive.ledger.backcheck.sheet import write_by_unit, write_checks
from archive.ledger.registering import register
from archive.ledger.weekly.reporting import report
from archive.ledger.weekly.rows import Defaults
from archive.record.backchecks import Backcheck, BackcheckFilter
from archive.record.record import Record
from tests.archive.ledger.county import settle

TODAY = dt.date(2022, 11, 25)
SINCE, UNTIL = dt.date(2022, 11, 1), dt.date(2022, 11, 30)


def _report(record: Record, folder: Path, day: dt.date, *lines: str) -> None:
    path = folder / f"{day}.csv"
    path.write_text("\n".join(("填报单位,事由,当事人,类别,属地,级别,是否化解", *lines)), "utf-8")
    assert report(record, [path], Defaults(TODAY, week=day - dt.timedelta(day.weekday()), reported=day)).refused == ()


def _letter(record: Record, name: str, title: str, day: str = "2022-11-08", **stated: Any) -> str:
    row = {
        "channel": "来信",
        "received": day,
        "region": "青石乡大沟村",
        "category": "土地",
        "title": title,
        "parties": [{"name": name, "role": "petitioner"}, {"name": "李桂香", "role": "respondent"}],
        **stated,
    }
    return register(record, row, today=TODAY).case.no


def _run(record: Record) -> dict[str, Backcheck]:
    run(record, SINCE, UNTIL)
    with record.read() as tx:
        return {one.no: one for one in tx.backchecks.rows(BackcheckFilter())}


LINE = "大沟村,王某明与李桂香争宅基地边界,王某明、李桂香,土地,三组,二级,{}"


def test_what_was_reported_before_counts_and_after_does_not(record: Record, tmp_path: Path) -> None:
    """A body that reports a dispute once the letter has come has not found it beforehand."""
    settle(record)
    early = _letter(record, "王某明", "反映宅基地边界", "2022-11-03")
    _report(record, tmp_path, dt.date(2022, 11, 4), LINE.format("否"))
    late = _letter(record, "王某明", "反映宅基地边界", "2022-11-08", registration={"first": True})

    checks = _run(record)

    assert checks[early].proposal.verdict is Verdict.MISSED
    assert checks[early].unit == "大沟村村民委员会"
    assert checks[late].proposal.verdict is Verdict.FOUND


def test_a_correction_cannot_reach_back(record: Record, tmp_path: Path) -> None:
    """Entries taken back after the letter came stood there; entries put in after it did not."""
    settle(record)
    _report(record, tmp_path, dt.date(2022, 11, 3), LINE.format("否"))
    no = _letter(record, "王某明", "反映宅基地边界", "2022-11-08")
    _report(record, tmp_path, dt.date(2022, 11, 25), "大沟村,零报告,,,,,")
    path = tmp_path / "更正.csv"
    path.write_text("填报单位,事由\n大沟村,零报告\n", "utf-8")
    report(record, [path], Defaults(TODAY, week=dt.date(2022, 10, 31), reported=TODAY))

    assert _run(record)[no].proposal.verdict is Verdict.FOUND


def test_only_first_letters_and_visits_are_checked(record: Record, tmp_path: Path) -> None:
    """Repeats are known by their nature; accusations must never reach whom they accuse."""
    settle(record)
    first = _letter(record, "王某明", "反映宅基地边界")
    _letter(record, "王某明", "反映宅基地边界", "2022-11-09", registration={"first": False})
    _letter(record, "赵某", "举报村干部", matter_class="检举控告")
    _letter(record, "钱某", "建议修路", matter_class="建议意见")
    _letter(record, "孙某", "来电", channel="来电")
    _letter(record, "周某", "别的月份", "2022-10-30")

    assert set(_run(record)) == {first}


def test_an_untold_repeat_is_no_first_letter(record: Record, tmp_path: Path) -> None:
    """Nobody ticked the box, but the same man wrote the same letter in October."""
    settle(record)
    same = {
        "parties": [{"name": "王某明", "phone": "19900001111", "role": "petitioner"}],
        "facts": "邻居翻建院墙占去我家宅基地两米，请求重新测量。",
    }
    _letter(record, "", "反映宅基地边界", "2022-10-08", **same)
    _letter(record, "", "反映宅基地边界", "2022-11-08", **same)

    assert _run(record) == {}


def test_the_ledger_counts_too(record: Record, tmp_path: Path) -> None:
    """A mediation that was under way is known, also if no weekly entry says so."""
    settle(record)
    people = [{"name": "王某明", "phone": "19900001111", "role": "applicant"}]
    text = {"facts": "邻居翻建院墙占去我家宅基地两米，请求重新测量。"}
    known = _letter(record, "", "宅基地边界纠纷", "2022-10-08", kind="人民调解", parties=people, **text)
    no = _letter(record, "", "反映宅基地边界", parties=[{**people[0], "role": "petitioner"}], **text)

    check = _run(record)[no]

    assert check.proposal.verdict is Verdict.FOUND
    assert check.proposal.candidates[0].case_no == known


def test_the_clerk_decides_and_a_new_run_leaves_it(record: Record, tmp_path: Path) -> None:
    """The program proposes; a decision stands until a person changes it."""
    settle(record)
    _report(record, tmp_path, dt.date(2022, 11, 3), LINE.format("是"))
    no = _letter(record, "王某明", "反映宅基地边界")
    [check] = _run(record).values()
    assert check.proposal.verdict is Verdict.UNTRUE

    decided = decide(record, no, Verdict.UNTRUE, by="小周", today=TODAY, expected=check.version)
    assert (decided.unit, decided.entry_id) == ("大沟村村民委员会", check.proposal.candidates[0].entry_id)
    assert "已化解" in decided.reason
    assert _run(record)[no].verdict is Verdict.UNTRUE
    with pytest.raises(Conflict):
        decide(record, no, Verdict.FOUND, by="小李", today=TODAY, reason="是", expected=check.version)
    with pytest.raises(InvalidInput, match="理由"):
        decide(record, no, Verdict.EXEMPT, by="小李", today=TODAY)
    with record.read() as tx:
        [entry] = tx.trail(check_key(no))
    assert (entry.before["verdict"], entry.after["verdict"]) == ("pending", "untrue")


def test_a_decision_needs_what_it_rests_on(record: Record, tmp_path: Path) -> None:
    """Found, but by what? Missed, but by whom?"""
    settle(record)
    no = _letter(record, "王某明", "反映宅基地边界")
    nowhere = _letter(record, "冯某", "不知在哪", region="", parties=[{"name": "冯某", "role": "petitioner"}])
    _report(record, tmp_path, dt.date(2022, 11, 25), LINE.format("否"))
    _run(record)

    with pytest.raises(InvalidInput, match="条目"):
        decide(record, no, Verdict.FOUND, by="小周", today=TODAY, reason="有")
    with record.read() as tx:
        later = tx.weekly.in_force_between(TODAY, TODAY)[0].id
    with pytest.raises(InvalidInput, match="晚于"):
        decide(record, no, Verdict.FOUND, by="小周", today=TODAY, reason="有", entry_id=later)
    with pytest.raises(InvalidInput, match="哪个单位"):
        decide(record, nowhere, Verdict.MISSED, by="小周", today=TODAY)
    assert decide(record, nowhere, Verdict.EXEMPT, by="小周", today=TODAY, reason="外县").verdict is Verdict.EXEMPT
    with pytest.raises(NotFound):
        decide(record, "没有", Verdict.MISSED, by="小周", today=TODAY)


def test_bodies_are_counted_and_told_without_names(record: Record, tmp_path: Path) -> None:
    """The notice goes to the village: no petitioner may be recognised by it."""
    settle(record)
    first = _letter(record, "王某明", "王某明反映李桂香占地，电话19900001111")
    second = _letter(record, "赵大国", "反映地界", "2022-11-09")
    _run(record)
    for no in (first, second):
        decide(record, no, Verdict.MISSED, by="小周", today=TODAY)

    with record.read() as tx:
        counts = tx.backchecks.by_unit(BackcheckFilter(since=SINCE, until=UNTIL))
        made, _ = notice(tx, "大沟村村民委员会", SINCE, today=TODAY)
        assert tx.backchecks.count(BackcheckFilter(not_notified=True)) == 2
    assert counts == {"大沟村村民委员会": {Verdict.MISSED: 2}}
    assert "漏排2件" in made.paragraphs[0]
    assert not any(secret in made.text for secret in ("王某明", "李桂香", "赵大国", "19900001111"))
    assert "王某某" in made.text
    assert made.signature == "安和县信访局"
    acts.correct(record, second, {"restricted": "是"})
    with record.read() as tx:
        kept_apart, numbers = notice(tx, "大沟村村民委员会", SINCE, today=TODAY)
    assert "漏排1件" in kept_apart.paragraphs[0]
    assert numbers == [first]
    acts.correct(record, second, {"restricted": "否"})

    issue(record, "大沟村村民委员会", SINCE, "安信访通〔2022〕3号", today=TODAY)
    with record.read() as tx:
        assert tx.backchecks.count(BackcheckFilter(not_notified=True)) == 0
        rows = list(tx.backchecks.rows(BackcheckFilter()))
    assert {one.notice_number for one in rows} == {"安信访通〔2022〕3号"}
    with pytest.raises(InvalidInput, match="没有漏排"):
        issue(record, "柳树村村民委员会", SINCE, "安信访通〔2022〕4号", today=TODAY)

    assert write_checks(rows, tmp_path / "倒查.xlsx") == 2
    assert write_by_unit(counts, tmp_path / "单位.xlsx") == 1
    sheet = openpyxl.load_workbook(tmp_path / "倒查.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:2] == ["序号", "编号"]


def test_a_period_that_ends_before_it_begins(record: Record) -> None:
    """A slip of the pen is no empty month."""
    with pytest.raises(InvalidInput, match="颠倒"):
        run(record, UNTIL, SINCE)
