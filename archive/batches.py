"""Things taken so many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")


def batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The items in order, ``size`` at a time; the last batch may be smaller, none is empty."""
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some
