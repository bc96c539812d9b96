"""Who is reading which document: claims, which a killed reader leaves behind and another takes over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import Connection, select, update

from archive.record.chunks import chunks
from archive.record.claim import Claimant
from archive.record.document import State
from archive.record.tables import documents


class Readings:
    """The documents still to be read, as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unread(self) -> list[int]:
        """Documents that are kept but not yet read, oldest first."""
        query = select(documents.c.id).where(documents.c.state == State.PENDING).order_by(documents.c.id)
        return list(self._connection.execute(query).scalars())

    def unclaimed(self, ids: Collection[int], claimant: Claimant, now: dt.datetime) -> list[int]:
        """Those unread documents of ``ids`` that no living process is reading."""
        free: list[int] = []
        for some in chunks(sorted(ids)):
            rows = self._connection.execute(
                select(documents.c.id, documents.c.claim, documents.c.claimed_at)
                .where(documents.c.id.in_(some), documents.c.state == State.PENDING)
                .order_by(documents.c.id)
            )
            free += [r.id for r in rows if not r.claim or claimant.may_take_over(r.claim, r.claimed_at, now)]
        return free

    def claim(self, document_id: int, claimant: Claimant, now: dt.datetime) -> int | None:
        """Take a document for reading, and count the try before it starts, so that one that kills the program counts.

        Returns the number of tries including this one; None if it is read already or a living process is reading it.
        """
        row = self._connection.execute(
            select(documents.c.state, documents.c.claim, documents.c.claimed_at, documents.c.tries)
            .where(documents.c.id == document_id)
            .with_for_update()
        ).one_or_none()
        if row is None or row.state != State.PENDING:
            return None
        if row.claim and not claimant.may_take_over(row.claim, row.claimed_at, now):
            return None
        tries = int(row.tries) + 1
        self._connection.execute(
            update(documents)
            .where(documents.c.id == document_id)
            .values(tries=tries, claim=str(claimant), claimed_at=now)
        )
        return tries

    def holds(self, document_id: int, claimant: Claimant) -> bool:
        """True if the document is still this claimant's to settle; nobody else can take it in this transaction."""
        query = select(documents.c.claim).where(documents.c.id == document_id, documents.c.state == State.PENDING)
        return self._connection.execute(query.with_for_update()).scalar_one_or_none() == str(claimant)

    def renew(self, claims: Collection[str], now: dt.datetime) -> None:
        """Say that whoever made these claims is alive."""
        self._connection.execute(
            update(documents)
            .where(documents.c.state == State.PENDING, documents.c.claim.in_(claims))
            .values(claimed_at=now)
        )

    def unclaim(self, document_id: int) -> None:
        """Give back a claim after a try that counts."""
        self._connection.execute(
            update(documents).where(documents.c.id == document_id).values(claim="", claimed_at=None)
        )

    def release(self, document_id: int) -> None:
        """Give back a claim without having read the document; the try does not count."""
        self._connection.execute(
            update(documents)
            .where(documents.c.id == document_id, documents.c.state == State.PENDING)
            .values(claim="", claimed_at=None, tries=documents.c.tries - 1)
        )
