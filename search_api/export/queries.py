"""A list of queries from a workbook, answered as one table: a row for each query and hit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.sheets.files import BadRow, Row
from archive.sheets.tables import Headings, read_table
from archive.sheets.writing import Sheet, write_sheets
from search_api.access import Asker
from search_api.export.columns import Line, headings, values
from search_api.export.everything import abroad
from search_api.language.parse import LONGEST_QUERY
from search_api.search import Request, Searcher

LIST = Headings(
    {"id": ("编号", "序号", "号"), "query": ("查询", "检索词", "检索", "关键词", "查什么", "内容")}, ("query",)
)
"""The columns of a list of queries."""
_BEFORE = ("清单行", "查询编号", "查询", "找到", "名次")
"""What stands before the columns chosen."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was not asked, or not as it stands."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One query of a list."""

    line: int
    id: str
    query: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a list."""

    queries: int
    rows: int
    empty: int
    """Queries that found nothing."""
    masked: bool
    problems: tuple[Problem, ...]


def read_list(path: Path) -> tuple[list[Asked], list[Problem]]:
    """The queries of a workbook or CSV, and the rows that hold none. Raises ReadError, InvalidInput."""
    asked: list[Asked] = []
    bad: list[Problem] = []
    for row in read_table(path, LIST):
        if isinstance(row, Row):
            query = _text(row.values.get("query"))
            if not query:
                bad.append(Problem(row.line, "没有写查什么，没有查。"))
            elif len(query) > LONGEST_QUERY:
                bad.append(Problem(row.line, f"查询有 {len(query)} 个字，最多 {LONGEST_QUERY} 个，没有查。"))
            else:
                asked.append(Asked(row.line, _text(row.values.get("id")), query))
        elif isinstance(row, BadRow):
            bad.append(Problem(row.line, f"{row.error}"))
        else:
            bad.append(Problem(row.line, row.text))
    return asked, bad


def answer_list(
    searcher: Searcher,
    source: Path,
    request: Request,
    asker: Asker,
    path: Path,
    columns: Sequence[str],
    *,
    masked: bool = False,
) -> Answered:
    """Ask every query of a list as ``request`` says, and write the answers; the file appears whole or not at all.

    ``request.limit`` is how many hits of each query are written; how many there are stands in every row. Rows that
    cannot be asked are named and do not stop the others. Raises as ``read_list`` and ``export`` do.
    """
    asked, problems = read_list(source)
    outside = abroad(asker)
    masked = masked or not asker.sees_numbers
    empty: list[int] = []

    def rows() -> Iterator[list[object]]:
        for one in asked:
            answer = searcher.search(replace(request, typed=one.query, offset=0, facets=False), outside)
            problems.extend(Problem(one.line, note) for note in answer.notes)
            if answer.relaxed:
                problems.append(Problem(one.line, "没有同时含有全部词语的结果；写的是含有其中任何一个的。"))
            if not answer.total:
                empty.append(one.line)
            before: list[object] = [one.line, one.id, one.query, answer.total]
            with searcher.record.read() as tx:
                cases = tx.cases.many(sorted({hit.case_no for hit in answer.hits if hit.case_no}))
            for rank, hit in enumerate(answer.hits, 1):
                line = Line(rank, hit, cases.get(hit.case_no or ""))
                yield [*before, rank, *values(line, columns, masked=masked)]
            if not answer.hits:
                yield [*before, None, *(None for _ in columns)]

    def notes() -> Iterator[list[object]]:
        """Begun only when all queries are answered: what becomes of them is told too."""
        for one in by_row(problems):
            yield [one.line, one.text]

    sheets = [Sheet("查询结果", [*_BEFORE, *headings(columns)], rows())]
    if path.suffix.lower() != ".csv":
        sheets.append(Sheet("说明", ("清单行", "说明"), notes()))
    written = write_sheets(sheets, path)
    told = tuple(by_row(problems))
    return Answered(len(asked), written - (len(told) if len(sheets) > 1 else 0), len(empty), masked, told)


def by_row(problems: Sequence[Problem]) -> list[Problem]:
    """By row, each once."""
    return sorted(dict.fromkeys(problems), key=lambda one: one.line)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
