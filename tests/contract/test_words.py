"""The office changes its word list: nothing that was findable becomes unfindable, and only what must be is cut anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.cases.model import Case
from archive.cases.text import case_text
from archive.chinese.fold import atoms, fold
from archive.record.cases import case_key
from archive.record.record import Record
from indexer import pipeline
from indexer.index import MAPPING_VERSION, SearchIndex, Stamp
from indexer.recut import holding, otherwise, recut, stamp_of, unsettled
from indexer.segment import Segmenter
from indexer.words import OfficeWords
from search_api.access import ADMINISTRATOR
from search_api.search import Request, Searcher
from tests.contract.conftest import MakeIndex

# characters that dictionary words, invented words and runs of letters and digits are made of, and what parts them
ALPHABET = "人民调解协议书柳林ab1 ，\n"
_TEXT = st.text(ALPHABET, min_size=2, max_size=16)
_CHANGES = st.lists(st.tuples(st.booleans(), st.integers(0, 200), st.integers(2, 6)), min_size=1, max_size=3)


@dataclass
class Desk:
    """A record, its index, and the search over both."""

    record: Record
    index: SearchIndex
    texts: dict[str, str]

    def __post_init__(self) -> None:
        self.words = OfficeWords(self.record)
        self.searcher = Searcher(self.record, self.index, self.words.segmenter)

    def fill(self, facts: Sequence[str]) -> None:
        """Cases with these facts, in the place of those before."""
        cases = [Case(no=f"〇{number}", facts=text) for number, text in enumerate(facts)]
        with self.record.write() as tx:
            for case in cases:
                if tx.cases.ids_of([case.no]):
                    tx.cases.change(replace(case, version=tx.cases.get(case.no).version), tx.now)
                else:
                    tx.cases.add(case, tx.now)
            tx.outbox.put(case_key(case.no) for case in cases)
        self.texts = {case.no: case_text(case) for case in cases}
        self.drain()

    def drain(self) -> int:
        """Teach the index what it has to learn."""
        return pipeline.drain(self.record, self.index, self.words.segmenter())

    def change(self, add: bool, word: str) -> None:
        """Add a word or remove it; the index is told nothing."""
        with self.record.write() as tx:
            _ = tx.add_word(word) if add else tx.remove_word(word)

    def found(self, typed: str) -> set[str]:
        """Numbers of the cases found with all that was asked for."""
        found = self.searcher.find(Request(typed, limit=100, facets=False), ADMINISTRATOR)
        return set() if found.relaxed else {hit.key.removeprefix("case:") for hit in found.hits.hits}

    def stale(self) -> list[str]:
        """Keys of entries that are still cut by another list."""
        stamp, segmenter = self.index.stamp(), self.words.segmenter()
        words = unsettled(stamp, segmenter) if stamp else ()
        return [one.key for one in otherwise(self.record, self.index, words or (), segmenter)]


@pytest.fixture
def desk(make_index: MakeIndex, tmp_path: Path) -> Desk:
    """An empty one."""
    return Desk(Record(f"sqlite:///{tmp_path}/r"), make_index(), {})


def _pieces(texts: Sequence[str]) -> list[str]:
    """Every piece of two to five atoms of the texts, as it may be typed."""
    found: dict[str, None] = {}
    for text in texts:
        standing = atoms(fold(text))
        for length in (2, 3, 5):
            for at in range(len(standing) - length + 1):
                piece = "".join(standing[at : at + length])
                if "," not in piece and tuple(atoms(piece)) == tuple(standing[at : at + length]):
                    found[piece] = None
    return list(found)[:6]


def _holds(text: str, piece: str) -> bool:
    standing, wanted = atoms(fold(text)), atoms(fold(piece))
    return any(standing[at : at + len(wanted)] == wanted for at in range(len(standing)))


@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(facts=st.lists(_TEXT, min_size=4, max_size=4), changes=_CHANGES)
def test_what_was_found_is_found_before_in_the_middle_and_after(
    desk: Desk, facts: list[str], changes: list[tuple[bool, int, int]]
) -> None:
    """A clerk who adds a village's name must not lose the letters she found by half of it the day before."""
    desk.fill(facts)
    pieces = _pieces(facts)
    folded = fold("".join(facts)).replace(" ", "").replace("\n", "")
    before = {piece: desk.found(piece) for piece in pieces}

    def check(when: str) -> None:
        for piece in pieces:
            found = desk.found(piece)
            literally = {no for no, text in desk.texts.items() if _holds(text, piece)}
            assert literally <= found, (when, piece)
            assert before[piece] == found, (when, piece)

    for add, at, length in changes:
        at %= max(len(folded) - length, 1)
        desk.change(add, folded[at : at + length])
        check("changed")
        with desk.record.exclusive("index"):
            next(recut(desk.record, desk.index, desk.words.segmenter(), {}), None)  # one step, then the power fails
        check("in the middle")
    desk.drain()
    check("after")

    segmenter = desk.words.segmenter()
    assert desk.index.stamp() == stamp_of(segmenter)
    assert pipeline.compare(desk.record, desk.index, segmenter).agrees
    for word in segmenter.words:
        desk.change(False, word)
    desk.drain()


