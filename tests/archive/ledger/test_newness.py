"""Is it new? Found in a real database, and kept as decided."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.cases.likeness.relations import Relation
from archive.errors import InvalidInput, NotFound
from archive.ledger.newness import decide, earlier_cases
from archive.ledger.registering import register
from archive.record.cases import case_key
from archive.record.ledger import LedgerFilter
from archive.record.record import Record
from tests.archive.likeness.test_likeness import AGAIN, OTHER, TEXT

TODAY = dt.date(2022, 8, 1)


def _letter(record: Record, name: str, text: str, **party: str) -> str:
    row = {"region": "青石乡大沟村", "category": "征地拆迁", "facts": text, "parties": [{"name": name, **party}]}
    return register(record, row, today=TODAY).case.no


def _found(record: Record, no: str, *alike: str) -> dict[str, Relation]:
    with record.read() as tx:
        return {one.case.no: one.relation for one in earlier_cases(tx, tx.cases.get(no), alike)}


def test_earlier_cases_are_found_by_number_phone_name_and_place(record: Record) -> None:
    """A repeat that is registered as new is answered twice, and differently."""
    by_number = _letter(record, "李桂芳", AGAIN, id_number="990021510312452")
    by_phone = _letter(record, "李桂香", AGAIN, phone="19900002729")
    by_near_name = _letter(record, "李桂湘", AGAIN, address="安和县青石乡大沟村三组12号")
    stranger = _letter(record, "王大力", OTHER)
    new = _letter(
        record, "李桂香", TEXT, id_number="990021195103124529", phone="19900002729", address="青石乡大沟村三组12号"
    )

    found = _found(record, new)

    assert found.keys() == {by_number, by_phone, by_near_name}
    assert stranger not in found
    assert set(found.values()) == {Relation.REPEAT}


def test_what_a_search_found_is_looked_at_too(record: Record) -> None:
    """The same matter brought by somebody else from another village is found by its words."""
    other = register(
        record, {"facts": TEXT, "category": "征地拆迁", "region": "清水乡", "parties": ["王大力"]}, today=TODAY
    ).case.no
    new = register(
        record, {"facts": TEXT, "category": "征地拆迁", "region": "清水乡泉眼村", "parties": ["赵四"]}, today=TODAY
    ).case.no

    assert _found(record, new) == {}
    assert _found(record, new, other, "没有") == {other: Relation.SAME_MATTER}


def test_the_clerk_decides_and_may_think_again(record: Record) -> None:
    """Nothing is joined by the program; a decision is kept with its reasons."""
    old = _letter(record, "李桂香", AGAIN, phone="19900002729")
    new = _letter(record, "李桂香", TEXT, phone="19900002729")

    case, _ = decide(record, new, old, Relation.REPEAT, by="小周")
    assert (case.registration.first, case.registration.repeat_of) == (False, old)
    with record.read() as tx:
        [link] = tx.kin.links(new)
        assert (link.other, link.relation, link.decided_by) == (old, "repeat", "小周")
        assert "姓名和电话相同" in link.reasons
        assert tx.trail(case_key(new))[-1].action == "case.link"
        assert [row.no for row in tx.ledger.rows(LedgerFilter(text=new))] == [new]

    case, _ = decide(record, new, old, Relation.UNRELATED, by="小周")
    assert (case.registration.first, case.registration.repeat_of) == (None, "")
    with record.read() as tx:
        assert [link.relation for link in tx.kin.links(new)] == ["unrelated"]


def test_a_case_is_not_its_own_repeat(record: Record) -> None:
    """A slip of the pen would make a circle."""
    no = _letter(record, "李桂香", TEXT)
    with pytest.raises(InvalidInput):
        decide(record, no, no, Relation.REPEAT, by="")
    with pytest.raises(NotFound):
        decide(record, no, "没有", Relation.REPEAT, by="")


def test_whoever_registers_is_told_at_once_what_it_may_repeat(record: Record) -> None:
    """Nobody asks whether a letter is new who does not suspect it is not."""
    first = _letter(record, "李桂香", TEXT, phone="19900002729")
    row = {
        "region": "青石乡大沟村",
        "category": "征地拆迁",
        "facts": AGAIN,
        "parties": [{"name": "李桂香", "phone": "19900002729"}],
    }

    told = register(record, row, today=TODAY).notes
    known = register(record, {**row, "registration": {"first": False, "repeat_of": first}}, today=TODAY).notes

    assert [note for note in told if f"可能与 {first} 是同一事项" in note]
    assert not [note for note in known if "可能与" in note]
