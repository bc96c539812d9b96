"""A matter is registered from its own paper: suggestions are made of the pages, the clerk decides, both are kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from archive.cases.meetings.meeting import Decision, Meeting
from archive.cases.model import Case
from archive.describe import PaperKind
from archive.errors import Conflict, InvalidInput
from archive.ledger.meetings.importing import MinutesImport, import_minutes
from archive.ledger.newness import likely_repeats
from archive.ledger.registering import register_in
from archive.record.document import document_key
from archive.record.record import Record, Transaction
from archive.record.suggested import SuggestionRow
from archive.registration.accept import Decided, decide, meeting_of, row_of
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
    return suggest(pages, document.paper, places=places, today=today, holidays=tx.holidays.calendar())


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
            raise InvalidInput(
                f"文档 {document_id} 是会议纪要，不能登记为信访事项。",
                f"请用 juanzong meeting minutes {document_id} 登记为会议。",
            )
        decided = decide(suggestions_for(tx, document_id, today), accept, corrections)
        row = {"title": document.title, **row_of(decided), **_for_missing(corrections, decided), **stated}
        imported = register_in(tx, row, today=today, registrar=registrar)
        tx.file(document_id, imported.case.no)
        _keep(tx, document_id, decided, registrar)
        notes = (*imported.notes, *likely_repeats(tx, imported.case))
    return Registered(imported.case, decided, notes)


@dataclass(frozen=True, slots=True)
class Minuted:
    """What became of minutes, and of each suggestion."""

    outcome: MinutesImport
    decided: tuple[Decided, ...]


def hold_from(
    record: Record,
    document_id: int,
    accept: Collection[str],
    corrections: Mapping[Field, str],
    *,
    case_no: str = "",
    today: dt.date,
    by: str = "",
) -> Minuted:
    """Record the meeting that minutes tell of, and what it decided, to be followed up. Done again, nothing is doubled.

    ``case_no`` is the case the decisions are about. Raises NotFound, Conflict, InvalidInput.
    """
    with record.read() as tx:
        document = tx.documents.get(document_id)
        decided = decide(suggestions_for(tx, document_id, today), accept, corrections)
        if case_no:
            tx.cases.id_of(case_no)
    meeting = meeting_of(decided)
    if not meeting.decisions:
        raise InvalidInput(
            f"文档 {document_id} 里没有采用任何议定事项。",
            "请先看 juanzong ledger suggest，或用 juanzong meeting decide 手工登记。",
        )
    held = meeting.held or today
    decisions = [_timely(replace(one, case_no=case_no), held) for one in meeting.decisions]
    outcome = import_minutes(
        record,
        replace(
            meeting,
            no=_number(meeting, document.title),
            agenda=(case_no,) if case_no else (),
            document_id=document_id,
            decisions=(),
        ),
        decisions,
        today=today,
        by=by,
    )
    with record.write() as tx:
        _keep(tx, document_id, decided, by)
    return Minuted(outcome, decided)


def _number(meeting: Meeting, title: str) -> str:
    """第6期 is a number within a year and an office: the minutes' title and the year make it one of its own.

    Minutes without a number are known by their title and day, so that taking them in twice doubles nothing.
    """
    if re.search(r"(?:19|20)\d\d", meeting.no) or not (meeting.no or meeting.held):
        return meeting.no
    if not meeting.no:
        return f"{title}（{meeting.held}）"
    return f"{title}{meeting.held.year}年{meeting.no}" if meeting.held else f"{title}{meeting.no}"


def _timely(decision: Decision, held: dt.date) -> Decision:
    """A day before the meeting is misread: the words stay, the day does not."""
    if decision.due is None or decision.due >= held:
        return decision
    return replace(decision, due=None, due_text=decision.due.isoformat())


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
