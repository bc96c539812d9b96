"""What somebody asked before: theirs alone, erased when they say so, and never kept against their will."""

from __future__ import annotations

import datetime as dt

from archive.record.asked import KEPT, LONGEST
from archive.record.record import Record

NOON = dt.datetime(2023, 3, 31, 12, tzinfo=dt.UTC)


def test_queries_are_kept_for_each_person_alone(record: Record) -> None:
    """Whoever sits next must not see what a colleague looked for."""
    with record.write() as tx:
        for minute, typed in enumerate(("宅基地", "张三", "宅基地 ", "", "长" * (LONGEST + 1))):
            tx.asked.keep("甲", typed, NOON + dt.timedelta(minutes=minute))
        tx.asked.keep("乙", "欠薪", NOON)

    with record.read() as tx:
        assert (tx.asked.of("甲"), tx.asked.of("乙"), tx.asked.of("丙")) == (["宅基地", "张三"], ["欠薪"], [])


def test_erased_and_switched_off(record: Record) -> None:
    with record.write() as tx:
        for typed in ("宅基地", "张三"):
            tx.asked.keep("甲", typed, NOON)
        tx.asked.keep("乙", "欠薪", NOON)
        assert tx.asked.erase("甲", "张三") == 1
        assert tx.asked.of("甲") == ["宅基地"]
        tx.asked.switch("甲", on=False)
        tx.asked.keep("甲", "供热", NOON)
        assert (tx.asked.of("甲"), tx.asked.keeps("甲"), tx.asked.of("乙")) == ([], False, ["欠薪"])
        tx.asked.switch("甲", on=True)
        tx.asked.keep("甲", "供热", NOON)
        assert tx.asked.of("甲") == ["供热"]


def test_only_the_newest_are_kept(record: Record) -> None:
    with record.write() as tx:
        for number in range(KEPT + 5):
            tx.asked.keep("甲", f"第{number}条", NOON + dt.timedelta(seconds=number))
        found = tx.asked.of("甲", KEPT * 2)

    assert (len(found), found[0], found[-1]) == (KEPT, f"第{KEPT + 4}条", "第5条")
