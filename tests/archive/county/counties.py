"""Small counties, made once for all tests that look at them."""

from __future__ import annotations

from functools import cache

from archive.cases.model import Case
from archive.county.county import County, county


@cache
def small() -> County:
    """Two thousand cases in ten years."""
    return county(7, 10, 2000)


@cache
def cases() -> tuple[Case, ...]:
    """Its cases."""
    return tuple(small().cases())
