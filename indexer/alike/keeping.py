"""Papers that may be one and the same, found when somebody asks for them and kept beside the record.

Each document is compared with at most ``_COMPARED`` earlier ones, and a band is kept of at most ``_CROWD`` documents: the
work for one document does not grow with their number. Where that passed something over, it is noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.batches import batches
from archive.record.alike import Pair, Sketch
from archive.record.record import Record, Transaction
from indexer.alike.compare import compare
from indexer.alike.sketch import bands, squeezed
from indexer.entry import document_text

_LOCK = "alike"
_AT_ONCE = 100
"""Documents kept in one transaction."""
_READ = 10
"""Documents whose texts are read together."""
_CHARACTERS = 1_000_000
"""Characters of text after which they are kept sooner."""
_COMPARED = 20
"""Documents a new one is laid beside: those with most bands in common."""
_CROWD = 64
"""Documents a band is kept of; what more share is a form's text and tells nothing."""


@dataclass(frozen=True, slots=True)
class _Found:
    sketch: Sketch
    candidates: tuple[int, ...]


def catch_up(record: Record) -> int:
    """Compare the documents that were read since the last time with all before them; how many there were.

    If another process is at it, returns 0 at once.
    """
    compared = 0
    with record.exclusive(_LOCK) as held:
        while held:
            with record.read() as tx:
                texts = _texts(tx, tx.alike.unseen(_AT_ONCE))
            if not texts:
                break
            _keep(record, texts)
            compared += len(texts)
    return compared


def _texts(tx: Transaction, ids: Sequence[int]) -> dict[int, str]:
    """The squeezed texts of documents, up to a million characters of them and one at least."""
    texts: dict[int, str] = {}
    characters = 0
    for some in batches(ids, _READ):
        for document_id, pages in sorted(tx.documents.texts_of(some).items()):
            texts[document_id] = squeezed(document_text(pages))
            characters += len(texts[document_id])
        if characters > _CHARACTERS:
            break
    return texts


def _keep(record: Record, texts: Mapping[int, str]) -> None:
    with record.read() as tx:
        found = _candidates(tx, texts)
        pairs = [pair for one in found for pair in _pairs(tx, one, texts)]
    with record.write() as tx:
        tx.alike.put([one.sketch for one in found], list({(pair.one, pair.other): pair for pair in pairs}.values()))


def _candidates(tx: Transaction, texts: Mapping[int, str]) -> list[_Found]:
    made = {document_id: bands(text) for document_id, text in texts.items()}
    stored = tx.alike.sharing(dict.fromkeys(band for some in made.values() for band in some))
    members = {band: [one for one in some if one not in texts] for band, some in stored.items()}
    found = []
    for document_id, own in made.items():
        shared: Counter[int] = Counter()
        kept = []
        for band in own:
            sharing = members.setdefault(band, [])
            shared.update(sharing)
            if len(sharing) < _CROWD:
                sharing.append(document_id)
                kept.append(band)
        ranked = sorted(shared, key=lambda one: (-shared[one], one))
        over = len(own) - len(kept) + max(0, len(ranked) - _COMPARED)
        found.append(_Found(Sketch(document_id, kept, over), tuple(ranked[:_COMPARED])))
    return found


def _pairs(tx: Transaction, found: _Found, texts: Mapping[int, str]) -> Iterator[Pair]:
    away = tx.documents.texts_of([one for one in found.candidates if one not in texts])
    for candidate in found.candidates:
        other = texts[candidate] if candidate in texts else squeezed(document_text(away[candidate]))
        first, second = sorted((candidate, found.sketch.document_id))
        own = texts[found.sketch.document_id]
        alike = compare(*((other, own) if first == candidate else (own, other)))
        if alike is not None:
            yield Pair(first, second, alike.likeness, alike.contained, alike.relation)
