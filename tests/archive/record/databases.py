"""Fresh databases of both kinds the record is kept in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.record.record import Record


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database: SQLite, and a real PostgreSQL server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'record.sqlite3'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """A fresh record."""
    with Record(record_url, actor="测试") as opened:
        yield opened
