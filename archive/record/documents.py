"""Documents and their pages in the record."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, literal, select, update

from archive.errors import JuanzongError, NotFound
from archive.extract.reading import Box, Line, Page
from archive.record.claim import Claimant
from archive.record.tables import cases, documents, outbox, pages
from archive.record.text import storable, storable_json


class State(StrEnum):
    """Where a received file stands; every file ends in one of the last four."""

    PENDING = "pending"
    INDEXED = "indexed"
    DUPLICATE = "duplicate"
    FAILED = "failed"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Document:
    """One received file."""

    id: int
    name: str
    source: str
    """Where it came from, as given."""
    sha256: str | None
    """None if not even its bytes could be read."""
    size: int | None
    state: State
    duplicate_of: int | None
    case_no: str | None
    media: str
    reader: str
    paper: str
    title: str
    day: dt.date | None
    pages: int
    confidence: float | None
    tries: int
    code: str
    reason: str
    advice: str
    review: tuple[str, ...]
    notes: tuple[str, ...]
    received_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Extracted:
    """What reading a document yielded, ready to be recorded."""

    pages: Sequence[Page]
    media: str
    reader: str
    paper: str
    title: str
    day: dt.date | None
    confidence: float | None
    review: tuple[str, ...]
    notes: tuple[str, ...]


def document_key(document_id: int) -> str:
    """The document's key in the outbox and the index."""
    return f"document:{document_id}"


