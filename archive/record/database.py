"""Opens the database, brings its tables up to date, and begins transactions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from archive.errors import Conflict, JuanzongError, RecordUnavailable, StorageFull

SCHEMA_VERSION = "0017"
"""The newest migration; the tables are migrated whenever the database says another."""

_MIGRATIONS = Path(__file__).parent / "migrations" / "versions"
_BUSY_SECONDS = 60
_TRY_AGAIN = ("40001", "40P01")
"""PostgreSQL's states for transactions that stood in each other's way."""


def open_engine(url: str) -> Engine:
    """An engine for SQLite (WAL) or PostgreSQL; no connection is made yet."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database:
        folder = Path(parsed.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise RecordUnavailable(
                f"建不了数据库的文件夹 {folder}（{exc.strerror}）。", "请检查 JUANZONG_DATABASE 设置和文件夹权限。"
            ) from exc
    engine = create_engine(parsed, connect_args={"timeout": _BUSY_SECONDS}, json_deserializer=_read_json)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # a deferred transaction that later wants to write fails at once when another writes; an immediate one waits
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # takes no lock yet, and so cannot fail for want of one
            connection.connection.cursor().execute("BEGIN")

    return engine


def _read_json(stored: str) -> Any:
    """What a column of JSON holds; most of them are empty."""
    return [] if stored == "[]" else {} if stored == "{}" else json.loads(stored)


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """One transaction: committed on a clean exit, rolled back on an exception. A reading one sees one moment."""
    options: dict[str, Any] = {"writes": writes}
    if not writes and engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with _explained(engine), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def one_row(engine: Engine, statement: str) -> tuple[Any, ...]:
    """The row a statement without parameters gives, outside any transaction: a third of what it costs within one."""
    with _explained(engine), closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(statement)
        return tuple(cursor.fetchone() or ())


def migrate(engine: Engine) -> None:
    """Bring the tables up to ``SCHEMA_VERSION``; does nothing when they are.

    Raises RecordUnavailable, also for a database that a newer version of the program made.
    """
    with _explained(engine):
        version = _version(engine)
        if version == SCHEMA_VERSION:
            return
        if version is not None and not any(_MIGRATIONS.glob(f"{version}_*.py")):
            raise RecordUnavailable(
                "数据库是用更新版本的程序建的，这个版本打不开。", "请升级本程序，或改用原来的版本。"
            )
        from archive.record.migrate import upgrade  # alembic takes a while to load, and is rarely needed

        upgrade(engine)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _explained(engine: Engine) -> Iterator[None]:
    """Says what a person should read where the database fails, asked through SQLAlchemy or not."""
    driver = engine.dialect.loaded_dbapi
    try:
        yield
    except (DatabaseError, driver.DatabaseError) as exc:
        cause = exc.orig if isinstance(exc, DatabaseError) else exc
        if (error := _unavailable(cause, operational=isinstance(cause, driver.OperationalError))) is None:
            raise
        raise error from exc


def _unavailable(cause: BaseException | None, *, operational: bool) -> JuanzongError | None:
    """What a person should read; None for a mistake of the program's own."""
    reason = str(cause).splitlines()[0] if str(cause) else ""
    if "not a database" in reason or "malformed" in reason:
        return RecordUnavailable(
            f"数据库文件损坏，或不是数据库（{reason}）。", "请把它移开，从备份恢复；原件文件夹不受影响。"
        )
    if not operational:
        return None
    if getattr(cause, "sqlstate", None) in _TRY_AGAIN:
        return Conflict("别的程序刚好在改同样的内容。", "请重试；本次的修改没有保存。")
    if "disk is full" in reason or "disk I/O error" in reason:
        return StorageFull("数据库所在的磁盘写满了。", "请腾出空间后重试；已提交的内容没有丢失。")
    if "locked" in reason:
        return RecordUnavailable("数据库正忙，等了很久仍轮不到。", "请稍后重试；若一直如此，请看是否有卡住的程序。")
    return RecordUnavailable(
        f"打不开或连不上数据库（{reason}）。", "请检查 JUANZONG_DATABASE 设置、文件夹权限或数据库服务器。"
    )
