"""The pages of the legal shelf: its statutes, and one of them by article, 款 and 项, as it is law on a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from archive.cases.exchange.values import whole_day
from archive.errors import NotFound
from archive.laws.bookcase import Bookcase, standing
from archive.laws.citations import typed_citation
from archive.laws.clauses import Part, clauses_of
from archive.laws.names import short_name
from archive.laws.numerals import value_of
from archive.laws.versions import Tenure, periods
from archive.record.laws import Article, Version
from archive.record.record import Transaction
from search_api.highlight import Needles, Span, places
from search_api.http.desk import AtDesk, By
from search_api.http.pages.paint import page
from search_api.marks import joined

router = APIRouter()

PER_PAGE = 100
_NUMBER = re.compile(r"第([零〇一二三四五六七八九十百千]+)条")
_DEPTH = ("clause", "item", "point")


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A statute on the shelf."""

    name: str
    book: str
    day: dt.date | None
    articles: int
    versions: int
    standing: str
    ended: bool

    @property
    def url(self) -> str:
        """Where it is read."""
        return statute_url(self.name)


@dataclass(frozen=True, slots=True)
class LineOfLaw:
    """One 款, 项 or 目."""

    depth: str
    """``clause``, ``item`` or ``point``."""
    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """One article."""

    key: str
    heading: str
    lines: tuple[LineOfLaw, ...]


def statute_url(name: str, heading: str = "", on: str = "", q: str = "") -> str:
    """Where a statute is read, on a day if it is said, at an article if it is said."""
    asked = urlencode([(name, value) for name, value in (("on", on), ("q", q)) if value])
    return f"/shelf/{quote(name, safe='')}" + (f"?{asked}" if asked else "") + (f"#{quote(heading)}" if heading else "")


@router.get("/shelf")
def shelf_page(
    desk: AtDesk,
    asker: By,
    q: Annotated[str, Query(max_length=200)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1,
) -> Response:
    """The statutes on the shelf, or those with this in their name; a citation leads to its article."""
    citation = typed_citation(q) if "条" in q else None
    if citation and Bookcase(desk.record).periods(citation.name):
        return RedirectResponse(statute_url(citation.name, citation.places[0].article), 303)
    wanted = short_name(q)
    with desk.record.read() as tx:
        versions = [one for one in tx.laws.shelf() if one.kind == "statute" and wanted in one.name]
        counting = sorted((one for one in versions if one.current), key=lambda one: (len(one.name), one.name, one.book))
        last = max(1, -(-len(counting) // PER_PAGE))
        here = counting[(number - 1) * PER_PAGE : number * PER_PAGE]
        lines = list(_statutes(tx, here, desk.searcher.today()))
    return page("shelf.html", statutes=lines, total=len(counting), asked=q, number=number, last=last)


def _statutes(tx: Transaction, here: Sequence[Version], today: dt.date) -> Iterator[ShelfLine]:
    names = {one.name for one in here}
    known = tx.laws.versions(names)
    gone = tx.laws.repealed_by(names)
    sizes = tx.laws.sizes()
    for one in here:
        same = [version for version in known if version.name == one.name]
        tenures = periods(same, [(title, repeal) for title, repeal in gone if repeal.name == one.name])
        [period] = [tenure for tenure in tenures if tenure.version.id == one.id]
        count = sum(1 for version in same if version.book == one.book)
        ended = period.until is not None and period.until <= today
        yield ShelfLine(one.name, one.book, one.day, sizes.get(one.id, 0), count, _standing(period, today), ended)


@router.get("/shelf/{name:path}")
def statute_page(
    desk: AtDesk,
    asker: By,
    name: str,
    on: Annotated[str, Query(max_length=40)] = "",
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """One statute as it is law on a day, today if none is said; with ``q`` the articles that hold all of its words."""
    today = desk.searcher.today()
    day = whole_day(on, "日期") or today
    case = Bookcase(desk.record)
    known = case.periods(name)
    if not known:
        raise NotFound(f"书架上没有《{name}》。", "请到“法规”里看有哪些，或用检索查找。")
    found = case.resolve(name, None, day)
    holding = [one for one in known if one.holds(day)] or ([found.period] if found.period else known[-1:])
    needles = desk.searcher.parse(q).typed
    with desk.record.read() as tx:
        texts = [tx.laws.of_version(period.version.id) for period in holding]
    articles = [article for text in sorted(texts, key=_first) for article in text]
    books = len({one.version.book for one in known})
    shown = list(_shown(articles, needles))
    return page(
        "statute.html",
        name=name,
        title=name if books > 1 else holding[0].version.title,
        books=books if books > 1 else 0,
        versions=[(one, _standing(one, today), _on(one), one in holding) for one in known],
        standing=standing(found, day, today),
        dead=not any(one.holds(today) for one in holding),
        on=on,
        asked=q,
        articles=shown,
        total=len(articles),
        statute_url=statute_url,
    )


def article_lines(text: str, needles: Needles) -> tuple[LineOfLaw, ...]:
    """The 款, 项 and 目 of an article, with what is asked for marked."""
    return tuple(_lines(clauses_of(text), needles, 0))


def _lines(parts: Sequence[Part], needles: Needles, depth: int) -> Iterator[LineOfLaw]:
    for part in parts:
        if part.text:
            marks = joined((start, end) for start, end, _ in places(part.text, needles))
            yield LineOfLaw(_DEPTH[min(depth, 2)], part.text, marks)
        yield from _lines(part.parts, needles, depth + 1)


def _shown(articles: Sequence[Article], needles: Needles) -> Iterator[ArticleShown]:
    for article in articles:
        found = {number for _, _, number in places(f"{article.heading}\n{article.text}", needles)}
        if len(found) == len(needles):
            yield ArticleShown(article.key, article.heading, article_lines(article.text, needles))


def _first(text: Sequence[Article]) -> int:
    """The number of a text's first article: the books of a statute stand in the order of their articles."""
    match = _NUMBER.match(text[0].heading) if text else None
    return (value_of(match[1]) or 0) if match else 0


def _on(period: Tenure) -> str:
    """A day on which this version is law, as an address says it."""
    start = period.version.start or period.version.day
    return start.isoformat() if start else ""


def _standing(period: Tenure, today: dt.date) -> str:
    if period.until and period.until <= today:
        return f"{period.until.isoformat()} 起失效（{period.why}）"
    if period.version.start and period.version.start > today:
        return f"{period.version.start.isoformat()} 起施行"
    return "现行有效"
