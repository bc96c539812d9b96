"""Originals: files as they were received, kept by SHA-256, never altered.

``ab/cd/abcd….`` below one folder; a file is whole or not there, and storing the same bytes twice is the same.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.errors import NotFound, ReadError, StorageFull

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is now kept."""

    sha256: str
    size: int
    """Bytes."""


class Originals:
    """The folder of originals."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the original with this hash is kept. Raises NotFound."""
        path = self._place(sha256)
        if not path.is_file():
            raise NotFound(f"原件不见了：{sha256[:12]}…", "请从备份恢复原件文件夹，再运行 juanzong doctor 核对。")
        return path

    def holds(self, sha256: str) -> bool:
        """True if an original with this hash is kept."""
        return self._place(sha256).is_file()

    def stored(self) -> Iterator[str]:
        """The hashes of all originals kept."""
        for path in self.folder.glob("??/??/*"):
            yield path.name

    def keep(self, source: Path) -> Kept:
        """Copy a file in, hashing the very bytes that are written.

        Raises ReadError if the source cannot be read (``vanished``, ``no_permission``, ``unreadable``,
        ``not_a_file``) and StorageFull if it cannot be written; nothing half-written stays behind.
        """
        try:
            descriptor = os.open(source, os.O_RDONLY | os.O_NONBLOCK)
        except OSError as exc:
            raise unreadable(source, exc) from exc
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ReadError("这不是普通文件。", "请给出文件或文件夹。", code="not_a_file")
            return self._copy(source, file.read)

    def keep_stream(self, read: Callable[[int], bytes]) -> Kept:
        """Keep what ``read(size)`` gives, to its end, such as an upload; never more than a megabyte in memory.

        Raises ReadError if it breaks off and StorageFull if it cannot be written; nothing half-written stays behind.
        """
        return self._copy(Path("上传的文件"), read)

    def _copy(self, source: Path, read: Callable[[int], bytes]) -> Kept:
        digest = hashlib.sha256()
        size = 0
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self.folder)
        except OSError as exc:
            raise _unwritable(self.folder, exc) from exc
        fresh = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                while True:
                    try:
                        chunk = read(_CHUNK)
                    except OSError as exc:
                        raise unreadable(source, exc) from exc
                    if not chunk:
                        break
                    digest.update(chunk)
                    size += len(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            place = self._place(digest.hexdigest())
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                fresh.chmod(0o440)
                fresh.replace(place)
        except OSError as exc:
            raise _unwritable(self.folder, exc) from exc
        finally:
            fresh.unlink(missing_ok=True)
        return Kept(digest.hexdigest(), size)

    def verify(self, sha256: str) -> bool:
        """True if the kept bytes still have this hash."""
        digest = hashlib.sha256()
        with self.path(sha256).open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest() == sha256

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4] / sha256


def unreadable(source: Path, exc: OSError) -> ReadError:
    """The error for a file that the system will not let us read."""
    if isinstance(exc, FileNotFoundError):
        return ReadError("文件在读取时不见了。", "请确认文件还在，再导入一次。", code="vanished")
    if isinstance(exc, PermissionError):
        return ReadError("没有读取权限。", "请让管理员给运行本程序的用户读取权限，再导入一次。", code="no_permission")
    return ReadError(
        f"文件读不出来（{exc.strerror or exc}）。", "请检查磁盘或网络驱动器，再导入一次。", code="unreadable"
    )


def _unwritable(folder: Path, exc: OSError) -> StorageFull:
    return StorageFull(
        f"原件存不进 {folder}（{exc.strerror or exc}）。",
        "请腾出磁盘空间或检查文件夹权限，再导入一次；已收到的文件不受影响。",
    )
