"""On which line of a file each number stood last; on disk, because a file may have any number of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from archive.scratch import scratch, writing


class SeenNumbers:
    """The numbers read so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

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
        with writing("请腾出空间后再导入一次；已经导入的不会重复。"):
            self._connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?)", lines.items())


@contextmanager
def seen_numbers() -> Iterator[SeenNumbers]:
    """A store that lasts as long as the import."""
    with scratch("seen (no TEXT PRIMARY KEY, line INTEGER NOT NULL)") as connection:
        yield SeenNumbers(connection)
