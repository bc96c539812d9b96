"""What a workbook shows, cell by cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl


def cells_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of each sheet, by its title."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
