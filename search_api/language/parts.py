"""Parts of a query as they are understood, which may still be joined, said back and relaxed. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.index import And, Node, Or


@dataclass(frozen=True, slots=True)
class Words:
    """All of these words, which may be relaxed to any of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class All:
    """All of these parts, with the words among them gathered in one."""

    parts: tuple[Part, ...]


Part = Node | Words | All


@dataclass(frozen=True, slots=True)
class Said:
    """A part with its reading."""

    part: Part
    reading: str
    joined: str = ""
    """``且`` or ``或`` where the reading has parts, which brackets hold together."""

    @property
    def closed(self) -> str:
        """The reading as one part of a longer one."""
        return f"（{self.reading}）" if self.joined else self.reading


def settle(part: Part, *, all_words: bool) -> Node:
    """The node of a part, with its words joined by AND or by OR."""
    if isinstance(part, Words):
        if len(part.nodes) == 1:
            return part.nodes[0]
        return And(part.nodes) if all_words else Or(part.nodes)
    if isinstance(part, All):
        return And(tuple(settle(inner, all_words=all_words) for inner in part.parts))
    return part


def all_of(known: list[Said]) -> Said | None:
    """All of some parts, as one; None of none."""
    if len(known) < 2:
        return known[0] if known else None
    part: Part = known[0].part
    for said in known[1:]:
        part = _both(part, said.part)
    inner = [said.reading if said.joined == "且" else said.closed for said in known]
    return Said(part, "，且".join(inner), "且")


def _both(left: Part, right: Part) -> Part:
    parts = [part for side in (left, right) for part in (side.parts if isinstance(side, All) else (side,))]
    words = [node for part in parts if isinstance(part, Words) for node in part.nodes]
    others = [part for part in parts if not isinstance(part, Words)]
    if not others:
        return Words(tuple(dict.fromkeys(words)))
    return All((*others, Words(tuple(dict.fromkeys(words)))) if words else tuple(others))
