"""Terms: three families in one field that can never be taken for one another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.chinese.fold import atoms, fold, is_symbol
from archive.errors import InvalidInput
from indexer.neighbour_arrays import neighbours_laid_out
from indexer.neighbours import neighbours, pair, pairs
from indexer.segment import Segmenter
from indexer.terms import adjacent, checked_key, rank_atom, rank_pair, rank_terms, safe_keyword

SEGMENTER = Segmenter()
ATOMS = st.text("信访ab1.%~_+ 。", min_size=1, max_size=8).map(fold).map(atoms)


@given(ATOMS, ATOMS)
def test_only_equal_neighbours_give_equal_pairs(first: list[str], second: list[str]) -> None:
    """Two different neighbours under one term would find letters that do not hold the phrase."""
    told = {pair(a, b): (a, b) for a, b in pairwise(first)}

    for a, b in pairwise(second):
        assert told.get(pair(a, b), (a, b)) == (a, b)


@settings(deadline=None)
@given(st.text("信访调解协议书ab1.%~_+-# 。，\n\ue000𠮷", max_size=30))
def test_terms_hold_no_white_space_and_tell_their_family(text: str) -> None:
    folded = fold(text)
    found = atoms(folded)
    terms = rank_terms(folded, SEGMENTER)

    letters = [atom for atom in found if not is_symbol(atom)]
    symbols = {atom for atom in found if is_symbol(atom)}

    assert " ".join(terms).split() == terms
    assert sorted(t for t in terms if t[0] == ".") == sorted(map(rank_atom, [*letters, *symbols]))
    assert {t for t in terms if t[0] == "_"} <= {rank_pair(term) for term in pairs(found)}


@settings(deadline=None)
@given(
    st.one_of(
        st.text("信访调解协议书ab12.%~_+-# 。，\n\ue000𠮷", max_size=80),
        st.lists(
            st.sampled_from(["信", "a", "12", " ", "，", "x" * 99, "y" * 100, "z" * 101, "q" * 250]), max_size=9
        ).map("".join),
        st.text(max_size=40),
    )
)
def test_arrays_give_the_neighbours_that_are_made_one_by_one(text: str) -> None:
    """A long letter and a short question must have the same terms, or the one is not found by the other."""
    folded = fold(text)

    assert neighbours_laid_out(folded) == neighbours(folded)


def test_punctuation_ranks_nothing_but_is_still_found() -> None:
    """Commas in every pair made long letters weigh less than they should."""
    terms = rank_terms("甲,乙,丙", SEGMENTER)

    assert [t for t in terms if t[0] == "_"] == []
    assert terms.count(".,") == 1
    assert adjacent((",",)) == ("rank_terms", [".,"])
    assert adjacent(("甲", ",")) == ("pairs", ["甲,"])


def test_terms_of_a_short_text() -> None:
    assert rank_terms("调解a1", SEGMENTER) == ["调解", "a1", "_调解", "_解~a1", ".调", ".解", ".a1"]


def test_terms_are_short_enough_for_both_engines() -> None:
    """Elasticsearch cuts a token after 255 characters."""
    assert max(map(len, rank_terms(fold("a" * 70_000 + "解" + "１" * 300), SEGMENTER))) <= 255


def test_a_keyword_of_usual_length_is_itself() -> None:
    assert safe_keyword("张 三\n") == "张 三\n"
    assert safe_keyword("长" * 1_000) == "长" * 1_000


def test_long_keywords_stay_apart_and_recognisable() -> None:
    first, second = safe_keyword("长" * 2_000), safe_keyword("长" * 2_001)

    assert first != second
    assert first.startswith("长" * 900)
    assert len(first.encode()) < 32_766


def test_half_a_surrogate_pair_in_a_keyword_can_be_stored() -> None:
    safe_keyword("信\udce6访").encode()


def test_keys_are_themselves_or_refused() -> None:
    assert checked_key("case:甲/1") == "case:甲/1"
    for key in ("case:" + "长" * 3_000, "case:\ud800"):
        with pytest.raises(InvalidInput):
            checked_key(key)
