"""A letter at hand: read to ask by it, and not kept."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from anyio import to_thread
from fastapi import UploadFile

from archive.errors import StorageFull
from archive.extract.reading import Page
from search_api.http.desk import Desk


async def pages_at_hand(desk: Desk, letter: UploadFile) -> Sequence[Page]:
    """The pages of an uploaded file; nothing of it remains. Raises ReadError, StorageFull."""
    return await to_thread.run_sync(_read, desk, letter, limiter=desk.looking)


def _read(desk: Desk, letter: UploadFile) -> Sequence[Page]:
    try:
        with TemporaryDirectory(prefix="juanzong-letter-") as folder:
            path = Path(folder) / "letter"
            with path.open("wb") as file:
                shutil.copyfileobj(letter.file, file)
            return desk.look(path)
    except OSError as exc:
        raise StorageFull("来信暂时放不下，没有读。", "请检查放临时文件的磁盘，或先把信上传到文档里。") from exc
