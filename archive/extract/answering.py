"""The inside of a process that answers requests, one JSON object a line, until its parent is gone.

It does not outlive its parent: when the pipe closes, or the parent's id changes, it ends itself and whatever it
started. (Linux's parent-death signal is of no use here: it fires when the thread that started the process ends.)
Libraries may print what they like: the answers go out on a descriptor of their own.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import logging
import os
import queue
import resource
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from archive.errors import ReadError
from archive.extract import messages, refusals
from archive.extract.reading import Limits

_GRACE = 1.0
"""Seconds between the end of the parent and the end of a busy process."""


def answer_requests(
    answers: Callable[[messages.Message], Iterator[messages.Message]], spent: Callable[[], bool]
) -> None:
    """Answer until the parent is gone, or until the process has done enough."""
    incoming, outgoing = _own_descriptors()
    _settle()
    requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, requests), daemon=True).start()
    gc.freeze()  # the libraries stay; pages come and go in many small objects
    gc.set_threshold(20_000, 20, 20)
    with os.fdopen(outgoing, "wb") as out, contextlib.suppress(BrokenPipeError):
        out.write(messages.encode({"ready": True}))
        out.flush()
        while (line := requests.get()) is not None:
            for message in answers(messages.decode(line)):
                out.write(messages.encode(message))
                out.flush()
            if spent():
                return


def refusal(exc: Exception, path: Path, limits: Limits) -> messages.Message:
    """What is answered when a file cannot be read: libraries raise anything on hostile files."""
    if isinstance(exc, ReadError):
        return _error(exc)
    if isinstance(exc, OSError):
        return _error(_system_error(exc, path))
    if isinstance(exc, MemoryError):
        return _error(refusals.memory(limits.memory))
    return _error(refusals.unexpected(type(exc).__name__), "".join(traceback.format_exception(exc)))


def _error(exc: ReadError, detail: str = "") -> messages.Message:
    return {"error": {"code": exc.error_code, "message": exc.message, "advice": exc.advice, "detail": detail}}


def _system_error(exc: OSError, path: Path) -> ReadError:
    if isinstance(exc, FileNotFoundError) or exc.errno in {errno.ESTALE, errno.ENODEV} or not path.exists():
        return refusals.vanished()
    if isinstance(exc, PermissionError):
        return refusals.forbidden()
    return refusals.disk(os.strerror(exc.errno) if exc.errno else str(exc))


def _listen(descriptor: int, requests: queue.SimpleQueue[bytes | None]) -> None:
    """Pass on requests; when the parent is gone, end this process and all it started."""
    parent = os.getppid()
    rest = b""
    with contextlib.suppress(OSError):
        while os.getppid() == parent:
            if not select.select([descriptor], [], [], 5.0)[0]:
                continue
            data = os.read(descriptor, 1 << 16)
            if not data:
                break
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                requests.put(line)
    requests.put(None)
    time.sleep(_GRACE)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def _own_descriptors() -> tuple[int, int]:
    """(requests, answers): private copies; the well-known numbers are left to the libraries."""
    requests, out = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return requests, out


def _settle() -> None:
    """Leave no core files, stay out of the way of the page, and be the first to go when memory runs out."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("800", encoding="ascii")
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
