"""The store of documents and their pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, literal, select, update

from archive.errors import JuanzongError, NotFound
from archive.extract.reading import Page
from archive.record.alike import AlikePapers
from archive.record.chunks import chunks
from archive.record.document import Document, Extracted, State
from archive.record.page_rows import page_of, row_of
from archive.record.tables import cases, documents, outbox, pages
from archive.storable import storable, storable_json

_STREAM = {"yield_per": 500}
_waiting = exists(select(outbox.c.id).where(outbox.c.key == literal("document:").concat(documents.c.id)))
_columns = (documents, cases.c.no.label("case_no"), _waiting.label("waiting"))
_joined = documents.outerjoin(cases, documents.c.case_id == cases.c.id)


class Documents:
    """The documents as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, document_id: int) -> Document:
        """One document. Raises NotFound."""
        row = self._connection.execute(
            select(*_columns).select_from(_joined).where(documents.c.id == document_id)
        ).one_or_none()
        if row is None:
            raise NotFound(f"没有编号为 {document_id} 的文档。", "请用 juanzong documents list 查看编号。")
        return _document(row)

    def many(self, ids: Sequence[int]) -> dict[int, Document]:
        """Those of ``ids`` that exist."""
        query = select(*_columns).select_from(_joined)
        rows = (row for some in chunks(ids) for row in self._connection.execute(query.where(documents.c.id.in_(some))))
        return {row.id: _document(row) for row in rows}

    def all(self, *, states: Sequence[State] = (), case_no: str | None = None, after: int = 0) -> Iterator[Document]:
        """All documents in the order received, of some states or one case, beginning behind the id ``after``."""
        query = select(*_columns).select_from(_joined).where(documents.c.id > after).order_by(documents.c.id)
        if states:
            query = query.where(documents.c.state.in_([state.value for state in states]))
        if case_no is not None:
            query = query.where(cases.c.no == case_no)
        for row in self._connection.execute(query, execution_options=_STREAM):
            yield _document(row)

    def recorded(self, states: Sequence[State], ids: Sequence[int] | None = None) -> Iterator[Document]:
        """Documents whose recorded state is one of ``states``, waiting for the index or not, in the order received."""
        query = select(*_columns).select_from(_joined).where(documents.c.state.in_([s.value for s in states]))
        query = query.order_by(documents.c.id)
        queries = [query] if ids is None else (query.where(documents.c.id.in_(some)) for some in chunks(sorted(ids)))
        for one in queries:
            for row in self._connection.execute(one, execution_options=_STREAM):
                yield _document(row)

    def titles(self, states: Sequence[State]) -> Iterator[tuple[int, str]]:
        """(id, title) of documents whose recorded state is one of ``states``."""
        query = select(documents.c.id, documents.c.title).where(documents.c.state.in_([s.value for s in states]))
        for row in self._connection.execute(query, execution_options=_STREAM):
            yield row.id, row.title

    def ids_of_cases(self, numbers: Sequence[str]) -> list[int]:
        """The documents filed under these cases."""
        query = select(documents.c.id).select_from(_joined).where(cases.c.no.in_(numbers))
        return list(self._connection.execute(query).scalars())

    def counts(self) -> dict[State, int]:
        """Number of documents by recorded state."""
        rows = self._connection.execute(select(documents.c.state, func.count()).group_by(documents.c.state))
        found = {State(state): count for state, count in rows}
        return {state: found.get(state, 0) for state in State}

    def originals_of(self, sha256: str) -> list[Document]:
        """The documents that hold these bytes, whatever their state, duplicates aside; the first received comes first."""
        rows = self._connection.execute(
            select(*_columns)
            .select_from(_joined)
            .where(documents.c.sha256 == sha256, documents.c.state != State.DUPLICATE)
            .order_by(documents.c.id)
        )
        return [_document(row) for row in rows]

    def from_source(self, source: str, sha256: str | None) -> list[Document]:
        """The documents received from the same place with the same bytes, the newest first."""
        rows = self._connection.execute(
            select(*_columns)
            .select_from(_joined)
            .where(documents.c.source == storable(source), documents.c.sha256.is_not_distinct_from(sha256))
            .order_by(documents.c.id.desc())
        )
        return [_document(row) for row in rows]

    def add(
        self,
        *,
        name: str,
        source: str,
        now: dt.datetime,
        state: State = State.PENDING,
        sha256: str | None = None,
        size: int | None = None,
        duplicate_of: int | None = None,
        beside: int = 0,
        case_id: int | None = None,
        error: JuanzongError | None = None,
    ) -> int:
        """Record a received file; returns its id. ``beside`` so many originals of the same bytes."""
        result = self._connection.execute(
            insert(documents).values(
                name=storable(name),
                source=storable(source),
                sha256=sha256,
                size=size,
                state=state.value,
                duplicate_of=duplicate_of,
                beside=beside,
                case_id=case_id,
                media="",
                reader="",
                paper="",
                title=storable(name),
                pages=0,
                tries=0,
                claim="",
                review=[],
                notes=[],
                received_at=now,
                settled_at=None if state is State.PENDING else now,
                **_reason(error),
            )
        )
        key = result.inserted_primary_key
        assert key is not None
        return int(key[0])

    def states(self, ids: Collection[int]) -> dict[int, State]:
        """The recorded states of documents: read or not, whether or not the index knows them yet."""
        found: dict[int, State] = {}
        for some in chunks(ids):
            rows = self._connection.execute(select(documents.c.id, documents.c.state).where(documents.c.id.in_(some)))
            found.update((row.id, State(row.state)) for row in rows)
        return found

    def settle(self, document_id: int, extracted: Extracted, now: dt.datetime) -> State:
        """Record what reading yielded; the pages replace those of an earlier reading."""
        state = State.REVIEW if extracted.review else State.INDEXED
        if self._connection.execute(delete(pages).where(pages.c.document_id == document_id)).rowcount:
            AlikePapers(self._connection).forget([document_id])
        if extracted.pages:
            self._connection.execute(
                insert(pages),
                [row_of(document_id, page) for page in extracted.pages],
            )
        self._connection.execute(
            update(documents)
            .where(documents.c.id == document_id)
            .values(
                state=state.value,
                media=extracted.media,
                reader=extracted.reader,
                paper=extracted.paper,
                title=storable(extracted.title),
                day=extracted.day,
                pages=len(extracted.pages),
                confidence=extracted.confidence,
                review=storable_json(extracted.review),
                notes=storable_json(extracted.notes),
                settled_at=now,
                claim="",
                claimed_at=None,
                **_reason(None),
            )
        )
        return state

    def fail(self, document_id: int, error: JuanzongError, now: dt.datetime) -> None:
        """Record that a document could not be read, and why."""
        self._connection.execute(
            update(documents)
            .where(documents.c.id == document_id)
            .values(state=State.FAILED.value, settled_at=now, claim="", claimed_at=None, **_reason(error))
        )

    def accept(self, document_id: int) -> bool:
        """Say that a person has looked at a document to review; False if it is not one."""
        result = self._connection.execute(
            update(documents)
            .where(documents.c.id == document_id, documents.c.state == State.REVIEW)
            .values(state=State.INDEXED.value)
        )
        return result.rowcount == 1

    def reopen(self, document_id: int) -> None:
        """Set a settled document back to pending, with its tries forgotten."""
        self._connection.execute(
            update(documents)
            .where(documents.c.id == document_id)
            .values(state=State.PENDING.value, tries=0, claim="", claimed_at=None, settled_at=None, **_reason(None))
        )

    def assign(self, document_id: int, case_id: int) -> None:
        """File a document under a case."""
        self._connection.execute(update(documents).where(documents.c.id == document_id).values(case_id=case_id))

    def pages_of(self, document_id: int) -> list[Page]:
        """All pages of a document with their lines, in order."""
        rows = self._connection.execute(
            select(pages).where(pages.c.document_id == document_id).order_by(pages.c.number)
        )
        return [page_of(row) for row in rows]

    def page_of(self, document_id: int, number: int) -> Page | None:
        """One page with its lines; None if there is no such page."""
        row = self._connection.execute(
            select(pages).where(pages.c.document_id == document_id, pages.c.number == number)
        ).one_or_none()
        return None if row is None else page_of(row)

    def texts_of(self, document_ids: Sequence[int]) -> Mapping[int, list[str]]:
        """The pages' texts of several documents, in order."""
        found: dict[int, list[str]] = {document_id: [] for document_id in document_ids}
        query = select(pages.c.document_id, pages.c.text).order_by(pages.c.document_id, pages.c.number)
        for some in chunks(document_ids):
            for document_id, text in self._connection.execute(query.where(pages.c.document_id.in_(some))):
                found[document_id].append(text)
        return found


def _reason(error: JuanzongError | None) -> dict[str, Any]:
    if error is None:
        return {"code": "", "reason": "", "advice": ""}
    return {"code": error.error_code, "reason": storable(error.message), "advice": storable(error.advice)}


def _document(row: Row[Any]) -> Document:
    state = State(row.state)
    if row.waiting and state in (State.INDEXED, State.REVIEW):
        state = State.PENDING  # read, but not yet findable: the outbox still holds it
    return Document(
        id=row.id,
        name=row.name,
        source=row.source,
        sha256=row.sha256,
        size=row.size,
        state=state,
        duplicate_of=row.duplicate_of,
        case_no=row.case_no,
        media=row.media,
        reader=row.reader,
        paper=row.paper,
        title=row.title,
        day=row.day,
        pages=row.pages,
        confidence=row.confidence,
        tries=row.tries,
        code=row.code,
        reason=row.reason,
        advice=row.advice,
        review=tuple(row.review),
        notes=tuple(row.notes),
        received_at=row.received_at,
    )
