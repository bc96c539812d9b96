"""What a reading process and its parent say to each other: one JSON object a line; pure.

A process begins with ``{"ready": true}``.
Asked: ``{"path", "start", "limits": {…}}``. Answered: any number of ``{"page": {…}}``, then one of
``{"done": {"kind", "reader", "notes", "review", "spent"}}``, ``{"renew": n}`` (this process has done enough; ask
another for the pages from n on) and ``{"error": {"code", "message", "advice", "detail"}}``.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from archive.extract.reading import Limits, Line, Page

Message = dict[str, Any]


def encode(message: Message) -> bytes:
    """One line. ASCII only, so that undecodable file names pass as they are."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> Message:
    """The message of one line."""
    message: Message = json.loads(line)
    return message


def request(path: Path, start: int, limits: Limits) -> Message:
    """Ask for the pages of a file from ``start`` on."""
    return {"path": str(path), "start": start, "limits": asdict(limits)}


def asked(message: Message) -> tuple[Path, int, Limits]:
    """What a request asks for."""
    return Path(message["path"]), message["start"], Limits(**message["limits"])


def page_message(page: Page) -> Message:
    """A page to be sent."""
    return {
        "page": {
            "number": page.number,
            "lines": [[line.text, line.box, line.score] for line in page.lines],
            "source": page.source,
            "confidence": page.confidence,
            "angle": page.angle,
            "review": page.review,
            "notes": page.notes,
        }
    }


def page_of(message: Message) -> Page:
    """The page that was sent."""
    page = message["page"]
    return Page(
        number=page["number"],
        lines=tuple(Line(text, _box(box), score) for text, box, score in page["lines"]),
        source=page["source"],
        confidence=page["confidence"],
        angle=page["angle"],
        review=tuple(page["review"]),
        notes=tuple(page["notes"]),
    )


def _box(values: list[float] | None) -> tuple[float, float, float, float] | None:
    if values is None:
        return None
    x0, top, x1, bottom = values
    return (x0, top, x1, bottom)
