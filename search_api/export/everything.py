"""Everything a search finds as a table: which entries is settled at one moment, then they are joined a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from archive.batches import batches
from archive.met import Met, nothing_met
from archive.record.record import Record
from archive.sheets.writing import MOST_ROWS, Sheet, too_many, write_sheets
from indexer.entry import OPEN_SCOPE
from indexer.index import And, Hit, Keyword, Not
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


def lines(searcher: Searcher, found: Found, asker: Asker, seen: list[int], *, grouped: bool = False) -> Iterator[Line]:
    """What was found, joined with the record a few at a time; ``seen`` gets the number of entries of each step.

    ``grouped`` gives of a case and its documents only what stands first.
    """
    numbers = count(1)
    with nothing_met() as met:
        for step in batches(searcher.index.every(found.query), _AT_ONCE):
            some = _firsts(searcher.record, step, met) if grouped else step
            seen.append(len(some))
            hits = searcher.join(some, found.understood.parsed, asker)
            with searcher.record.read() as tx:
                cases = tx.cases.many(sorted({hit.case_no for hit in hits if hit.case_no}))
            for hit in hits:
                yield Line(next(numbers), hit, cases.get(hit.case_no or ""))


def _firsts(record: Record, some: Sequence[Hit], met: Met) -> list[Hit]:
    """Those of some hits of whose case nothing came before."""
    names = [hit.key.partition(":")[::2] for hit in some]
    with record.read() as tx:
        documents = tx.documents.many([int(name) for kind, name in names if kind == "document"])
    cases = {f"document:{one.id}": f"case:{one.case_no}" for one in documents.values() if one.case_no}
    new = met.are_new([cases.get(hit.key, hit.key) for hit in some])
    return [hit for hit, first in zip(some, new, strict=True) if first]


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
    found = _counted(searcher, replace(request, grouped=False), outside)
    seen: list[int] = []
    if path.suffix.lower() != ".csv" and not request.grouped and found.hits.total > most_rows:
        raise too_many("检索结果")
    told = lines(searcher, found, outside, seen, grouped=request.grouped)
    written = write_sheets(
        [Sheet("检索结果", headings(columns), (values(line, columns, masked=masked) for line in told))], path
    )
    withheld = _withheld(searcher, request, asker, found) if asker.sees_restricted else 0
    gone = sum(seen) - written
    return Exported(
        written, gone, withheld, masked, found.relaxed, found.understood.notes, found.understood.parsed.reading
    )


def _counted(searcher: Searcher, request: Request, asker: Asker) -> Found:
    """What is found, with its total and none of its hits."""
    return searcher.find(replace(request, offset=0, limit=0, facets=False), asker)


def _withheld(searcher: Searcher, request: Request, asker: Asker, written: Found) -> int:
    """How much more the asker finds, all of it kept apart."""
    whole = _counted(searcher, replace(request, grouped=False), asker)
    if whole.relaxed != written.relaxed:
        return 0
    apart = And((whole.query.match, Not(Keyword("scope", (OPEN_SCOPE,)))))
    return searcher.index.search(replace(whole.query, match=apart, rank={}, bonuses=(), grouped=request.grouped)).total


def abroad(asker: Asker) -> Asker:
    """The same person, without the reports kept apart: a table goes from hand to hand."""
    return replace(asker, sees_restricted=False)
