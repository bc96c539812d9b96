"""Runs the Alembic migrations that stand beside this file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine, text

from archive.record.database import RecordUnavailable

_LOCK = 7_230_641
"""Advisory lock by which several processes of a server take turns in migrating."""


def upgrade(engine: Engine) -> None:
    """Migrate to the newest tables; several processes may call it at once.

    Raises RecordUnavailable for a database that a newer version of the program made.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as exc:
            raise RecordUnavailable(
                "数据库是用更新版本的程序建的，这个版本打不开。", "请升级本程序，或改用原来的版本。"
            ) from exc
