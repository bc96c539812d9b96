"""What is typed finds the same set on every engine: the one a person would find by reading everything."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.cases.model import Case
from archive.cases.text import case_text
from archive.chinese.fold import fold
from archive.record.cases import case_key
from archive.record.record import Record
from indexer import pipeline
from indexer.segment import Segmenter
from search_api.access import ADMINISTRATOR, Asker
from search_api.search import Request, Searcher
from tests.contract.conftest import Url, opening

WORDS = ("信访", "宅基地", "供热", "调解", "张三", "补偿", "人民调解", "地", "HJ125T", "3200", "答复意见书", "信")
_JOINTS = ("", "，", "\n", " ", "的", "。")


def texts() -> list[str]:
    """Sixty texts of the words above, run together, spaced and broken over lines."""
    chance = random.Random(7)
    made = []
    for _ in range(60):
        parts = [chance.choice(WORDS) + chance.choice(_JOINTS) for _ in range(chance.randint(1, 6))]
        made.append("".join(parts))
    return made


@dataclass(frozen=True, slots=True)
class Shelf:
    """A search over the cases made of the texts."""

    searcher: Searcher
    cases: dict[str, str]
    """Everything of a case that plain words find, by its number."""

    def find(self, typed: str, asker: Asker = ADMINISTRATOR) -> tuple[set[str], int, bool]:
        """(numbers found, total, relaxed)."""
        answer = self.searcher.search(Request(typed, limit=1000), asker)
        return {hit.id for hit in answer.hits}, answer.total, answer.relaxed


@pytest.fixture(scope="module")
def shelf(engine: str, tmp_path_factory: pytest.TempPathFactory, elasticsearch_url: Url) -> Iterator[Shelf]:
    """The same cases behind each engine."""
    folder = tmp_path_factory.mktemp("shelf")
    cases = [Case(no=f"〇{n:03d}", facts=text, restricted=n % 10 == 3) for n, text in enumerate(texts())]
    with opening(engine, Path(folder) / "index", elasticsearch_url) as make, Record(f"sqlite:///{folder}/r") as record:
        with record.write() as tx:
            for case in cases:
                tx.cases.add(case, tx.now)
            tx.outbox.put(case_key(case.no) for case in cases)
        index, segmenter = make(), Segmenter()
        pipeline.drain(record, index, segmenter)
        yield Shelf(Searcher(record, index, lambda: segmenter), {case.no: case_text(case) for case in cases})


def stands_in(word: str, text: str) -> bool:
    """Whether a word stands in a text: Chinese as a substring, Latin letters and digits as whole tokens."""
    squeezed = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", fold(text))
    if word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word.lower())}(?![a-z0-9])", squeezed) is not None
    return word in squeezed


Tree = str | tuple[str, list["Tree"]]


def trees() -> st.SearchStrategy[Tree]:
    """Words under AND, OR and NOT."""
    leaf: st.SearchStrategy[Tree] = st.sampled_from(WORDS)
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.tuples(st.just("AND"), st.lists(inner, min_size=2, max_size=3)),
            st.tuples(st.just("OR"), st.lists(inner, min_size=2, max_size=3)),
            st.tuples(st.just("NOT"), st.lists(inner, min_size=1, max_size=1)),
        ),
        max_leaves=6,
    )


def typed(tree: Tree) -> str:
    """The tree as a person would type it."""
    if isinstance(tree, str):
        return f'"{tree}"'
    operator, parts = tree
    if operator == "NOT":
        return f"NOT {typed(parts[0])}"
    return "(" + f" {operator} ".join(typed(part) for part in parts) + ")"


def holds(tree: Tree, text: str) -> bool:
    """Whether a text is what the tree asks for."""
    if isinstance(tree, str):
        return stands_in(tree, text)
    operator, parts = tree
    if operator == "NOT":
        return not holds(parts[0], text)
    return (all if operator == "AND" else any)(holds(part, text) for part in parts)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees())
def test_typed_query_finds_what_reading_everything_finds(shelf: Shelf, tree: Tree) -> None:
    """A search that misses a letter, or shows one it was told to leave out, is worse than none."""
    expected = {no for no, text in shelf.cases.items() if holds(tree, text)}

    found, total, relaxed = shelf.find(typed(tree))

    if expected or not relaxed:
        assert found == expected
        assert total == len(expected)
    else:
        assert found


@pytest.mark.parametrize("word", [*WORDS, "访", "基地", "民调", "調解", "信 访", "hj125t"])
def test_word_finds_every_text_it_stands_in(shelf: Shelf, word: str) -> None:
    """However a text was cut into words, a piece of it is found."""
    meant = fold(word)
    expected = {no for no, text in shelf.cases.items() if all(stands_in(w, text) for w in meant.split())}

    assert shelf.find(word)[0] == expected


def test_adjacent_words_and_words_apart(shelf: Shelf) -> None:
    """A phrase is adjacent text; words side by side without quotes are each enough anywhere."""
    apart = {no for no, text in shelf.cases.items() if stands_in("供热", text) and stands_in("补偿", text)}
    adjacent = {no for no, text in shelf.cases.items() if stands_in("供热补偿", text)}

    assert shelf.find("供热补偿")[0] == apart
    assert shelf.find('"供热补偿"') == (adjacent, len(adjacent), False)


def test_not_alone_means_all_others(shelf: Shelf) -> None:
    """Inside brackets too."""
    others = {no for no, text in shelf.cases.items() if not stands_in("信访", text)}

    assert shelf.find("NOT 信访")[0] == others
    assert shelf.find("(NOT 信访)")[0] == others
    assert shelf.find("(NOT 信访) OR 信访")[0] == set(shelf.cases)


def test_relaxed_only_when_nothing_has_all(shelf: Shelf) -> None:
    """And never when something was found."""
    found, total, relaxed = shelf.find("宅基地 不存在的词语")

    assert relaxed
    assert total == len(found) > 0
    assert not shelf.find("宅基地")[2]


def test_restricted_cases_are_not_found_counted_or_named(shelf: Shelf) -> None:
    """A report of wrongdoing must not leak through hits, totals or facets (《信访工作条例》第三十条)."""
    clerk = Asker("窗口")
    hidden = {f"〇{n:03d}" for n in range(60) if n % 10 == 3}

    everything = shelf.searcher.search(Request("", limit=1000), clerk)

    assert {hit.id for hit in everything.hits} == set(shelf.cases) - hidden
    assert everything.total == sum(everything.facets["kind"].values()) == len(shelf.cases) - len(hidden)
    assert shelf.find(" OR ".join(hidden), clerk)[0] == set()
    assert not hidden & {hit.key.partition(":")[2] for hit in shelf.searcher.rank("信访", clerk, kind="case", limit=99)}
