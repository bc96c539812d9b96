"""The servers the other tests lean on are real, fresh and gone afterwards."""

from __future__ import annotations

import psycopg
import pytest
import redis


@pytest.mark.postgresql
def test_a_fresh_database_sorts_by_code_point_and_keeps_chinese(postgresql_url: str) -> None:
    """A collation that depends on the machine would order case numbers differently in the office than here."""
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as connection:
        row = connection.execute("SELECT datcollate FROM pg_database WHERE datname = current_database()").fetchone()
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        text = connection.execute("SELECT '卷宗𠮷'").fetchone()

    assert (row, tables, text) == (("C",), (0,), ("卷宗𠮷",))


@pytest.mark.redis
def test_redis_answers(redis_url: str) -> None:
    """A broker that only seems to run would make worker tests wait for nothing."""
    with redis.Redis.from_url(redis_url) as client:
        client.set("卷宗", "1")

        assert client.get("卷宗") == b"1"
