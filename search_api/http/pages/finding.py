"""The search page: a box, facets, hits, pages; every state of it is an address that can be shared."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from archive.errors import JuanzongError
from archive.record.judgements import Asked as Judging
from indexer.index import FACETS, Sort
from search_api.habits.widening import HABITS
from search_api.hits import SearchHit
from search_api.http.asked import DEEPEST
from search_api.http.desk import AtDesk, By, Desk
from search_api.http.exporting import Form as FileForm
from search_api.http.exporting import sent
from search_api.http.pages.paint import page
from search_api.http.pages.view import View
from search_api.labels import FACET_LABELS, KIND_LABELS
from search_api.language.parse import LONGEST_QUERY
from search_api.search import Answer
from search_api.search import Request as Asked
from search_api.suggest.advice import Advice, advise
from search_api.timeline import STEPS, bars

logger = logging.getLogger(__name__)
router = APIRouter()

PER_PAGE = 10
_SHOWN_VALUES = 6
"""Values of a facet shown before the rest is folded away."""
_MOST_CHOSEN = 400
_FORMS: Mapping[FileForm, str] = {"xlsx": "导出 XLSX", "csv": "导出 CSV"}
SORTS: Mapping[Sort, str] = {"relevance": "相关度", "newest": "新的在前", "oldest": "旧的在前"}


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


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar of the picture over the hits, in a frame of 100 by 40."""

    label: str
    count: int
    x: float
    width: float
    height: float
    url: str
    chosen: bool


