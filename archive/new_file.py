"""Writing a new file whole or not at all: beside its place, forced to disk, then given its name."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from archive.errors import Conflict, JuanzongError


def write_new(target: Path, data: bytes, *, overwrite: bool = False, never: Path | None = None) -> None:
    """Write ``data`` to ``target``; its folder is made if need be.

    Args:
        target: the new file.
        data: all of its content.
        overwrite: replace an existing file.
        never: a file that must not be replaced whatever is asked, such as the original.

    Raises:
        Conflict: ``file_exists``.
        JuanzongError: ``write_failed``.
    """
    try:
        if target.exists() and (not overwrite or (never is not None and target.samefile(never))):
            raise Conflict(
                f"文件“{target}”已经存在，没有覆盖。", "请用 --out 换一个文件名，或者先把它移走。", code="file_exists"
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as problem:
        raise JuanzongError(
            f"写不进“{target}”：{problem.strerror or problem}。",
            "请检查磁盘空间和文件夹的权限，或者用 --out 换一个位置。",
            code="write_failed",
        ) from problem
