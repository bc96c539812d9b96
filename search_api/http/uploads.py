"""The API's way in: files come in a form, are kept and recorded at once, and read in the background."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile

from archive import intake
from archive.errors import StorageFull
from archive.intake import Received
from archive.record.document import State
from search_api.access import Asker, find_case, visible
from search_api.http.desk import AtDesk, By, Desk
from search_api.http.shapes import ReceivedFiles

router = APIRouter(tags=["文档"])

_LONGEST_NAME = 255
_ESCAPED = {"%22": '"', "%0A": "", "%0D": ""}
"""How browsers write the three characters that may not stand in a form's file name (HTML, multipart/form-data)."""


@router.post("/documents", summary="上传文件", status_code=202, response_model=ReceivedFiles)
def upload(
    desk: AtDesk,
    asker: By,
    files: Annotated[list[UploadFile], File(description="一个或多个文件")],
    case: Annotated[str, Form(max_length=200, description="归入这个案件；留空则先不归")] = "",
) -> dict[str, Any]:
    """上传文件：原件先保存并登记，然后在后台读取。

    回答里的 `id` 可以用来查询处理到哪一步（GET /api/documents/{id}）。同样的文件再上传一次会报“重复”，不会存两份。
    """
    return {"received": [received_json(item) for item in take(desk, asker, files, case.strip())]}


def take(desk: Desk, asker: Asker, files: list[UploadFile], case_no: str) -> list[Received]:
    """Keep and record every file, and have them read. Raises NotFound for the case, StorageFull if none was kept."""
    if case_no:
        with desk.record.read() as tx:
            find_case(tx, case_no, asker)
    received = []
    for file in files:
        name = file_name(file.filename or "")
        received.append(
            intake.receive_stream(
                desk.record,
                desk.originals,
                file.file.read,
                name=name,
                source=f"上传：{name}",
                case_no=case_no or None,
                sight=partial(visible, asker=asker),
            )
        )
    waiting = [item.document_id for item in received if item.state is State.PENDING and item.document_id is not None]
    if waiting:
        desk.read(waiting)
    refused = [item.error for item in received if isinstance(item.error, StorageFull)]
    if refused and len(refused) == len(received):
        raise refused[0]
    return received


def file_name(stated: str) -> str:
    """The last part of a name as a browser sends it, without what could lead out of a folder or steer a terminal."""
    for sent, meant in _ESCAPED.items():
        stated = stated.replace(sent, meant)
    name = stated.replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if c.isprintable() or c == "\u200d").strip()
    return name[-_LONGEST_NAME:] if name not in ("", ".", "..") else "未命名"


def received_json(item: Received) -> dict[str, Any]:
    """The JSON of what became of one uploaded file."""
    twin = item.duplicate_of
    return {
        "name": item.name,
        "id": None if item.document_id is None else str(item.document_id),
        "state": item.state.value,
        "duplicate_of": None if twin is None else {"id": str(twin.id), "name": twin.name},
        "error": None
        if item.error is None
        else {"code": item.error.error_code, "message": item.error.message, "advice": item.error.advice},
    }
