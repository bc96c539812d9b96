"""The office changed its word list: which entries are cut otherwise by it, and those alone cut anew.

The stamp of an index tells by which list its entries are cut. While they are being cut by another, the words in which the
two differ stand there as *unsure*: entries that hold one of them may be cut either way, all others are cut alike by both.
They are settled when every such entry has been looked at. What is still to be done is therefore told by the index itself
and its entries' digests: after a power cut whoever writes the index next goes on where it was left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.batches import batches
from archive.chinese.fold import atoms, fold
from archive.errors import EntriesRefused
from archive.record.document import document_key
from archive.record.laws import law_key
from archive.record.record import Record, Transaction
from indexer.drafts import AT_ONCE, READABLE, drafts_of, gathered
from indexer.entry import Draft, digest_of, entries
from indexer.index import (
    MAPPING_VERSION,
    Adjacent,
    And,
    Entry,
    Keyword,
    Node,
    Or,
    Pattern,
    SearchIndex,
    Stamp,
    Stored,
)
from indexer.likeness.keeping import noted
from indexer.segment import Segmenter

_ROUND = 5_000
"""Entries looked at between two commits of the index."""


def stamp_of(segmenter: Segmenter) -> Stamp:
    """The stamp of an index whose every entry was cut by this segmenter."""
    return Stamp(MAPPING_VERSION, segmenter.fingerprint, segmenter.words)


def by_list(tx: Transaction, segmenter: Segmenter) -> Segmenter:
    """A segmenter by the list as the transaction sees it; the one given if it is by that list."""
    now = Segmenter(tx.words())
    return segmenter if segmenter.words == now.words else now


def unsettled(stamp: Stamp, segmenter: Segmenter) -> tuple[str, ...] | None:
    """Words for whose sake entries may have to be cut anew by this segmenter; none if the index is as it should be.

    None where nothing is known of the list the index was cut by: an earlier program did, and it is to be rebuilt.
    """
    if stamp == stamp_of(segmenter):  # as nearly always
        return ()
    if Segmenter(stamp.words).fingerprint != stamp.segmenter:
        return None
    return tuple(sorted({*stamp.unsure, *(set(stamp.words) ^ set(segmenter.words))}))


def note(index: SearchIndex, segmenter: Segmenter) -> None:
    """Have the stamp say what is unsure, before an entry is cut by this segmenter."""
    stamp = index.stamp()
    words = unsettled(stamp, segmenter) if stamp else None
    if stamp and words and words != stamp.unsure:
        index.restamp(replace(stamp, unsure=words))


def recut(record: Record, index: SearchIndex, segmenter: Segmenter, refused: dict[str, str]) -> Iterator[int]:
    """Cut anew what is unsure, by the list as it is now; yields, after each commit, how many entries that was.

    For the one who holds the lock of the index. What the outbox holds may be taught between two steps. What the engine
    does not take is added to ``refused`` and to the outbox, which asks again; all else is settled without it.
    """
    while True:
        with record.read() as tx:
            segmenter = by_list(tx, segmenter)
        note(index, segmenter)
        stamp = index.stamp()
        words = unsettled(stamp, segmenter) if stamp else None
        if not stamp or not words:
            return
        for some in batches(list(_holders(record, index, words)), _ROUND):
            yield _write(record, index, segmenter, some, refused)
        with record.read() as tx:
            same = by_list(tx, segmenter) is segmenter
        if same and index.stamp() == stamp:
            index.restamp(stamp_of(segmenter))
            return


def otherwise(record: Record, index: SearchIndex, words: Sequence[str], segmenter: Segmenter) -> Iterator[Draft]:
    """Of the entries that hold one of the words, those the segmenter cuts otherwise than they stand in the index."""
    for some in batches(list(_holders(record, index, words)), AT_ONCE):
        with record.read() as tx:
            for drafts in gathered(_changed(tx, some, segmenter)):
                yield from drafts


def holding(word: str) -> Node:
    """Matches every entry whose text holds a folded word, and perhaps a few more.

    A run of letters and digits is one atom, so at the ends of the word it may be part of a longer one. What lies over the
    hundredth character of a run, where atoms are parted, is not found.
    """
    found = atoms(word)
    begins, ends = found[0].isascii() and found[0].isalnum(), found[-1].isascii() and found[-1].isalnum()
    if len(found) == 1 and begins:
        return Pattern("atoms", f"*{found[0]}*")
    parts: list[Node] = []
    if inner := tuple(found[begins : len(found) - ends]):
        parts.append(Adjacent(inner))
    if begins:
        parts.append(Pattern("atoms", f"*{found[0]}"))
    if ends:
        parts.append(Pattern("atoms", f"{found[-1]}*"))
    return And(tuple(parts))


def _holders(record: Record, index: SearchIndex, words: Sequence[str]) -> Iterator[Stored]:
    titled = tuple(_titled(record, words))
    yield from index.stored(Or((*map(holding, words), Keyword("key", titled))))


def _titled(record: Record, words: Sequence[str]) -> Iterator[str]:
    """Keys of documents and published cases with one of the words in their title, which is no part of their text."""
    with record.read() as tx:
        titles = ((document_key(number), title) for number, title in tx.documents.titles(READABLE))
        yield from _with_any(titles, words)
        yield from _with_any(((law_key(key), key) for key in tx.laws.keys("published_case")), words)


def _with_any(titles: Iterator[tuple[str, str]], words: Sequence[str]) -> Iterator[str]:
    for key, title in titles:
        folded = fold(title)
        if any(word in folded for word in words):
            yield key


def _write(
    record: Record, index: SearchIndex, segmenter: Segmenter, some: Sequence[Stored], refused: dict[str, str]
) -> int:
    written: set[str] = set()

    def anew(tx: Transaction) -> Iterator[Entry]:
        for drafts in gathered(_changed(tx, some, segmenter)):
            written.update(draft.key for draft in drafts)
            yield from entries(drafts, segmenter, version)

    with record.read() as tx:
        version = tx.outbox.issued()
    try:
        with record.read() as tx:
            index.write(noted(record, anew(tx)))
    except EntriesRefused as error:
        with record.write() as tx:
            tx.outbox.put(tx.outbox.lacking(error.reasons))
        refused |= error.reasons
    return len(written - refused.keys())


def _changed(tx: Transaction, some: Sequence[Stored], segmenter: Segmenter) -> Iterator[Draft]:
    digests = {one.key: one.digest for one in some}
    for keys in batches(digests, AT_ONCE):
        for draft in drafts_of(tx, keys, filed=False):
            if digest_of(draft, segmenter) != digests[draft.key]:
                yield draft
