"""Whoever goes around the database's triggers is found out by the chain."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from archive.record.record import Record

TRIGGER_OFF = {
    "sqlite": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"),
    "postgresql": ("ALTER TABLE audit DISABLE TRIGGER ALL",),
}


def _filled(record: Record) -> str:
    for number in range(5):
        with record.write() as tx:
            tx.log("case.new", f"case:{number}", after={"标题": f"甲{number}", "数": [1, 2.5, None, True]})
            tx.log("case.change", f"case:{number}", before={"a": 1}, after={"a": 2})
    with record.read() as tx:
        found = tx.check_trail()
    assert (found.lines, found.broken_at) == (10, None)
    return found.head


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE audit SET actor = '别人' WHERE id = 4",
        "UPDATE audit SET after = '{\"a\": 3}' WHERE id = 4",
        "DELETE FROM audit WHERE id = 4",
        "UPDATE audit SET at = '2020-01-01 00:00:00' WHERE id = 4",
        "UPDATE audit SET id = CASE id WHEN 4 THEN -5 ELSE -4 END WHERE id IN (4, 5); UPDATE audit SET id = -id WHERE id < 0",
    ],
)
def test_a_forged_line_is_named(record: Record, forgery: str) -> None:
    """A trail that can be tidied up afterwards proves nothing."""
    _filled(record)
    with record._engine.begin() as connection:
        for statement in (*TRIGGER_OFF[record._engine.dialect.name], *forgery.split("; ")):
            connection.execute(text(statement))

    with record.read() as tx:
        assert tx.check_trail().broken_at in (4, 5)


def test_a_trail_cut_short_lacks_the_digest_that_was_noted(record: Record) -> None:
    """The newest lines can be cut off without a break: only a digest on paper tells."""
    head = _filled(record)
    with record.read() as tx:
        assert tx.check_trail(head).holds_stated is True
        assert tx.check_trail("0" * 64).holds_stated is False
    with record._engine.begin() as connection:
        for statement in (*TRIGGER_OFF[record._engine.dialect.name], "DELETE FROM audit WHERE id > 8"):
            connection.execute(text(statement))

    with record.read() as tx:
        found = tx.check_trail(head)
    assert (found.broken_at, found.holds_stated) == (None, False)


def test_writers_at_once_keep_one_chain(record_url: str) -> None:
    """Two clerks saving in the same second must not fork the chain."""

    def work(name: str) -> None:
        with Record(record_url, actor=name) as mine:
            for number in range(20):
                with mine.write() as tx:
                    tx.log("case.new", f"case:{name}-{number}")

    with Record(record_url):
        threads = [threading.Thread(target=work, args=(name,)) for name in "甲乙丙"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    with Record(record_url) as record, record.read() as tx:
        found = tx.check_trail()
    assert (found.lines, found.broken_at) == (60, None)
