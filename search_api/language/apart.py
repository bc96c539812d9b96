"""What does not stand letter by letter: wildcards, one wrong character, words near each other. Pure.

All of it is made of the index's own nodes. In Chinese text ``?`` is one character and ``*`` up to three; in a run of
Latin letters and digits, and in a field, ``*`` is any number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, product

from archive.chinese.fold import atoms, is_symbol
from indexer.index import Adjacent, And, Keyword, Near, Node, Or, Pattern, Spaced

Needle = tuple[str | None, ...]
"""Atoms as they stand side by side; None is any one atom."""

FARTHEST = 20
"""Characters between words that are near each other, at most."""
LONGEST_FUZZY = 20
"""Characters of a word, one of which may be wrong; a longer one stands as typed."""
_LONGEST_STAR = 3
_MOST_SHAPES = 64
_LONGEST_PATTERN = 60
_MOST_STARS = 6
_MOST_SINGLE = 3
"""``?`` after a ``*``: each doubles what an engine has to keep in mind."""
_RUNS = re.compile(r"[*?]+|[^*?]+")
_LATIN = re.compile(r"[a-z0-9*?]*[a-z0-9][a-z0-9*?]*")


def simple_pattern(pattern: str) -> str | None:
    """The same pattern as plainly as it can be written; None for one that an engine would take minutes over."""
    runs = [f"{'?' * run.count('?')}{'*' * ('*' in run)}" if run[0] in "*?" else run for run in _RUNS.findall(pattern)]
    simple = "".join(runs)
    after = simple.partition("*")[2]
    hard = simple.count("*") > _MOST_STARS or after.count("?") > _MOST_SINGLE or len(simple) > _LONGEST_PATTERN
    return None if hard else simple


def pattern_node(folded: str) -> tuple[Node, list[Needle]] | None:
    """What a word with ``*`` and ``?`` finds in a text, and what of it is highlighted; None if it has nothing else."""
    if _LATIN.fullmatch(folded):
        return Pattern("atoms", folded), []
    pieces: list[str | int] = []
    for piece in re.split("([*?])", folded):
        pieces += [-1] if piece == "*" else [1] if piece == "?" else atoms(piece)
    while pieces and isinstance(pieces[0], int):
        pieces.pop(0)
    while pieces and isinstance(pieces[-1], int):
        pieces.pop()
    if not pieces or all(isinstance(piece, str) and is_symbol(piece) for piece in pieces):
        return None
    shapes = _shapes(pieces)
    return _any([_spaced(shape) for shape in shapes]), shapes


def _shapes(pieces: Sequence[str | int]) -> list[Needle]:
    stars = sum(piece == -1 for piece in pieces)
    longest = _LONGEST_STAR if (_LONGEST_STAR + 1) ** stars <= _MOST_SHAPES else 1 if 2**stars <= _MOST_SHAPES else 0
    shapes = []
    for widths in product(range(longest + 1), repeat=stars):
        left = iter(widths)
        shape: list[str | None] = []
        for piece in pieces:
            shape += [piece] if isinstance(piece, str) else [None] * (next(left) if piece == -1 else 1)
        shapes.append(tuple(shape))
    return shapes


def with_one_wrong(name: str, text: str) -> Node:
    """What has these characters with one of them another, too many or missing; in a field, or in the text ("")."""
    found = atoms(text)
    if name and len(text) > LONGEST_FUZZY:
        return Keyword(name, (text,))
    if name:
        signs = list(text)
        shapes = {"".join([*signs[:at], "?", *signs[at + 1 :]]) for at in range(len(signs))}
        shapes |= {"".join([*signs[:at], "?", *signs[at:]]) for at in range(1, len(signs))}
        shapes |= {"".join([*signs[:at], *signs[at + 1 :]]) for at in range(len(signs)) if len(signs) > 2}
        return _any([Pattern(name, shape) for shape in sorted(shapes)])
    return _any([_spaced(tuple(found)), *(_spaced(needle) for needle in needles_with_one_wrong(text))])


def needles_with_one_wrong(text: str) -> list[Needle]:
    """The ways these characters stand in a text with one of them wrong. At an end, what is right of them stands alone."""
    found = atoms(text)
    if not 3 <= len(found) <= LONGEST_FUZZY:
        return []
    wrong: list[Needle] = [(*found[:at], None, *found[at + 1 :]) for at in range(1, len(found) - 1)]
    missing: list[Needle] = [(*found[:at], *found[at + 1 :]) for at in range(1, len(found) - 1)]
    extra: list[Needle] = [(*found[:at], None, *found[at:]) for at in range(1, len(found))]
    return list(dict.fromkeys([tuple(found[1:]), tuple(found[:-1]), *wrong, *missing, *extra]))


def near_words(words: Sequence[tuple[str, ...]], far: int) -> tuple[Node, str]:
    """Each word stands near the one typed after it, on either side of it; and a note if that was asked too far."""
    note = "" if far <= FARTHEST else f"相隔最多按{FARTHEST}个字找。"
    parts: list[Node] = []
    for first, second in pairwise(words):
        if Near.holds(first, second):
            parts.append(Near(first, second, min(far, FARTHEST)))
            continue
        shapes = [
            (*left, *[None] * gap, *right)
            for left, right in ((first, second), (second, first))
            for gap in range(min(far, FARTHEST) + 1)
        ]
        parts.append(_any([_spaced(shape) for shape in dict.fromkeys(shapes)]))
    return parts[0] if len(parts) == 1 else And(tuple(parts)), note


_PLACED = 14
"""What a shape with gaps, or words near each other, count: the places of their atoms are looked at wherever all stand."""


def size_of(node: Node) -> int:
    """How much an engine has to look for: the atoms of all ways in which a node made here is tried."""
    match node:
        case Or(parts=parts) | And(parts=parts):
            return sum(map(size_of, parts))
        case Adjacent(atoms=found):
            return len(found)
        case Spaced(atoms=found):
            return max(len(found) - found.count(None), _PLACED)
        case Near():
            return _PLACED
        case _:
            return 4


def _spaced(shape: Needle) -> Node:
    standing = tuple(atom for atom in shape if atom is not None)
    return Adjacent(standing) if len(standing) == len(shape) else Spaced(shape)


def _any(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))
