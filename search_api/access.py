"""Who asks, and what they may see: one rule, put inside every query.

Hits, counts, facets, likeness, export and preview all go through ``within`` or ``may_see``.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.cases.model import Case
from indexer.entry import OPEN_SCOPE
from indexer.index import And, Keyword, Node


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody with the rights of a role."""

    name: str
    sees_restricted: bool = False
    """Whether reports of wrongdoing kept apart (《信访工作条例》第三十条) are shown."""


ADMINISTRATOR = Asker("管理员", sees_restricted=True)
"""Whoever sits at the machine that holds the record."""


def within(node: Node, asker: Asker) -> Node:
    """``node`` confined to what the asker may see."""
    if asker.sees_restricted:
        return node
    allowed = Keyword("scope", (OPEN_SCOPE,))
    if isinstance(node, And):
        return And((*node.parts, allowed))
    return And((node, allowed))


def may_see(case: Case | None, asker: Asker) -> bool:
    """Whether the asker may see this case and its documents."""
    return case is None or not case.restricted or asker.sees_restricted
