"""A matter is registered from its own paper: suggestions are made of the pages, the clerk decides, both are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from archive.cases.model import Case
from archive.describe import PaperKind
from archive.errors import Conflict, InvalidInput
from archive.ledger.registering import register_in
from archive.record.documents import document_key
from archive.record.record import Record, Transaction
from archive.record.suggested import SuggestionRow
from archive.registration.accept import Decided, DraftMeeting, decide, meeting_of, row_of
from archive.registration.suggest import suggest
from archive.registration.suggestion import Field, Suggestion


@dataclass(frozen=True, slots=True)
class Registered:
    """The case registered from a paper, and what became of each suggestion."""

    case: Case
    decided: tuple[Decided, ...]
    notes: tuple[str, ...]


def suggestions_for(tx: Transaction, document_id: int, today: dt.date) -> tuple[Suggestion, ...]:
    """What a clerk would register from a document. Raises NotFound, and InvalidInput if nothing was read in it."""
    document = tx.documents.get(document_id)
    pages = tx.documents.pages_of(document_id)
    if not any(line.text.strip() for page in pages for line in page.lines):
        raise InvalidInput(
            f"文档 {document_id} 没有读出文字，提不出登记建议。", "请先看 juanzong documents show，读成以后再试。"
        )
    places = tuple(region.name for region in tx.organisation.places())
    return suggest(pages, document.paper, places=places, today=today)


def register_from(
    record: Record,
    document_id: int,
    accept: Collection[str],
    corrections: Mapping[Field, str],
    stated: Mapping[str, object],
    *,
    today: dt.date,
    registrar: str = "",
) -> Registered:
    """Register a new case from a document and file the document under it, in one transaction.

    ``accept`` and ``corrections`` as ``decide`` takes them; ``stated`` are values of the row that go before any
    suggestion. Raises NotFound, InvalidInput, and Conflict if the document belongs to a case already.
    """
    with record.write() as tx:
        document = tx.documents.get(document_id)
        if document.case_no:
            raise Conflict(
                f"文档 {document_id} 已经归入案件 {document.case_no}。", "请在那个案件上办理，或另行登记后再归档。"
            )
        if document.paper == PaperKind.MINUTES:
            raise InvalidInput(f"文档 {document_id} 是会议纪要，不能登记为信访事项。", "会议纪要请登记为会议。")
        decided = decide(suggestions_for(tx, document_id, today), accept, corrections)
        row = {"title": document.title, **row_of(decided), **_for_missing(corrections, decided), **stated}
        imported = register_in(tx, row, today=today, registrar=registrar)
        tx.file(document_id, imported.case.no)
        _keep(tx, document_id, decided, registrar)
    return Registered(imported.case, decided, imported.notes)


def meeting_from(tx: Transaction, document_id: int, accept: Collection[str], *, today: dt.date) -> DraftMeeting:
    """The meeting that minutes tell of, with what the clerk accepted; to be kept by whoever keeps meetings."""
    return meeting_of(decide(suggestions_for(tx, document_id, today), accept))


def _for_missing(corrections: Mapping[Field, str], decided: tuple[Decided, ...]) -> dict[str, object]:
    """Corrections of single values that nothing was suggested for."""
    suggested = {one.suggestion.field for one in decided}
    keys = {
        Field.CHANNEL: "channel",
        Field.CATEGORY: "category",
        Field.MATTER_CLASS: "matter_class",
        Field.PLACE: "region",
    }
    return {keys[field]: value for field, value in corrections.items() if field in keys and field not in suggested}


def _keep(tx: Transaction, document_id: int, decided: tuple[Decided, ...], registrar: str) -> None:
    rows = [
        SuggestionRow(
            field=one.suggestion.field.value,
            value=one.suggestion.normal,
            page=one.suggestion.page,
            line=one.suggestion.line,
            confidence=one.suggestion.confidence,
            decision=one.verdict.value,
            corrected=one.corrected,
            decided_by=registrar,
        )
        for one in decided
    ]
    tx.suggested.keep(document_id, rows, tx.now)
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.decision] = counts.get(row.decision, 0) + 1
    tx.log("document.suggestions", document_key(document_id), after=counts)
