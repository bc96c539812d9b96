"""The manifest of a folder of papers: what became of every row, kept while they are written so that a run can go on.

It only grows: one JSON object a line (清单.jsonl), the newest of a paper counts. A line that was being written when the
power failed is no line. At the end of a run it is written out as a workbook (清单.xlsx).
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

from archive.errors import Conflict, JuanzongError, StorageFull
from archive.sheets.writing import Sheet, write_sheets

JOURNAL: Final = "清单.jsonl"
WORKBOOK: Final = "清单.xlsx"


class Made(StrEnum):
    """What became of one row."""

    WRITTEN = "written"
    KEPT = "kept"
    FAILED = "failed"


MADE: Final = {Made.WRITTEN: "写好", Made.KEPT: "已有", Made.FAILED: "没写成"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the manifest."""

    name: str
    """Tells the paper from all others of the folder; see ``Order.name``."""
    row: int
    case_no: str
    template: str
    state: Made
    digest: str = ""
    """Of what was typed for it."""
    file: str = ""
    """Name of the file in the folder."""
    number: str = ""
    """Document number; empty while it has none."""
    sha256: str = ""
    paper: int | None = None
    """Its id in the record."""
    draft: int | None = None
    code: str = ""
    reason: str = ""
    advice: str = ""
    notes: tuple[str, ...] = ()

    @classmethod
    def failed(cls, name: str, row: int, case_no: str, template: str, error: JuanzongError) -> Self:
        """A row of which no paper came."""
        return cls(
            name, row, case_no, template, Made.FAILED, code=error.error_code, reason=error.message, advice=error.advice
        )


class Manifest:
    """The manifest of one folder, held against other programs while it is open."""

    def __init__(self, folder: Path, file: BinaryIO) -> None:
        self.folder = folder
        self._file = file
        self._latest: dict[str, tuple[int, Entry | None]] = {}
        """By name: where its newest line begins; and the entry if it is of a paper that was written."""
        self._owners: dict[str, str] = {}
        """By the file's name, folded: the paper it is of."""
        for at, entry in self._lines():
            self._note(at, entry)

    def _note(self, at: int, entry: Entry) -> None:
        self._latest[entry.name] = (at, entry if entry.state is not Made.FAILED else None)
        if entry.file:
            self._owners[entry.file.casefold()] = entry.name

    def belongs(self, file: str) -> str:
        """Name of the paper a file of the folder is of; empty if of none."""
        return self._owners.get(file.casefold(), "")

    def written(self, name: str) -> Entry | None:
        """The paper of that name, if an earlier run wrote it."""
        return self._latest.get(name, (0, None))[1]

    def add(self, entries: Iterable[Entry]) -> None:
        """Add rows; they are on the disk when this returns. Raises StorageFull."""
        try:
            self._file.seek(0, os.SEEK_END)
            for entry in entries:
                at = self._file.tell()
                self._file.write(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")
                self._note(at, entry)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as problem:
            raise StorageFull(
                f"清单写不进 {self.folder}（{problem.strerror}）。", "请腾出磁盘空间，再运行一次；写好的都在。"
            ) from problem

    def write_workbook(self, stale: Iterable[str]) -> Path:
        """Write the newest row of every paper, without the ``stale`` ones, in the order of the rows; returns where."""
        dropped = set(stale)
        wanted = {at for name, (at, _) in self._latest.items() if name not in dropped}
        entries = sorted((entry for at, entry in self._lines() if at in wanted), key=lambda entry: entry.row)
        target = self.folder / WORKBOOK
        write_sheets([Sheet("清单", _HEADINGS, map(_row, entries))], target)
        return target

    def failures(self) -> list[str]:
        """Names of the rows of which no paper came, of this run and of earlier ones."""
        return [name for name, (_, entry) in self._latest.items() if entry is None]

    def _lines(self) -> Iterator[tuple[int, Entry]]:
        """(where it begins, entry) of each whole line."""
        self._file.flush()
        self._file.seek(0)
        at = 0
        for line in self._file:
            try:
                said = json.loads(line)
                yield at, Entry(**{**said, "state": Made(said["state"]), "notes": tuple(said["notes"])})
            except (ValueError, TypeError, KeyError):
                pass  # broken off; the paper is looked for in its place and made again
            at += len(line)


@contextmanager
def manifest_of(folder: Path) -> Iterator[Manifest]:
    """The manifest of a folder, which is made if need be.

    Raises Conflict (``bulk_running``) where another program writes papers into it, JuanzongError (``write_failed``)
    where it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / JOURNAL).open("a+b")
    except OSError as problem:
        raise JuanzongError(
            f"写不进文件夹“{folder}”：{problem.strerror or problem}。",
            "请检查文件夹的权限和磁盘空间，或者用 --out 换一个位置。",
            code="write_failed",
        ) from problem
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise Conflict(
                f"另一个程序正在往“{folder}”写文书。", "请等它写完，或者用 --out 换一个文件夹。", code="bulk_running"
            ) from problem
        _end_line(file)
        for broken_off in folder.glob(".????????????????.part"):  # as ``write_whole`` calls what has no name yet
            broken_off.unlink(missing_ok=True)
        yield Manifest(folder, file)


def _end_line(file: BinaryIO) -> None:
    """A line that broke off ends here, so that the next begins anew."""
    if file.seek(0, os.SEEK_END):
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")
            file.flush()


_HEADINGS: Final = ("行", "案件", "结果", "文件", "文号", "公文编号", "稿次", "原因", "办法", "请留意", "SHA-256")


def _row(entry: Entry) -> tuple[Any, ...]:
    return (
        entry.row,
        entry.case_no,
        MADE[entry.state],
        entry.file,
        entry.number,
        entry.paper,
        entry.draft,
        entry.reason,
        entry.advice,
        "\n".join(entry.notes),
        entry.sha256,
    )
