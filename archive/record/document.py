"""A received file and what reading it yielded, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive.extract.reading import Page


class State(StrEnum):
    """Where a received file stands; every file ends in one of the last four."""

    PENDING = "pending"
    INDEXED = "indexed"
    DUPLICATE = "duplicate"
    FAILED = "failed"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Document:
    """One received file."""

    id: int
    name: str
    source: str
    """Where it came from, as given."""
    sha256: str | None
    """None if not even its bytes could be read."""
    size: int | None
    state: State
    duplicate_of: int | None
    case_no: str | None
    media: str
    reader: str
    paper: str
    title: str
    day: dt.date | None
    pages: int
    confidence: float | None
    tries: int
    code: str
    reason: str
    advice: str
    review: tuple[str, ...]
    notes: tuple[str, ...]
    received_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Extracted:
    """What reading a document yielded, ready to be recorded."""

    pages: Sequence[Page]
    media: str
    reader: str
    paper: str
    title: str
    day: dt.date | None
    confidence: float | None
    review: tuple[str, ...]
    notes: tuple[str, ...]


def document_key(document_id: int) -> str:
    """The document's key in the outbox and the index."""
    return f"document:{document_id}"
