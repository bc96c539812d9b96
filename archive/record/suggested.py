"""What the clerks made of suggestions, in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from archive.record.ledger_tables import suggestions
from archive.storable import storable


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """One suggestion of a document and what became of it."""

    field: str
    value: str
    page: int
    line: int
    confidence: float
    decision: str
    """accepted, corrected or rejected."""
    corrected: str
    decided_by: str
    decided_at: dt.datetime | None = None


class Suggested:
    """Decided suggestions as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, document_id: int) -> list[SuggestionRow]:
        """What was decided on a document, in the order of its suggestions."""
        rows = self._connection.execute(
            select(suggestions).where(suggestions.c.document_id == document_id).order_by(suggestions.c.seq)
        )
        return [
            SuggestionRow(
                r.field, r.value, r.page, r.line, r.confidence, r.decision, r.corrected, r.decided_by, r.decided_at
            )
            for r in rows
        ]

    def keep(self, document_id: int, rows: Sequence[SuggestionRow], now: dt.datetime) -> None:
        """Keep what was decided on a document, in place of what was decided before."""
        self._connection.execute(delete(suggestions).where(suggestions.c.document_id == document_id))
        if rows:
            self._connection.execute(
                insert(suggestions),
                [
                    {
                        "document_id": document_id,
                        "seq": seq,
                        "field": row.field,
                        "value": storable(row.value),
                        "page": row.page,
                        "line": row.line,
                        "confidence": row.confidence,
                        "decision": row.decision,
                        "corrected": storable(row.corrected),
                        "decided_by": storable(row.decided_by),
                        "decided_at": now,
                    }
                    for seq, row in enumerate(rows)
                ],
            )
