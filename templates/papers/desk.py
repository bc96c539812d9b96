"""The desk a paper is made at: collects what is missing, what is wrong and what should be known."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from templates.shelf import ShelfEntry
from templates.surroundings import NOTHING, Surroundings

Value = TypeVar("Value")


class Desk:
    """Filled by one builder, read once by ``values_for``."""

    def __init__(self, paper: ShelfEntry, today: dt.date, around: Surroundings = NOTHING) -> None:
        self.paper = paper
        self.today = today
        self.around = around
        self.missing: list[tuple[str, str]] = []
        """(key, Chinese label) of each required value that is empty."""
        self.problems: list[str] = []
        """Contradictions and wrong forms, in Chinese; the paper is refused."""
        self.notes: list[str] = []
        """Doubts and assumptions, in Chinese; the paper is written."""
        self.days: dict[str, dt.date] = {}
        """Days by the keys of their fields, for the order they must stand in."""

    def need(self, key: str, value: Value) -> Value:
        """``value``, noted as missing under ``key`` if it is empty."""
        if not value and all(key != known for known, _ in self.missing):
            self.missing.append((key, self.paper.field(key).label))
        return value
