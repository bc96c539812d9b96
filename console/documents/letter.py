"""Reading one letter at hand, to ask by it; kept only if that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archive import intake
from archive.errors import ReadError
from archive.extract.pool import ReaderPool
from archive.extract.reading import Page
from archive.record.document import State
from console.documents import ingest
from console.office import Office


def pages_of(office: Office, path: Path, *, keep: bool) -> Sequence[Page]:
    """The pages of a file, read as at intake. Raises ReadError, and what ``ingest.read`` raises.

    With ``keep`` the file becomes a document of the record; without, nothing of it remains.
    """
    if keep:
        return _kept(office, path)
    with ReaderPool(1, office.settings.limits) as pool:
        return pool.read(path).pages


def _kept(office: Office, path: Path) -> Sequence[Page]:
    received = intake.receive(office.record, office.originals, intake.Found(path))
    if received.error is not None:
        raise received.error
    ingest.read(office, [received])
    twin = received.duplicate_of
    number = twin.id if twin is not None else received.document_id
    assert number is not None
    with office.record.read() as tx:
        document = tx.documents.get(number)
        if document.state is State.FAILED:
            raise ReadError(document.reason, document.advice, code=document.code)
        return tx.documents.pages_of(number)
