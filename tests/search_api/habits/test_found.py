"""Habits over a real index: after what is exact, counted within the asker's rights, and no query breaks it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.cases.model import Case, Party
from archive.record.cases import case_key
from archive.record.record import Record
from indexer.embedded.index import EmbeddedIndex
from indexer.pipeline import drain
from indexer.segment import Segmenter
from search_api.access import ADMINISTRATOR, Asker
from search_api.language.fields import FIELDS
from search_api.search import Answer, Request, Searcher

CLERK = Asker("办事员")
CASES = (
    Case("XF1", title="讨薪", facts="工地讨薪三千元", received=dt.date(2022, 12, 5), parties=(Party("张建军"),)),
    Case("XF2", title="欠薪", facts="欠薪欠薪欠薪，共3,000元，欠薪已久", parties=(Party("张三", phone="13800001234"),)),
    Case(
        "XF3", title="揭发", facts="欠薪一事", parties=(Party("赵四", id_number="110105199003070021"),), restricted=True
    ),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """Three cases, one of them kept apart."""
    folder = tmp_path_factory.mktemp("habits")
    segmenter = Segmenter()
    with Record(f"sqlite:///{folder}/record.sqlite3") as record:
        with record.write() as tx:
            for case in CASES:
                tx.cases.add(case, tx.now)
            tx.outbox.put(case_key(case.no) for case in CASES)
        index = EmbeddedIndex(folder / "index")
        drain(record, index, segmenter)
        yield Searcher(record, index, lambda: segmenter, lambda: dt.date(2023, 3, 31))
        index.close()


def found(answer: Answer) -> list[str]:
    return [hit.id for hit in answer.hits]


def test_exact_stands_before_what_a_habit_finds(searcher: Searcher) -> None:
    """欠薪 stands four times in the other case, yet 讨薪 was typed."""
    answer = searcher.search(Request("讨薪"), CLERK)

    assert found(answer) == ["XF1", "XF2"]
    assert [(used.habit, used.also, used.found) for used in answer.used] == [("synonyms", ("欠薪",), 1)]
    assert found(searcher.search(Request("讨薪", without=frozenset(["synonyms"])), CLERK)) == ["XF1"]


@pytest.mark.parametrize("typed", ["NOT 讨薪", "欠薪 非 讨薪", "欠薪 -（讨薪）"])
def test_only_what_was_typed_is_excluded(searcher: Searcher, typed: str) -> None:
    """A case taken away by a habit is missed by nobody: nothing on the page would say that it was there."""
    answer = searcher.search(Request(typed), CLERK)

    assert (found(answer), answer.relaxed) == (["XF2"], False)


def test_what_may_not_be_seen_is_not_counted(searcher: Searcher) -> None:
    """A count that is one too high tells that there is a report."""
    assert searcher.search(Request("讨薪"), ADMINISTRATOR).used[0].found == 2
    for typed in (
        "zhaosi",
        "身份证:110105199003070021",
        "110105199003070021",
        "尾号0021",
        "当事人:赵?",
        "赵四~",
        "揭?",
    ):
        answer = searcher.search(Request(typed), CLERK)
        assert (answer.total, answer.used, answer.facets.get("kind", {})) == (0, (), {}), typed
        assert searcher.search(Request(typed), ADMINISTRATOR).total == 1 or typed == "赵四~", typed


def test_a_name_found_by_its_spelling_is_marked(searcher: Searcher) -> None:
    """Else nobody sees why the case is there."""
    (hit,) = searcher.search(Request("zhangjianjun"), CLERK).hits

    assert [hit.snippet[a:b] for a, b in hit.highlights] == ["张建军"]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("zhangsan", ["XF2"]),
        ("zs", ["XF2"]),
        ("3000元", ["XF1", "XF2"]),
        ("尾号1234", ["XF2"]),
        ("金额:3000元", ["XF1", "XF2"]),
        ("日期:去年冬天", ["XF1"]),
        ("张健军~", ["XF1"]),
        ("当事人:张*", ["XF1", "XF2"]),
        ('"工地 三千"~3', ["XF1"]),
    ],
)
def test_what_is_meant_is_found(searcher: Searcher, typed: str, numbers: list[str]) -> None:
    """From what is typed to the case, through record, index and rights."""
    assert sorted(found(searcher.search(Request(typed), CLERK))) == numbers


_PIECES = [
    "讨薪",
    "(",
    ")",
    '"',
    "“",
    "~",
    "~5",
    "*",
    "?",
    "-",
    " ",
    "且",
    "或",
    "非 ",
    "AND",
    ">",
    "万元",
    "尾号",
    "zs",
    "近三年",
    "到",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(_PIECES) | st.sampled_from([f"{name}:" for name in FIELDS]) | st.text(max_size=4), max_size=12
    )
)
def test_no_query_raises_hangs_or_leaks(searcher: Searcher, pieces: list[str]) -> None:
    """An error page, a page that never comes, or a hint of what is kept apart."""
    typed = "".join(pieces)
    begun = time.process_time()
    answer = searcher.search(Request(typed), CLERK)

    assert time.process_time() - begun < 1.0
    assert "XF3" not in found(answer)
    assert sum(answer.facets.get("kind", {}).values()) == answer.total <= 2
