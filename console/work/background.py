"""Work in the background: reading many documents and filling the index, here or on any number of machines.

The record decides what is to be done; a queue only carries ids. Losing it loses nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from typing import Protocol

from archive import intake
from archive.errors import Conflict, EntriesRefused, IndexOutdated, IndexUnavailable, JuanzongError, WorkUnavailable
from archive.extract.pool import ReaderPool
from archive.record import claim
from archive.record.claim import Claimant
from archive.record.document import State
from console.office import Office
from indexer import pipeline

Progress = Callable[[Mapping[State, int], int], None]
"""Called now and then with the documents settled so far by state, and the number still waiting."""

logger = logging.getLogger(__name__)

_FILL_EVERY = 2.0
"""Seconds between two fillings of the index while documents are being read."""
_REFUSED_AGAIN = 600.0
"""Seconds until the index is asked again to take what it refused, unless something new comes."""
_ASK_EVERY = 0.3
"""Seconds between two looks at the record while others work."""
_CALL_EVERY = 2.0
"""Seconds without any progress before the workers are called."""
PATIENCE = 75.0
"""Seconds without any worker before we say so: after a broker that was away a worker may wait thirty before it looks again."""


class Queue(Protocol):
    """Carries ids to workers on other machines."""

    def send(self, document_ids: Collection[int]) -> None:
        """Ask for these documents to be read."""

    def is_empty(self) -> bool:
        """True if nothing waits to be taken up."""

    def answers(self) -> bool:
        """True if any worker answers."""

    def workers(self) -> int:
        """Workers that answer."""


def read_here(office: Office, document_ids: Collection[int], jobs: int, progress: Progress) -> None:
    """Have every one of these documents read, by processes of this machine, and fill the index.

    Documents that another program is reading are waited for, and taken over if it dies.
    """
    wanted = frozenset(document_ids)
    settled: Counter[State] = Counter()
    with ReaderPool(jobs, office.settings.limits) as pool, ThreadPoolExecutor(jobs) as threads:
        try:
            while left := _unread(office, wanted):
                if free := _unclaimed(office, left):
                    futures = {
                        threads.submit(
                            intake.extract, office.record, office.originals, pool, one, office.settings.limits
                        )
                        for one in free
                    }
                    _watch(office, futures, settled, progress)
                else:
                    progress(settled, len(left))
                    time.sleep(_ASK_EVERY)
        except BaseException:
            pool.close()
            threads.shutdown(cancel_futures=True)
            raise
    fill(office)


def _watch(office: Office, waiting: set[Future[State | None]], settled: Counter[State], progress: Progress) -> None:
    """Wait until all have been read; meanwhile fill the index now and then, and say that we are alive."""
    filled = renewed = time.monotonic()
    fill_meanwhile = True
    while waiting:
        done, waiting = wait(waiting, timeout=_ASK_EVERY, return_when=FIRST_COMPLETED)
        for future in done:
            state = future.result()
            if state is not None:
                settled[state] += 1
        progress(settled, len(waiting))
        if time.monotonic() - renewed > claim.RENEW_SECONDS:
            _renew(office)
            renewed = time.monotonic()
        if done and fill_meanwhile and time.monotonic() - filled > _FILL_EVERY:
            try:
                pipeline.drain(office.record, office.index, office.segmenter)
            except (IndexUnavailable, IndexOutdated, Conflict):
                fill_meanwhile = False  # reading goes on without it; said in the end, if it still does not answer
            filled = time.monotonic()


def read_there(
    office: Office, queue: Queue, document_ids: Collection[int], progress: Progress, *, patience: float = PATIENCE
) -> None:
    """Have documents read by workers; returns when every one has a state and the index knows them.

    Raises WorkUnavailable if the broker does not take the ids, or no worker answers for ``patience`` seconds; the
    documents stay received, and are read once one does.
    """
    left = _unread(office, document_ids)
    settled: Counter[State] = Counter()
    if left:
        queue.send(sorted(left))
    called = answered = time.monotonic()
    while left:
        time.sleep(_ASK_EVERY)
        still = _unread(office, left)
        now = time.monotonic()
        if still != left:
            with office.record.read() as tx:
                settled.update(tx.documents.states(left - still).values())
            left, called, answered = still, now, now
        elif now - called > _CALL_EVERY:
            try:
                if queue.answers():
                    answered = time.monotonic()
                    if queue.is_empty():
                        queue.send(_unclaimed(office, left))
                elif now - answered > patience:
                    raise _nobody(len(left))
            except WorkUnavailable:
                if now - answered > patience:
                    raise
            called = time.monotonic()
        progress(settled, len(left))
    fill(office)


def _nobody(left: int) -> WorkUnavailable:
    return WorkUnavailable(
        f"没有工作进程在处理，还有 {left} 份文件等着读。",
        "文件都已收下。请运行 juanzong worker；它一启动就会接着处理。",
    )


def _unread(office: Office, document_ids: Collection[int]) -> frozenset[int]:
    with office.record.read() as tx:
        return frozenset(tx.readings.unread()).intersection(document_ids)


def _unclaimed(office: Office, document_ids: Collection[int]) -> list[int]:
    """Documents nobody living is reading: never begun, or their message or their reader was lost."""
    with office.record.read() as tx:
        return tx.readings.unclaimed(document_ids, Claimant.me(), tx.now)


def _renew(office: Office) -> None:
    with suppress(JuanzongError), office.record.write() as tx:
        tx.readings.renew(claim.in_hand(), tx.now)


def fill(office: Office) -> None:
    """Return when the index knows everything the record held when this was called, whoever taught it."""
    with office.record.read() as tx:
        newest = tx.outbox.newest()

    def knows_it() -> bool:
        with office.record.read() as tx:
            return not tx.outbox.holds_any_up_to(newest)

    drain_until(office, knows_it)


def drain_until(office: Office, done: Callable[[], bool]) -> None:
    """Fill the index until that is true; somebody else may be the one who fills it."""
    while True:
        pipeline.drain(office.record, office.index, office.segmenter)
        if done():
            return
        time.sleep(_ASK_EVERY)


def where_nothing_waits(queue: Queue) -> Callable[[list[int]], None]:
    """A way of sending for a steward: what waits in the queue is not put there again."""

    def send(document_ids: list[int]) -> None:
        if queue.is_empty():
            queue.send(document_ids)

    return send


@contextmanager
def steward(office: Office, send: Callable[[list[int]], None], every: float = _FILL_EVERY) -> Iterator[None]:
    """While a worker runs: keep the index filled, take up documents that nobody is reading, say that we are alive."""
    stop = threading.Event()

    def look() -> None:
        trouble = ""
        held, again = 0, 0.0
        renewed = time.monotonic()
        while not stop.wait(every):
            try:
                if time.monotonic() - renewed > claim.RENEW_SECONDS:
                    _renew(office)
                    renewed = time.monotonic()
                with office.record.read() as tx:
                    unread, newest = tx.readings.unread(), tx.outbox.newest()
                if unread and (free := _unclaimed(office, unread)):
                    send(free)
                if newest == held and time.monotonic() < again:
                    continue
                pipeline.drain(office.record, office.index, office.segmenter)
                trouble = ""
            except EntriesRefused as error:  # asked again later, or with what is new: making a large entry takes long
                if error.message != trouble:
                    print(f"{error.message}{error.advice}", flush=True)
                trouble = error.message
                held, again = newest, time.monotonic() + _REFUSED_AGAIN
            except JuanzongError as error:  # the database, the broker or the index is away; it is asked again
                if error.message != trouble:
                    print(f"{error.message}{error.advice}", flush=True)
                trouble = error.message
            except Exception:  # the rim of a thread: what nobody foresaw must not end it unseen
                logger.exception("the steward stumbled")

    thread = threading.Thread(target=look, name="steward", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)
