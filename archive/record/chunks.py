"""As many values at a time as a database takes parameters."""

from __future__ import annotations

from collections.abc import Collection, Iterator

_AT_ONCE = 900
"""Parameters of one query."""


def chunks(ids: Collection[int]) -> Iterator[list[int]]:
    """Ids, as many at a time as one query takes."""
    listed = list(ids)
    for at in range(0, len(listed), _AT_ONCE):
        yield listed[at : at + _AT_ONCE]