def test_only_what_is_cut_otherwise_is_written_anew(desk: Desk) -> None:
    """A village's name must not cost the night a rebuild of the whole archive takes."""
    desk.fill(["柳林坳的来信", "柳林的来信", "坳里的路", "反映柳林坳的路灯"])
    desk.change(True, "柳林坳")

    assert set(desk.stale()) == {"case:〇0", "case:〇3"}
    assert desk.drain() == 2
    assert desk.stale() == []
    assert desk.drain() == 0


def test_a_word_among_letters_and_digits_is_found_where_it_is_a_part(desk: Desk) -> None:
    """A run of letters and digits is one atom to the engines, and several words to who cuts."""
    desk.fill(["拨打0012345热线", "12345热线电话", "热线12345", "12345的热线"])
    desk.change(True, "12345热线")

    drained = desk.drain()

    assert drained >= 1
    assert pipeline.compare(desk.record, desk.index, desk.words.segmenter()).agrees


def test_what_comes_in_meanwhile_is_not_forgotten(desk: Desk) -> None:
    """A letter indexed while the word was on the list, and cut by it, must not stay so when the word is taken away."""
    desk.fill(["柳林坳一", "柳林坳二"])
    desk.change(True, "柳林坳")
    desk.fill(["柳林坳三", "柳林坳二"])
    stamp = desk.index.stamp()
    assert stamp
    desk.index.restamp(Stamp(MAPPING_VERSION, Segmenter().fingerprint, (), ("柳林坳",)))  # as if killed before the end
    desk.change(False, "柳林坳")

    desk.drain()

    assert desk.index.stamp() == stamp_of(Segmenter())
    assert pipeline.compare(desk.record, desk.index, Segmenter()).agrees


def test_an_index_of_an_unknown_list_is_to_be_rebuilt(desk: Desk) -> None:
    """Another version of the program cut everything: a stamp that claims otherwise would hide it for ever."""
    desk.fill(["柳林坳的来信"])
    strange = Stamp(MAPPING_VERSION, "another program")
    desk.index.restamp(strange)
    desk.change(True, "柳林坳")

    desk.drain()

    assert desk.index.stamp() == strange
    assert "index rebuild" in desk.searcher.search(Request("来信"), ADMINISTRATOR).notes[0]


def test_a_word_of_the_office_marks_and_ranks_but_does_not_narrow(desk: Desk) -> None:
    """Whoever finds a letter by two words that stand apart must find it when the two are made one."""
    desk.fill(["坳里有柳林", "柳林坳的路灯", "别的事情"])
    before = desk.found("柳林坳")
    desk.change(True, "柳林坳")
    desk.drain()

    answer = desk.searcher.search(Request("柳林坳"), ADMINISTRATOR)

    assert before == {hit.id for hit in answer.hits} == {"〇0", "〇1"}
    assert answer.hits[0].id == "〇1"
    assert "柳林坳" in answer.reading
    assert desk.found('"柳林坳"') == {"〇1"}


@pytest.mark.parametrize("word", ["柳林坳", "12345热线", "热线12345", "ab", "调", "a，b", "ab调b"])
def test_what_holds_a_word_is_no_less_than_brute_force_finds(desk: Desk, word: str) -> None:
    """An entry that is not looked at would be cut by the old list for ever."""
    texts = ["在柳林坳", "柳林 坳", "0012345热线", "热线123456", "xaby", "调解", "a，b", "ab 调b", "cab调bc", "没有"]
    desk.fill(texts)

    stored = {one.key for one in desk.index.stored(holding(word))}

    assert {f"case:{no}" for no, text in desk.texts.items() if word in fold(text)} <= stored
    assert stored < {f"case:{no}" for no in desk.texts}
