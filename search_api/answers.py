"""Answers as JSON: the one form of the command line and the API."""

from __future__ import annotations

from typing import Any

from archive.record.document import Document
from search_api.hits import SearchHit
from search_api.search import Answer


def answer_json(answer: Answer, *, scores: bool = True) -> dict[str, Any]:
    """The JSON of a search.

    ``scores`` tells the score of each hit. It rests on how often a word stands in the whole archive, and would tell one
    who may not see all of it whether somebody is named there.
    """
    return {
        "total": answer.total,
        "hits": [hit_json(hit) if scores else {**hit_json(hit), "score": None} for hit in answer.hits],
        "facets": {name: dict(counts) for name, counts in answer.facets.items()},
        "relaxed": answer.relaxed,
        "notes": list(answer.notes),
        "reading": answer.reading,
        "habits": [
            {"habit": used.habit, "typed": used.typed, "also": list(used.also), "found": used.found}
            for used in answer.used
        ],
    }


def hit_json(hit: SearchHit) -> dict[str, Any]:
    """The JSON of one thing found."""
    return {
        "id": hit.id,
        "kind": hit.kind,
        "title": hit.title,
        "score": round(hit.score, 6),
        "case_no": hit.case_no,
        "page": hit.page,
        "pages": list(hit.pages),
        "snippet": hit.snippet,
        "highlights": [list(span) for span in hit.highlights],
        "boxes": [{"page": box.page, "box": list(box.box)} for box in hit.boxes],
        "paper": hit.paper or None,
        "date": hit.day or None,
        "name": hit.name or None,
        "together": hit.together,
    }


def document_row(document: Document) -> dict[str, Any]:
    """The JSON of a document in a list."""
    return {
        "id": str(document.id),
        "name": document.name,
        "state": document.state.value,
        "pages": document.pages,
        "confidence": document.confidence,
        "paper": document.paper,
        "title": document.title,
        "case_no": document.case_no,
        "code": document.code or None,
        "reason": document.reason or None,
        "duplicate_of": None if document.duplicate_of is None else str(document.duplicate_of),
    }


def document_json(document: Document) -> dict[str, Any]:
    """The JSON of a document, whole but for its text."""
    return {
        **document_row(document),
        "date": document.day.isoformat() if document.day else None,
        "source": document.source,
        "sha256": document.sha256,
        "size": document.size,
        "media": document.media,
        "reader": document.reader,
        "tries": document.tries,
        "advice": document.advice or None,
        "review": list(document.review),
        "notes": list(document.notes),
        "received_at": document.received_at.isoformat(),
    }
