"""What is known of saved searches, on both databases."""

from __future__ import annotations

import datetime as dt

from archive.record.record import Record
from archive.record.saved import Known

DAY = dt.date(2023, 4, 3)


def test_what_is_known_stays_known(record_url: str) -> None:
    """Two processes making the same digest must neither fail nor tell a hit twice."""
    with Record(record_url) as record:
        with record.write() as tx:
            tx.saved.add("甲", "水", {"q": "灌溉"}, tx.now)
            tx.saved.notice("甲", "水", ["case:1"], None, seen=True)
        with record.write() as tx:
            tx.saved.notice("甲", "水", [f"case:{n}" for n in range(1, 1200)], DAY, seen=False)
            tx.saved.see("甲", "水", ["case:2"])
        with record.read() as tx:
            known = tx.saved.known("甲", "水")
            assert len(known) == 1199
            assert known["case:1"] == Known(None, seen=True)
            assert (known["case:2"], known["case:3"]) == (Known(DAY, seen=True), Known(DAY, seen=False))
            assert tx.saved.known("乙", "水") == {}
        with record.write() as tx:
            tx.saved.remove("甲", "水")
            assert (tx.saved.of("甲"), tx.saved.known("甲", "水")) == ([], {})
