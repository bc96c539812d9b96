"""What a file 卷宗 holds, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Item:
    """One paper of a file."""

    title: str
    section: int
    """Of the order of its kind, from 0."""
    number: str = ""
    """Document number."""
    responsible: str = ""
    """责任者: who issued it or wrote it; empty where nobody said."""
    day: dt.date | None = None
    sha256: str | None = None
    """Of its bytes among the originals; None where nothing is kept."""
    document_id: int | None = None
    paper_id: int | None = None
    code: str = ""
    """Of the paper on the shelf, such as XF02; empty for what was received."""
    remark: str = ""
    sealed: bool = False
    """Confidential: listed, and not bound for those who may not see it."""
    pages: int | None = None
    """As far as reading it told; None where only laying it out tells."""
    angles: Mapping[int, int] = field(default_factory=dict)
    """By page from 1: degrees a scan is turned clockwise to stand upright."""

    @property
    def place(self) -> str:
        """Where it lies, for messages."""
        return f"公文 {self.paper_id}" if self.paper_id is not None else f"文档 {self.document_id}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the file lacks, or that is wrong with it."""

    what: str
    advice: str
    must: bool = True
    """False for what a person should only look at."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with its pages in a volume."""

    item: Item
    seq: int
    """In its volume, from 1."""
    first: int | None
    """Page of the volume, from 1; None where the pages are not known."""
    last: int | None

    @property
    def pages(self) -> str:
        """``3`` or ``3-5``, as a catalogue says it."""
        if self.first is None:
            return ""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Volume:
    """What is bound between one pair of covers."""

    number: int
    """From 1."""
    placed: tuple[Placed, ...]
    pages: int | None
    """None where they are not known."""
