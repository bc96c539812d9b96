"""Folded text → the terms both engines store and ask for: pure functions.

Three families share one field and are told apart by their first character: words as they are, pairs of neighbouring
atoms (``_``), single atoms (``.``). Measured on petitions and statute questions, words and pairs in one field rank
better than either alone; pairs and atoms also make every substring findable, however the words were cut.
"""

from __future__ import annotations

from itertools import pairwise

from archive.chinese.fold import atoms, is_symbol
from indexer.segment import Segmenter

_GLUE = "~"
"""Joins the two atoms of a pair unless both are single characters."""


def pair(first: str, second: str) -> str:
    """The term for two atoms standing side by side."""
    return first + second if len(first) == len(second) == 1 else f"{first}{_GLUE}{second}"


def pairs(found: list[str]) -> list[str]:
    """The terms for all neighbours of a text's atoms, in order."""
    return [pair(a, b) for a, b in pairwise(found)]


def rank_pair(term: str) -> str:
    """A pair as it stands among the rank terms."""
    return f"_{term}"


def rank_atom(atom: str) -> str:
    """An atom as it stands among the rank terms."""
    return f".{atom}"


def rank_terms(folded: str, segmenter: Segmenter, found: list[str] | None = None) -> list[str]:
    """All rank terms of folded text; ``found`` spares cutting its atoms again."""
    found = atoms(folded) if found is None else found
    words = [word for word in segmenter.cut_for_search(folded) if not is_symbol(word)]
    return [*words, *(f"_{term}" for term in pairs(found)), *(f".{atom}" for atom in found)]
