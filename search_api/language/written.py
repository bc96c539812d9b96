"""The tree of what was typed → how one would type it. Pure; read again it means the same."""

from __future__ import annotations

from search_api.language.fields import FIELD_LABELS
from search_api.language.tree import AllOf, AnyOf, Leaf, NotOf, Typed


def written(typed: Typed) -> str:
    """The query."""
    match typed:
        case Leaf():
            return _leaf(typed)
        case NotOf(part=part):
            return f"NOT {_closed(part)}"
        case AllOf(parts=parts):
            return " ".join(_closed(part) for part in parts)
        case AnyOf(parts=parts):
            return " OR ".join(_closed(part) for part in parts)


def _closed(part: Typed) -> str:
    return f"({written(part)})" if isinstance(part, AllOf | AnyOf) else written(part)


def _leaf(leaf: Leaf) -> str:
    if leaf.kind == "field":
        quoted = '"' not in leaf.text and any(sign.isspace() or sign in "()" for sign in leaf.text)
        return f'{FIELD_LABELS[leaf.field]}:"{leaf.text}"' if quoted else f"{FIELD_LABELS[leaf.field]}:{leaf.text}"
    if leaf.kind == "phrase":
        return f'"{leaf.text}"' + ("" if leaf.near is None else f"~{leaf.near}")
    return leaf.text
