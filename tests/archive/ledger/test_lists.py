"""The three lists, in a real database: in, up and down, struck off, and back when the petitioner comes again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from archive.cases.likeness.relations import Relation
from archive.cases.lists.definitions import of_office, shipped
from archive.cases.model import Case, Event
from archive.cases.procedure.standing import ListLevel, standing_of
from archive.errors import InvalidInput
from archive.ledger import acts, lists
from archive.ledger.doing import Doing
from archive.ledger.lists import Entry, Strike
from archive.ledger.lists_sheet import write_lists
from archive.ledger.newness import decide
from archive.ledger.registering import register
from archive.record.cases import case_key
from archive.record.ledger import LedgerFilter
from archive.record.record import Record
from tests.archive.sheets.reading import cells_of

D = dt.date
START = D(2022, 1, 10)
LISTS = shipped()
FIRST, SECOND, THIRD = LISTS.levels


def _case(record: Record, day: dt.date = START, **stated: object) -> str:
    row = {"channel": "来信", "region": "青石乡", "title": "反映地界", "received": day.isoformat(), **stated}
    return register(record, row, today=day, registrar="小周").case.no


def _on(day: dt.date, unit: str = "") -> Doing:
    return Doing(day, actor="小周", unit=unit)


def _observed(record: Record, day: dt.date = START) -> str:
    no = _case(record, day)
    acts.act(record, no, Event(day, "resolve"), today=day)
    lists.enter(record, no, FIRST, "已签协议", _on(day))
    return no


def _entries(record: Record, today: dt.date, **wanted: object) -> list[Entry]:
    with record.read() as tx:
        return lists.entries(tx, LedgerFilter(**wanted), today=today)  # type: ignore[arg-type]


def _get(record: Record, no: str) -> Case:
    with record.read() as tx:
        return tx.cases.get(no)


def test_counts_and_rows_of_each_level(record: Record) -> None:
    """38, 29 and 14: what the leader asks first; each row says why it stands there."""
    observed = _observed(record)
    for level, reason in ((SECOND, "多次来访"), (THIRD, "扬言进京"), (THIRD, "群体")):
        lists.enter(record, _case(record), level, reason, _on(START))
    _case(record)

    found = _entries(record, START)

    assert lists.counts(found, LISTS) == {ListLevel.OBSERVED: 1, ListLevel.SPECIAL: 1, ListLevel.CLOSE: 2}
    assert [(one.row.level, one.row.reason) for one in found] == [
        ("L1", "已签协议"), ("L2", "多次来访"), ("L3", "扬言进京"), ("L3", "群体"),
    ]  # fmt: skip
    assert (found[0].row.no, found[0].observed_until, found[0].strike) == (observed, D(2022, 7, 10), Strike.RUNNING)
    assert [one.row.level for one in _entries(record, START, levels=(ListLevel.CLOSE,))] == ["L3", "L3"]


def test_a_level_asks_what_it_means(record: Record) -> None:
    """An unresolved dispute in the list of the resolved would be struck off unseen."""
    no = _case(record)
    with pytest.raises(InvalidInput, match="还没有化解") as caught:
        lists.enter(record, no, FIRST, "理由", _on(START))
    assert caught.value.error_code == "level_not_fit"
    with pytest.raises(InvalidInput, match="理由"):
        lists.enter(record, no, SECOND, " ", _on(START))
    lists.enter(record, no, SECOND, "多次来访", _on(START))
    with pytest.raises(InvalidInput, match="还没有化解"):
        lists.move(record, no, FIRST, "平稳", _on(START))
    acts.act(record, no, Event(START, "resolve"), today=START)
    moved = lists.move(record, no, FIRST, "已化解", _on(START))

    event = moved.events[-1]
    assert (event.details["from"], event.details["to"]) == ("L2", "L1")
    with record.read() as tx:
        assert [entry.action for entry in tx.trail(case_key(no))][1:] == [
            "case.list_enter", "case.resolve", "case.list_move",
        ]  # fmt: skip


def test_after_half_a_year_without_a_petition_it_is_struck_off(record: Record) -> None:
    """The checking body applies, the office agrees; before that it refuses, and says until when."""
    no = _observed(record)
    with pytest.raises(InvalidInput, match="2022-07-10") as caught:
        lists.apply_strike(record, no, _on(D(2022, 7, 10), unit="青石乡人民政府"))
    assert caught.value.error_code == "still_observed"
    with pytest.raises(InvalidInput, match="2022-07-10"):
        acts.act(record, no, Event(D(2022, 3, 1), "strike_apply", unit="青石乡"), today=D(2022, 3, 1))
    assert [one.strike for one in _entries(record, D(2022, 7, 11))] == [Strike.READY]
    with pytest.raises(InvalidInput, match="排查单位"):
        lists.apply_strike(record, no, _on(D(2022, 7, 11)))
    with pytest.raises(InvalidInput, match="还没有"):
        lists.refuse_strike(record, no, "理由", _on(D(2022, 7, 11)))
    with pytest.raises(InvalidInput, match="还没有排查单位的销号申请"):
        lists.strike_off(record, no, _on(D(2022, 7, 11)))

    lists.apply_strike(record, no, _on(D(2022, 7, 11), unit="青石乡人民政府"))
    lists.refuse_strike(record, no, "再看一个月", _on(D(2022, 7, 12)))
    lists.apply_strike(record, no, _on(D(2022, 8, 12), unit="青石乡人民政府"))
    assert [one.strike for one in _entries(record, D(2022, 8, 12))] == [Strike.APPLIED]
    case = lists.strike_off(record, no, _on(D(2022, 8, 15)), approver="王局长")

    assert _entries(record, D(2022, 8, 16)) == []
    assert standing_of(case).struck_off == D(2022, 8, 15)
    assert [event.type for event in lists.history(case)] == [
        "list_enter", "strike_apply", "strike_refuse", "strike_apply", "strike_off",
    ]  # fmt: skip


def test_only_what_is_under_observation_is_struck_off(record: Record) -> None:
    """An unresolved dispute leaves the lists by being resolved."""
    no = _case(record)
    lists.enter(record, no, THIRD, "群体", _on(START))

    with pytest.raises(InvalidInput, match="观察期清单"):
        lists.apply_strike(record, no, _on(D(2023, 1, 1), unit="青石乡人民政府"))


def test_a_repeat_registered_moves_the_earlier_case_up(record: Record) -> None:
    """Nobody has to remember the half year; the reason and the new petition stand in the earlier case."""
    no = _observed(record)

    imported = register(
        record,
        {"channel": "来访", "received": "2022-03-01", "registration": {"repeat_of": no}},
        today=D(2022, 3, 1),
        registrar="小周",
    )

    case = _get(record, no)
    event = case.events[-1]
    assert (event.type, event.day, event.actor) == ("list_move", D(2022, 3, 1), "小周")
    assert event.details["petition"] == imported.case.no
    assert event.details["reason"] == f"观察期内同一事项又来访（{imported.case.no}，2022-03-01）"
    assert f"{no} 由一级调回二级清单" in imported.notes[-1]
    assert (standing_of(case).level, standing_of(case).resolved, case.outcome) == (ListLevel.SPECIAL, None, "反弹")
    with record.read() as tx:
        [row] = tx.ledger.rows(LedgerFilter(levels=(ListLevel.SPECIAL,)))
        assert (row.no, row.resolved) == (no, None)
        assert tx.trail(case_key(no))[-1].action == "case.list_move"
        assert case_key(no) in {pending.key for pending in tx.outbox.next(99)}


def test_a_repeat_linked_or_corrected_later_moves_it_too(record: Record) -> None:
    """The clerk often finds out the next day."""
    linked, corrected = _observed(record), _observed(record)
    first, second = _case(record, D(2022, 3, 1)), _case(record, D(2022, 3, 2))

    _, notes = decide(record, first, linked, Relation.REPEAT, by="小周")
    _, more = acts.correct(record, second, {"registration": {"repeat_of": corrected}})
    _, none = acts.correct(record, second, {"title": "反映地界（二）"})

    assert [standing_of(_get(record, no)).level for no in (linked, corrected)] == [ListLevel.SPECIAL] * 2
    assert (len(notes), len(more), none) == (1, 1, ())


def test_a_repeat_of_a_repeat_moves_the_first(record: Record) -> None:
    """The third letter names the second, the list holds the first; a circle of repeats ends."""
    first = _case(record)
    second = _case(record, D(2022, 1, 20), registration={"repeat_of": first})
    acts.correct(record, first, {"registration": {"repeat_of": second}})
    acts.act(record, first, Event(D(2022, 2, 1), "resolve"), today=D(2022, 2, 1))
    lists.enter(record, first, FIRST, "已化解", _on(D(2022, 2, 1)))

    _case(record, D(2022, 3, 1), registration={"repeat_of": second})

    assert standing_of(_get(record, first)).level is ListLevel.SPECIAL


@pytest.mark.parametrize("when", ["before", "unlisted", "struck", "voided", "unknown"])
def test_a_repeat_that_changes_nothing_says_so_or_is_silent(record: Record, when: str) -> None:
    """Registering must never fail because of what an earlier case is."""
    no = _observed(record) if when != "unlisted" else _case(record)
    if when == "struck":
        lists.apply_strike(record, no, _on(D(2022, 8, 1), unit="青石乡人民政府"))
        lists.strike_off(record, no, _on(D(2022, 8, 1)))
    if when == "voided":
        acts.void_case(record, no, "重复")
    day = D(2022, 1, 5) if when == "before" else D(2022, 9, 1)

    imported = register(
        record,
        {"received": day.isoformat(), "registration": {"repeat_of": "没有" if when == "unknown" else no}},
        today=D(2022, 9, 1),
    )

    assert _get(record, no).events[-1].type != "list_move"
    said = "".join(imported.notes)
    assert {"before": said == "", "unlisted": said == "", "struck": "销号" in said, "voided": "作废" in said,
            "unknown": "没有编号" in said}[when]  # fmt: skip


def test_a_petition_that_moved_nothing_stops_the_striking_off(record: Record) -> None:
    """Cases that were imported in bulk move nothing; the list of what is due shows them, and striking off is refused."""
    no = _observed(record)
    with record.write() as tx:
        later = Case("X1", received=D(2022, 3, 1))
        tx.cases.add(later, tx.now)
    with record.write() as tx:
        case = tx.cases.get("X1")
        tx.cases.change(replace(case, registration=replace(case.registration, repeat_of=no)), tx.now)

    [entry] = _entries(record, D(2022, 8, 1))
    assert (entry.row.petitions, entry.strike) == (1, Strike.REBOUND)
    with pytest.raises(InvalidInput, match="X1") as caught:
        lists.apply_strike(record, no, _on(D(2022, 8, 1), unit="青石乡人民政府"))
    assert caught.value.error_code == "petitioned_again"


def test_voiding_a_move_gives_the_case_back_its_outcome(record: Record) -> None:
    """The repeat was another person of the same name."""
    no = _observed(record)
    _case(record, D(2022, 3, 1), registration={"repeat_of": no})
    case = _get(record, no)

    restored = acts.void_event(record, no, len(case.events) - 1, "不是同一人")

    assert (standing_of(restored).level, restored.outcome) == (ListLevel.OBSERVED, "已化解")


def test_the_office_decides_where_it_goes(record_url: str, tmp_path: Path) -> None:
    """Configuration, not code."""
    path = tmp_path / "lists.toml"
    path.write_text('[observation]\nrises_to = "close"\n[levels.close]\nname = "特级"\n', "utf-8")
    with Record(record_url, lists=of_office(path)) as own:
        no = _observed(own)

        imported = register(own, {"received": "2022-03-01", "registration": {"repeat_of": no}}, today=D(2022, 3, 1))

        assert "由一级调回特级清单" in imported.notes[-1]
        assert standing_of(_get(own, no)).level is ListLevel.CLOSE


def test_the_sheet_has_a_page_for_each_level(record: Record, tmp_path: Path) -> None:
    """What goes to the joint meeting on paper."""
    _observed(record)
    lists.enter(record, _case(record), THIRD, "群体", _on(START))
    path = tmp_path / "清单.xlsx"

    assert write_lists(_entries(record, D(2022, 8, 1)), LISTS, path) == 2

    sheets = cells_of(path)
    assert list(sheets) == ["一级清单", "三级清单"]
    assert [row[-1] for row in sheets["一级清单"][1:]] == ["可以申请销号"]
    assert sheets["三级清单"][1][12] == "群体"


def test_an_entry_is_struck_off_as_it_was_applied_for(record: Record) -> None:
    """Whoever looks years later must find one body that applied, one who agreed, and days that can be."""
    no = _observed(record)
    with pytest.raises(InvalidInput, match="哪个排查单位"):
        acts.act(record, no, Event(D(2022, 8, 1), "strike_apply"), today=D(2022, 8, 1))
    lists.apply_strike(record, no, _on(D(2022, 8, 1), unit="青石乡人民政府"))

    with pytest.raises(InvalidInput, match="2022-08-01 已经申请过"):
        lists.apply_strike(record, no, _on(D(2022, 8, 2), unit="青石乡人民政府"))
    with pytest.raises(InvalidInput, match="早于申请的 2022-08-01"):
        lists.strike_off(record, no, replace(_on(D(2022, 8, 5)), day=D(2022, 7, 20)))
    case = lists.strike_off(record, no, _on(D(2022, 8, 5)))

    assert case.events[-1].details["approver"] == "小周"


@pytest.mark.parametrize("how", ["voided", "reopened"])
def test_what_is_no_longer_resolved_is_not_struck_off(record: Record, how: str) -> None:
    """A voided settlement, or a case taken up anew, must not leave the lists as if it were at peace."""
    no = _observed(record)
    if how == "voided":
        acts.void_event(record, no, 1, "登记错了案件")
    else:
        acts.act(record, no, Event(START, "withdraw", details={"reason": "书面撤回"}), today=START)
        acts.act(record, no, Event(D(2022, 2, 1), "reopen", details={"reason": "有新证据"}), today=D(2022, 2, 1))

    assert [one.strike for one in _entries(record, D(2022, 8, 1))] == [Strike.UNRESOLVED]
    with pytest.raises(InvalidInput, match="没有化解"):
        lists.apply_strike(record, no, _on(D(2022, 8, 1), unit="青石乡人民政府"))
    lists.move(record, no, SECOND, "重新办理", _on(D(2022, 8, 1)))
    assert [one.row.level for one in _entries(record, D(2022, 8, 1))] == ["L2"]
