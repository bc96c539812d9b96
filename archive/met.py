"""Which texts were met before; on disk, because there may be any number of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from archive.errors import StorageFull


class Met:
    """The texts met so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("CREATE TABLE met (text TEXT PRIMARY KEY) WITHOUT ROWID")

    def are_new(self, texts: Sequence[str]) -> list[bool]:
        """Of each of these, one after the other, whether it is met for the first time. Raises StorageFull."""
        try:
            return [
                self._connection.execute("INSERT OR IGNORE INTO met VALUES (?)", (one,)).rowcount > 0 for one in texts
            ]
        except sqlite3.OperationalError as exc:
            raise StorageFull("放临时文件的磁盘写满了。", "请腾出空间后再做一次。") from exc


@contextmanager
def nothing_met() -> Iterator[Met]:
    """A store that lasts as long as its user."""
    connection = sqlite3.connect("", isolation_level=None)  # a file of its own that nobody else sees, gone when closed
    try:
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000"):
            connection.execute(f"PRAGMA {setting}")
        yield Met(connection)
    finally:
        connection.close()
