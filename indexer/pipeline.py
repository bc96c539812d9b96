"""From the record to the index: drain the outbox, rebuild aside, compare in both directions."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.batches import batches
from archive.errors import Conflict, EntriesRefused, IndexOutdated
from archive.record.outbox import Pending
from archive.record.record import Record, Transaction
from indexer.citing import noting
from indexer.drafts import AT_ONCE, all_drafts, drafts_of, gathered
from indexer.entry import Draft, digest_of, entries
from indexer.index import Entry, SearchIndex
from indexer.likeness.keeping import forget, noted, renew
from indexer.recut import by_list, note, recut, stamp_of
from indexer.segment import Segmenter

_ROUND = 5_000
"""Rows of the outbox between two commits of the index, each of which takes a tenth of a second or so."""
_LOCK = "index"
_PATIENCE = 60.0
"""Seconds a rebuild waits for its turn: others write for a moment at a time, unless they rebuild."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the index and the record disagree."""

    missing: tuple[str, ...]
    """In the record, not in the index."""
    surplus: tuple[str, ...]
    """In the index, not in the record."""
    stale: tuple[str, ...]
    """In both, but the index holds something older."""
    waiting: int
    """Outbox rows, which explain some of it."""

    @property
    def agrees(self) -> bool:
        """True if there is none."""
        return not (self.missing or self.surplus or self.stale)


def drain(record: Record, index: SearchIndex, segmenter: Segmenter) -> int:
    """Teach the index everything the outbox holds; returns how many keys.

    Where the office's word list has changed, what it cuts otherwise is cut anew too. If another process is at it,
    returns 0 at once: that process sees our rows too. ``segmenter`` serves as long as it is by the record's list.
    """
    with record.exclusive(_LOCK) as held:
        if not held:
            return 0
        _ready(index, segmenter)
        refused: dict[str, str] = {}
        learnt = _rounds(record, index, segmenter, refused)
        for cut in recut(record, index, segmenter, refused):
            learnt += cut + _rounds(record, index, segmenter, refused)
        if stamp := index.stamp():
            renew(record, stamp.segmenter)
    if refused:
        raise EntriesRefused(refused)
    return learnt


def _rounds(record: Record, index: SearchIndex, segmenter: Segmenter, refused: dict[str, str]) -> int:
    """Teach the index all the outbox holds but for what it refuses; that is added to ``refused``, and stays there."""
    learnt = 0
    while rows := _round(record, index, segmenter, refused):
        done = [row for row in rows if row.key not in refused]
        with record.write() as tx:
            tx.outbox.done(row.id for row in done)
            if refused:
                tx.outbox.put(tx.outbox.lacking(refused))  # refused with its case, whose row is done
        learnt += len({row.key for row in done})
    return learnt


def _round(record: Record, index: SearchIndex, segmenter: Segmenter, refused: dict[str, str]) -> list[Pending]:
    """Teach the index the oldest rows, as one moment of the record has them; the rows. None of what was refused."""
    with record.read() as tx:
        version = tx.outbox.issued()
    with record.read() as tx:
        if rows := tx.outbox.next(_ROUND, besides=refused):
            segmenter = by_list(tx, segmenter)
            note(index, segmenter)
            gone: list[str] = []
            try:
                index.write(noted(record, _changes(record, tx, rows, segmenter, version, gone)))
            except EntriesRefused as error:
                refused |= error.reasons
            if gone:
                index.write([], gone)
                forget(record, gone)
                with record.write() as writing:
                    writing.citations.forget(gone)
    return rows


def rebuild(record: Record, index: SearchIndex, segmenter: Segmenter, *, patience: float = _PATIENCE) -> int:
    """Build the index anew beside the one in use and swap them; returns the number of entries.

    Raises Conflict if another process is still writing the index after ``patience`` seconds.
    """
    tired = time.monotonic() + patience
    while True:
        with record.exclusive(_LOCK) as held:
            if held:
                return _rebuild(record, index, segmenter)
        if time.monotonic() > tired:
            raise Conflict("检索索引正由另一个程序写入。", "请等它结束后再重建。", code="index_locked")
        time.sleep(0.1)


def compare(record: Record, index: SearchIndex, segmenter: Segmenter) -> Difference:
    """Compare every entry of the index with the record, in both directions."""
    stored = {item.key: item.digest for item in index.stored()}
    missing: list[str] = []
    stale: list[str] = []
    for draft in all_drafts(record):
        digest = stored.pop(draft.key, None)
        if digest is None:
            missing.append(draft.key)
        elif digest != digest_of(draft, segmenter):
            stale.append(draft.key)
    with record.read() as tx:
        waiting = tx.outbox.size()
    return Difference(tuple(missing), tuple(sorted(stored)), tuple(stale), waiting)


def entries_of(record: Record, segmenter: Segmenter) -> Iterator[Entry]:
    """Every entry the record calls for, a few hundred in memory at a time."""
    for drafts in gathered(all_drafts(record)):
        yield from entries(drafts, segmenter)


def _ready(index: SearchIndex, segmenter: Segmenter) -> None:
    stamp = index.stamp()
    if stamp is None:
        index.rebuild([], stamp_of(segmenter))
    elif not stamp.is_current:
        raise IndexOutdated("检索索引是旧版程序建立的。", "请运行 juanzong index rebuild 重建索引。")


def _rebuild(record: Record, index: SearchIndex, segmenter: Segmenter) -> int:
    with record.read() as tx:
        # by their ids one by one: a row with a smaller one may be committed later, by a slower transaction
        covered = tx.outbox.ids()
        segmenter = by_list(tx, segmenter)
    with record.write() as tx:
        tx.citations.clear()
    made = (entry for drafts in gathered(noting(record, all_drafts(record))) for entry in entries(drafts, segmenter))
    refused: EntriesRefused | None = None
    try:
        count = index.rebuild(noted(record, made), stamp_of(segmenter))
    except EntriesRefused as error:  # in use all the same: what it lacks waits in the outbox
        refused = error
    with record.write() as tx:
        tx.outbox.done(covered)
        tx.outbox.put(refused.reasons if refused else ())
    renew(record, segmenter.fingerprint, anew=True)
    if refused:
        raise refused
    return count


def _changes(
    record: Record, tx: Transaction, rows: Sequence[Pending], segmenter: Segmenter, version: int, gone: list[str]
) -> Iterator[Entry]:
    """What the index must hold for these keys now; keys the record no longer knows are added to ``gone``."""
    for drafts in gathered(noting(record, _changed(tx, rows, gone))):
        yield from entries(drafts, segmenter, version)


def _changed(tx: Transaction, rows: Sequence[Pending], gone: list[str]) -> Iterator[Draft]:
    known: set[str] = set()
    for keys in batches(dict.fromkeys(row.key for row in rows), AT_ONCE):
        for draft in drafts_of(tx, keys):
            if draft.key not in known:
                known.add(draft.key)
                yield draft
        gone += [key for key in keys if key not in known]
