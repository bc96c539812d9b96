"""Which texts were met before; on disk, because there may be any number of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from archive.scratch import scratch, writing


class Met:
    """The texts met so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def are_new(self, texts: Sequence[str]) -> list[bool]:
        """Of each of these, one after the other, whether it is met for the first time. Raises StorageFull."""
        with writing("请腾出空间后再做一次。"):
            return [
                self._connection.execute("INSERT OR IGNORE INTO met VALUES (?)", (one,)).rowcount > 0 for one in texts
            ]


@contextmanager
def nothing_met() -> Iterator[Met]:
    """A store that lasts as long as its user."""
    with scratch("met (text TEXT PRIMARY KEY)") as connection:
        yield Met(connection)
