"""Queries nobody should type: an answer or a note, never an error, and at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.documents.ingest import take_in
from console.office import Office
from search_api.access import ADMINISTRATOR
from search_api.answers import answer_json
from search_api.search import Request
from tests.work.letters import mixed
from tests.work.program import Program


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A small archive of several kinds of files."""
    folder = tmp_path_factory.mktemp("queries")
    mixed(folder / "in")
    with Program(folder / "home").office() as opened:
        take_in(opened, [folder / "in"], case_no=None, jobs=1)
        opened.searcher.search(Request("预热"), ADMINISTRATOR)
        yield opened


HARD = [
    "",
    " ",
    "(",
    ")",
    "((供热",
    "供热))",
    '"供热',
    '供热"',
    '"“”',
    "NOT",
    "AND",
    "OR OR OR",
    "NOT NOT NOT 供热",
    "AND 供热 OR",
    "()",
    "(()())",
    "的",
    "的 了 是 在",
    "。，、；：？！",
    "!@#$%^&*()_+-=[]{}|;':,./<>?",
    "\\",
    "*",
    "?",
    "~^",
    "类别:",
    ":供热",
    "日期:不是日期",
    "日期:2022-13-45..1999",
    "日期:..",
    "没有的字段:供热",
    "供" * 10_000,
    "供热 " * 2_000,
    "供热 OR " * 1_000 + "室温",
    "(" * 5_000,
    "(" * 400 + "供热" + ")" * 400,
    "NOT " * 2_000 + "供热",
    '"' * 999,
    "a" * 10_000,
    "\x00\x01\x1b",
    "\ud800",
    "\u202e供热\u200b",
    "😀" * 100,
    "１２３ ＡＢＣ",
    "' OR 1=1 --",
    "a*" * 300,
    "*a" + "?" * 40,
    "文号:" + "*a" * 300,
    "当事人:" + "张" * 1_500 + "~",
    "人民调解委员会答复意见书" * 60 + "~",
    "宅*基*地 " * 300,
    " OR ".join(f"宅{n}" for n in range(400)),
    '"' + " ".join(chr(0x4E00 + n) for n in range(300)) + '"~999',
    "亿亿亿元",
    "金额:>" + "9" * 50,
    "近9999999999999年",
]


@pytest.mark.parametrize("query", HARD, ids=lambda query: ascii(query)[:20])
def test_a_hard_query_gets_an_answer(office: Office, query: str) -> None:
    """What a cat on the keyboard types must neither fail nor hang."""
    begun = time.process_time()

    answer = answer_json(office.searcher.search(Request(query), ADMINISTRATOR))

    assert answer["total"] >= len(answer["hits"])
    assert time.process_time() - begun < 2


_MARKS = ["(", ")", "（", "）", '"', "“", "”", ":", "：", "..", "-", "，", "*", "\t", "\u3000"]
_WORDS = [
    "供热",
    "宅基地",
    "的",
    "AND",
    "OR",
    "NOT",
    "且",
    "或",
    "非",
    "类别:",
    "日期:",
    "文种:",
    "2022",
    "〔2022〕",
    "5号",
    "a",
]
_PIECES = st.sampled_from([*_MARKS, *_WORDS])


@settings(max_examples=250, deadline=10_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=60), st.lists(_PIECES, max_size=25).map("".join), st.lists(_PIECES, max_size=25).map(" ".join)
    )
)
def test_no_query_fails(office: Office, query: str) -> None:
    """Whatever is typed, the answer is sane and comes within a second."""
    answer = answer_json(office.searcher.search(Request(query), ADMINISTRATOR))

    assert answer["total"] >= len(answer["hits"])
    for hit in answer["hits"]:
        assert all(0 <= a < b <= len(hit["snippet"]) for a, b in hit["highlights"])


def test_hard_queries_through_the_command_line(tmp_path: Path) -> None:
    """The same through the door everybody uses, with bytes that are no text at all."""
    program = Program(tmp_path / "home")

    for query in (b'((\xff\xfe"', "供" * 10_000, "-- -x", "", "\x1b[31m"):
        done = program.run("search", "--json", "--", query)
        assert done.code == 0, (query[:20], done.out, done.err)
        assert done.json["total"] == 0
