"""Everything a search finds as a table: which entries is settled at one moment, then they are joined a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from archive.batches import batches
from archive.sheets.tables import MOST_ROWS, Sheet, too_many, write_sheets
from search_api.access import Asker
from search_api.export.columns import Line, headings, values
from search_api.search import Found, Request, Searcher

_AT_ONCE = 200
"""Entries in memory with their texts."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    rows: int
    gone: int
    """Entries found that the record lost before they were written."""
    withheld: int
    """Reports kept apart that the asker may see, and that never leave the archive in a table."""
    masked: bool
    relaxed: bool
    notes: tuple[str, ...]
    reading: str

    @property
    def said(self) -> list[str]:
        """In Chinese, a sentence each."""
        told = [f"已写出 {self.rows:,} 行。", *self.notes]
        if self.relaxed:
            told.append("没有同时含有全部词语的结果；写出的是含有其中任何一个的。")
        if self.withheld:
            told.append(f"另有 {self.withheld:,} 条属于保密的检举控告，不写进表格，请在系统里查看。")
        if self.gone:
            told.append(f"有 {self.gone:,} 条在写出时已不在库里，没有写。")
        if self.masked:
            told.append("身份证号和电话号码已打码。")
        return told


def all_found(searcher: Searcher, request: Request, asker: Asker) -> Found:
    """All entries found, from the first, as the index is at one moment."""
    wanted = 0
    while True:
        found = searcher.find(replace(request, offset=0, limit=wanted, facets=False), asker)
        if found.hits.total <= len(found.hits.hits):
            return found
        wanted = found.hits.total


def lines(searcher: Searcher, found: Found, asker: Asker, seen: list[int]) -> Iterator[Line]:
    """What was found, joined with the record a few at a time; ``seen`` gets the number of entries of each step."""
    numbers = count(1)
    every = found.hits.hits if found.query.grouped else searcher.index.every(found.query)
    for some in batches(every, _AT_ONCE):
        seen.append(len(some))
        hits = searcher.join(some, found.parsed, asker)
        with searcher.record.read() as tx:
            cases = tx.cases.many(sorted({hit.case_no for hit in hits if hit.case_no}))
        for hit in hits:
            yield Line(next(numbers), hit, cases.get(hit.case_no or ""))


def export(
    searcher: Searcher,
    request: Request,
    asker: Asker,
    path: Path,
    columns: Sequence[str],
    *,
    masked: bool = False,
    most_rows: int = MOST_ROWS,
) -> Exported:
    """Write everything found; the file appears whole or not at all, as CSV if it is named so.

    Numbers are masked if asked for, and always for one who may not see them. Reports kept apart are never written.
    Raises StorageFull, InvalidInput for a place that cannot be or more rows than a sheet holds.
    """
    outside = abroad(asker)
    masked = masked or not asker.sees_numbers
    # all in memory only where an index cannot give them step by step
    found = all_found(searcher, request, outside) if request.grouped else _counted(searcher, request, outside)
    seen: list[int] = []
    if path.suffix.lower() != ".csv" and found.hits.total > most_rows:
        raise too_many("检索结果")
    rows = (values(line, columns, masked=masked) for line in lines(searcher, found, outside, seen))
    written = write_sheets([Sheet("检索结果", headings(columns), rows)], path)
    withheld = 0
    if asker.sees_restricted:
        more = _counted(searcher, request, asker)
        withheld = max(0, more.hits.total - found.hits.total) if more.relaxed == found.relaxed else 0
    gone = sum(seen) - written
    return Exported(written, gone, withheld, masked, found.relaxed, found.notes, found.parsed.reading)


def _counted(searcher: Searcher, request: Request, asker: Asker) -> Found:
    """What is found, with its total and none of its hits."""
    return searcher.find(replace(request, offset=0, limit=0, facets=False), asker)


def abroad(asker: Asker) -> Asker:
    """The same person, without the reports kept apart: a table goes from hand to hand."""
    return replace(asker, sees_restricted=False)
