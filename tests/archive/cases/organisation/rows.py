"""Rows as a spreadsheet gives them."""

from __future__ import annotations

from collections.abc import Mapping

from archive.sheets.files import Row


def rows(*listed: Mapping[str, object]) -> list[Row]:
    """Rows from line 2 on, below the headings."""
    return [Row(line, values) for line, values in enumerate(listed, 2)]
