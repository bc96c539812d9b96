"""Tokens → the tree of what was typed: NOT before AND before OR, brackets first. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from search_api.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing asked for."""

    kind: Literal["word", "phrase", "field"]
    text: str
    field: str = ""
    near: int | None = None


@dataclass(frozen=True, slots=True)
class NotOf:
    """What its part is not."""

    part: Typed


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the parts, at least one."""

    parts: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Any of the parts, at least two."""

    parts: tuple[Typed, ...]


Typed = Leaf | NotOf | AllOf | AnyOf

DEEPEST = 40
"""Brackets in brackets, and NOTs of NOTs, that are followed: nobody means more, and each takes some of the stack."""


def depth(tokens: Sequence[Token]) -> int:
    """How deep brackets and NOTs stand within each other."""
    deepest = brackets = negations = 0
    for token in tokens:
        brackets += {"(": 1, ")": -1}.get(token.kind, 0)
        negations = negations + 1 if token.kind == "NOT" else 0
        deepest = max(deepest, brackets + negations)
    return deepest


def tree_of(tokens: Sequence[Token]) -> Typed | None:
    """The tree; None if nothing is asked for. Operators that lack a side are passed over."""
    reader = _Reader(tokens)
    tree = _or(reader, "")
    while reader.at < len(tokens):  # a stray closing mark: what follows is asked for as well
        reader.take()
        if reader.at < len(tokens):
            tree = _joined(tree, _or(reader, ""))
    return tree


@dataclass(slots=True)
class _Reader:
    """Reads tokens one after the other."""

    tokens: Sequence[Token]
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]


def _or(reader: _Reader, within: str) -> Typed | None:
    """``within`` is the field that stands before the brackets, if one does."""
    parts: list[Typed] = []
    while True:
        part = _and(reader, within)
        if part is not None:
            parts.append(part)
        if reader.peek() != "OR":
            break
        reader.take()
    if len(parts) > 1:
        return AnyOf(tuple(parts))
    return parts[0] if parts else None


def _and(reader: _Reader, within: str) -> Typed | None:
    tree: Typed | None = None
    while (kind := reader.peek()) and kind not in ("OR", ")"):
        if kind in ("AND", "plus", "stray"):
            reader.take()
            continue
        tree = _joined(tree, _not(reader, within))
    return tree


def _not(reader: _Reader, within: str) -> Typed | None:
    if reader.peek() != "NOT":
        return _leaf(reader, within)
    reader.take()
    part = _not(reader, within) if reader.peek() not in ("", "OR", "AND", ")") else None
    return None if part is None else NotOf(part)


def _leaf(reader: _Reader, within: str) -> Typed | None:
    token = reader.take()
    if token.kind == "group":
        return _leaf(reader, token.field)
    if token.kind == "(":
        inside = _or(reader, within)
        if reader.peek() == ")":
            reader.take()
        return inside
    if token.kind == "field":
        return Leaf("field", token.text, token.field)
    if token.kind in ("word", "phrase") and within:
        return Leaf("field", token.text, within)
    if token.kind == "phrase":
        return Leaf("phrase", token.text, near=token.near)
    if token.kind == "word":
        return Leaf("word", token.text)
    return None


def _joined(left: Typed | None, right: Typed | None) -> Typed | None:
    if left is None or right is None:
        return left if right is None else right
    return AllOf(tuple(part for side in (left, right) for part in (side.parts if isinstance(side, AllOf) else (side,))))
