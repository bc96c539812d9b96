"""Small things every server fixture needs: free ports, waiting, ending what was started."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil


def free_ports(*offsets: int) -> int:
    """A port P of the loopback such that P plus each offset is free as well."""
    for _ in range(200):
        with ExitStack() as stack:
            first = stack.enter_context(socket.socket())
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                for offset in offsets:
                    stack.enter_context(socket.socket()).bind(("127.0.0.1", port + offset))
            except (OSError, OverflowError):
                continue
            return port
    raise AssertionError("no free ports on the loopback")


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Wait for something that must come true soon."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, f"{what} not within {seconds} s"
        time.sleep(0.1)


def end(pid: int, how: signal.Signals = signal.SIGTERM, seconds: float = 20) -> None:
    """End a process we started, for good."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        os.kill(pid, how)
        try:
            process.wait(seconds)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(10)


def cache_folder() -> Path:
    """Where jars stay between runs."""
    given = os.environ.get("JUANZONG_TEST_CACHE")
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = Path(given) if given else home / "juanzong-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
