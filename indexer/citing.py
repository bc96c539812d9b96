"""What cases and documents cite, found while the index is filled and kept beside the record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.chinese.numbers import find_numbers
from archive.laws.citations import find_citations
from archive.laws.names import article_key
from archive.record.citations import Cites, Edge
from archive.record.record import Record
from indexer.entry import Draft

_AT_ONCE = 500
"""Sources kept in one transaction."""
_WORDS = 60
"""Characters shown of a citation."""
_PARTS = re.compile(r"\d+|[\u4e00-\u9fff]+")
_GAP = re.compile(r"\W{0,3}第?0*")
"""What may stand between two parts of a number."""
_CASE_NUMBER = re.compile(r"(?<![0-9A-Z])(?:XF|RT|FL|TJ|DB)\d{4,10}-?\d{0,4}[A-Z]{0,2}(?![0-9A-Z])")


def noting(record: Record, drafts: Iterator[Draft]) -> Iterator[Draft]:
    """The drafts as they come; what cases and documents among them cite is kept on the way."""
    sources: list[str] = []
    edges: list[Edge] = []
    for draft in drafts:
        if draft.kind != "law":
            sources.append(draft.key)
            edges += edges_of(draft)
        if len(sources) >= _AT_ONCE:
            _keep(record, sources, edges)
            sources, edges = [], []
        yield draft
    _keep(record, sources, edges)


def edges_of(draft: Draft) -> list[Edge]:
    """What a case or a document cites, each article and number once a page."""
    paged = draft.kind == "document"
    found: dict[tuple[object, ...], Edge] = {}
    for number, page in enumerate(draft.text.split("\f"), 1):
        for start, kind, target, place, words in _cited(page):
            line = page.count("\n", 0, start) + 1
            edge = Edge(draft.key, number if paged else None, line if paged else None, kind, target, place, words)
            found.setdefault((number, kind, target, place), edge)
    return list(found.values())


def _cited(text: str) -> Iterator[tuple[int, Cites, str, str, str]]:
    """(where, kind, target, place in an article, words)."""
    if "条" in text:
        for one in find_citations(text):
            words = "".join(text[one.start : one.end].split())[:_WORDS]  # a citation may run over the end of a line
            for place in one.places:
                yield one.start, Cites.ARTICLE, article_key(one.name, place.article), place.inner, words
    for number in find_numbers(text):
        yield _place_of(number, text), Cites.NUMBER, number, "", number
    for match in _CASE_NUMBER.finditer(text):
        yield match.start(), Cites.CASE, match[0], "", match[0]


def _place_of(number: str, text: str) -> int:
    """Where a number in one form stands, whatever its brackets, blanks and zeros; 0 if that cannot be told."""
    first, *rest = _PARTS.findall(number)
    at = text.find(first)
    while at >= 0:
        if _follow(rest, text, at + len(first)):
            return at
        at = text.find(first, at + 1)
    return 0


def _follow(parts: Sequence[str], text: str, end: int) -> bool:
    for part in parts:
        gap = _GAP.match(text, end)
        found = text.find(part, end, (gap.end() if gap else end) + len(part))
        if found < 0:
            return False
        end = found + len(part)
    return True


def _keep(record: Record, sources: Sequence[str], edges: Sequence[Edge]) -> None:
    if sources:
        with record.write() as tx:
            tx.citations.put(sources, edges)
