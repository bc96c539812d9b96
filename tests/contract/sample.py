"""Entries to fill an engine with, and a matcher by brute force that knows nothing of terms, pairs and engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive.chinese.fold import atoms, fold
from indexer.index import (
    Adjacent,
    Amounts,
    And,
    AnyTerm,
    Days,
    Entry,
    Everything,
    Keyword,
    Kind,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Spaced,
)
from indexer.neighbours import pairs
from indexer.segment import Segmenter
from indexer.terms import rank_terms

SEGMENTER = Segmenter()


@dataclass(frozen=True, slots=True)
class Text:
    """What an entry is made from."""

    key: str
    text: str = ""
    title: str = ""
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day: int | None = None
    kind: Kind = "document"
    amounts: tuple[int, ...] = ()

    def entry(self, version: int = 0) -> Entry:
        """The entry as a room above the engines would make it."""
        folded = fold(self.text)
        found = atoms(folded)
        return Entry(
            key=self.key,
            kind=self.kind,
            rank_terms=" ".join(rank_terms(folded, SEGMENTER)),
            title_terms=" ".join(rank_terms(fold(self.title), SEGMENTER)),
            pairs=" ".join(pairs(found)),
            keywords=self.keywords,
            day=self.day,
            digest=f"{hash((self.text, self.title)):x}",
            version=version,
            atoms=" ".join(found),
            amounts=self.amounts,
        )


def adjacent(text: str) -> Adjacent:
    """The node for text as it is typed."""
    return Adjacent(tuple(atoms(fold(text))))


def matches(node: Node, text: Text) -> bool:
    """Whether a text matches, looked up in its atoms one by one."""
    match node:
        case Everything():
            return True
        case Nothing():
            return False
        case Adjacent(atoms=wanted):
            found = tuple(atoms(fold(text.text)))
            return any(found[at : at + len(wanted)] == wanted for at in range(len(found) - len(wanted) + 1))
        case Spaced(atoms=shape):
            found = tuple(atoms(fold(text.text)))
            return any(
                all(want in (None, stands) for want, stands in zip(shape, found[at : at + len(shape)], strict=True))
                for at in range(len(found) - len(shape) + 1)
            )
        case Near(one=one, other=other, far=far):
            shapes = [(*a, *[None] * gap, *b) for a, b in ((one, other), (other, one)) for gap in range(far + 1)]
            return any(matches(Spaced(shape), text) for shape in shapes)
        case Pattern(name=name, pattern=pattern):
            values = atoms(fold(text.text)) if name == "atoms" else text.keywords.get(name, ())
            return any(like(pattern, value) for value in values)
        case Amounts(low=low, high=high):
            return any((low or 0) <= fen and (high is None or fen <= high) for fen in text.amounts)
        case Keyword(name="key", values=values):
            return text.key in values
        case Keyword(name=name, values=values):
            return any(value in values for value in text.keywords.get(name, ()))
        case Days(first=first, last=last):
            return text.day is not None and (first or text.day) <= text.day <= (last or text.day)
        case And(parts=parts):
            return all(matches(part, text) for part in parts)
        case Or(parts=parts):
            return any(matches(part, text) for part in parts)
        case Not(part=part):
            return not matches(part, text)
        case AnyTerm(terms=terms):
            return not set(terms).isdisjoint(rank_terms(fold(text.text), SEGMENTER))


def like(pattern: str, value: str) -> bool:
    """Whether a value is like a pattern, sign by sign."""
    if not pattern:
        return not value
    if pattern[0] == "*":
        return like(pattern[1:], value) or bool(value and like(pattern, value[1:]))
    return bool(value) and pattern[0] in ("?", value[0]) and like(pattern[1:], value[1:])


def expected(node: Node, texts: Iterable[Text]) -> set[str]:
    """Keys of the texts that match."""
    return {text.key for text in texts if matches(node, text)}
