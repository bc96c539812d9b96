"""The reading process: ``python -m archive.extract.worker``.

It answers requests on its standard input until that closes, and does not outlive its parent: when the pipe closes, or
the parent's id changes, it ends itself and whatever it started. (Linux's parent-death signal is of no use here: it
fires when the thread that started the process ends.) Libraries may print what they like: the answers go out on a
descriptor of their own.
"""

from __future__ import annotations

import argparse
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
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from archive.errors import ReadError
from archive.extract import messages, refusals
from archive.extract.kinds import sniff
from archive.extract.read import READERS, read_pages
from archive.extract.reading import Remarks
from archive.extract.scanned import ScannedPage

if TYPE_CHECKING:
    from archive.extract.scan.reader import PageReader

RENEW_AFTER = 80
"""Pages of OCR after which the process asks to be replaced: the recogniser's memory grows with every page."""
_GRACE = 1.0
"""Seconds between the end of the parent and the end of a busy process."""


class LazyOcr:
    """The page reader, made when the first page needs it: its models take seconds to load."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._reader: PageReader | None = None
        self.pages = 0
        """Pages read so far."""

    def __call__(self, picture: NDArray[np.uint8]) -> ScannedPage:
        """Read one page."""
        if self._reader is None:
            from archive.extract.scan.reader import PageReader  # most files need no models in memory

            self._reader = PageReader(threads=self._threads)
        self.pages += 1
        return self._reader.read(picture)

    @property
    def spent(self) -> bool:
        """Whether the process should be replaced."""
        return self.pages >= RENEW_AFTER


def answers(request: messages.Message, ocr: LazyOcr) -> Iterator[messages.Message]:
    """Everything there is to say to one request."""
    path, start, limits = messages.asked(request)
    try:
        content = sniff(path)
        pages = read_pages(path, limits, ocr, start)
        while True:
            try:
                page = next(pages)
            except StopIteration as end:
                remarks: Remarks = end.value
                break
            yield messages.page_message(page)
            if ocr.spent:
                yield {"renew": page.number + 1}
                return
        yield {
            "done": {
                "kind": content.kind.value,
                "reader": READERS[content.kind],
                "notes": remarks.notes,
                "review": remarks.review,
                "spent": ocr.spent,
            }
        }
    except ReadError as exc:
        yield _error(exc)
    except OSError as exc:
        yield _error(_system_error(exc, path))
    except MemoryError:
        yield _error(refusals.memory(limits.memory))
    except Exception as exc:  # noqa: BLE001 - the rim of the process: libraries raise anything on hostile files
        yield _error(refusals.unexpected(type(exc).__name__), traceback.format_exc())


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


def main() -> None:
    """Answer until the parent is gone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ocr-threads", type=int, default=1)
    arguments = parser.parse_args()
    incoming, outgoing = _own_descriptors()
    _settle()
    requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, requests), daemon=True).start()
    gc.freeze()  # the libraries stay; pages come and go in many small objects
    gc.set_threshold(20_000, 20, 20)
    ocr = LazyOcr(arguments.ocr_threads)
    with os.fdopen(outgoing, "wb") as out, contextlib.suppress(BrokenPipeError):
        out.write(messages.encode({"ready": True}))
        out.flush()
        while (line := requests.get()) is not None:
            for message in answers(messages.decode(line), ocr):
                out.write(messages.encode(message))
                out.flush()
            if ocr.spent:
                return


if __name__ == "__main__":
    main()
