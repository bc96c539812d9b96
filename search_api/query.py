"""What a person types → a query of the index. Pure, and never an error: what cannot be parsed becomes plain words.

Words stand for substrings, quotes for adjacent text, a space for AND; AND OR NOT (且 或 非, + -) and brackets combine
them, NOT before AND before OR; ``字段:值`` asks a field. Full-width punctuation is the same as half-width.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.chinese.fold import atoms, fold, is_symbol
from indexer.index import Adjacent, And, Everything, Node, Not, Nothing, Or
from indexer.segment import Segmenter
from indexer.terms import rank_terms
from search_api.fields import field_node, number_or_date
from search_api.tokens import Token, are_balanced, plain_words, tokens_of

LONGEST_QUERY = 2000
"""Characters of a typed query that are looked at; the answer says when more were typed."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was understood."""

    match: Node
    rank: Mapping[str, float]
    """Weight of each rank term."""
    needles: tuple[tuple[str, ...], ...]
    """Atoms to highlight, as they stand side by side."""
    relaxed: Node | None = None
    """The same with any of its words instead of all; None where that would be the same."""
    notes: tuple[str, ...] = ()
    """What was not understood or left out, in Chinese."""


@dataclass(slots=True)
class _Reader:
    """Reads tokens one after the other, gathering what ranks and what is highlighted."""

    segmenter: Segmenter
    tokens: list[Token]
    at: int = 0
    negated: int = 0
    rank: dict[str, float] = field(default_factory=dict)
    needles: dict[tuple[str, ...], None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def peek(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]


@dataclass(frozen=True, slots=True)
class _Words:
    """All of these words, which may be relaxed to any of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class _All:
    """All of these parts, with the words among them gathered in one."""

    parts: tuple[_Part, ...]


_Part = Node | _Words | _All


def parse(typed: str, segmenter: Segmenter) -> Parsed:
    """Understand a typed query."""
    notes: list[str] = []
    if len(typed) > LONGEST_QUERY:
        notes.append(f"查询太长，只用了前 {LONGEST_QUERY} 个字。要找与长文相像的案件，请用“类案”。")
        typed = typed[:LONGEST_QUERY]
    tokens = list(tokens_of(typed))
    if not are_balanced(tokens):
        notes.append("括号或引号不成对，已按普通词语检索。")
        tokens = plain_words(typed)
    elif _depth(tokens) > _DEEPEST:
        notes.append("括号或“非”套得太深，已按普通词语检索。")
        tokens = plain_words(typed)
    reader = _Reader(segmenter, tokens)
    tree = _or(reader)
    while reader.at < len(reader.tokens):  # a stray closing mark: what follows is asked for as well
        reader.take()
        if reader.at < len(reader.tokens):
            tree = _both(tree, _or(reader))
    notes += reader.notes
    match = _settle(tree, all_words=True) if tree is not None else (Nothing() if typed.strip() else Everything())
    if tree is None and typed.strip():
        notes.append("查询里没有可以检索的字词。")
    relaxed = _settle(tree, all_words=False) if tree is not None else None
    return Parsed(match, reader.rank, tuple(reader.needles), None if relaxed == match else relaxed, tuple(notes))


_DEEPEST = 40
"""Brackets in brackets, and NOTs of NOTs, that are followed: nobody means more, and each takes some of the stack."""


def _depth(tokens: list[Token]) -> int:
    deepest = brackets = negations = 0
    for token in tokens:
        brackets += {"(": 1, ")": -1}.get(token.kind, 0)
        negations = negations + 1 if token.kind == "NOT" else 0
        deepest = max(deepest, brackets + negations)
    return deepest


def plain(text: str, segmenter: Segmenter) -> dict[str, float]:
    """Rank terms of a plain text that is never parsed, each weighted by how often it stands in the text."""
    rank: dict[str, float] = {}
    folded = fold(text)
    _add_terms(rank, folded, segmenter)
    return rank


def _or(reader: _Reader) -> _Part | None:
    parts = []
    while True:
        part = _and(reader)
        if part is not None:
            parts.append(part)
        if reader.peek() != "OR":
            break
        reader.take()
    if len(parts) > 1:
        return Or(tuple(_settle(part, all_words=True) for part in parts))
    return parts[0] if parts else None


def _and(reader: _Reader) -> _Part | None:
    tree: _Part | None = None
    while (kind := reader.peek()) and kind not in ("OR", ")"):
        if kind in ("AND", "plus", "stray"):
            reader.take()
            continue
        part = _not(reader)
        if part is not None:
            tree = _both(tree, part)
    return tree


def _not(reader: _Reader) -> _Part | None:
    if reader.peek() != "NOT":
        return _leaf(reader)
    reader.take()
    reader.negated += 1
    part = _not(reader) if reader.peek() not in ("", "OR", "AND", ")") else None
    reader.negated -= 1
    return None if part is None else Not(_settle(part, all_words=True))


def _leaf(reader: _Reader) -> _Part | None:
    token = reader.take()
    if token.kind == "(":
        inside = _or(reader)
        if reader.peek() == ")":
            reader.take()
        return inside
    if token.kind == "field":
        return _field(reader, token.field, token.text)
    if token.kind == "phrase":
        return _phrase(reader, token.text)
    if token.kind == "word":
        return _word(reader, token.text)
    return None


def _both(left: _Part | None, right: _Part | None) -> _Part | None:
    if left is None or right is None:
        return left if right is None else right
    parts = [part for side in (left, right) for part in (side.parts if isinstance(side, _All) else (side,))]
    words = [node for part in parts if isinstance(part, _Words) for node in part.nodes]
    others = [part for part in parts if not isinstance(part, _Words)]
    if not others:
        return _Words(tuple(words))
    return _All((*others, _Words(tuple(words))) if words else tuple(others))


def _settle(part: _Part, *, all_words: bool) -> Node:
    """The node of a part, with its words joined by AND or by OR."""
    if isinstance(part, _Words):
        if len(part.nodes) == 1:
            return part.nodes[0]
        return And(part.nodes) if all_words else Or(part.nodes)
    if isinstance(part, _All):
        return And(tuple(_settle(inner, all_words=all_words) for inner in part.parts))
    return part


def _word(reader: _Reader, text: str) -> _Part | None:
    folded = fold(text)
    if special := number_or_date(folded):
        _add(reader, folded)
        return _Words((Or((_adjacent(reader, tuple(atoms(folded))), special)),))
    words = [word for word in reader.segmenter.cut(folded) if not all(is_symbol(atom) for atom in atoms(word))]
    if not words:
        return None
    _add(reader, folded)
    return _Words(tuple(_adjacent(reader, tuple(atoms(word))) for word in words))


def _phrase(reader: _Reader, text: str) -> _Part | None:
    folded = fold(text)
    found = atoms(folded)
    while found and is_symbol(found[0]):
        found.pop(0)
    while found and is_symbol(found[-1]):
        found.pop()
    if not found:
        return None
    _add(reader, folded)
    node = _adjacent(reader, tuple(found))
    special = number_or_date(folded)
    return _Words((Or((node, special)) if special else node,))


def _adjacent(reader: _Reader, found: tuple[str, ...]) -> Node:
    if not reader.negated:
        reader.needles[found] = None
    return Adjacent(found)


def _add(reader: _Reader, folded: str) -> None:
    if not reader.negated:
        _add_terms(reader.rank, folded, reader.segmenter)


def _add_terms(rank: dict[str, float], folded: str, segmenter: Segmenter) -> None:
    for term in rank_terms(folded, segmenter):
        if not (term[0] == "." and is_symbol(term[1:])):
            rank[term] = rank.get(term, 0.0) + 1.0


def _field(reader: _Reader, name: str, value: str) -> _Part | None:
    node, note = field_node(name, value)
    if note:
        reader.notes[note] = None
    return node
