"""The office's own numbers: the next free one of the month."""

from __future__ import annotations

import datetime as dt

from archive.cases.model import CaseKind, Channel
from archive.cases.numbering import case_number, stem_of
from archive.record.record import Transaction


def next_number(tx: Transaction, kind: CaseKind, channel: Channel | None, day: dt.date) -> str:
    """The next free number of the month."""
    return case_number(kind, channel, day, tx.cases.last_serial(stem_of(kind, day)) + 1)
