"""Work in the background: reading many documents and filling the index, here or on any number of machines.

The record decides what is to be done; a queue only carries ids. Losing it loses nothing.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Protocol

from archive import intake
from archive.errors import JuanzongError, WorkUnavailable
from archive.extract.pool import ReaderPool
from archive.record.claim import Claimant
from archive.record.documents import State
from console.office import Office
from indexer import pipeline

Progress = Callable[[Mapping[State, int], int], None]
"""Called now and then with the documents settled so far by state, and the number still waiting."""

_FILL_EVERY = 2.0
"""Seconds between two fillings of the index while documents are being read."""
_ASK_EVERY = 0.3
"""Seconds between two looks at the record while others work."""
_PATIENCE = 30.0
"""Seconds without any worker before we say so."""


class Queue(Protocol):
    """Carries ids to workers on other machines."""

    def send(self, document_ids: Collection[int]) -> None:
        """Ask for these documents to be read."""

    def is_empty(self) -> bool:
        """True if nothing waits to be taken up."""

    def workers(self) -> int:
        """Workers that answer."""


def read_here(office: Office, document_ids: Collection[int], jobs: int, progress: Progress) -> None:
    """Read documents in processes of this machine and fill the index; returns when both are done."""
    settled: Counter[State] = Counter()
    with ReaderPool(jobs, office.settings.limits) as pool, ThreadPoolExecutor(jobs) as threads:
        waiting: set[Future[State | None]] = {
            threads.submit(intake.extract, office.record, office.originals, pool, document_id, office.settings.limits)
            for document_id in document_ids
        }
        filled = time.monotonic()
        try:
            while waiting:
                done, waiting = wait(waiting, timeout=_ASK_EVERY, return_when=FIRST_COMPLETED)
                for future in done:
                    state = future.result()
                    if state is not None:
                        settled[state] += 1
                progress(settled, len(waiting))
                if done and time.monotonic() - filled > _FILL_EVERY:
                    pipeline.drain(office.record, office.index, office.segmenter)
                    filled = time.monotonic()
        except BaseException:
            pool.close()
            threads.shutdown(cancel_futures=True)
            raise
    fill(office)


def read_there(office: Office, queue: Queue, document_ids: Collection[int], progress: Progress) -> None:
    """Have documents read by workers; returns when every one has a state and the index knows them.

    Raises WorkUnavailable if no worker answers; the documents stay received, and are read once one does.
    """
    wanted = list(document_ids)
    queue.send(wanted)
    alone_since: float | None = None
    while True:
        with office.record.read() as tx:
            states = tx.documents.states(wanted)
        unread = [document_id for document_id in wanted if states.get(document_id) is State.PENDING]
        progress(Counter(state for state in states.values() if state is not State.PENDING), len(unread))
        if not unread:
            break
        if queue.is_empty():
            if queue.workers():
                alone_since = None
                queue.send(_abandoned(office, unread))
            else:
                alone_since = alone_since or time.monotonic()
                if time.monotonic() - alone_since > _PATIENCE:
                    raise WorkUnavailable(
                        f"没有工作进程在处理，还有 {len(unread)} 份文件等着读。",
                        "文件都已收下。请运行 juanzong worker；它一启动就会接着处理。",
                    )
        time.sleep(_ASK_EVERY)
    fill(office)


def _abandoned(office: Office, document_ids: Collection[int]) -> list[int]:
    """Documents nobody living is reading: their message or their reader was lost."""
    with office.record.read() as tx:
        return tx.documents.unclaimed(document_ids, Claimant.me(), tx.now)


def fill(office: Office) -> None:
    """Return when the index knows everything the record held when this was called, whoever taught it."""
    with office.record.read() as tx:
        newest = tx.outbox.newest()
    while True:
        pipeline.drain(office.record, office.index, office.segmenter)
        with office.record.read() as tx:
            if not tx.outbox.holds_any_up_to(newest):
                return
        time.sleep(_ASK_EVERY)


@contextmanager
def steward(office: Office, send: Callable[[list[int]], None], every: float = 2.0) -> Iterator[None]:
    """While a worker runs: keep the index filled, and take up documents that nobody is reading."""
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(every):
            try:
                pipeline.drain(office.record, office.index, office.segmenter)
                with office.record.read() as tx:
                    unread = tx.documents.unread()
                if unread:
                    send(_abandoned(office, unread))
            except JuanzongError as error:  # the database or the index is away for a while; it is asked again
                print(f"{error.message}{error.advice}", flush=True)

    thread = threading.Thread(target=look, name="steward", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)
