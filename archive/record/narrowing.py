"""How lists of the record are narrowed: a column among stated values, a day between two. What is not stated narrows nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement

from archive.storable import storable


def among(*wanted: tuple[ColumnElement[Any], Collection[str]]) -> Iterator[ColumnElement[bool]]:
    """Every column among its values."""
    for column, values in wanted:
        if values:
            yield column.in_([storable(str(value)) for value in values])


def between(column: ColumnElement[Any], since: dt.date | None, until: dt.date | None) -> Iterator[ColumnElement[bool]]:
    """A day from ``since`` to ``until``, both included."""
    if since:
        yield column >= since
    if until:
        yield column <= until
