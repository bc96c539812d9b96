"""A real PostgreSQL server: a private cluster in a temporary folder, run by an unprivileged user.

PostgreSQL refuses to run as root; where the tests do, it runs as the user ``postgres`` that its package makes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.needs import needs
from tests.servers.processes import free_ports


@dataclass(frozen=True, slots=True)
class Server:
    """A running server on which fresh databases are made."""

    url: str
    """``postgresql://user@host:port/postgres``, of a user who may create databases."""

    @contextmanager
    def database(self, like: str = "") -> Iterator[str]:
        """The SQLAlchemy address of a fresh database, dropped afterwards: empty, or a copy of the one at ``like``."""
        name = f"juanzong_{uuid.uuid4().hex[:12]}"
        template = urlsplit(like).path.lstrip("/") or "template0"
        self._do(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' LOCALE 'C'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        try:
            yield urlsplit(self.url)._replace(scheme="postgresql+psycopg", path=f"/{name}").geturl()
        finally:
            self._do(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _do(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running() -> Iterator[Server]:
    """A fresh server, gone afterwards; or the one ``JUANZONG_TEST_POSTGRESQL_URL`` names."""
    if given := os.environ.get("JUANZONG_TEST_POSTGRESQL_URL"):
        yield Server(given.replace("postgresql+psycopg://", "postgresql://", 1))
        return
    programs = needs.postgresql()
    port = free_ports()
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"

    def run(*command: str | Path) -> None:
        done = subprocess.run([*as_user, *command], cwd=folder, text=True, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        run(programs / "initdb", "-D", data, "-U", "juanzong", "--auth=trust", "--encoding=UTF8", "--locale=C", "-N")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
        start = [*as_user, str(programs / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w"]
        # pg_ctl leaves its output open in the server it starts: reading it from a pipe would never end
        done = subprocess.run([*start, "start"], cwd=folder, stdout=subprocess.DEVNULL, timeout=60)
        assert done.returncode == 0, (folder / "log").read_text()
        try:
            yield Server(f"postgresql://juanzong@127.0.0.1:{port}/postgres")
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
