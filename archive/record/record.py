"""The record: one door to everything that is kept, a transaction at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from sqlalchemy import Connection, delete, insert, select

from archive.record import database
from archive.record.cases import Cases
from archive.record.documents import Documents, document_key
from archive.record.exclusive import exclusive
from archive.record.laws import Laws
from archive.record.outbox import Outbox
from archive.record.papers import Papers
from archive.record.tables import audit, words
from archive.record.text import storable, storable_json


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit trail."""

    at: dt.datetime
    actor: str
    action: str
    subject: str
    before: Any
    after: Any


class Transaction:
    """The record as one transaction sees it."""

    def __init__(self, connection: Connection, actor: str) -> None:
        self._connection = connection
        self._actor = actor
        self.now = dt.datetime.now(dt.UTC)
        """The moment every change of this transaction carries."""

    @cached_property
    def cases(self) -> Cases:
        """Cases."""
        return Cases(self._connection)

    @cached_property
    def documents(self) -> Documents:
        """Documents and pages."""
        return Documents(self._connection)

    @cached_property
    def papers(self) -> Papers:
        """Papers generated."""
        return Papers(self._connection)

    @cached_property
    def laws(self) -> Laws:
        """The legal shelf."""
        return Laws(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """What the index has still to learn."""
        return Outbox(self._connection)

    def file(self, document_id: int, case_no: str) -> None:
        """File a document under a case."""
        self.documents.assign(document_id, self.cases.id_of(case_no))
        self.outbox.put([document_key(document_id)])
        self.log("document.file", document_key(document_id), after={"case": case_no})

    def words(self) -> tuple[str, ...]:
        """The words the office added to the word list."""
        return tuple(self._connection.execute(select(words.c.word).order_by(words.c.word)).scalars())

    def add_word(self, word: str) -> bool:
        """Add a word; False if it was there."""
        if word in self.words():
            return False
        self._connection.execute(insert(words).values(word=word, added_at=self.now))
        self.log("word.add", word)
        return True

    def remove_word(self, word: str) -> bool:
        """Remove a word; False if it was not there."""
        if self._connection.execute(delete(words).where(words.c.word == word)).rowcount == 0:
            return False
        self.log("word.remove", word)
        return True

    def log(
        self,
        action: str,
        subject: str,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Add a line to the audit trail, which can only grow."""
        self._connection.execute(
            insert(audit).values(
                at=self.now,
                actor=storable(self._actor),
                action=action,
                subject=storable(subject),
                before=storable_json(before),
                after=storable_json(after),
            )
        )

    def trail(self, subject: str) -> list[AuditEntry]:
        """The audit trail of one subject, oldest first."""
        rows = self._connection.execute(select(audit).where(audit.c.subject == storable(subject)).order_by(audit.c.id))
        return [AuditEntry(r.at, r.actor, r.action, r.subject, r.before, r.after) for r in rows]


class Record:
    """The database, ready for use."""

    def __init__(self, url: str, *, actor: str = "system") -> None:
        """Open and migrate. Raises RecordUnavailable."""
        self._engine = database.open_engine(url)
        self._actor = actor
        database.migrate(self._engine)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that sees one moment of the record."""
        with database.transaction(self._engine, writes=False) as connection:
            yield Transaction(connection, self._actor)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that may change the record; committed on a clean exit."""
        with database.transaction(self._engine, writes=True) as connection:
            yield Transaction(connection, self._actor)

    @contextmanager
    def exclusive(self, name: str) -> Iterator[bool]:
        """Hold the lock ``name``; yields False if another process holds it."""
        with exclusive(self._engine, name) as held:
            yield held

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
