"""Answers as JSON: the one form of the command line and the API."""

from __future__ import annotations

from typing import Any

from search_api.precedents import Precedent
from search_api.search import Answer, SearchHit


def answer_json(answer: Answer) -> dict[str, Any]:
    """The JSON of a search."""
    return {
        "total": answer.total,
        "hits": [hit_json(hit) for hit in answer.hits],
        "facets": {name: dict(counts) for name, counts in answer.facets.items()},
        "relaxed": answer.relaxed,
        "notes": list(answer.notes),
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
        "snippet": hit.snippet,
        "highlights": [list(span) for span in hit.highlights],
        "boxes": [{"page": box.page, "box": list(box.box)} for box in hit.boxes],
        "paper": hit.paper or None,
        "date": hit.day or None,
        "name": hit.name or None,
    }


def precedent_json(precedent: Precedent) -> dict[str, Any]:
    """The JSON of one like case."""
    return {
        "id": precedent.id,
        "score": round(precedent.score, 6),
        "title": precedent.title,
        "outcome": precedent.outcome,
        "basis": list(precedent.basis),
        "words": list(precedent.words),
    }
