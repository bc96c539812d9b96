"""A query that finds nothing → the same with a part left out or made wider. Pure; what each finds is counted elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.chinese.fold import fold
from indexer.segment import Segmenter
from search_api.language.counted import together
from search_api.language.days import stretch_of
from search_api.language.fields import FIELD_LABELS, special
from search_api.language.tokens import are_balanced, plain_words, tokens_of
from search_api.language.tree import DEEPEST, AllOf, AnyOf, Leaf, NotOf, Typed, depth, tree_of
from search_api.language.written import written

_MOST_PARTS = 8
"""Parts of a query that are left out one by one; a longer one is a pasted text."""
_YEAR = 366
"""Days; what was asked for longer is made wider on both sides."""


@dataclass(frozen=True, slots=True)
class Wider:
    """One way to ask for more."""

    said: str
    """What is done, in Chinese."""
    typed: str
    """The query then."""
    filters: Mapping[str, tuple[str, ...]]
    """The values of facets chosen then."""


def wider(
    typed: str, filters: Mapping[str, tuple[str, ...]], labels: Mapping[str, str], segmenter: Segmenter, today: dt.date
) -> list[Wider]:
    """The ways there are: without one part, with time made wider, without one facet; ``labels`` name the facets."""
    tokens = list(tokens_of(typed))
    if not are_balanced(tokens) or depth(tokens) > DEEPEST:
        tokens = plain_words(typed)
    tree = tree_of(tokens)
    parts = _parts(tree, segmenter, today) if tree is not None else []
    found = [Wider(f"不限{labels[name]}", typed, {k: v for k, v in filters.items() if k != name}) for name in filters]
    if len(parts) <= _MOST_PARTS:
        for at, part in enumerate(parts):
            around = (parts[:at], parts[at + 1 :])
            for said, instead in _instead(part, segmenter, today):
                found.append(Wider(said, _join(*around, instead=instead), filters))
            if len(parts) > 1:
                found.append(Wider(f"去掉{_said(part)}", _join(*around), filters))
        if len(parts) > 2:
            found += [Wider(f"只找{_said(part)}", written(part), filters) for part in parts if _is_worth(part)]
    return list({(one.typed, tuple(one.filters)): one for one in reversed(found)}.values())[::-1]


def _parts(tree: Typed, segmenter: Segmenter, today: dt.date) -> list[Typed]:
    """What must all be found: the parts of the whole, and of a run of characters its words."""
    parts: list[Typed] = []
    for part in tree.parts if isinstance(tree, AllOf) else (tree,):
        cut: list[str] = []
        plain = isinstance(part, Leaf) and part.kind == "word" and not set(part.text) & set("*?~")
        if plain and isinstance(part, Leaf) and special(fold(part.text), today) is None:  # a date stays whole
            cut = [
                own[0] for own, _ in together(([w], [w]) for w in segmenter.cut(fold(part.text))) if own[0].isalnum()
            ]
        many = len(cut) > 1 and "".join(cut) == fold(part.text if isinstance(part, Leaf) else "")
        parts += [Leaf("word", word) for word in cut] if many else [part]
    return parts


def _instead(part: Typed, segmenter: Segmenter, today: dt.date) -> Iterator[tuple[str, Typed]]:
    """What may stand in the place of a part."""
    if isinstance(part, Leaf) and part.kind == "phrase" and len(part.text) > 1:
        yield f"“{part.text}”不要求连在一起", Leaf("word", part.text.replace('"', " "))
    if isinstance(part, Leaf) and part.kind == "word":
        folded = fold(part.text)
        shorter = set(segmenter.cut_for_search(folded))
        for at in range(2, len(folded) - 1):
            if {folded[:at], folded[at:]} <= shorter:
                yield f"“{folded}”分开找", AllOf((Leaf("word", folded[:at]), Leaf("word", folded[at:])))
                break
    if isinstance(part, Leaf) and (part.field == "date" or part.kind == "word"):
        stretch = stretch_of(fold(part.text), today)
        if stretch and stretch.first and stretch.last:
            long = (stretch.last - stretch.first).days
            years = 0 if long < _YEAR - 2 else 1
            first, last = stretch.first.year - years, stretch.last.year + years
            said = f"{first}年" if first == last else f"{first}年至{last}年"
            yield f"时间放宽到{said}", Leaf("field", f"{first}-01-01..{last}-12-31", "date")


def _join(before: list[Typed], after: list[Typed], instead: Typed | None = None) -> str:
    parts = (*before, *([instead] if instead is not None else []), *after)
    return written(AllOf(parts)) if parts else ""


def _is_worth(part: Typed) -> bool:
    """Whether a part says something alone: what must not be found does not, nor does a single character."""
    return not isinstance(part, NotOf) and (not isinstance(part, Leaf) or part.kind == "field" or len(part.text) > 1)


def _said(part: Typed) -> str:
    match part:
        case Leaf(kind="field", text=text, field=field):
            return f"“{FIELD_LABELS[field]}：{text}”"
        case Leaf(text=text):
            return f"“{text}”"
        case NotOf(part=inner):
            return f"“不要{written(inner)}”"
        case AnyOf() | AllOf():
            return f"“{written(part)}”"
