"""Judgements must stay each person's own, and the latest."""

from __future__ import annotations

from archive.record.judgements import Asked
from archive.record.record import Record


def test_the_latest_judgement_of_each_person_stands(record_url: str) -> None:
    """Two of one person for one hit would count it twice; one person's must not replace another's."""
    asked, other = Asked("search", "宅基地  边界\n"), Asked("precedents", "", "A9")
    with Record(record_url) as record:
        with record.write() as tx:
            tx.judgements.put(asked, "A1", 1, "张三", tx.now)
            tx.judgements.put(asked, "A1", 0, "李四", tx.now)
            tx.judgements.put(other, "A1", 3, "张三", tx.now)
        with record.write() as tx:
            tx.judgements.put(Asked("search", "宅基地 边界"), "A1", 2, "张三", tx.now)  # white space is no other query
        with record.read() as tx:
            assert tx.judgements.of(asked, "张三") == {"A1": 2}
            assert tx.judgements.of(asked, "李四") == {"A1": 0}
            assert [(one.person, one.relevant) for one in tx.judgements.all()] == [
                ("李四", 0),
                ("张三", 3),
                ("张三", 2),
            ]
        with record.write() as tx:
            assert tx.judgements.take_back(asked, "A1", "张三")
            assert not tx.judgements.take_back(asked, "A1", "张三")
        with record.read() as tx:
            assert tx.judgements.of(asked, "张三") == {}
