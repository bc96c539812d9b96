"""The audit trail: who did what when, before and after; it only grows, and each line seals those before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, text

from archive.record.chain import FIRST, next_digest
from archive.record.tables import audit
from archive.storable import storable

_LOCK = 7_230_642
"""Advisory lock by which PostgreSQL's writers take turns at the end of the chain."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit trail."""

    at: dt.datetime
    actor: str
    action: str
    subject: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What came of checking the whole chain."""

    lines: int
    head: str
    """Digest of the newest line; empty if there is none."""
    broken_at: int | None = None
    """Id of the first line that does not fit those before it."""
    holds_stated: bool | None = None
    """Whether the digest that was asked for is in the chain; None if none was."""


class Trail:
    """The trail as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, lines: Sequence[AuditEntry]) -> None:
        """Add lines to the end."""
        if not lines:
            return
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        digest = self._head()
        rows = []
        for line in lines:
            digest = next_digest(digest, line.at, line.actor, line.action, line.subject, line.before, line.after)
            rows.append(
                {
                    "at": line.at,
                    "actor": line.actor,
                    "action": line.action,
                    "subject": line.subject,
                    "before": line.before,
                    "after": line.after,
                    "digest": digest,
                }
            )
        self._connection.execute(insert(audit), rows)

    def of(self, subject: str) -> list[AuditEntry]:
        """The lines of one subject, oldest first."""
        rows = self._connection.execute(select(audit).where(audit.c.subject == storable(subject)).order_by(audit.c.id))
        return [AuditEntry(r.at, r.actor, r.action, r.subject, r.before, r.after) for r in rows]

    def check(self, stated: str = "") -> ChainCheck:
        """Walk the whole chain; ``stated`` is a digest noted earlier, to be found in it."""
        digest, lines, found = FIRST, 0, False
        for row in self._connection.execute(select(audit).order_by(audit.c.id), execution_options={"yield_per": 1000}):
            digest = next_digest(digest, row.at, row.actor, row.action, row.subject, row.before, row.after)
            lines += 1
            if digest != row.digest:
                return ChainCheck(lines, digest, row.id, found if stated else None)
            found = found or digest == stated
        return ChainCheck(lines, digest, None, found if stated else None)

    def _head(self) -> str:
        query = select(audit.c.digest).order_by(audit.c.id.desc()).limit(1)
        return self._connection.execute(query).scalar_one_or_none() or FIRST
