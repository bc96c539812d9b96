"""The outbox: what the index has still to learn. Rows are written in the transaction that changes the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, text

from archive.record.chunks import chunks
from archive.record.tables import outbox


@dataclass(frozen=True, slots=True)
class Pending:
    """One key the index has to learn anew."""

    id: int
    key: str


class Outbox:
    """The outbox as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, keys: Iterable[str]) -> None:
        """Say that these keys changed, appeared or went away."""
        rows = [{"key": key} for key in keys]
        if rows:
            self._connection.execute(insert(outbox), rows)

    def next(self, limit: int, *, besides: Collection[str] = ()) -> list[Pending]:
        """The oldest rows, but for those of some keys, which are few."""
        query = select(outbox).where(outbox.c.key.not_in(besides)).order_by(outbox.c.id).limit(limit)
        return [Pending(row.id, row.key) for row in self._connection.execute(query)]

    def done(self, ids: Iterable[int]) -> None:
        """Remove rows the index has learnt."""
        for some in chunks(ids):
            self._connection.execute(delete(outbox).where(outbox.c.id.in_(some)))

    def ids(self) -> list[int]:
        """The rows there are."""
        return list(self._connection.execute(select(outbox.c.id)).scalars())

    def issued(self) -> int:
        """The greatest id ever given to a row, gone or not; what is read in a later transaction is as new at least."""
        if self._connection.dialect.name == "sqlite":
            query = text("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
        else:
            query = text("SELECT last_value FROM outbox_id_seq")
        return int(self._connection.execute(query).scalar_one_or_none() or 0)

    def lacking(self, keys: Collection[str]) -> list[str]:
        """Those of the keys, which are few, that no row waits for."""
        found = self._connection.execute(select(outbox.c.key).where(outbox.c.key.in_(keys)).distinct()).scalars()
        waiting = set(found)
        return [key for key in keys if key not in waiting]

    def size(self) -> int:
        """Rows waiting."""
        return int(self._connection.execute(select(func.count()).select_from(outbox)).scalar_one())

    def holds_any_up_to(self, newest: int) -> bool:
        """True while a row written before or with ``newest`` still waits."""
        return self._connection.execute(select(outbox.c.id).where(outbox.c.id <= newest).limit(1)).first() is not None

    def newest(self) -> int:
        """The id of the newest row there is, 0 if none; rows written later have greater ids."""
        return int(self._connection.execute(select(func.coalesce(func.max(outbox.c.id), 0))).scalar_one())
