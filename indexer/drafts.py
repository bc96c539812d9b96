"""What the record holds → drafts of entries, some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.batches import batches
from archive.record.document import Document, State
from archive.record.record import Record, Transaction
from indexer.entry import Draft, article_draft, case_draft, document_draft

AT_ONCE = 500
"""Documents whose texts are in memory at a time."""
READABLE = (State.INDEXED, State.REVIEW)
"""States of documents that have a text."""
_CHARACTERS = 1_000_000
"""Characters of text that are cut together."""


def all_drafts(record: Record) -> Iterator[Draft]:
    """Everything the index must hold."""
    with record.read() as tx:
        yield from (case_draft(case) for case in tx.cases.all() if not case.voided)
    with record.read() as tx:
        for documents in batches(tx.documents.recorded(READABLE), AT_ONCE):
            yield from _of_documents(tx, documents)
    with record.read() as tx:
        yield from map(article_draft, tx.laws.all())


def drafts_of(tx: Transaction, keys: Sequence[str], *, filed: bool = True) -> Iterator[Draft]:
    """What the record holds under these keys; with ``filed`` also the documents of the cases, which inherit of them."""
    names: dict[str, list[str]] = {"case": [], "document": [], "law": []}
    for key in keys:
        kind, _, name = key.partition(":")
        names[kind].append(name)
    yield from (case_draft(case) for case in tx.cases.many(names["case"]).values() if not case.voided)
    ids = {int(name) for name in names["document"]}
    if filed:
        ids |= set(tx.documents.ids_of_cases(names["case"]))
    for documents in batches(tx.documents.recorded(READABLE, sorted(ids)), AT_ONCE):
        yield from _of_documents(tx, documents)
    yield from map(article_draft, tx.laws.many(names["law"]).values())


def gathered(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """Drafts as many at a time as are worked on together: a few hundred, or a million characters."""
    some: list[Draft] = []
    characters = 0
    for draft in drafts:
        some.append(draft)
        characters += len(draft.text)
        if len(some) == AT_ONCE or characters > _CHARACTERS:
            yield some
            some, characters = [], 0
    if some:
        yield some


def _of_documents(tx: Transaction, documents: Sequence[Document]) -> Iterator[Draft]:
    texts = tx.documents.texts_of([document.id for document in documents])
    cases = tx.cases.many(sorted({document.case_no for document in documents if document.case_no}))
    for document in documents:
        yield document_draft(document, texts[document.id], cases.get(document.case_no or ""))
