"""The audit trail only grows; the outbox forgets only what was learnt; words are kept once."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from archive.record.record import Record


def test_the_trail_tells_who_did_what(record: Record) -> None:
    """Whoever looks into a complaint years later reads this."""
    with record.write() as tx:
        tx.log("case.change", "case:1", before={"handler": "甲"}, after={"handler": "乙\x00"})
        now = tx.now

    with record.read() as tx:
        [entry] = tx.trail("case:1")
    assert (entry.actor, entry.action, entry.before, entry.after) == (
        "测试",
        "case.change",
        {"handler": "甲"},
        {"handler": "乙\ufffd"},
    )
    assert entry.at == now
    assert entry.at.tzinfo is dt.UTC


_ALTERING = {
    "sqlite": (
        "UPDATE audit SET actor = 'x'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit (id, at, actor, action, subject) VALUES (1, '2020-01-01', 'x', 'x', 'case:1')",
    ),
    "postgresql": ("UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"),
}


def test_the_database_itself_refuses_to_alter_the_trail(record: Record) -> None:
    """A trail that can be tidied up afterwards proves nothing."""
    with record.write() as tx:
        tx.log("case.new", "case:1")

    for statement in _ALTERING[record._engine.dialect.name]:
        with pytest.raises(DBAPIError, match="append-only"), record._engine.begin() as connection:
            connection.execute(text(statement))

    with record.read() as tx:
        assert [entry.actor for entry in tx.trail("case:1")] == ["测试"]


def test_a_subject_may_be_anything(record: Record) -> None:
    """A word or title of any length and kind is logged, not refused at the last step."""
    subject = "长" * 5000 + "\x00\udc80"
    with record.write() as tx:
        tx.log("word.add", subject)

    with record.read() as tx:
        assert len(tx.trail(subject)) == 1


def test_the_outbox_keeps_what_was_not_learnt(record: Record) -> None:
    """A row removed before the index has it is a document nobody finds."""
    with record.write() as tx:
        tx.outbox.put(f"case:{n}" for n in range(2000))

    with record.write() as tx:
        first = tx.outbox.next(1500)
        assert [row.key for row in first] == [f"case:{n}" for n in range(1500)]
        tx.outbox.done(row.id for row in first)
        newest = tx.outbox.newest()

    with record.write() as tx:
        assert tx.outbox.size() == 500
        tx.outbox.done([row.id for row in tx.outbox.next(500)])
        tx.outbox.put(["case:later"])
        assert tx.outbox.newest() > newest, "ids must not be used twice: a late 'done' would remove the wrong row"


def test_what_fails_leaves_nothing_behind(record: Record) -> None:
    """Half a transaction is a case without its trail, or a trail without its case."""

    def half() -> None:
        with record.write() as tx:
            tx.outbox.put(["case:1"])
            tx.log("case.new", "case:1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()

    with record.read() as tx:
        assert (tx.outbox.size(), tx.trail("case:1")) == (0, [])


def test_words_are_kept_once(record: Record) -> None:
    """The word list's fingerprint must not change because someone added a word twice."""
    with record.write() as tx:
        assert tx.add_word("包村干部")
        assert not tx.add_word("包村干部")
        assert tx.words() == ("包村干部",)
        assert tx.remove_word("包村干部")
        assert not tx.remove_word("包村干部")
        assert tx.words() == ()


def test_the_state_of_the_words_tells_every_change(record: Record) -> None:
    """A program that runs for weeks looks at it, and would cut by an old list for ever."""
    seen: dict[object, object] = {}
    for change in (
        lambda tx: None,
        lambda tx: tx.add_word("包村干部"),
        lambda tx: tx.add_word("双桥村"),
        lambda tx: tx.remove_word("双桥村"),
        lambda tx: tx.add_word("德善乡"),
        lambda tx: tx.remove_word("包村干部") and tx.add_word("柳河镇"),
    ):
        with record.write() as tx:
            change(tx)
        with record.read() as tx:
            assert seen.setdefault(record.words_state(), tx.words()) == tx.words()

    assert len(seen) == len(set(seen.values())) == 5
