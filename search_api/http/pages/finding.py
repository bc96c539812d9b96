"""The search page: a box, facets, hits, pages; every state of it is an address that can be shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from indexer.index import FACETS, Sort
from search_api.http.desk import AtDesk, By
from search_api.http.pages.paint import page
from search_api.http.searching import DEEPEST
from search_api.labels import FACET_LABELS, KIND_LABELS
from search_api.language.parse import LONGEST_QUERY
from search_api.search import Answer, SearchHit
from search_api.search import Request as Asked

router = APIRouter()

PER_PAGE = 10
_SHOWN_VALUES = 6
"""Values of a facet shown before the rest is folded away."""
SORTS: Mapping[Sort, str] = {"relevance": "相关度", "newest": "新的在前", "oldest": "旧的在前"}


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at, as its address says it."""

    q: str = ""
    sort: Sort = "relevance"
    number: int = 1
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address of this view."""
        return f"/?{self.query}" if self.query else "/"

    @property
    def query(self) -> str:
        """The part of the address behind the question mark."""
        pairs = {"q": self.q[:LONGEST_QUERY], **self.filters}
        if self.sort != "relevance":
            pairs["sort"] = self.sort
        if self.number > 1:
            pairs["page"] = str(self.number)
        return urlencode({name: value for name, value in pairs.items() if value})

    def at(self, number: int) -> View:
        """The same on another page."""
        return replace(self, number=number)

    def sorted(self, sort: Sort) -> View:
        """The same in another order, from the first page."""
        return replace(self, sort=sort, number=1)

    def within(self, name: str, value: str) -> View:
        """Only what has this value."""
        return replace(self, filters={**self.filters, name: value}, number=1)

    def without(self, name: str) -> View:
        """With one filter less."""
        return replace(self, filters={k: v for k, v in self.filters.items() if k != name}, number=1)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, with the address that chooses it or lets go of it."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet."""

    name: str
    label: str
    first: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]


@router.get("/")
def search_page(
    request: Request,
    desk: AtDesk,
    asker: By,
    q: str = "",
    sort: Sort = "relevance",
    number: Annotated[int, Query(alias="page", ge=1, le=DEEPEST // PER_PAGE)] = 1,
) -> Response:
    """What was typed, found; without anything typed or chosen, the way in."""
    filters = {name: value[:200] for name in FACETS if (value := request.query_params.get(name, "").strip())}
    view = View(q, sort, number, filters)
    if not request.query_params:
        answer = desk.searcher.search(Asked("", None, "newest", 5, 0, {"kind": "case"}), asker)
        overview = desk.searcher.search(Asked("", limit=0), asker)
        return page("home.html", view=view, facets=_facets(overview, View()), answer=answer, overview=overview)
    asked = Asked(q, None, sort, PER_PAGE, (number - 1) * PER_PAGE, filters)
    answer = desk.searcher.search(asked, asker)
    last = max(1, -(-answer.total // PER_PAGE))
    return page(
        "search.html",
        q=q,
        view=view,
        answer=answer,
        hits=[(hit, hit_url(hit, q)) for hit in answer.hits],
        facets=_facets(answer, view),
        chosen=[(FACET_LABELS[k], value_label(k, v), view.without(k).url) for k, v in filters.items()],
        sorts=[(label, view.sorted(name).url, name == sort) for name, label in SORTS.items()],
        last=last,
        pages=list(_numbers(number, last)),
    )


def hit_url(hit: SearchHit, q: str) -> str:
    """Where a hit is read, with what was asked for marked."""
    asked: dict[str, Any] = {"q": q[:LONGEST_QUERY]} if q else {}
    if hit.kind == "document" and hit.page:
        asked["page"] = hit.page
    place = {"case": "cases", "document": "documents", "law": "laws"}[hit.kind]
    return f"/{place}/{quote(hit.id, safe='/')}" + (f"?{urlencode(asked)}" if asked else "")


def value_label(facet: str, value: str) -> str:
    """A facet's value as the office reads it."""
    return KIND_LABELS.get(value, value) if facet == "kind" else value


def _facets(answer: Answer, view: View) -> list[Facet]:
    facets = []
    for name, label in FACET_LABELS.items():
        counts = answer.facets.get(name, {})
        chosen = view.filters.get(name)
        ordered = sorted(counts.items(), key=lambda item: item[0], reverse=True) if name == "year" else counts.items()
        values = [
            FacetValue(
                value_label(name, value),
                count,
                (view.without(name) if value == chosen else view.within(name, value)).url,
                value == chosen,
            )
            for value, count in ordered
            if value
        ]
        if values:
            facets.append(Facet(name, label, tuple(values[:_SHOWN_VALUES]), tuple(values[_SHOWN_VALUES:])))
    return facets


def _numbers(number: int, last: int) -> Iterator[int | None]:
    """Numbers of pages to show: the first, the last and those around; None for a gap."""
    before = 0
    for n in sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)}):
        if n - before > 1:
            yield None
        yield n
        before = n
