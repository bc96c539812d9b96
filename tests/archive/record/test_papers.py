"""Papers found by what stands in them, on both databases."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.cases.model import Case, Mediation, Reply
from archive.record.paper import Origin, Written
from archive.record.record import Record


@pytest.mark.parametrize("no", ["XF2021030007LF", "信访〔2021〕7号", '号"%_\\7'])
def test_a_paper_that_took_from_a_case_is_found_by_its_number(record: Record, no: str) -> None:
    """Else the case would not show who rests on it, because its number is written with other signs."""
    taken = Written(Origin.GENERATED, "复.docx", "0" * 64, {"taken": [{"case": no}]}, "1" * 64)
    other = Written(Origin.GENERATED, "通.docx", "2" * 64, {"taken": [{"case": "XF20210300070F"}]}, "1" * 64)
    with record.write() as tx:
        tx.cases.add(Case("新案"), tx.now)
        ids = [
            tx.papers.begin(tx.cases.id_of("新案"), name, written, by="员", now=dt.datetime.now(dt.UTC))
            for name, written in (("reply", taken), ("notice", other))
        ]
    with record.read() as tx:
        assert [paper.id for paper in tx.papers.naming(no)] == ids[:1]


def test_cases_are_known_by_the_numbers_they_state(record: Record) -> None:
    """A number of a reply or an agreement leads to its case."""
    with record.write() as tx:
        tx.cases.add(Case("1", reply=Reply(number="柳信访复字[2021]005号")), tx.now)
        tx.cases.add(Case("2"), tx.now)
        tx.cases.add(Case("3", mediation=Mediation(agreement_number="柳调字〔2022〕1号")), tx.now)
    with record.read() as tx:
        assert list(tx.cases.stated_numbers()) == [("1", "柳信访复字[2021]005号", ""), ("3", "", "柳调字〔2022〕1号")]
