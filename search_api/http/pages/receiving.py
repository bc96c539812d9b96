"""The page that takes files in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import Response

from archive.errors import JuanzongError
from search_api.http.desk import AtDesk, By
from search_api.http.pages.paint import page
from search_api.http.uploads import received_json, take

router = APIRouter()


@router.get("/upload")
def upload_page(case: str = "") -> Response:
    """The form."""
    return page("upload.html", case=case, received=None, error=None)


@router.post("/upload")
def upload(
    desk: AtDesk,
    asker: By,
    files: Annotated[list[UploadFile], File()],
    case: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Keep and record the files, and say what became of each."""
    given = [file for file in files if file.filename]
    if not given:
        return page("upload.html", 422, case=case, received=None, error="请先选择文件。")
    try:
        received = [received_json(item) for item in take(desk, asker, given, case.strip())]
    except JuanzongError as error:
        return page("upload.html", error.status, case=case, received=None, error=error.message + error.advice)
    return page("upload.html", case=case, received=received, error=None)
