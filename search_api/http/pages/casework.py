"""The page of a case: what it is about, what was decided, its papers, its likes; and papers made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from archive.cases.labels import EVENT_TYPES, label
from archive.cases.model import Case, CaseKind
from archive.chinese.money import format_yuan
from archive.errors import InvalidInput, JuanzongError, MissingFields
from search_api.access import Asker, find_case, visible
from search_api.http.cases import paper_json, write
from search_api.http.desk import AtDesk, By, Desk
from search_api.http.pages.paint import page
from search_api.precedents.find import like_case
from templates.shelf import FieldSpec, ShelfEntry

router = APIRouter()

_LIKE = 5
_MAIN = {CaseKind.PETITION: "reply", CaseKind.MEDIATION: "mediation-agreement"}
_TAKE = "take"
"""Name of the boxes of paragraphs to take."""


@router.get("/cases/{no:path}/papers/{template}")
def paper_form(desk: AtDesk, asker: By, no: str, template: str) -> Response:
    """The form of a paper, to write it with other values than the case has."""
    with desk.record.read() as tx:
        case = find_case(tx, no, asker)
    return _form(case, desk.shelf.in_use(template), {}, [], None)


@router.post("/cases/{no:path}/papers/{template}")
async def make_paper(request: Request, desk: AtDesk, asker: By, no: str, template: str) -> Response:
    """Write a paper; what is missing comes back as a form."""
    form = await request.form()
    taken = [value for value in form.getlist(_TAKE) if isinstance(value, str)]
    values = {
        key: value.strip()
        for key, value in form.items()
        if key != _TAKE and not isinstance(value, UploadFile) and value.strip()
    }
    return await run_in_threadpool(_make, desk, asker, no, template, values, taken)


def _make(
    desk: Desk, asker: Asker, no: str, template: str, values: Mapping[str, str], taken: Sequence[str]
) -> Response:
    with desk.record.read() as tx:
        case = find_case(tx, no, asker)
    paper = desk.shelf.in_use(template)
    try:
        filed = write(desk, asker, no, template, values, taken)
    except MissingFields as missing:
        return _form(case, paper, values, [key for key, _ in missing.fields], missing, taken)
    except InvalidInput as wrong:
        return _form(case, paper, values, [], wrong, taken)
    if filed.paper.notes:  # shown once, so not by way of another address
        return _case_page(desk, asker, no, made=filed.id, notes=filed.paper.notes)
    return RedirectResponse(f"/cases/{quote(no, safe='/')}?made={filed.id}#papers", 303)


@router.get("/cases/{no:path}")
def case_page(desk: AtDesk, asker: By, no: str, q: str = "", made: int | None = None) -> Response:
    """Everything about a case."""
    return _case_page(desk, asker, no, q=q, made=made)


def _case_page(
    desk: Desk, asker: Asker, no: str, *, q: str = "", made: int | None = None, notes: Sequence[str] = ()
) -> Response:
    with desk.record.read() as tx:
        case = find_case(tx, no, asker)
        documents = visible(tx, list(tx.documents.all(case_no=no)), asker)
        papers = tx.papers.of_case(no)
    fresh = next((paper for paper in papers if paper.id == made), None)
    return page(
        "case.html",
        q=q,
        case=case,
        facts=_facts(case),
        parties=[(party, label(party.role)) for party in case.parties],
        opinions=[label(claim.opinion) if claim.opinion else "" for claim in case.claims],
        events=[(event, _event(event.type)) for event in case.events],
        documents=documents,
        papers=[(paper, paper_json(desk, paper)) for paper in reversed(papers)],
        made=paper_json(desk, fresh) if fresh else None,
        notes=notes,
        like=like_case(desk.searcher, no, asker, _LIKE).hits,
        **_offered(desk.shelf.catalogue(), case),
    )


def _offered(catalogue: Sequence[ShelfEntry], case: Case) -> dict[str, Any]:
    """The papers this case can have: the one most cases of its kind end with, and the others by their part."""
    fitting = [one for one in catalogue if not one.register and one.fits(case)]
    main = [one for one in fitting if one.name == _MAIN.get(case.kind)]
    others: dict[str, list[ShelfEntry]] = {}
    for one in fitting:
        if one not in main:
            others.setdefault(one.group, []).append(one)
    own_first = sorted(others.items(), key=lambda part: part[0] != (main[0].group if main else ""))
    return {"main": main, "others": own_first}


def _event(kind: str) -> str:
    """What the office calls a kind of event; nothing for a code it has no name for."""
    return EVENT_TYPES.get(kind, "" if kind.isascii() else kind)


def _facts(case: Case) -> list[tuple[str, Any]]:
    """What is known of a case in a word or two each."""
    details: tuple[tuple[str, Any], ...] = (
        ("编号", case.no),
        ("业务", label(case.kind)),
        ("来源", label(case.channel) if case.channel else ""),
        ("收到", case.received),
        ("类别", case.category),
        ("属地", case.region),
        ("责任单位", case.duty_unit),
        ("承办人", case.handler),
        ("人数", f"{case.group_size}人" if case.group_size > 1 else ""),
        ("涉及金额", f"{format_yuan(case.amount_fen)}元" if case.amount_fen else ""),
        ("事项", label(case.matter_class) if case.matter_class else ""),
        ("办理途径", label(case.appeal_route) if case.appeal_route else ""),
    )
    return [(name, value) for name, value in details if value]


def _form(
    case: Case, paper: ShelfEntry, values: Mapping[str, str], missing: list[str], error: JuanzongError | None,
    taken: Sequence[str] = (),
) -> Response:  # fmt: skip
    """The form of a paper: what is missing or was typed first, the rest folded away."""
    first = [_spec(paper, key) for key in dict.fromkeys([*missing, *values])]
    asked = {spec.key for spec in first}
    rest = [spec for spec in paper.fields if ".N." not in spec.key and spec.key not in asked]
    return page(
        "paper.html",
        422 if error else 200,
        case=case,
        paper=paper,
        first=first,
        rest=rest,
        values=values,
        missing=set(missing),
        taken=taken,
        error=error,
    )


def _spec(paper: ShelfEntry, key: str) -> FieldSpec:
    try:
        return paper.field(key)
    except KeyError:
        return FieldSpec(key, key, required=False)
