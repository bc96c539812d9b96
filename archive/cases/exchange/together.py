"""The rows of a file with those of one number together; on disk, because a file may have any number of them.

Only what all rows of a number say together is what the file says of that case: written one by one, two rows that differ
would change the case again at every import.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from archive.batches import batches
from archive.scratch import scratch, writing
from archive.sheets.files import Row


class Together:
    """The rows read so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, rows: Sequence[tuple[str, Row]]) -> None:
        """Remember rows, each with its number. Raises StorageFull."""
        with writing("请腾出空间后再导入一次；已经导入的不会重复。"):
            for number, row in rows:
                self._connection.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (number, row.line))
                self._connection.execute(
                    "INSERT INTO kept SELECT line, ?, ? FROM seen WHERE no = ?",
                    (row.line, pickle.dumps((number, row.values)), number),
                )

    def parts(self, size: int) -> Iterator[Part]:
        """So many numbers at a time, in the order of their first rows."""
        cursor = self._connection.execute("SELECT no, line FROM seen ORDER BY line")
        for some in batches(cursor, size):
            yield Part(self._connection, [no for no, _ in some], some[0][1], some[-1][1])


class Part:
    """All rows of some numbers; may be gone through again."""

    def __init__(self, connection: sqlite3.Connection, numbers: Sequence[str], first: int, last: int) -> None:
        self._connection = connection
        self.numbers = numbers
        self._span = (first, last)

    def __iter__(self) -> Iterator[tuple[str, Row]]:
        """Each with its number, in the order of the file, number by number."""
        query = "SELECT line, row FROM kept WHERE first BETWEEN ? AND ? ORDER BY first, line"
        for line, row in self._connection.execute(query, self._span):
            number, values = pickle.loads(row)  # noqa: S301 - written by put, in a file nobody else sees
            yield number, Row(line, values)


@contextmanager
def together() -> Iterator[Together]:
    """A store that lasts as long as the import."""
    tables = ("seen (no TEXT PRIMARY KEY, line INTEGER NOT NULL)", _KEPT)
    with scratch(*tables) as connection:
        yield Together(connection)


_KEPT = "kept (first INTEGER, line INTEGER, row BLOB NOT NULL, PRIMARY KEY (first, line))"
"""``first`` is the line on which the row's number stood first."""
