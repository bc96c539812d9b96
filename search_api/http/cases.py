"""Routes of the API around cases and the papers made from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import JSONResponse, Response

from archive.cases.exchange.rows import row_from_case
from archive.papers.life import OPEN
from archive.record.paper import PaperRecord
from archive.record.papers import no_such_paper
from search_api.access import Asker, find_case, may_see, visible
from search_api.answers import document_row
from search_api.http.asked import DEEPEST
from search_api.http.desk import AtDesk, By, Desk
from search_api.http.documents import LARGEST_ID, kept_file
from search_api.http.shapes import CaseList, CaseWhole, NewPaper, Paper, PaperList, Templates
from search_api.offers import take
from search_api.papers import Filed, Writing, write_next
from search_api.search import Request as Asked
from templates.life.remains import left_in, told

router = APIRouter(tags=["案件与公文"])

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ROW = ("no", "kind", "title", "category", "region", "received", "outcome")

No = Annotated[str, Path(max_length=200, description="案件编号")]
PaperId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="公文编号")]


@router.get("/cases", summary="案件列表", response_model=CaseList)
def cases(
    desk: AtDesk,
    asker: By,
    limit: Annotated[int, Query(ge=1, le=1000, description="最多给出多少个")] = 100,
    offset: Annotated[int, Query(ge=0, le=DEEPEST, description="跳过前面多少个")] = 0,
) -> dict[str, Any]:
    """按收到的日期列出案件，新的在前。"""
    asked = Asked("", "case", "newest", limit, offset, facets=False)
    answer = desk.searcher.search(asked, asker)
    with desk.record.read() as tx:
        found = tx.cases.many([hit.id for hit in answer.hits])
    rows = [row_from_case(found[hit.id]) for hit in answer.hits if hit.id in found]
    return {"total": answer.total, "cases": [{key: row.get(key) for key in _ROW} for row in rows]}


@router.get("/templates", summary="有哪些文书", response_model=Templates)
def templates(desk: AtDesk) -> dict[str, Any]:
    """书架上的文书，和每种文书的各项。"""
    return {
        "templates": [
            {
                "name": entry.name,
                "title": entry.title,
                "code": entry.code,
                "basis": list(entry.basis),
                "copies": entry.copies,
                "fields": [
                    {
                        "key": field.key,
                        "label": field.label,
                        "required": field.required,
                        "example": field.example,
                        "why": field.why,
                        "when": field.when,
                    }
                    for field in entry.listed
                ],
            }
            for entry in desk.shelf.catalogue()
        ]
    }


@router.get("/cases/{no:path}/papers", summary="一个案件的公文", response_model=PaperList)
def papers(desk: AtDesk, asker: By, no: No) -> dict[str, Any]:
    """由这个案件生成的公文。"""
    with desk.record.read() as tx:
        find_case(tx, no, asker)
        return {"papers": [paper_json(desk, paper) for paper in tx.papers.of_case(no)]}


@router.post(
    "/cases/{no:path}/papers",
    summary="由案件生成公文",
    status_code=201,
    response_model=Paper,
    responses={201: {"content": {WORD: {}}, "description": "公文的记录；Accept 要 Word 文件时就是文件本身"}},
)
def generate(request: Request, desk: AtDesk, asker: By, no: No, asked: NewPaper) -> Response:
    """由案件生成公文（Word），记下印在上面的各项，并归入案件。

    缺少必填项时一个字也不写，回答 422，`code` 为 `missing_fields`，`fields` 列出缺哪些项。
    """
    filed = write(desk, asker, no, asked.template, asked.fields, asked.take)
    with desk.record.read() as tx:
        row = paper_json(desk, tx.papers.get(filed.id))
    location = {"Location": f"/api/papers/{filed.id}"}
    if WORD in request.headers.get("accept", ""):
        word = kept_file(request, desk, filed.paper.sha256, row["name"], WORD)
        word.status_code = 201
        word.headers.update(location)
        return word
    return JSONResponse({**row, "fields": dict(filed.paper.fields), "notes": list(filed.paper.notes)}, 201, location)


@router.get(
    "/papers/{paper_id}/file", summary="下载公文", response_class=Response, responses={200: {"content": {WORD: {}}}}
)
def paper_file(
    request: Request,
    desk: AtDesk,
    asker: By,
    paper_id: PaperId,
    draft: Annotated[
        int | None, Query(ge=1, le=10_000, description="第几稿；不写为现在的一稿，签发后为签发的一份。")
    ] = None,
) -> Response:
    """下载公文（Word），与生成时一个字节不差。"""
    found = find_paper(desk, asker, paper_id)
    sha256, name = found.sha256, found.file
    if draft is not None:
        with desk.record.read() as tx:
            wanted = tx.papers.draft(paper_id, draft)
        sha256, name = wanted.sha256, wanted.file
    return kept_file(request, desk, sha256, PurePath(name).name, WORD)


@router.get("/papers/{paper_id}", summary="一份公文的记录", response_model=Paper)
def paper(desk: AtDesk, asker: By, paper_id: PaperId) -> dict[str, Any]:
    """公文的记录，连同印在上面的各项。"""
    found = find_paper(desk, asker, paper_id)
    return {**paper_json(desk, found), "fields": dict(found.values), "notes": []}


@router.get("/cases/{no:path}", summary="一个案件", response_model=CaseWhole)
def case(desk: AtDesk, asker: By, no: No) -> dict[str, Any]:
    """一个案件的全部内容，和归在它下面的文档与公文。"""
    with desk.record.read() as tx:
        found = find_case(tx, no, asker)
        documents = visible(tx, list(tx.documents.all(case_no=no)), asker)
        made = tx.papers.of_case(no)
    return {
        **row_from_case(found),
        "documents": [document_row(document) for document in documents],
        "papers": [paper_json(desk, paper) for paper in made],
    }


def write(
    desk: Desk, asker: Asker, no: str, template: str, fields: Mapping[str, str], taken: Sequence[str] = ()
) -> Filed:
    """Write a paper of a case and have it read, so that it can be found; ``taken`` names paragraphs of earlier cases.

    What it still says of those cases is among its notes. Raises what ``write_next`` and ``take`` raise.
    """
    with desk.record.read() as tx:
        found = find_case(tx, no, asker)
        given, trace = take(tx, found, taken, fields, asker)
    folder = desk.papers_folder(no)
    how = Writing(dt.date.today(), given, taken=trace)
    filed = write_next(desk.record, desk.originals, template, found, folder, how, desk.shelf)
    if trace:
        left = left_in(desk.record, desk.originals, filed.id)
        notes = (*filed.paper.notes, *(f"留有旧案的内容，签发前要改掉：{told(one)}" for one in left))
        filed = replace(filed, paper=replace(filed.paper, notes=notes))
    if filed.received.document_id is not None:
        desk.read([filed.received.document_id])
    return filed


def paper_json(desk: Desk, paper: PaperRecord) -> dict[str, Any]:
    """The JSON of a paper in a list."""
    return {
        "id": str(paper.id),
        "case_no": paper.case_no,
        "entry": paper.entry,
        "template": paper.template,
        "title": desk.shelf.title(paper.template),
        "name": PurePath(paper.file).name,
        "sha256": paper.sha256,
        "document_id": None if paper.document_id is None else str(paper.document_id),
        "created_at": paper.created_at.isoformat(),
        "href": f"/api/papers/{paper.id}/file" + (f"?draft={paper.draft}" if paper.state in OPEN else ""),
    }


def find_paper(desk: Desk, asker: Asker, paper_id: int) -> PaperRecord:
    """One paper. Raises NotFound, also if the asker may not see its case."""
    with desk.record.read() as tx:
        found = tx.papers.get(paper_id)
        documents = [] if found.case_no or not found.document_id else [found.document_id]
        seen = may_see(tx.cases.many([found.case_no]).get(found.case_no), asker)
        if not seen or len(visible(tx, list(tx.documents.many(documents).values()), asker)) < len(documents):
            raise no_such_paper(paper_id)
    return found