@router.get("/")
def search_page(
    request: Request,
    desk: AtDesk,
    asker: By,
    q: str = "",
    sort: Sort = "relevance",
    number: Annotated[int, Query(alias="page", ge=1, le=DEEPEST // PER_PAGE)] = 1,
    step: Annotated[str, Query(alias="by")] = "",
) -> Response:
    """What was typed, found; without anything typed or chosen, the way in."""
    view = _view(request, q, sort, number, step)
    filters, off, grouped = view.filters, view.off, view.grouped
    if not request.query_params:
        answer = desk.searcher.search(Asked("", None, "newest", 5, 0, {"kind": ("case",)}, facets=False), asker)
        overview = desk.searcher.search(Asked("", limit=0), asker)
        return page("home.html", view=view, facets=_facets(overview, View()), answer=answer, overview=overview)
    asked = Asked(q, None, sort, PER_PAGE, (number - 1) * PER_PAGE, filters, without=frozenset(off), grouped=grouped)
    answer = desk.searcher.search(asked, asker)
    advice = advise(desk.searcher, asked, asker, 0 if answer.relaxed else answer.total, answer.hits) if q else Advice()
    last = max(1, -(-answer.total // PER_PAGE))
    with desk.record.read() as tx:
        judged = tx.judgements.of(Judging("search", q.strip()), asker.name) if q.strip() else {}
    shown = page(
        "search.html",
        q=q,
        view=view,
        answer=answer,
        judged=judged,
        hits=[(hit, hit_url(hit, q)) for hit in answer.hits],
        facets=_facets(answer, view),
        chosen=chosen_of(view),
        bars=_drawn(answer, view),
        steps=[(label, view.in_steps(name).url) for name, label in STEPS.items()],
        habits=[(label, name in off, view.habit(name).url) for name, label in HABITS.items()],
        sorts=[(label, view.sorted(name).url, name == sort) for name, label in SORTS.items()],
        meant=[(one, view.asking(one.typed).url) for one in advice.meant],
        wider=[(one, replace(view, q=one.typed, filters=one.filters, number=1).url) for one in advice.wider],
        related=[(one, view.asking(one.typed).url) for one in advice.related],
        exports=[(label, f"/export?{urlencode([*view.kept, ('format', form)])}") for form, label in _FORMS.items()],
        last=last,
        pages=list(_numbers(number, last)),
    )
    if q.strip() and answer.total and number == 1:  # after the answer: nobody waits for it
        shown.background = BackgroundTask(_keep, desk, asker.name, q)
    return shown


@router.get("/export")
def export_page(
    request: Request,
    desk: AtDesk,
    asker: By,
    q: str = "",
    sort: Sort = "relevance",
    form: Annotated[FileForm, Query(alias="format")] = "xlsx",
) -> Response:
    """Everything found, as a file."""
    view = _view(request, q, sort)
    asked = Asked(q, None, sort, filters=view.filters, without=frozenset(view.off), grouped=view.grouped)
    return sent(desk, asker, asked, form, "", masked=False)


@router.get("/past")
def past_page(desk: AtDesk, asker: By) -> Response:
    """One's own past queries, to be asked again, erased, or not kept at all."""
    with desk.record.read() as tx:
        keep, past = tx.asked.keeps(asker.name), tx.asked.of(asker.name)
    return page("past.html", keep=keep, past=[(one, View(one).url) for one in past])


@router.post("/past")
def change_past(
    desk: AtDesk, asker: By, do: Annotated[Literal["erase", "on", "off"], Form()], typed: Annotated[str, Form()] = ""
) -> Response:
    """Erase one or all, or have them kept or not."""
    with desk.record.write() as tx:
        if do == "erase":
            tx.asked.erase(asker.name, typed or None)
        else:
            tx.asked.switch(asker.name, on=do == "on")
    return RedirectResponse("/past", 303)


def _view(request: Request, q: str, sort: Sort, number: int = 1, step: str = "") -> View:
    """What an address looks at."""
    filters = {name: values for name in FACETS if (values := _values(request.query_params.getlist(name)))}
    named = request.query_params.get("without", "").split(",")
    off = tuple(name for name in HABITS if name in named or "all" in named)
    grouped = request.query_params.get("group") == "case"
    return View(q, sort, number, filters, grouped, off, next((s for s in STEPS if s == step), None))


def _keep(desk: Desk, person: str, typed: str) -> None:
    """Keep a query; a database that is busy with more than that is left alone."""
    try:
        with desk.record.write() as tx:
            tx.asked.keep(person, typed, tx.now)
    except JuanzongError as exc:
        logger.warning("query not kept: %s", exc)


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
        if name == "month":  # drawn over the hits
            continue
        counts = dict(answer.facets.get(name, {}))
        chosen = view.filters.get(name, ())
        counts = {value: counts.get(value, 0) for value in (*chosen, *counts)}
        ordered = sorted(counts.items(), key=lambda item: item[0], reverse=True) if name == "year" else counts.items()
        values = [
            FacetValue(
                value_label(name, value),
                count,
                (view.without(name, value) if value in chosen else view.within(name, value)).url,
                value in chosen,
            )
            for value, count in ordered
            if value
        ]
        if values:
            facets.append(Facet(name, label, tuple(values[:_SHOWN_VALUES]), tuple(values[_SHOWN_VALUES:])))
    return facets


def _values(given: Sequence[str]) -> tuple[str, ...]:
    """Values of a facet as an address names them, each once."""
    return tuple(dict.fromkeys(value.strip()[:200] for value in given if value.strip()))[:_MOST_CHOSEN]


def chosen_of(view: View) -> list[tuple[str, str, str]]:
    """What is chosen: facet, value, and the address without it; months that are many are one."""
    found = []
    for name, values in view.filters.items():
        if name == "month" and len(values) > 3:
            found.append(
                (FACET_LABELS[name], f"{min(values)} 至 {max(values)} 中的 {len(values)} 个月", view.without(name).url)
            )
            continue
        found += [(FACET_LABELS[name], value_label(name, value), view.without(name, value).url) for value in values]
    return found


def _drawn(answer: Answer, view: View) -> list[DrawnBar]:
    """The hits over time. A bar is chosen by its months, and let go of by the same click."""
    _, found = bars(answer.facets.get("month", {}), view.step)
    most = max((bar.count for bar in found), default=0)
    if len(found) < 2 or not most:
        return []
    chosen = set(view.filters.get("month", ()))
    width = 100 / len(found)
    return [
        DrawnBar(
            bar.label,
            bar.count,
            round(at * width, 3),
            round(width * 0.86, 3),
            round(40 * bar.count / most, 2),
            (view.without if chosen.issuperset(bar.months) else view.within)("month", *bar.months).url,
            not chosen.isdisjoint(bar.months),
        )
        for at, bar in enumerate(found)
    ]


def _numbers(number: int, last: int) -> Iterator[int | None]:
    """Numbers of pages to show: the first, the last and those around; None for a gap."""
    before = 0
    for n in sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)}):
        if n - before > 1:
            yield None
        yield n
        before = n
