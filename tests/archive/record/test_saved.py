"""What is known of saved searches, on both databases."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.errors import Conflict
from archive.record.record import Record
from archive.record.saved import Known

DAY = dt.date(2023, 4, 3)
KEYS = [f"case:{n}" for n in range(1, 1200)]


def test_what_is_known_stays_known(record_url: str) -> None:
    """Two processes making the same digest must neither fail nor tell a hit twice."""
    with Record(record_url) as record:
        with record.write() as tx:
            tx.saved.add("甲", "水", {"q": "灌溉"}, tx.now)
            tx.saved.notice("甲", "水", ["case:1"], None, seen=True)
        with record.write() as tx:
            tx.saved.notice("甲", "水", KEYS, DAY, seen=False)
            tx.saved.see("甲", "水", ["case:2"])
        with record.read() as tx:
            known = tx.saved.known("甲", "水", [*KEYS, "case:none"])
            assert len(known) == 1199
            assert known["case:1"] == Known(None, seen=True)
            assert (known["case:2"], known["case:3"]) == (Known(DAY, seen=True), Known(DAY, seen=False))
            assert tx.saved.known("乙", "水", KEYS) == {}
        with record.write() as tx:
            tx.saved.remove("甲", "水")
            assert (tx.saved.of("甲"), tx.saved.known("甲", "水", KEYS)) == ([], {})


def test_a_saving_that_was_interrupted_leaves_nothing(record_url: str) -> None:
    """What it had made known must not be missing from a search saved under that name later."""
    with Record(record_url) as record:
        with record.write() as tx:
            tx.saved.notice("甲", "水", ["case:1"], None, seen=True)
        with record.write() as tx:
            tx.saved.prepare("甲", " 水 ")
            tx.saved.add("甲", "水", {"q": "灌溉"}, tx.now)
        with pytest.raises(Conflict), record.write() as tx:
            tx.saved.prepare("甲", "水")
        with record.read() as tx:
            assert tx.saved.known("甲", "水", ["case:1"]) == {}
