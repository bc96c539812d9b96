"""Keeps the counted words of every case beside the record while the index is filled, and the figures over those that are not kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from archive.batches import batches
from archive.record.likeness import Standing
from archive.record.record import Record, Transaction
from indexer.index import Entry
from indexer.likeness.model import build, to_bytes
from indexer.likeness.profile import Profile, from_bytes, profile_of
from indexer.likeness.profile import to_bytes as profile_bytes

_AT_ONCE = 500
"""Cases kept in one transaction."""
_GROWTH = 0.1
"""Share by which the archive grows or shrinks before the figures are made anew."""
_CASE = "case:"
_MADE = "open cases"
"""Of what the figures are made, kept beside the words they were made with: of anything else, they are made anew."""


def noted(record: Record, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries as they come; the words of cases among them are counted and kept on the way."""
    counted: dict[str, bytes] = {}
    for entry in entries:
        if entry.kind == "case":
            counted[entry.key.removeprefix(_CASE)] = profile_bytes(profile_of(entry.rank_terms.split()))
            if len(counted) == _AT_ONCE:
                _keep(record, counted)
                counted = {}
        yield entry
    if counted:
        _keep(record, counted)


def forget(record: Record, keys: Sequence[str]) -> None:
    """Take away the counted words of cases that are gone, by their keys in the index."""
    if numbers := [key.removeprefix(_CASE) for key in keys if key.startswith(_CASE)]:
        with record.write() as tx:
            tx.likeness.forget(numbers)


def renew(record: Record, segmenter: str, *, anew: bool = False) -> bool:
    """Make the figures over the open cases anew if the archive has grown or shrunk by a tenth, or the words changed; True if it did.

    ``anew`` makes them in any case.
    """
    with record.read() as tx:
        made_with, of_cases = tx.likeness.model_of()
        wanted = f"{segmenter}, {_MADE}"
        size = tx.likeness.size()
        if not anew and made_with == wanted and abs(size - of_cases) <= _GROWTH * of_cases:
            return False
        model = build(_cases(tx), Counter(tx.likeness.standings()))
    with record.write() as tx:
        tx.likeness.set_model(to_bytes(model), wanted, size)
    return True


def _cases(tx: Transaction) -> Iterator[tuple[Standing | None, Profile]]:
    """Every case with its counted words, a few hundred in memory at a time."""
    for some in batches(tx.likeness.all(), _AT_ONCE):
        standing = tx.likeness.standing([no for no, _ in some])
        yield from ((standing.get(no), from_bytes(terms)) for no, terms in some)


def _keep(record: Record, counted: dict[str, bytes]) -> None:
    with record.write() as tx:
        tx.likeness.put(counted)
