"""The terms of a text that come of its atoms, one by one: what they are. ``neighbour_arrays`` makes the same faster."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from archive.chinese.fold import atoms, is_symbol

GLUE = "~"
"""Joins the two atoms of a pair unless both are single characters."""
PAIR, ATOM = "_", "."
"""What a pair and an atom begin with among the rank terms."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Each family of terms, in order and separated by blanks."""

    pairs: str
    """All neighbouring atoms, bare."""
    ranked_pairs: str
    """Neighbours neither of which is a mark, as they stand among the rank terms."""
    ranked_atoms: str
    """Atoms that are no marks, as they stand among the rank terms."""
    marks: str
    """Each mark once, as it stands among the rank terms."""


def pair(first: str, second: str) -> str:
    """The term for two atoms standing side by side."""
    return first + second if len(first) == len(second) == 1 else f"{first}{GLUE}{second}"


def pairs(found: Iterable[str]) -> list[str]:
    """The terms for all neighbours among atoms, in order."""
    return [pair(first, second) for first, second in pairwise(found)]


def neighbours(folded: str) -> Neighbours:
    """The pairs and atoms of folded text."""
    found = atoms(folded)
    marks = {atom for atom in found if is_symbol(atom)}
    ranked = [pair(first, second) for first, second in pairwise(found) if marks.isdisjoint((first, second))]
    return Neighbours(
        " ".join(pairs(found)),
        " ".join(PAIR + term for term in ranked),
        " ".join(ATOM + atom for atom in found if atom not in marks),
        " ".join(ATOM + mark for mark in sorted(marks)),
    )
