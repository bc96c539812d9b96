"""Files of rows: what every reader yields, taking it row by row, and writing whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from archive.errors import InvalidInput, JuanzongError, StorageFull
from archive.originals import unreadable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file."""

    line: int
    """From 1; a spreadsheet's row number."""
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read at all."""

    line: int
    error: JuanzongError


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about the file that is no row."""

    line: int
    """0 for the file as a whole."""
    text: str


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """What became of the rows of a file."""

    each: list[T]
    """What every good row gave, in the order of the file."""
    refused: tuple[BadRow, ...]
    notes: tuple[str, ...]

    @property
    def read(self) -> int:
        """Rows found, bad ones too."""
        return len(self.each) + len(self.refused)


def take_each(rows: Iterable[Row | BadRow | Remark], take: Callable[[Row], T]) -> Taken[T]:
    """Take every row; one that cannot be read or that ``take`` refuses is kept with its number and never stops the others."""
    each: list[T] = []
    refused: list[BadRow] = []
    notes: list[str] = []
    for row in rows:
        if isinstance(row, Remark):
            notes.append(row.text)
        elif isinstance(row, BadRow):
            refused.append(row)
        else:
            try:
                each.append(take(row))
            except JuanzongError as error:
                refused.append(BadRow(row.line, error))
    return Taken(each, tuple(refused), tuple(notes))


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes. Raises ReadError if the system does not let us read them."""
    try:
        with path.open("rb") as file:
            if stat.S_ISDIR(os.fstat(file.fileno()).st_mode):
                raise IsADirectoryError
            yield file
    except IsADirectoryError:
        raise InvalidInput(f"{path.name} 是文件夹。", "请给出一个 JSON Lines 或 XLSX 文件。") from None
    except OSError as exc:
        raise unreadable(path, exc) from exc


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` only once it is complete; a device or pipe is written directly.

    Raises StorageFull if the disk does not take it; what stood there before then stays.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                yield device
            return
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}-", dir=target.parent)
    except OSError as exc:
        raise _unwritable(path, exc) from exc
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        fresh.chmod(0o666 & ~mask)
        fresh.replace(target)
    except OSError as exc:
        raise _unwritable(path, exc) from exc
    finally:
        fresh.unlink(missing_ok=True)


def _unwritable(path: Path, exc: OSError) -> JuanzongError:
    reason = exc.strerror or str(exc)
    if isinstance(exc, FileNotFoundError | NotADirectoryError | IsADirectoryError):
        return InvalidInput(f"写不到 {path}（{reason}）。", "请给出一个已有文件夹里的文件名。")
    return StorageFull(f"写不到 {path}（{reason}）。", "请腾出磁盘空间或检查文件夹权限，再导出一次；原有文件没有改动。")
