"""Pages to read in: a document beside the picture of its page, an article, the list of what was received."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from archive.errors import InvalidInput, NotFound
from archive.extract.reading import Box, Page
from archive.record.document import Document, State
from indexer.entry import article_text
from search_api.access import find_document
from search_api.alike import likes
from search_api.highlight import Needles, Span, passage, places
from search_api.http.citing import versions_of
from search_api.http.desk import AtDesk, By
from search_api.http.documents import LARGEST_ID, PICTURED, Id, batch
from search_api.http.pages.paint import page as painted
from search_api.http.pages.shelving import article_lines, statute_url
from search_api.labels import RELATION_LABELS, STATE_LABELS
from search_api.marks import line_marks, word_boxes

router = APIRouter()

_DOUBTFUL = 0.9
"""Confidence below which a line is shown as doubtful."""
_LISTED = 50
_TURNING = 9
"""Pages up to which every one has its own link."""


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the page shown."""

    number: int
    text: str
    box: Box | None
    marks: tuple[Span, ...]
    words: tuple[Box, ...]
    """Where the marked words stand on the picture."""
    doubt: float | None
    """The line's confidence, if it is low."""


@router.get("/documents")
def documents_page(
    desk: AtDesk,
    asker: By,
    state: State | None = None,
    after: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
) -> Response:
    """What was received, and how far each file is."""
    found, more = batch(desk, asker, state, None, after, _LISTED)
    return painted(
        "documents.html",
        documents=found,
        state=state,
        after=after,
        next=found[-1].id if more else None,
        labels=[(one, STATE_LABELS[one]) for one in State],
    )


@router.get("/documents/{document_id}")
def document_page(
    desk: AtDesk,
    asker: By,
    document_id: Id,
    q: str = "",
    page: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
) -> Response:
    """One page of a document: its picture with the words found, and its text beside it."""
    needles = desk.searcher.parse(q).needles
    with desk.record.read() as tx:
        document = find_document(tx, document_id, asker)
        texts = tx.documents.texts_of([document_id])[document_id]
        number = page or (passage(texts, needles).page + 1 if texts else 1)
        shown = tx.documents.page_of(document_id, number)
        case = tx.cases.many([document.case_no]).get(document.case_no) if document.case_no else None
        alike = [like for like in likes(tx, asker, document_id) if like.verdict is None or like.verdict.same]
    if shown is None and (texts or page not in (None, 1)):
        raise NotFound(f"这份文档没有第 {number} 页。", f"它共有 {len(texts)} 页。")
    counts = _counts(texts, needles)
    return painted(
        "document.html",
        q=q,
        document=document,
        case=case,
        alike=alike,
        relations=RELATION_LABELS,
        page=shown,
        lines=_lines(shown, needles) if shown else [],
        pictured=_pictured(document, shown),
        number=number,
        count=len(texts),
        counts=counts,
        links=_links(number, len(texts), counts),
        total=sum(counts),
    )


@router.get("/laws/{key:path}")
def law_page(desk: AtDesk, asker: By, key: str, q: str = "") -> Response:
    """One article of a statute, or a published case."""
    needles = desk.searcher.parse(q).needles
    with desk.record.read() as tx:
        article = tx.laws.many([key]).get(key)
    if article is None:
        raise NotFound(f"书架上没有“{key}”。", "请用检索查找。")
    head = len(article_text(article)) - len(article.text)
    shown = passage([article_text(article)], needles).found
    marks = [(max(a - head, 0), b - head) for a, b in shown if b > head]
    versions: list[dict[str, Any]] = []
    with suppress(InvalidInput, NotFound):  # a published case, or a name that cannot be cited
        versions = versions_of(desk.record, key, dt.date.today())
    lines = article_lines(article.text, needles) if article.kind == "statute" else ()
    whole = statute_url(article.name or article.law, article.heading)
    return painted("law.html", q=q, article=article, marks=marks, versions=versions, lines=lines, whole=whole)


def _pictured(document: Document, page: Page | None) -> bool:
    if page is None or document.media not in PICTURED:
        return False
    return document.media != "ofd" or page.source == "ocr"  # a page of text in an OFD has no picture inside


def _lines(page: Page, needles: Needles) -> list[LineShown]:
    return [
        LineShown(
            number,
            line.text,
            line.box,
            marks,
            tuple(word_boxes(line, marks)),
            line.score if line.score is not None and line.score < _DOUBTFUL else None,
        )
        for number, (line, marks) in enumerate(zip(page.lines, line_marks(page, needles), strict=True), 1)
    ]


def _counts(texts: list[str], needles: Needles) -> list[int]:
    """Places found, page by page."""
    return [len(places(text, needles)) for text in texts] if needles else [0] * len(texts)


def _links(number: int, count: int, counts: list[int]) -> list[int | None]:
    """Pages linked from this one: all of a short document, else those around and those with places; None for a gap."""
    if count <= _TURNING:
        return list(range(1, count + 1))
    found = [n for n, places in enumerate(counts, 1) if places][:_TURNING]
    wanted = sorted({1, count, *found, *range(max(1, number - 1), min(count, number + 1) + 1)})
    links: list[int | None] = []
    for before, n in zip([0, *wanted], wanted, strict=False):
        links += [None, n] if n - before > 1 else [n]
    return links
