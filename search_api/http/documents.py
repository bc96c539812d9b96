"""Routes of the API around documents: what was received, what it says, how it looks."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, Response

from archive.errors import NotFound
from archive.record.document import Document as Kept
from archive.record.document import State
from search_api.access import Asker, find_document, visible
from search_api.answers import document_json, document_row
from search_api.http.desk import AtDesk, By, Desk
from search_api.http.shapes import Document, DocumentList, DocumentText
from search_api.marks import line_marks

router = APIRouter(tags=["文档"])

LARGEST_ID = 2**63 - 1
WIDEST_PICTURE = 2400
"""Pixels; a page of A4 is then legible at twice its size."""
PICTURED = frozenset({"pdf", "tiff", "png", "jpeg", "ofd"})
"""Kinds of files whose pages may have pictures."""

Id = Annotated[int, Path(ge=1, le=LARGEST_ID, description="文档编号")]
Number = Annotated[int, Path(ge=1, le=1_000_000, description="页码，从 1 起")]


@router.get("/documents", summary="文档列表", response_model=DocumentList)
def documents(
    desk: AtDesk,
    asker: By,
    state: Annotated[State | None, Query(description="只看一种状态")] = None,
    case: Annotated[str | None, Query(max_length=200, description="只看一个案件的")] = None,
    after: Annotated[int, Query(ge=0, le=LARGEST_ID, description="从这个编号之后开始")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="最多给出多少份")] = 100,
) -> dict[str, Any]:
    """按收到的先后列出文档。还有更多时，用 `next` 的值作为 `after` 接着取。"""
    found, more = batch(desk, asker, state, case, after, limit)
    return {"documents": [document_row(d) for d in found], "next": str(found[-1].id) if more else None}


def batch(
    desk: Desk, asker: Asker, state: State | None, case: str | None, after: int, limit: int
) -> tuple[list[Kept], bool]:
    """Up to ``limit`` documents the asker may see, and whether there are more."""
    found: list[Kept] = []
    with desk.record.read() as tx:
        # the state a row shows may be another than the one recorded: it is waiting for the index
        listed = (d for d in tx.documents.all(case_no=case, after=after) if state is None or d.state is state)
        while len(found) <= limit and (some := list(islice(listed, limit + 1))):
            found += visible(tx, some, asker)
    return found[:limit], len(found) > limit


@router.get("/documents/{document_id}", summary="一份文档的情况", response_model=Document)
def document(desk: AtDesk, asker: By, document_id: Id) -> dict[str, Any]:
    """一份文档的全部情况：状态、文种、日期、可信度、失败的原因和办法。上传之后据此查询处理到哪一步。"""
    with desk.record.read() as tx:
        return document_json(find_document(tx, document_id, asker))


@router.get("/documents/{document_id}/text", summary="一份文档的文字", response_model=DocumentText)
def text(
    desk: AtDesk,
    asker: By,
    document_id: Id,
    q: Annotated[str, Query(description="标出这个查询命中的字")] = "",
    page: Annotated[int | None, Query(ge=1, le=1_000_000, description="只要这一页")] = None,
) -> dict[str, Any]:
    """各页各行的文字、在页面上的位置和识别可信度。"""
    needles = desk.searcher.parse(q).needles
    with desk.record.read() as tx:
        find_document(tx, document_id, asker)
        if page is None:
            pages = tx.documents.pages_of(document_id)
        else:
            one = tx.documents.page_of(document_id, page)
            if one is None:
                raise NotFound(f"这份文档没有第 {page} 页。", "请核对页码。")
            pages = [one]
    return {
        "id": str(document_id),
        "pages": [
            {
                "number": read.number,
                "source": read.source,
                "confidence": read.confidence,
                "angle": read.angle,
                "review": list(read.review),
                "notes": list(read.notes),
                "lines": [
                    {"text": line.text, "box": line.box, "score": line.score, "marks": marks}
                    for line, marks in zip(read.lines, line_marks(read, needles), strict=True)
                ],
            }
            for read in pages
        ],
    }


@router.get(
    "/documents/{document_id}/pages/{number}/picture",
    summary="一页的图像",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}, "description": "PNG 图像，已转正"}, 304: {"description": "没有变"}},
)
async def picture(
    request: Request,
    desk: AtDesk,
    asker: By,
    document_id: Id,
    number: Number,
    width: Annotated[int, Query(ge=16, le=WIDEST_PICTURE, description="宽多少像素；不会比原图大")] = 1200,
) -> Response:
    """一页的图像（PNG），已转正。文字文件没有图像。"""
    sha256, angle = await run_in_threadpool(_drawable, desk, asker, document_id, number)
    headers = {"ETag": f'"{sha256[:32]}-{number}-{angle}-{width}"', "Cache-Control": "private, no-cache"}
    if _unchanged(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    original = desk.originals.path(sha256)
    pictures = desk.pictures
    drawn = await to_thread.run_sync(pictures.get, original, sha256, number, angle, width, limiter=desk.drawing)
    return Response(drawn, headers=headers, media_type="image/png")


def _drawable(desk: Desk, asker: Asker, document_id: int, number: int) -> tuple[str, int]:
    """Hash of the original and the angle its page is turned by. Raises NotFound."""
    with desk.record.read() as tx:
        found = find_document(tx, document_id, asker)
        page = tx.documents.page_of(document_id, number)
    if page is None or found.sha256 is None or found.media not in PICTURED:
        raise NotFound("没有这一页的图像。", "请核对页码；文字文件没有页面图像，请看文字。")
    return found.sha256, page.angle


@router.get(
    "/documents/{document_id}/original",
    summary="下载原件",
    response_class=FileResponse,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "收到时的文件，一个字节不差"}},
)
def original(request: Request, desk: AtDesk, asker: By, document_id: Id) -> Response:
    """下载收到时的文件，一个字节不差。"""
    with desk.record.read() as tx:
        found = find_document(tx, document_id, asker)
    if found.sha256 is None:
        raise NotFound("这份文档的原件当时没有收到。", "请再导入一次这个文件。")
    return kept_file(request, desk, found.sha256, found.name)


def kept_file(
    request: Request, desk: Desk, sha256: str, name: str, media: str = "application/octet-stream"
) -> Response:
    """A kept file to download; never shown by the browser itself, as it may hold anything."""
    headers = {"ETag": f'"{sha256}"', "Cache-Control": "private, no-cache", "Content-Security-Policy": "sandbox"}
    if _unchanged(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(desk.originals.path(sha256), media_type=media, filename=name, headers=headers)


def _unchanged(request: Request, etag: str) -> bool:
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in known
