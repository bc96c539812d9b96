"""The office's own words, as the record holds them now: a program that runs for weeks cuts by the list of today."""

from __future__ import annotations

import threading

from archive.record.record import Record
from indexer.segment import Segmenter


class OfficeWords:
    """Gives the segmenter with the office's own words; safe to use from several threads."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = threading.Lock()
        self._known: tuple[object, Segmenter] | None = None

    def segmenter(self) -> Segmenter:
        """The segmenter of the list as it is; a new one is made only when the list has changed."""
        state = self._record.words_state()  # looked at before reading: what is added meanwhile is read next time
        with self._lock:
            if self._known is None or self._known[0] != state:
                with self._record.read() as tx:
                    self._known = (state, Segmenter(tx.words()))
            return self._known[1]
