"""The pages of citations, and of paragraphs earlier cases offer for a paper."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from search_api.access import find_case
from search_api.http.desk import AtDesk, By
from search_api.http.pages.paint import page
from search_api.offers import offers_for
from search_api.precedents import graph
from search_api.precedents.graph import Link

router = APIRouter()

_SHOWN = 200
"""Citations on a page, each way; how many there are is said, and the API gives them all."""
_OFFERED = 12
KINDS = {"article": "法条", "number": "文号", "case": "案件", "taken": "取用"}


@router.get("/citations")
def citations_page(desk: AtDesk, asker: By, what: str) -> Response:
    """What a case or an article rests on, and who rests on it."""
    made = graph.cites(desk.record, what, asker)
    received = graph.cited(desk.record, what, asker)
    ways = [("引用了", made[:_SHOWN], len(made)), ("被引用", received[:_SHOWN], len(received))]
    return page("citations.html", q="", what=what, ways=ways, kinds_of=KINDS, target=_target)


@router.get("/offers")
def offers_page(desk: AtDesk, asker: By, case: str) -> Response:
    """Paragraphs of earlier replies in like cases, with their source."""
    with desk.record.read() as tx:
        found = find_case(tx, case, asker)
    offered = offers_for(desk.searcher, case, (), asker, _OFFERED)
    return page("offers.html", q="", case=found, offers=offered)


def _target(link: Link) -> tuple[str, str]:
    """(what it points to, the kind of page that shows it: laws, cases or none)."""
    if link.kind == "article":
        return link.target, "laws"
    return link.target_case or link.target, "cases" if link.target_case or link.kind == "case" else ""
