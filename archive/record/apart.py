"""What a list may say of a case kept apart: one rule, inside every query of the ledger.

Lists, sheets and what programs read go from hand to hand, and may end before whom a report accuses (《信访工作条例》
第三十条). Of a restricted case they give the number, the place, the body and the clock; who petitions and about what
stands on the case alone, which is opened one by one. Nor may a search by a name or a word give it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, true

from archive.cases.labels import HIDDEN
from archive.record.tables import cases
from archive.storable import storable

_MATTER = frozenset({"petitioner", "title", "summary", "voided"})
"""Columns of a case that say who petitions, or about what."""


def told(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column of texts as a list may say it; what is empty stays empty. The query must join ``cases``."""
    return case((and_(cases.c.restricted, column != ""), HIDDEN), else_=column)


def of_case(names: Iterable[str]) -> list[ColumnElement[Any]]:
    """Columns of ``cases`` as a list may say them, under their own names."""
    return [told(cases.c[name]).label(name) if name in _MATTER else cases.c[name] for name in names]


def saying(
    text: str, numbers: Sequence[ColumnElement[Any]], matter: Sequence[ColumnElement[Any]]
) -> ColumnElement[bool]:
    """The text stands in a number, or in what may be said of the case; also where a row has no case."""
    stated = storable(text)
    by_number = [column.contains(stated, autoescape=True) for column in numbers]
    by_matter = [column.contains(stated, autoescape=True) for column in matter]
    return or_(*by_number, and_(cases.c.restricted.is_not(true()), or_(*by_matter)))