_AT_ONCE = 900
"""Parameters of one query."""
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
        rows = (row for some in _chunks(ids) for row in self._connection.execute(query.where(documents.c.id.in_(some))))
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
        queries = [query] if ids is None else (query.where(documents.c.id.in_(some)) for some in _chunks(sorted(ids)))
        for one in queries:
            for row in self._connection.execute(one, execution_options=_STREAM):
                yield _document(row)

    def ids_of_cases(self, numbers: Sequence[str]) -> list[int]:
        """The documents filed under these cases."""
        query = select(documents.c.id).select_from(_joined).where(cases.c.no.in_(numbers))
        return list(self._connection.execute(query).scalars())

    def counts(self) -> dict[State, int]:
        """Number of documents by recorded state."""
        rows = self._connection.execute(select(documents.c.state, func.count()).group_by(documents.c.state))
        found = {State(state): count for state, count in rows}
        return {state: found.get(state, 0) for state in State}

    def original_of(self, sha256: str) -> Document | None:
        """The document that holds these bytes, whatever its state, duplicates aside."""
        row = self._connection.execute(
            select(*_columns)
            .select_from(_joined)
            .where(documents.c.sha256 == sha256, documents.c.state != State.DUPLICATE)
        ).one_or_none()
        return None if row is None else _document(row)

    def from_source(self, source: str, sha256: str | None) -> Document | None:
        """The newest document received from the same place with the same bytes."""
        row = self._connection.execute(
            select(*_columns)
            .select_from(_joined)
            .where(documents.c.source == storable(source), documents.c.sha256.is_not_distinct_from(sha256))
            .order_by(documents.c.id.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None else _document(row)

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
        case_id: int | None = None,
        error: JuanzongError | None = None,
    ) -> int:
        """Record a received file; returns its id."""
        result = self._connection.execute(
            insert(documents).values(
                name=storable(name),
                source=storable(source),
                sha256=sha256,
                size=size,
                state=state.value,
                duplicate_of=duplicate_of,
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

    def unread(self) -> list[int]:
        """Documents that are kept but not yet read, oldest first."""
        query = select(documents.c.id).where(documents.c.state == State.PENDING).order_by(documents.c.id)
        return list(self._connection.execute(query).scalars())

    def states(self, ids: Collection[int]) -> dict[int, State]:
        """The recorded states of documents: read or not, whether or not the index knows them yet."""
        found: dict[int, State] = {}
        for some in _chunks(ids):
            rows = self._connection.execute(select(documents.c.id, documents.c.state).where(documents.c.id.in_(some)))
            found.update((row.id, State(row.state)) for row in rows)
        return found

    def unclaimed(self, ids: Collection[int], claimant: Claimant, now: dt.datetime) -> list[int]:
        """Those unread documents of ``ids`` that no living process is reading."""
        free: list[int] = []
        for some in _chunks(sorted(ids)):
            rows = self._connection.execute(
                select(documents.c.id, documents.c.claim, documents.c.claimed_at)
                .where(documents.c.id.in_(some), documents.c.state == State.PENDING)
                .order_by(documents.c.id)
            )
            free += [r.id for r in rows if not r.claim or claimant.may_take_over(r.claim, r.claimed_at, now)]
        return free

    def claim(self, document_id: int, claimant: Claimant, now: dt.datetime) -> int | None:
        """Take a document for reading, and count the try before it starts, so that one that kills the program counts.

        Returns the number of tries including this one; None if it is read already or a living process is reading it.
        """
        row = self._connection.execute(
            select(documents.c.state, documents.c.claim, documents.c.claimed_at, documents.c.tries)
            .where(documents.c.id == document_id)
            .with_for_update()
        ).one_or_none()
        if row is None or row.state != State.PENDING:
            return None
        if row.claim and not claimant.may_take_over(row.claim, row.claimed_at, now):
            return None
        tries = int(row.tries) + 1
        self._connection.execute(
            update(documents)
            .where(documents.c.id == document_id)
            .values(tries=tries, claim=str(claimant), claimed_at=now)
        )
        return tries

    def holds(self, document_id: int, claimant: Claimant) -> bool:
        """True if the document is still this claimant's to settle; nobody else can take it in this transaction."""
        query = select(documents.c.claim).where(documents.c.id == document_id, documents.c.state == State.PENDING)
        return self._connection.execute(query.with_for_update()).scalar_one_or_none() == str(claimant)

    def renew(self, claims: Collection[str], now: dt.datetime) -> None:
        """Say that whoever made these claims is alive."""
        self._connection.execute(
            update(documents)
            .where(documents.c.state == State.PENDING, documents.c.claim.in_(claims))
            .values(claimed_at=now)
        )

    def unclaim(self, document_id: int) -> None:
        """Give back a claim after a try that counts."""
        self._connection.execute(
            update(documents).where(documents.c.id == document_id).values(claim="", claimed_at=None)
        )

    def release(self, document_id: int) -> None:
        """Give back a claim without having read the document; the try does not count."""
        self._connection.execute(
            update(documents)
            .where(documents.c.id == document_id, documents.c.state == State.PENDING)
            .values(claim="", claimed_at=None, tries=documents.c.tries - 1)
        )

    def settle(self, document_id: int, extracted: Extracted, now: dt.datetime) -> State:
        """Record what reading yielded; the pages replace those of an earlier reading."""
        state = State.REVIEW if extracted.review else State.INDEXED
        self._connection.execute(delete(pages).where(pages.c.document_id == document_id))
        if extracted.pages:
            self._connection.execute(
                insert(pages),
                [
                    {
                        "document_id": document_id,
                        "number": page.number,
                        "text": storable(page.text),
                        "lines": [[list(line.box) if line.box else None, line.score] for line in page.lines],
                        "source": page.source,
                        "confidence": page.confidence,
                        "angle": page.angle,
                        "review": list(page.review),
                        "notes": list(page.notes),
                    }
                    for page in extracted.pages
                ],
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
        return [_page(row) for row in rows]

    def page_of(self, document_id: int, number: int) -> Page | None:
        """One page with its lines; None if there is no such page."""
        row = self._connection.execute(
            select(pages).where(pages.c.document_id == document_id, pages.c.number == number)
        ).one_or_none()
        return None if row is None else _page(row)

    def texts_of(self, document_ids: Sequence[int]) -> Mapping[int, list[str]]:
        """The pages' texts of several documents, in order."""
        found: dict[int, list[str]] = {document_id: [] for document_id in document_ids}
        query = select(pages.c.document_id, pages.c.text).order_by(pages.c.document_id, pages.c.number)
        for some in _chunks(document_ids):
            for document_id, text in self._connection.execute(query.where(pages.c.document_id.in_(some))):
                found[document_id].append(text)
        return found


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    """As many ids at a time as a database takes parameters."""
    listed = list(ids)
    for at in range(0, len(listed), _AT_ONCE):
        yield listed[at : at + _AT_ONCE]


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


def _page(row: Row[Any]) -> Page:
    lines: list[list[Any]] = row.lines if isinstance(row.lines, list) else json.loads(row.lines)
    texts = row.text.split("\n") if lines else []
    return Page(
        number=row.number,
        lines=tuple(Line(text, _box(box), score) for text, (box, score) in zip(texts, lines, strict=False)),
        source=row.source,
        confidence=row.confidence,
        angle=row.angle,
        review=tuple(row.review),
        notes=tuple(row.notes),
    )


def _box(values: list[float] | None) -> Box | None:
    return None if values is None else (values[0], values[1], values[2], values[3])
