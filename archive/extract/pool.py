"""Reading processes, as many as there are jobs: every file is read apart from the program that asks for it.

The parent may be a command line, a web server or a Celery worker; nothing is forked and no model is loaded in it.
"""

from __future__ import annotations

import logging
import threading
from contextlib import AbstractContextManager
from pathlib import Path

from archive.errors import ReadError
from archive.extract import messages, refusals
from archive.extract.child import Child
from archive.extract.reading import Limits, Page, Reading

logger = logging.getLogger(__name__)

_LIMITS = Limits()
_CLOSING = 10.0
"""Seconds to wait for the threads that read when the pool is closed."""


class ReaderPool(AbstractContextManager["ReaderPool"]):
    """Reads files, at most ``jobs`` at once; safe to use from several threads.

    Processes are started on first need, reused, and replaced when they have done much, died or were killed.
    """

    def __init__(self, jobs: int, limits: Limits = _LIMITS, ocr_threads: int = 1) -> None:
        self._limits = limits
        self._ocr_threads = ocr_threads
        self._free = max(1, jobs)
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._closed = False
        self._changed = threading.Condition()

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes; reads under way end with ``interrupted``."""
        with self._changed:
            self._closed = True
            idle = [*self._idle]
            self._idle.clear()
            for child in self._busy:
                child.stop()
            self._changed.notify_all()
        for child in idle:
            child.kill()
        with self._changed:
            self._changed.wait_for(lambda: not self._busy, timeout=_CLOSING)

    def read(self, original: Path) -> Reading:
        """Read a file; waits until a process is free, and until it has read.

        Raises:
            ReadError: by ``error_code``. ``timeout``, ``memory``, ``crashed`` (``refusals.DEADLY``): the file ended its
                process, and may have done so for reasons of the machine: it is worth another try. ``vanished``,
                ``unreadable``: the file cannot be got at. ``interrupted``: the pool was closed.
                ``no_reader``: no process starts. All others
                (``encrypted``, ``signed``, ``damaged``, ``empty``, ``unsupported``, ``too_large``, ``no_converter``)
                are final for these bytes.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._free)
            if self._closed:
                raise refusals.interrupted()
            self._free -= 1
        try:
            return self._read(original)
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def _read(self, original: Path) -> Reading:
        pages: list[Page] = []
        start = 1
        while True:
            child = self._take()
            fit = False
            try:
                end = self._answers(child, original, start, pages)
                fit = _is_fit(end)
            except ReadError as exc:
                if self._closed:
                    raise refusals.interrupted() from exc
                raise
            finally:
                self._give_back(child, fit)
            if "renew" not in end:
                return _reading(end, pages)
            start = end["renew"]

    def _answers(self, child: Child, original: Path, start: int, pages: list[Page]) -> messages.Message:
        """Collect pages; the last message."""
        request = messages.request(original.absolute(), start, self._limits)
        for message in child.ask(request, self._limits):
            if "page" not in message:
                return message
            pages.append(messages.page_of(message))
        raise refusals.crashed()

    def _take(self) -> Child:
        with self._changed:
            if self._closed:
                raise refusals.interrupted()
            child = self._idle.pop() if self._idle else self._start()
            self._busy.add(child)
            return child

    def _start(self) -> Child:
        threads = self._ocr_threads
        return Child("archive.extract.worker", "--ocr-threads", str(threads), threads=threads)

    def _give_back(self, child: Child, fit: bool) -> None:
        """Keep a process for the next file, unless it has failed, done much or holds much memory."""
        fit = fit and child.memory() < self._limits.memory * 3 // 4
        with self._changed:
            if fit and not self._closed:
                self._busy.discard(child)
                self._idle.append(child)
                return
        child.kill()
        with self._changed:
            self._busy.discard(child)
            self._changed.notify_all()


def _is_fit(end: messages.Message) -> bool:
    """Whether the process may read another file: it has not done enough, and was not surprised."""
    if "error" in end:
        return not end["error"]["detail"] and end["error"]["code"] not in refusals.DEADLY
    return "done" in end and not end["done"]["spent"]


def _reading(end: messages.Message, pages: list[Page]) -> Reading:
    if "error" in end:
        error = end["error"]
        if error["detail"]:
            logger.error("unexpected error while reading: %s", error["detail"])
        raise ReadError(error["message"], error["advice"], code=error["code"])
    done = end["done"]
    return Reading(tuple(pages), done["kind"], done["reader"], tuple(done["notes"]), tuple(done["review"]))
