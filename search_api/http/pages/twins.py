"""The pages of papers that may be one: the list to be judged, and two of them with every place where they differ."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from archive.errors import NotFound
from search_api.access import find_document, visible
from search_api.alike import changes, groups, judge, likes, passed_over
from search_api.http.desk import AtDesk, By
from search_api.http.documents import Id
from search_api.http.pages.paint import page
from search_api.labels import RELATION_LABELS

router = APIRouter()
_LISTED = 50
_LOOKED = 500
"""Documents not compared yet that are looked at, to say whether there are any the asker may see."""
_CHANGES = 300
"""Places shown where two papers differ."""


@router.get("/alike")
def alike_page(
    desk: AtDesk, asker: By, judged: bool = False, at: Annotated[int, Query(ge=0, le=10_000_000)] = 0
) -> Response:
    """Pairs that nobody has judged yet, the likest first; with ``judged`` all."""
    with desk.record.read() as tx:
        every = likes(tx, asker)
        over = passed_over(tx, asker)
        waiting = visible(tx, list(tx.documents.many(tx.alike.unseen(_LOOKED)).values()), asker)
    found = [like for like in every if judged or like.verdict is None]
    return page(
        "alike.html",
        likes=found[at : at + _LISTED],
        group=groups(every),
        total=len(found),
        judged=judged,
        before=max(at - _LISTED, 0) if at else None,
        after=at + _LISTED if at + _LISTED < len(found) else None,
        relations=RELATION_LABELS,
        over=over,
        waiting=bool(waiting),
    )


@router.get("/documents/{document_id}/alike/{number}")
def pair_page(desk: AtDesk, asker: By, document_id: Id, number: Id) -> Response:
    """Two papers and where they differ."""
    with desk.record.read() as tx:
        for one in (document_id, number):
            find_document(tx, one, asker)
        ends = {document_id, number}
        like = next((k for k in likes(tx, asker, document_id) if {k.one.id, k.other.id} == ends), None)
        if like is None:
            raise NotFound(f"文档 {document_id} 与文档 {number} 没有对照过，或者并不相似。", "请从“疑似同一份”里选。")
        made = changes(tx, like)
    return page(
        "alike_pair.html",
        like=like,
        relations=RELATION_LABELS,
        changes=None if made is None else made[:_CHANGES],
        count=len(made or ()),
    )


@router.post("/documents/{document_id}/alike/{number}")
def judge_pair(
    desk: AtDesk,
    asker: By,
    document_id: Id,
    number: Id,
    said: Annotated[Literal["same", "different"], Form()],
    note: Annotated[str, Form(max_length=1_000)] = "",
) -> Response:
    """Keep what somebody says of two papers."""
    judge(desk.record, asker, document_id, number, same=said == "same", note=note.strip())
    return RedirectResponse(f"/documents/{document_id}/alike/{number}", 303)
