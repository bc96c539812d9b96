"""A page as a row of the record, and back. Of its lines only boxes and scores are in JSON; their text is the page's."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row

from archive.extract.reading import Box, Line, Page
from archive.storable import storable


def row_of(document_id: int, page: Page) -> dict[str, Any]:
    """The row of a document's page."""
    return {
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


def page_of(row: Row[Any]) -> Page:
    """The page of a row."""
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
