"""Suggestions for a document: by the kind of paper it is. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from archive.describe import PaperKind
from archive.extract.reading import Page
from archive.registration.formal import suggestions_of_formal
from archive.registration.letter import suggestions_of_letter
from archive.registration.minutes import suggestions_of_minutes
from archive.registration.running import running_text
from archive.registration.suggestion import Suggestion

_KINDS = frozenset(kind.value for kind in PaperKind)
_FORMAL = frozenset(
    (PaperKind.AGREEMENT, PaperKind.NOTICE, PaperKind.REPLY, PaperKind.DISPATCH, PaperKind.RECEIPT, PaperKind.REPORT)
)
"""Papers the office and its like write; everything else is read as what people write to it."""


def suggest(
    pages: Sequence[Page], paper: PaperKind | str, *, places: Collection[str] = (), today: dt.date | None = None
) -> tuple[Suggestion, ...]:
    """What a clerk would register from these pages, each with its source line.

    ``paper`` is the kind of paper; ``places`` are the names of known townships, villages and hamlets, which are then
    believed before any other; days after ``today`` are doubted. Never raises: a page without text yields nothing.
    """
    running = running_text(pages)
    if not running.text.strip():
        return ()
    kind = PaperKind(paper) if paper in _KINDS else PaperKind.OTHER
    if kind is PaperKind.MINUTES:
        return tuple(suggestions_of_minutes(running))
    return tuple((suggestions_of_formal if kind in _FORMAL else suggestions_of_letter)(running, places))
