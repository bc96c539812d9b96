"""Turning what the rules found into suggestions: the words as they stand, the line, one suggestion for each value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.registration.running import Running
from archive.registration.suggestion import Field, Suggestion


def suggestion(
    running: Running,
    field: Field,
    start: int,
    end: int,
    *,
    normal: str | None = None,
    confidence: float,
    group: int = 0,
    remark: str = "",
) -> Suggestion:
    """A suggestion quoting a span of the running text; ``normal`` is the quoted words where nothing else is given."""
    quote = running.quote(start, end)
    value = quote.value.strip()
    return Suggestion(
        field=field,
        value=value,
        page=quote.row.page,
        line=quote.row.number,
        text_of_line=quote.row.text,
        confidence=round(max(0.05, min(1.0, confidence * quote.score)), 3),
        normal=quote.plain.strip() if normal is None else normal,
        group=group,
        remark=remark,
    )


def once_each(suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """The first of equal values of a field, with the confidence of the surest."""
    first: dict[tuple[Field, str], Suggestion] = {}
    for one in suggestions:
        key = (one.field, one.normal)
        known = first.get(key)
        if known is None:
            first[key] = one
        elif one.confidence > known.confidence:
            first[key] = replace(known, confidence=one.confidence, group=known.group or one.group, remark=one.remark)
    yield from first.values()
