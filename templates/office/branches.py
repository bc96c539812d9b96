"""Which conditions hold where others have been met: to tell the branches of a template nobody can reach; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import nodes

Facts = Mapping[str, Any]
"""By a condition as text: whether it holds; by ``=`` and an expression: what it equals."""


def truth(test: nodes.Node, facts: Facts) -> bool | None:
    """Whether a condition holds; None where that depends on the case."""
    known = facts.get(repr(test))
    if known is not None:
        return bool(known)
    if isinstance(test, nodes.Const):
        return bool(test.value)
    if isinstance(test, nodes.Not):
        inner = truth(test.node, facts)
        return None if inner is None else not inner
    if isinstance(test, nodes.And | nodes.Or):
        sides = (truth(test.left, facts), truth(test.right, _beside(test, facts)))
        decides = isinstance(test, nodes.Or)
        if decides in sides:
            return decides
        return None if None in sides else not decides
    return _compared(test, facts)


def _beside(test: nodes.And | nodes.Or, facts: Facts) -> Facts:
    """What holds when the right side is looked at."""
    return assumed(test.left, isinstance(test, nodes.And), facts)


def _compared(test: nodes.Node, facts: Facts) -> bool | None:
    found = _equation(test)
    if found is None:
        return None
    expression, operator, value = found
    if isinstance(test, nodes.Compare) and isinstance(test.expr, nodes.Const):
        return bool(test.expr.value == value) == (operator == "eq")
    known = facts.get(f"={expression}", _NOTHING)
    if known is _NOTHING:
        return None
    return bool(known == value) == (operator == "eq")


_NOTHING = object()


def _equation(test: nodes.Node) -> tuple[str, str, Any] | None:
    if isinstance(test, nodes.Compare) and len(test.ops) == 1 and test.ops[0].op in ("eq", "ne"):
        value = test.ops[0].expr
        if isinstance(value, nodes.Const):
            return repr(test.expr), test.ops[0].op, value.value
    return None


def assumed(test: nodes.Node, holds: bool, facts: Facts) -> Facts:
    """The facts with one more: that the condition holds, or that it does not."""
    made = {**facts, repr(test): holds}
    if isinstance(test, nodes.Not):
        return assumed(test.node, not holds, made)
    if (isinstance(test, nodes.And) and holds) or (isinstance(test, nodes.Or) and not holds):
        return assumed(test.right, holds, assumed(test.left, holds, made))
    found = _equation(test)
    if found is not None and (found[1] == "eq") == holds:
        made[f"={found[0]}"] = found[2]
    return made


def without(facts: Facts, name: str) -> Facts:
    """The facts that do not speak of ``name``, which has a new value."""
    return {key: value for key, value in facts.items() if f"name='{name}'" not in key}
