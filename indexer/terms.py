"""Folded text → the terms both engines store and ask for: pure functions.

Three families share one field and are told apart by their first character: words as they are, pairs of neighbouring
atoms (``_``), single atoms (``.``). Measured on petitions and statute questions (MRR@10 over 1,114 and 925 queries), the
three together rank best: .841 and .415, against .774 and .380 for words, .813 and .388 for pairs alone. Punctuation
ranks nothing and is held once a text; with it in every pair the petitions fall to .822. Pairs and atoms also make every
substring findable, however the words were cut.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from archive.chinese.fold import is_symbol
from archive.errors import InvalidInput
from indexer.neighbours import ATOM, PAIR, Neighbours, neighbours, pair, pairs
from indexer.segment import Segmenter

_WORTH_ARRAYS = 60
"""Characters from which on arrays are faster."""
_LONGEST_KEYWORD = 1_000
_LONGEST_KEY = 8_000
_LONGEST_WORD = 40
NOT_WORDS = (PAIR, ATOM)
"""What rank terms that are no words begin with."""


def rank_pair(term: str) -> str:
    """A pair as it stands among the rank terms."""
    return f"{PAIR}{term}"


def rank_atom(atom: str) -> str:
    """An atom as it stands among the rank terms."""
    return f"{ATOM}{atom}"


def rank_terms(folded: str, segmenter: Segmenter) -> list[str]:
    """All rank terms of folded text."""
    [(ranked, _)] = text_terms([folded], [segmenter.ranked_words(folded)])
    return ranked.split()


def without_atoms(rank: Mapping[str, float]) -> Mapping[str, float]:
    """Rank terms without single atoms, which say little of entries that hold the whole words; with them if there is no
    other. They stand in nearly every entry, and take most of the time. MRR of a message of which one to three words are
    typed: .587 with them, .599 without (docs/benchmarks.md)."""
    return {term: weight for term, weight in rank.items() if term[0] != ATOM} or rank


def text_terms(folded: Sequence[str], words: Sequence[str]) -> list[tuple[str, str]]:
    """For each folded text, with its words as ``Segmenter.ranked_words`` gives them, all rank terms, and its pairs in
    order; both separated by blanks."""
    found = [_neighbours(text) for text in folded]
    return [
        (" ".join(filter(None, (ranked, near.ranked_pairs, near.ranked_atoms, near.marks))), near.pairs)
        for ranked, near in zip(words, found, strict=True)
    ]


def _neighbours(folded: str) -> Neighbours:
    if len(folded) < _WORTH_ARRAYS:
        return neighbours(folded)
    from indexer.neighbour_arrays import neighbours_laid_out  # numpy is for those who fill an index, not for a question

    return neighbours_laid_out(folded)


def words_among(ranked: str) -> list[str]:
    """The words of two characters and more among rank terms, each once, for completion."""
    words = ranked.partition(f" {PAIR}")[0]  # they stand first, and none begins as pairs do
    return sorted({term for term in words.split() if 1 < len(term) <= _LONGEST_WORD and term[0] not in NOT_WORDS})


def is_listed(term: str) -> bool:
    """Whether a rank term is a word that completion may offer."""
    return 1 < len(term) <= _LONGEST_WORD and term[0] not in NOT_WORDS


def adjacent(found: tuple[str, ...]) -> tuple[Literal["rank_terms", "pairs"], list[str]]:
    """The field, and the terms side by side in it, by which neighbouring atoms are found."""
    if len(found) == 1:
        return "rank_terms", [rank_atom(found[0])]
    if len(found) == 2 and not any(is_symbol(atom) for atom in found):
        return "rank_terms", [rank_pair(pair(*found))]
    return "pairs", pairs(found)


def near(one: tuple[str, ...], other: tuple[str, ...], far: int) -> tuple[Literal["atoms", "pairs"], str, str, int]:
    """The field, the two terms in it, and how many terms may stand between these, by which pieces near each other are found."""
    if len(one) == 1:
        return "atoms", one[0], other[0], far
    return (
        "pairs",
        pair(*one),
        pair(*other),
        far + 1,
    )  # the pair of the first one's end and what follows it stands between


@lru_cache(maxsize=4_096)
def safe_keyword(value: str) -> str:
    """A keyword as both engines store it and ask for it.

    An engine drops a value too long for it without a word (tantivy beyond 65,530 bytes, Elasticsearch beyond 32,766):
    one of more than 1,000 characters is held as its beginning and a digest, so that it is still found by the whole.
    Half of a surrogate pair, as in a file name that is not UTF-8, becomes a question mark.
    """
    value = value.encode("utf-8", "replace").decode()
    if len(value) <= _LONGEST_KEYWORD:
        return value
    return f"{value[: _LONGEST_KEYWORD - 20]}…{hashlib.sha256(value.encode()).hexdigest()[:16]}"


def checked_key(key: str) -> str:
    """An entry's key, refused (``InvalidInput``) where an engine would lose it: over 8,000 bytes, or not Unicode."""
    if len(key.encode("utf-8", "replace")) > _LONGEST_KEY or any("\ud800" <= c <= "\udfff" for c in key):
        raise InvalidInput(f"编号无法编入检索索引：{key[:40]!a}。", "编号过长，或含有损坏的字符，请改正后重试。")
    return key
