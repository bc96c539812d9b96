"""A real redis-server on the loopback, without persistence."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from tests.needs import needs
from tests.servers.processes import end, free_ports, wait_until


@contextmanager
def running() -> Iterator[str]:
    """The address of a fresh server, gone afterwards."""
    program = needs.redis()
    port = free_ports()
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        process = subprocess.Popen([*command, "--dir", folder], stdout=subprocess.DEVNULL)
        try:
            url = f"redis://127.0.0.1:{port}/0"
            wait_until(lambda: _answers(url), "redis-server")
            yield url
        finally:
            end(process.pid)
            process.wait()


def _answers(url: str) -> bool:
    with redis.Redis.from_url(url) as client:
        try:
            return bool(client.ping())
        except redis.ConnectionError:
            return False
