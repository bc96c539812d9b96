"""The application: the JSON API under /api, and the web page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

from anyio import CapacityLimiter
from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.responses import JSONResponse

from archive.extract.reading import Page
from archive.originals import Originals
from archive.pictures import PagePictures
from archive.record.record import Record
from search_api.http import (
    cases,
    citing,
    documents,
    exporting,
    judging,
    likes,
    problems,
    searching,
    suggesting,
    uploads,
)
from search_api.http.desk import AtDesk, Desk
from search_api.http.guard import LOOPBACK, Guard
from search_api.http.keys import Keys
from search_api.http.pages import casework, entering, finding, liking, reading, receiving, saving, shelving, twins
from search_api.http.pages import citing as citing_pages
from search_api.http.shapes import Health, Problem
from search_api.search import Searcher
from templates.office.shelves import SHIPPED, Shelf

API = (
    exporting.router,
    searching.router,
    suggesting.router,
    likes.router,
    citing.router,
    judging.router,
    documents.router,
    uploads.router,
    cases.router,
)
PAGES = (
    entering.router,
    finding.router,
    liking.router,
    citing_pages.router,
    judging.buttons,
    reading.router,
    twins.router,
    casework.router,
    receiving.router,
    saving.router,
    shelving.router,
)
MOST_BYTES = 512 * 2**20
"""Bytes of one request, all its files together."""
LOOKED_AT_ONCE = 1
"""Letters read at once by one server process to ask by them; others wait their turn."""
DRAWN_AT_ONCE = 2
"""Pictures of pages drawn at once by one server process; each takes a process of its own."""

_ABOUT = """卷宗的接口，与命令行用的是同样的功能。

**登录**：每个请求都要带请求头 `Authorization: Bearer 令牌`；令牌在数据文件夹的 `token` 文件里。
**错误**：都是 RFC 9457 的 `application/problem+json`，`detail` 说出了什么事，`advice` 说怎么办，`code` 供程序判断。
"""

_bearer = HTTPBearer(auto_error=False, scheme_name="令牌", description="数据文件夹里 token 文件的内容")


def _described(_: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> None:
    """Describes the token in OpenAPI; the guard has checked it before."""


def create_app(
    *,
    record: Record,
    originals: Originals,
    searcher: Searcher,
    papers_folder: Callable[[str], Path],
    read: Callable[[Collection[int]], None],
    look: Callable[[Path], Sequence[Page]],
    keys: Keys,
    pictures: PagePictures,
    hosts: Collection[str] | None = LOOPBACK,
    most_bytes: int = MOST_BYTES,
    shelf: Shelf = SHIPPED,
) -> FastAPI:
    """The application over one office.

    Args:
        record: the record.
        originals: the originals.
        searcher: the search over both.
        papers_folder: gives the folder for the papers of a case, by its number.
        read: has documents read in the background; must return at once.
        look: reads a file that is not kept, and waits for it. Raises ReadError.
        keys: tokens and whom they let in.
        pictures: pictures of pages.
        hosts: names the application answers to; None answers to all (behind a proxy).
        most_bytes: size of the largest request.
        shelf: the papers the office can write.
    """
    app = FastAPI(
        title="卷宗",
        version=_version(),
        description=_ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,  # both would fetch scripts from elsewhere
        redoc_url=None,
        default_response_class=JSONResponse,
        openapi_tags=[
            {"name": "检索", "description": "找案件、文档、法律条文和类案"},
            {"name": "文档", "description": "收到的文件：上传、状态、文字、图像、原件"},
            {"name": "案件与公文", "description": "案件，和由案件生成的公文"},
            {"name": "运行", "description": "程序是否正常"},
        ],
    )
    app.state.desk = Desk(
        record,
        originals,
        searcher,
        papers_folder,
        read,
        look,
        CapacityLimiter(LOOKED_AT_ONCE),
        keys,
        pictures,
        CapacityLimiter(DRAWN_AT_ONCE),
        shelf,
    )
    app.add_middleware(Guard, keys=keys, hosts=hosts, most_bytes=most_bytes)
    problems.install(app)
    for router in API:
        app.include_router(
            router, prefix="/api", dependencies=[Depends(_described)], responses=_problems(401, 404, 422, 500, 503)
        )
    app.include_router(_health, prefix="/api", responses=_problems(503))
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    return app


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {
        status: {
            "model": Problem,
            "description": problems.TITLES[status],
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


_health = APIRouter(tags=["运行"])


@_health.get("/health", summary="是否正常", response_model=Health)
def health(desk: AtDesk) -> dict[str, str]:
    """不用登录。数据库或检索索引不可用时回答 503。"""
    with desk.record.read() as tx:
        tx.outbox.newest()
    desk.searcher.index.stamp()
    return {"status": "ok", "version": _version()}


def _version() -> str:
    try:
        return metadata.version("juanzong")
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
