"""As many values at a time as a database takes parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from archive.batches import batches

_T = TypeVar("_T")

_AT_ONCE = 900
"""Parameters of one query."""


def chunks(values: Iterable[_T]) -> Iterator[list[_T]]:
    """Values, as many at a time as one query takes."""
    return batches(values, _AT_ONCE)
