"""The page of saved searches: what is new of each, what was seen, what is let go."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from indexer.index import FACETS
from search_api import saved
from search_api.habits.widening import HABITS
from search_api.http.desk import AtDesk, By
from search_api.http.pages.finding import chosen_of, hit_url
from search_api.http.pages.paint import page
from search_api.http.pages.view import View
from search_api.search import Request

router = APIRouter()
_SHOWN = 10


@router.get("/saved")
def saved_page(desk: AtDesk, asker: By) -> Response:
    """One's own saved searches with what is new of each."""
    with desk.record.read() as tx:
        searches = tx.saved.of(asker.name)
    shown = []
    for one in searches:
        request = saved.request_of(one.asked)
        filters = {**({"kind": (request.kind,)} if request.kind else {}), **request.filters}
        view = View(request.typed, "newest", filters=filters, off=tuple(sorted(request.without)))
        chosen = [f"{label}：{value}" for label, value, _ in chosen_of(view)]
        shown.append((saved.unseen(desk.searcher, one, asker, _SHOWN), view.url, chosen))
    return page("saved.html", saved=shown, hit_url=hit_url)


@router.post("/saved")
def change_saved(
    desk: AtDesk,
    asker: By,
    do: Annotated[Literal["save", "seen", "remove"], Form()],
    name: Annotated[str, Form()],
    asked: Annotated[str, Form(max_length=20_000)] = "",
) -> Response:
    """Save a search as the address of its page, mark what is listed as seen, or let go of it."""
    if do == "save":
        saved.save(desk.searcher, name, _request(asked), asker)
    elif do == "seen":
        saved.run(desk.searcher, name, asker, dt.date.today(), _SHOWN)
    else:
        with desk.record.write() as tx:
            tx.saved.remove(asker.name, name)
    return RedirectResponse("/saved", 303)


def _request(asked: str) -> Request:
    given = parse_qs(asked)
    off = frozenset(",".join(given.get("without", ())).split(",")) & frozenset(HABITS)
    filters = {name: tuple(given[name]) for name in FACETS if name in given}
    return Request(given.get("q", [""])[0], filters=filters, without=off)
