"""On which line of a file each number stood last; on disk, because a file may have any number of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from archive.errors import StorageFull


class SeenNumbers:
    """The numbers read so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("CREATE TABLE seen (no TEXT PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID")

    def lines(self, numbers: Sequence[str]) -> dict[str, int]:
        """The line of each of these that was read before."""
        found: dict[str, int] = {}
        for no in numbers:
            row = self._connection.execute("SELECT line FROM seen WHERE no = ?", (no,)).fetchone()
            if row is not None:
                found[no] = int(row[0])
        return found

    def put(self, lines: Mapping[str, int]) -> None:
        """Remember the lines of these. Raises StorageFull."""
        try:
            self._connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?)", lines.items())
        except sqlite3.OperationalError as exc:
            raise StorageFull("放临时文件的磁盘写满了。", "请腾出空间后再导入一次；已经导入的不会重复。") from exc


@contextmanager
def seen_numbers() -> Iterator[SeenNumbers]:
    """A store that lasts as long as the import."""
    connection = sqlite3.connect("", isolation_level=None)  # a file of its own that nobody else sees, gone when closed
    try:
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000"):
            connection.execute(f"PRAGMA {setting}")
        yield SeenNumbers(connection)
    finally:
        connection.close()
