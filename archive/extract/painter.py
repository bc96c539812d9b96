"""Pictures of pages, for the page of search results; drawn in processes that are kept warm.

The file was read before, but drawing it is as dangerous as reading it, and pdfium may not be used from two threads.
A process is started once and draws many; what a file does to it harms nothing but that picture.
"""

from __future__ import annotations

import base64
import logging
import threading
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path

from archive.errors import NotFound, ReadError
from archive.extract import messages, refusals
from archive.extract.child import Child
from archive.extract.reading import Limits

logger = logging.getLogger(__name__)

WIDEST = 5000
"""Pixels."""
_LIMITS = Limits(page_seconds=60.0)
_RENEW_AFTER = 500
"""Pictures after which a process is replaced: libraries keep a little of each."""


class Painter(AbstractContextManager["Painter"]):
    """Draws pages, at most ``jobs`` at once; safe to use from several threads."""

    def __init__(self, jobs: int = 2) -> None:
        """Starts no process before the first picture, unless ``warm`` is called."""
        self._places = threading.BoundedSemaphore(jobs)
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._drawn: Counter[Child] = Counter()
        self._closed = False

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start a process now, so that the first picture need not wait for it."""
        with self._lock:
            if not self._idle and not self._closed:
                self._idle.append(_child())

    def close(self) -> None:
        """End all processes; pictures being drawn end with ``interrupted``."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for child in self._busy:
                child.stop()
        for child in idle:
            child.kill()

    def draw(self, original: Path, number: int, angle: int, width: int) -> bytes:
        """A PNG of page ``number`` (from 1), turned ``angle`` degrees clockwise, ``width`` pixels wide.

        Pictures are never made larger than they are; width is at most 5,000.

        Raises:
            NotFound: no such page, or the file has no pictures of pages (Word, text).
            ReadError: the file cannot be read.
        """
        asked = {"number": number, "angle": angle % 360, "width": max(1, min(width, WIDEST))}
        with self._places:
            answer = self._answer({"path": str(original.absolute()), **asked, "limits": asdict(_LIMITS)})
        if "none" in answer:
            raise NotFound("没有这一页的图像。", "文字文件没有页面图像，请查看正文。")
        if "error" in answer:
            error = answer["error"]
            if error["detail"]:
                logger.error("unexpected error while drawing: %s", error["detail"])
            raise ReadError(error["message"], error["advice"], code=error["code"])
        return base64.b64decode(answer["picture"])

    def _answer(self, request: messages.Message) -> messages.Message:
        child = self._take()
        try:
            answer = next(child.ask(request, _LIMITS))
        except ReadError as exc:
            self._end(child)
            if self._closed:
                raise refusals.interrupted() from exc
            raise
        except BaseException:
            self._end(child)
            raise
        if "error" in answer or child.memory() > _LIMITS.memory // 4:
            self._end(child)  # what went wrong in it once must not touch the next picture
        else:
            self._keep(child)
        return answer

    def _take(self) -> Child:
        """An idle process that is still alive, else a new one."""
        while True:
            with self._lock:
                if self._closed:
                    raise refusals.interrupted()
                child = self._idle.pop() if self._idle else _child()
                self._busy.add(child)
            if child.alive():
                return child
            self._end(child)

    def _keep(self, child: Child) -> None:
        with self._lock:
            self._drawn[child] += 1
            if not self._closed and self._drawn[child] < _RENEW_AFTER:
                self._busy.discard(child)
                self._idle.append(child)
                return
        self._end(child)

    def _end(self, child: Child) -> None:
        child.kill()
        with self._lock:
            self._busy.discard(child)
            del self._drawn[child]


def _child() -> Child:
    return Child("archive.extract.page_picture")
