"""Fixtures every room shares: real servers, started once a session and only if a test asks for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, settings

from tests.archive.record.databases import (
    empty_url,
    migrated_postgresql,
    migrated_sqlite,
    record,
    record_url,
    shared_record_url,
)
from tests.servers import elastic, postgres, redis

__all__ = ["empty_url", "migrated_postgresql", "migrated_sqlite", "record", "record_url", "shared_record_url"]


# a busy machine is slow, not wrong; in CI the same examples are tried each time
settings.register_profile("everywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("everywhere"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "everywhere")


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[Callable[[str], str]]:
    """Gives the address of a running server for a line of Elasticsearch ("9.5", "8.19")."""
    with ExitStack() as stack:
        urls: dict[str, str] = {}

        def url(line: str) -> str:
            if line not in urls:
                urls[line] = elastic.already_running(line) or stack.enter_context(elastic.running(line)).url
            return urls[line]

        yield url


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgres.Server]:
    """A running PostgreSQL server."""
    with postgres.running() as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql_server: postgres.Server) -> Iterator[str]:
    """The SQLAlchemy address of a fresh database."""
    with postgresql_server.database() as url:
        yield url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a running Redis server."""
    with redis.running() as url:
        yield url
