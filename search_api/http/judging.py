"""Judgements of hits: the route of the API, and the buttons of the page."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from archive.record.judgements import Asked
from search_api.evaluate.judging import HIGHEST, judge
from search_api.http.desk import AtDesk, By
from search_api.http.pages.entering import within_site
from search_api.http.shapes import Shape

router = APIRouter(tags=["检索"])
buttons = APIRouter()

What = Literal["search", "precedents"]


class NewJudgement(Shape):
    """对一条结果的判断。"""

    what: What = Field(description="检索 search 或类案 precedents")
    query: str = Field("", max_length=200_000, description="检索的查询，或找类案的文字")
    case: str = Field("", max_length=200, description="找类案的案件；给了就不看 query")
    id: str = Field(max_length=500, description="结果的编号")
    relevant: int | None = Field(ge=0, le=HIGHEST, description="0 不相关，越大越相关；空为收回")


class Judged(Shape):
    """自己对一个查询的判断。"""

    judged: dict[str, int] = Field(description="结果的编号和等级")


def asked_of(what: What, query: str, case: str) -> Asked:
    """The query judged for: of precedents a case before a text."""
    case = case.strip() if what == "precedents" else ""
    return Asked(what, "" if case else query.strip(), case)


@router.post("/judgements", summary="判断一条结果相不相关", response_model=Judged)
def put(desk: AtDesk, asker: By, given: NewJudgement) -> dict[str, Any]:
    """记下自己的判断，后来的代替先前的；回答自己对这个查询的全部判断。"""
    asked = asked_of(given.what, given.query, given.case)
    judge(desk.record, asker, asked, given.id, given.relevant)
    with desk.record.read() as tx:
        return {"judged": tx.judgements.of(asked, asker.name)}


@router.get("/judgements", summary="自己对一个查询的判断", response_model=Judged)
def judged(
    desk: AtDesk,
    asker: By,
    what: Annotated[What, Query(description="检索 search 或类案 precedents")],
    query: Annotated[str, Query(max_length=4000, description="检索的查询")] = "",
    case: Annotated[str, Query(max_length=200, description="找类案的案件")] = "",
) -> dict[str, Any]:
    """只有自己的判断。"""
    with desk.record.read() as tx:
        return {"judged": tx.judgements.of(asked_of(what, query, case), asker.name)}


@buttons.post("/judge")
def press(
    desk: AtDesk,
    asker: By,
    what: Annotated[What, Form()],
    judged: Annotated[str, Form(max_length=520)],
    query: Annotated[str, Form(max_length=200_000)] = "",
    case: Annotated[str, Form(max_length=200)] = "",
    next: Annotated[str, Form(max_length=4000)] = "/",
) -> Response:
    """A button on a hit: ``judged`` is the grade and the id, such as ``1:A1``; ``-`` takes back."""
    grade, _, target = judged.partition(":")
    relevant = int(grade) if grade.isascii() and grade.isdigit() and len(grade) < 3 else None
    judge(desk.record, asker, asked_of(what, query, case), target, relevant)
    return RedirectResponse(within_site(next), 303)
