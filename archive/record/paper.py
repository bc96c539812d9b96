"""A paper and its drafts, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.papers.life import PaperState


class Origin(StrEnum):
    """Where a draft comes from."""

    GENERATED = "generated"
    CHECKED_IN = "checked_in"


ORIGINS: Mapping[Origin, str] = {Origin.GENERATED: "由案件生成", Origin.CHECKED_IN: "Word 改稿"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a paper is of that is of no case: one meeting, week or month of the ledger."""

    register: str
    """``meeting``, ``week`` or ``month``."""
    name: str
    """A meeting's number, ``2022年第24周``, ``2022年6月``."""


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """One paper. What it says is its present draft's; once signed, the signed file's, and never changes again."""

    id: int
    case_no: str
    """Empty for a paper of a register."""
    template: str
    template_version: str
    """SHA-256 of the Word template."""
    values: Mapping[str, Any]
    file: str
    sha256: str
    document_id: int | None
    created_at: dt.datetime
    state: PaperState = PaperState.DRAFT
    draft: int = 1
    """The draft that counts."""
    series: str = ""
    year: int | None = None
    seq: int | None = None
    number: str = ""
    """Document number as others name it; empty before it is signed, and for papers without a series."""
    dated: dt.date | None = None
    """成文日期."""
    signer: str = ""
    post: str = ""
    signed_at: dt.datetime | None = None
    sealed_on: dt.date | None = None
    issued_on: dt.date | None = None
    served_on: dt.date | None = None
    ended: str = ""
    """Why it is void or superseded."""
    successor_id: int | None = None
    version: int = 1
    register: str = ""
    """``meeting``, ``week`` or ``month``; empty for a paper of a case."""
    entry: str = ""
    """Which one of the register, as ``Entry.name``."""

    @property
    def of(self) -> str:
        """The number of its case, or the name of its entry."""
        return self.case_no or self.entry


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """One draft of a paper."""

    seq: int
    """From 1."""
    origin: Origin
    file: str
    sha256: str
    values: Mapping[str, Any]
    template_version: str
    document_id: int | None
    by: str
    at: dt.datetime
    note: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is to become a draft, with all that made it."""

    origin: Origin
    file: str
    sha256: str
    values: Mapping[str, Any]
    template_version: str
    document_id: int | None = None
    note: str = ""
