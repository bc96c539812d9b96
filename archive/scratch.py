"""A database as scratch paper: on disk, because there may be any number of rows; of one user, gone when closed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import StorageFull


@contextmanager
def scratch(*tables: str) -> Iterator[sqlite3.Connection]:
    """Empty tables, such as ``met (text TEXT PRIMARY KEY)``, in a file that nobody else sees."""
    connection = sqlite3.connect("", isolation_level=None)
    try:
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000"):
            connection.execute(f"PRAGMA {setting}")
        for table in tables:
            connection.execute(f"CREATE TABLE {table} WITHOUT ROWID")
        yield connection
    finally:
        connection.close()


@contextmanager
def writing(advice: str) -> Iterator[None]:
    """Raises StorageFull with this advice where the disk has no room for the scratch paper."""
    try:
        yield
    except sqlite3.OperationalError as exc:
        raise StorageFull("放临时文件的磁盘写满了。", advice) from exc
