"""Queries nobody should type, over every engine: an answer, whatever the engine itself makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.cases.model import Case, Party
from archive.record.cases import case_key
from archive.record.record import Record
from indexer import pipeline
from indexer.segment import Segmenter
from search_api.access import Asker
from search_api.habits.widening import Habits
from search_api.search import Request, Searcher
from tests.contract.conftest import Url, opening

MANY = [chr(0x4E00 + n) for n in range(600)]
HARD = [
    "供" * 10_000,
    "".join(MANY * 4),
    f'"{"".join(MANY * 3)}"',
    "或".join(MANY),
    " ".join("".join(MANY[n : n + 3]) for n in range(480)),
    " ".join("".join(MANY[n : n + 19]) + "~" for n in range(95)),
    " OR ".join(f"宅{n}" for n in range(400)),
    " ".join(f"NOT {sign}" for sign in MANY[:390]),
    f'"{" ".join(MANY[:300])}"~999',
    "\ufdfa" * 500,
    "宅*基*地 " * 250,
    "*a" + "?" * 40,
    "a*" * 300,
    "文号:*a" + "?" * 12,
    "当事人:" + "张" * 1_500 + "~",
    "金额:>" + "9" * 50,
    "(NOT " * 38 + "的" + ")" * 38,
    "张三丰 李四海 王五洲 " * 90,
]


@pytest.fixture(scope="module")
def searcher(engine: str, tmp_path_factory: pytest.TempPathFactory, elasticsearch_url: Url) -> Iterator[Searcher]:
    """Two cases, one of them kept apart."""
    folder = tmp_path_factory.mktemp("hard")
    with opening(engine, Path(folder) / "index", elasticsearch_url) as make, Record(f"sqlite:///{folder}/r") as record:
        cases = (
            Case("A1", facts="宅基地供热" + "".join(MANY)),
            Case("B1", facts="".join(MANY), parties=(Party("张三"),), restricted=True),
        )
        with record.write() as tx:
            for case in cases:
                tx.cases.add(case, tx.now)
                tx.outbox.put([case_key(case.no)])
        index, segmenter = make(), Segmenter()
        pipeline.drain(record, index, segmenter)
        yield Searcher(record, index, lambda: segmenter, habits=Habits)


@pytest.mark.parametrize("query", HARD, ids=lambda query: ascii(query)[:16])
def test_a_hard_query_gets_an_answer(searcher: Searcher, query: str) -> None:
    """A pasted page must not end in an error that only a larger server would not give, nor show what is kept apart."""
    answer = searcher.search(Request(query), Asker("员"))

    assert {hit.id for hit in answer.hits} <= {"A1"}
    assert answer.total == len(answer.hits)
