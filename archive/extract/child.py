"""One process that reads or draws, watched: started with ``subprocess``, killed with all it started when it goes too far."""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from typing import IO

import psutil

from archive.errors import ReadError
from archive.extract import messages, process, refusals
from archive.extract.reading import Limits

logger = logging.getLogger(__name__)

_START = Limits(page_seconds=120)
"""What a process may need until it is ready."""
_TICK = 0.2
"""Seconds between two looks at a process's memory."""


class Child:
    """A process of ours that answers requests, and the pipes to it."""

    def __init__(self, module: str, *arguments: str, threads: int = 1) -> None:
        self._room = tempfile.TemporaryDirectory(prefix="juanzong-read-", ignore_cleanup_errors=True)
        self._stderr: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in kill()
        self._process = subprocess.Popen(
            process.command(module, *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env=process.environment(threads, self._room.name),
            start_new_session=True,  # Ctrl-C is for the parent, and the group can be killed as one
        )
        self._watched = psutil.Process(self._process.pid)
        self._rest = b""
        self._ready = False
        self._stopped = False

    @property
    def pid(self) -> int:
        """The id of the process, which is that of its group."""
        return self._process.pid

    def ask(self, message: messages.Message, limits: Limits) -> Iterator[messages.Message]:
        """Send a request and give the answers as they come.

        Raises:
            ReadError: ``timeout``, ``memory``, ``crashed`` or ``no_reader``; the process must be killed then.
        """
        assert self._process.stdin is not None
        if not self._ready:
            self._begin()
        try:
            self._process.stdin.write(messages.encode(message))
            self._process.stdin.flush()
        except OSError as exc:
            raise self._dead() from exc
        while True:
            line = self._line(limits)
            if line is None:
                raise self._dead()
            answer = messages.decode(line)
            yield answer
            if "page" not in answer:
                return

    def alive(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def memory(self) -> int:
        """Resident bytes of the process and those it started, mapped files not counted."""
        total = 0
        try:
            for one in (self._watched, *self._watched.children(recursive=True)):
                used = one.memory_info()
                total += used.rss - getattr(used, "shared", 0)
        except psutil.Error:
            return total
        return total

    def stop(self) -> None:
        """End the process and all it started; whoever waits for its answers sees them end and calls ``kill``."""
        self._stopped = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def kill(self) -> None:
        """End the process and remove what it left; only for the thread that talks to it."""
        self.stop()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:  # a request it had no more time to take
                    continue
        self._room.cleanup()

    def _begin(self) -> None:
        """Wait until the process is there: on a busy machine its start must not count as the file's time."""
        try:
            ready = self._line(_START)
        except ReadError as exc:
            raise refusals.no_reader() from exc
        if ready is None:
            self._dead()
            raise refusals.no_reader()
        self._ready = True

    def _line(self, limits: Limits) -> bytes | None:
        """The next line, or None where the process has ended."""
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        pieces = [self._rest]
        looked, spent = time.monotonic(), 0.0
        while b"\n" not in pieces[-1]:
            ready = poll.poll(_TICK * 1000)
            now = time.monotonic()
            if now - looked >= _TICK:
                spent += (now - looked) / process.crowding()
                looked = now
                if self.memory() > limits.memory:
                    raise refusals.memory(limits.memory)
            if spent > limits.page_seconds:
                raise refusals.timeout(limits.page_seconds)
            if ready:
                data = os.read(descriptor, 1 << 16)
                if not data:
                    return None
                pieces.append(data)
        line, _, self._rest = b"".join(pieces).partition(b"\n")
        return line

    def _dead(self) -> ReadError:
        if self._stopped:
            return refusals.interrupted()
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = None
        self._stderr.seek(0, os.SEEK_END)
        self._stderr.seek(max(0, self._stderr.tell() - 4000))
        logger.warning("reading process ended with %s: %s", code, self._stderr.read().decode("utf-8", "replace"))
        return refusals.crashed()
