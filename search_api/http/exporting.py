"""Everything found as a file, for the API and the page: made beside, sent, then removed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from search_api.access import Asker
from search_api.export.columns import chosen, listed
from search_api.export.everything import export
from search_api.http.asked import Asked
from search_api.http.desk import AtDesk, By, Desk
from search_api.search import Request

router = APIRouter(tags=["检索"])
Form = Literal["xlsx", "csv"]
_MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@router.get(
    "/search/export",
    summary="导出找到的全部",
    response_class=FileResponse,
    responses={200: {"content": {media: {} for media in _MEDIA.values()}}},
)
def export_all(
    desk: AtDesk,
    asker: By,
    asked: Asked,
    form: Annotated[Form, Query(alias="format", description="xlsx 或 csv")] = "xlsx",
    columns: Annotated[str, Query(max_length=500, description=f"写哪些列，逗号隔开：{listed()}")] = "",
    masked: Annotated[bool, Query(description="身份证号、电话号码打码；无权看的人总是打码")] = False,
) -> Response:
    """找到的全部，写成一个表格；参数与检索相同，`limit` 和 `offset` 不起作用。保密的检举控告不写进表格。"""
    return sent(desk, asker, asked, form, columns, masked=masked)


def sent(desk: Desk, asker: Asker, asked: Request, form: Form, columns: str, *, masked: bool) -> Response:
    """The file, whole; it is removed once it is sent. Raises InvalidInput for a column nobody knows."""
    named = chosen(columns)
    with tempfile.NamedTemporaryFile(prefix="juanzong-", suffix=f".{form}", delete=False) as file:
        path = Path(file.name)
    try:
        export(desk.searcher, asked, asker, path, named, masked=masked)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    done = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, media_type=_MEDIA[form], filename=f"检索结果.{form}", background=done)
