"""Writing a new file whole or not at all: beside its place, forced to disk, then given its name."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from archive.errors import Conflict, JuanzongError


def write_whole(target: Path, data: bytes, *, overwrite: bool) -> None:
    """All of ``data`` under the name, or nothing; its folder is made if need be.

    Raises FileExistsError where ``overwrite`` is false and the name is taken, also by another writer meanwhile; OSError
    where it cannot be written.
    """
    if not overwrite and target.exists():
        raise FileExistsError(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:  # not the name that is taken: its folder is a file
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target.parent)) from None
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            part.replace(target)
        else:
            _name(part, target)
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, target: Path) -> None:
    """Give ``part`` its name unless that is taken; a USB stick has no links, so there it is looked up first."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(target) from None
        part.rename(target)


def names_like(name: str) -> Iterator[str]:
    """``答复.docx``, ``答复（2）.docx``, ``答复（3）.docx`` … : what a file may be called where the name is taken."""
    plain = Path(name)
    yield name
    for number in count(2):
        yield f"{plain.stem}（{number}）{plain.suffix}"


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
        kept = never is not None and target.exists() and target.samefile(never)
        write_whole(target, data, overwrite=overwrite and not kept)
    except FileExistsError as problem:
        raise Conflict(
            f"文件“{target}”已经存在，没有覆盖。",
            "请换一个文件名（命令里用 --out），或者先把原来的文件移走。",
            code="file_exists",
        ) from problem
    except OSError as problem:
        raise JuanzongError(
            f"写不进“{target}”：{problem.strerror or problem}。",
            "请检查磁盘空间和文件夹的权限，或者换一个位置（命令里用 --out）。",
            code="write_failed",
        ) from problem
