"""Hits as a person recognises them: each joined with what the record has of it now, its words marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.cases.model import Case
from archive.chinese.fold import atoms, fold
from archive.chinese.pinyin import spellings
from archive.extract.reading import Box, Page
from archive.record.record import Transaction
from indexer.entry import article_text, names_of
from indexer.index import Hit, Kind
from search_api.access import Asker, may_see
from search_api.highlight import Needles, Passage, passages, told
from search_api.language.parse import Parsed


@dataclass(frozen=True, slots=True)
class BoxOnPage:
    """A line of a scan that holds words asked for."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing found, with what a person needs to recognise it."""

    id: str
    """The case's number, the document's id, or the article's name."""
    kind: Kind
    title: str
    score: float
    case_no: str | None
    page: int | None
    snippet: str
    highlights: tuple[tuple[int, int], ...]
    boxes: tuple[BoxOnPage, ...]
    paper: str = ""
    day: str = ""
    name: str = ""
    pages: tuple[int, ...] = ()
    """Pages of a document the snippet shows words of."""
    together: int = 1
    """Where grouped by case: how many of the case and its documents match."""


def joined(tx: Transaction, hits: Sequence[Hit], parsed: Parsed, asker: Asker) -> tuple[SearchHit, ...]:
    """The hits as the record has them now; what the asker may not see, or is gone, is left out."""
    named: dict[str, dict[str, Hit]] = {"case": {}, "document": {}, "law": {}}
    needles = Marked(
        parsed.needles, parsed.typed, frozenset(one.typed for one in parsed.widened if one.habit == "pinyin")
    )
    for hit in hits:
        kind, _, name = hit.key.partition(":")
        named[kind][name] = hit
    shown: dict[str, SearchHit] = {}
    if named["case"]:
        shown |= _cases(tx, named["case"], needles, asker)
    if named["document"]:
        documents = {int(name): hit for name, hit in named["document"].items()}
        shown |= _documents(tx, documents, needles, asker)
    if named["law"]:
        shown |= _laws(tx, named["law"], needles)
    # what the record lost since the index was asked is not shown
    return tuple(shown[hit.key] for hit in hits if hit.key in shown)


@dataclass(frozen=True, slots=True)
class Marked:
    """What is highlighted: the same in every hit, and of each case the names that were typed by their spelling."""

    plain: Needles
    typed: Needles
    """Of these the words as they were typed."""
    spelt: frozenset[str]

    def by_case(self, tx: Transaction, numbers: Collection[str]) -> Mapping[str, Needles]:
        """What is highlighted in the text of each case, and of its documents."""
        if not self.spelt:
            return dict.fromkeys(numbers, self.plain)
        return {no: (*self.plain, *self._names(case)) for no, case in tx.cases.many(list(numbers)).items()}

    def _names(self, case: Case) -> Iterator[tuple[str, ...]]:
        for name in names_of(case):
            if not self.spelt.isdisjoint(spellings(name)):
                yield tuple(atoms(fold(name)))


def _cases(tx: Transaction, hits: Mapping[str, Hit], needles: Marked, asker: Asker) -> dict[str, SearchHit]:
    shown = {}
    sought = needles.by_case(tx, hits)
    for no, case in tx.cases.shown(list(hits)).items():
        if not may_see(case, asker):
            continue
        snippet, highlights = told(passages([case.text], sought[no], needles.typed), paged=False)
        shown[f"case:{no}"] = SearchHit(
            id=no,
            kind="case",
            title=case.title or no,
            score=hits[no].score,
            together=hits[no].together,
            case_no=no,
            page=None,
            snippet=snippet,
            highlights=highlights,
            boxes=(),
            day=case.received.isoformat() if case.received else "",
        )
    return shown


def _documents(tx: Transaction, hits: Mapping[int, Hit], needles: Marked, asker: Asker) -> dict[str, SearchHit]:
    documents = tx.documents.many(list(hits))
    cases = tx.cases.shown(sorted({d.case_no for d in documents.values() if d.case_no}))
    sought = needles.by_case(tx, cases)
    texts = tx.documents.texts_of(list(documents))
    shown = {}
    for document_id, document in documents.items():
        if not may_see(cases.get(document.case_no or ""), asker):
            continue
        pieces = passages(texts[document_id], sought.get(document.case_no or "", needles.plain), needles.typed)
        snippet, highlights = told(pieces, paged=True)
        shown[f"document:{document_id}"] = SearchHit(
            id=str(document_id),
            kind="document",
            title=document.title or document.name,
            score=hits[document_id].score,
            together=hits[document_id].together,
            case_no=document.case_no,
            page=pieces[0].page + 1 if texts[document_id] else None,
            snippet=snippet,
            highlights=highlights,
            boxes=_boxes(tx, document_id, pieces),
            pages=tuple(sorted({piece.page + 1 for piece in pieces if piece.found})),
            paper=document.paper,
            day=document.day.isoformat() if document.day else "",
            name=document.name,
        )
    return shown


def _boxes(tx: Transaction, document_id: int, pieces: Sequence[Passage]) -> tuple[BoxOnPage, ...]:
    boxes: dict[BoxOnPage, None] = {}
    for piece in pieces:
        page = tx.documents.page_of(document_id, piece.page + 1) if piece.found else None
        boxes |= dict.fromkeys(boxes_of(page, piece) if page else ())
    return tuple(boxes)


def _laws(tx: Transaction, hits: Mapping[str, Hit], needles: Marked) -> dict[str, SearchHit]:
    shown = {}
    for key, article in tx.laws.many(list(hits)).items():
        pieces = passages([article_text(article)], needles.plain, needles.typed)
        snippet, highlights = told(pieces, paged=False)
        shown[f"law:{key}"] = SearchHit(
            id=key,
            kind="law",
            title=key,
            score=hits[key].score,
            together=hits[key].together,
            case_no=None,
            page=None,
            snippet=snippet,
            highlights=highlights,
            boxes=(),
            day=article.day.isoformat() if article.day else "",
        )
    return shown


def boxes_of(page: Page, found: Passage) -> tuple[BoxOnPage, ...]:
    """The lines of a page that hold the places found."""
    boxes: list[BoxOnPage] = []
    offset = 0
    for line in page.lines:
        end = offset + len(line.text)
        if line.box is not None and any(start < end and stop > offset for start, stop in found.found):
            boxes.append(BoxOnPage(page.number, line.box))
        offset = end + 1
    return tuple(boxes)
