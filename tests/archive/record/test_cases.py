"""Cases go in and come out whole, and nobody's change is lost."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from archive.cases.model import Case, Party
from archive.cases.text import case_text
from archive.errors import Conflict, NotFound
from archive.record.record import Record
from archive.record.shown import ShownCase
from tests.archive.record.samples import RARE, full_case


def test_a_full_case_comes_out_as_it_went_in(record: Record) -> None:
    """A field forgotten on the way in or out is a fact lost from the file."""
    with record.write() as tx:
        tx.cases.add(full_case(), tx.now)

    with record.read() as tx:
        assert tx.cases.get("XF2022-001") == replace(full_case(), version=1)


def test_a_bare_case_comes_out_as_it_went_in(record: Record) -> None:
    """What was left empty must not come back as something."""
    with record.write() as tx:
        tx.cases.add(Case("1"), tx.now)

    with record.read() as tx:
        assert tx.cases.get("1") == Case("1", version=1)


def test_many_cases_added_together_keep_their_own_parts(record: Record) -> None:
    """A claim or party filed under the neighbour's case would be the worst of mistakes."""
    new = [replace(full_case(f"N{n}"), parties=(Party(f"第{n}人"),) * (n % 3), title=f"第{n}件") for n in range(1000)]
    with record.write() as tx:
        tx.cases.add_many(new, tx.now)

    with record.read() as tx:
        assert list(tx.cases.all(chunk=77)) == [replace(case, version=1) for case in new]
        assert set(tx.cases.many([case.no for case in new])) == {case.no for case in new}


def test_a_change_replaces_the_parts(record: Record) -> None:
    """Old claims must not stay beside the new ones."""
    with record.write() as tx:
        tx.cases.add(full_case(), tx.now)
    with record.write() as tx:
        before = tx.cases.get("XF2022-001")
        after = replace(before, claims=before.claims[:1], parties=(), events=before.events[1:], title="改")
        tx.cases.change(after, tx.now)

    with record.read() as tx:
        assert tx.cases.get("XF2022-001") == replace(after, version=2)


def test_a_change_made_on_an_old_reading_is_refused(record: Record) -> None:
    """Two clerks open the same case; the second to save must not wipe out the first's work."""
    with record.write() as tx:
        tx.cases.add(full_case(), tx.now)
    with record.read() as tx:
        first = second = tx.cases.get("XF2022-001")
    with record.write() as tx:
        tx.cases.change(replace(first, handler="甲"), tx.now)

    with pytest.raises(Conflict, match="刚被别人改过"), record.write() as tx:
        tx.cases.change(replace(second, handler="乙"), tx.now)

    with record.read() as tx:
        assert tx.cases.get("XF2022-001").handler == "甲"


def test_of_two_changes_at_the_same_time_one_is_refused(record: Record) -> None:
    """The same when both save in the same instant."""
    with record.write() as tx:
        tx.cases.add(full_case(), tx.now)
    with record.read() as tx:
        case = tx.cases.get("XF2022-001")
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def save(handler: str) -> None:
        together.wait(10)
        try:
            with record.write() as tx:
                tx.cases.change(replace(case, handler=handler), tx.now)
        except Conflict:
            outcomes.append("refused")
        else:
            outcomes.append("saved")

    threads = [threading.Thread(target=save, args=(name,)) for name in "甲乙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(outcomes) == ["refused", "saved"]


def test_a_number_is_given_once(record: Record) -> None:
    """Two cases under one number cannot be told apart."""
    with record.write() as tx:
        tx.cases.add(Case("1"), tx.now)

    with pytest.raises(Conflict, match="已经有案件了"), record.write() as tx:
        tx.cases.add(Case("1"), tx.now)
    with pytest.raises(Conflict, match="已经有案件了"), record.write() as tx:
        tx.cases.add_many([Case("2"), Case("1")], tx.now)

    with record.read() as tx:
        assert list(tx.cases.numbers()) == ["1"]


@pytest.mark.parametrize("no", ["没有", "a\x00b", "坏\udc80字节", ""])
def test_an_unknown_number_is_said_to_be_unknown(record: Record, no: str) -> None:
    """A clerk's slip of the keys must not end in a message about encodings."""
    with record.read() as tx:
        with pytest.raises(NotFound):
            tx.cases.get(no)
        with pytest.raises(NotFound):
            tx.cases.id_of(no)


def test_text_no_database_takes_is_marked_not_refused(record: Record) -> None:
    """One NUL out of an old system's export must not keep a case out of the archive."""
    case = Case(
        "1",
        title="甲\x00乙",
        facts="半个\ud83d字",
        parties=(Party("丙\x00"),),
        legal_basis=("\x00",),
        extra={"键\x00": ["\udfff", {"深": "\x00"}], "数": float("nan")},
    )
    with record.write() as tx:
        tx.cases.add(case, tx.now)

    with record.read() as tx:
        kept = tx.cases.get("1")
    assert (kept.title, kept.facts, kept.parties[0].name) == ("甲\ufffd乙", "半个\ufffd字", "丙\ufffd")
    assert kept.legal_basis == ("\ufffd",)
    assert kept.extra == {"键\ufffd": ["\ufffd", {"深": "\ufffd"}], "数": "nan"}


def test_names_of_any_length_and_kind_are_kept(record: Record) -> None:
    """A list of a whole village typed into the name field must be kept, on every database."""
    name = "".join(chr(0x4E00 + n * 7 % 20000) for n in range(8000)) + RARE
    with record.write() as tx:
        tx.cases.add(Case("1", parties=(Party(name, phone=name, id_number=name),), text=RARE * 50_000), tx.now)

    with record.read() as tx:
        kept = tx.cases.get("1")
    assert (kept.parties[0].name, kept.parties[0].phone) == (name, name)
    assert kept.text == RARE * 50_000


def test_a_reader_sees_one_moment(record: Record) -> None:
    """An export that mixes before and after shows a case that never was."""
    with record.write() as tx:
        tx.cases.add_many([Case("1"), Case("2")], tx.now)

    with record.read() as reader:
        assert reader.cases.get("1").title == ""
        with record.write() as tx:
            for no in ("1", "2"):
                tx.cases.change(replace(tx.cases.get(no), title="改过"), tx.now)
        assert reader.cases.get("2").title == ""

    with record.read() as reader:
        assert reader.cases.get("2").title == "改过"


def test_a_case_is_shown_as_it_is_now(record: Record) -> None:
    """A text of yesterday would mark words the case no longer has; a right not read would show what is kept apart."""
    case = replace(full_case(), restricted=True)
    with record.write() as tx:
        tx.cases.add(case, tx.now)
    with record.write() as tx:
        tx.cases.change(replace(tx.cases.get(case.no), facts="补记：围墙已经拆除"), tx.now)
    with record.read() as tx:
        whole, shown = tx.cases.get(case.no), tx.cases.shown([case.no, "没有"])

    assert shown == {case.no: ShownCase(case.no, whole.title, whole.received, True, case_text(whole))}
    assert "补记：围墙已经拆除" in shown[case.no].text
