"""Fresh databases of both kinds the record is kept in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.record.record import Record
from tests.servers.postgres import Server

_BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with its tables and nothing in them, to be copied: migrating anew takes a second each time."""
    path = tmp_path_factory.mktemp("migrated") / "record.sqlite3"
    Record(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(request: pytest.FixtureRequest) -> Iterator[str]:
    """The same on PostgreSQL."""
    server: Server = request.getfixturevalue("postgresql_server")
    with server.database() as url:
        Record(url).close()
        yield url


@pytest.fixture(params=_BOTH)
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh record: SQLite, and a real PostgreSQL server."""
    with _fresh(request, tmp_path) as url:
        yield url


@pytest.fixture(params=_BOTH, scope="module")
def shared_record_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same, one for all tests of a file: for what is slow to set up and only looked at."""
    with _fresh(request, tmp_path_factory.mktemp("record")) as url:
        yield url


@contextmanager
def _fresh(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        path = folder / "record.sqlite3"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    server: Server = request.getfixturevalue("postgresql_server")
    with server.database(like=request.getfixturevalue("migrated_postgresql")) as url:
        yield url


@pytest.fixture(params=_BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table: SQLite, and a real PostgreSQL server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'record.sqlite3'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """A fresh record."""
    with Record(record_url, actor="测试") as opened:
        yield opened
