"""The generations of an index in their folder: which one is in use, what it was built with, and who writes.

Layout of the folder::

    current            name of the generation in use, replaced atomically
    writer.lock        held by the one process that writes; names it
    g-000001/          one generation: tantivy's files and stamp.json
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import tantivy

from archive.errors import Conflict, IndexOutdated, IndexUnavailable
from archive.small_file import SmallFile, state_of
from indexer.index import Stamp


@dataclass(frozen=True, slots=True)
class _Opened:
    """The generation in use."""

    name: str
    index: tantivy.Index
    meta: Path
    state: object
    """Of its files when they were last read."""


class Generations:
    """Those of one folder."""

    def __init__(self, folder: Path, schema: tantivy.Schema) -> None:
        """Nothing is opened yet."""
        self._folder = folder
        self._schema = schema
        self._current_name = SmallFile(folder / "current", str.strip)
        self._stamp = SmallFile(folder, _stamp_of)
        self._open: _Opened | None = None

    def stamp(self) -> Stamp | None:
        """What the generation in use was built with."""
        name = self.current()
        if name is None:
            return None
        stamp = self._stamp
        if stamp.path.parent.name != name:
            stamp = self._stamp = SmallFile(self._folder / name / "stamp.json", _stamp_of)
        try:
            return stamp.now()
        except (OSError, ValueError, KeyError) as exc:
            raise IndexUnavailable(
                "检索索引已损坏，读不到它的标记。", "请运行 juanzong index rebuild 重建索引；原件和案卷不受影响。"
            ) from exc

    def put_stamp(self, stamp: Stamp) -> None:
        """Say what the generation in use is built with by now."""
        _put_stamp(self._folder / self.needed(), stamp)

    def current(self) -> str | None:
        """Name of the generation in use."""
        try:
            return self._current_name.now()
        except FileNotFoundError:
            return None
        except OSError as exc:
            raise IndexUnavailable(f"读不了检索索引文件夹：{exc.strerror}。", "请检查文件夹的权限和磁盘。") from exc

    def in_use(self) -> tantivy.Index | None:
        """It, opened, as it was last committed."""
        name = self.current()
        if name is None:
            return None
        known = self._open
        meta = known.meta if known is not None and known.name == name else self._folder / name / "meta.json"
        state = _state(meta)  # looked at before reading: what is written meanwhile is read next time
        if known is not None and known.name == name:
            if known.state is None or known.state != state:
                known.index.reload()
                self._open = replace(known, state=state)
            return known.index
        self.check_mapping()
        try:
            index = tantivy.Index(self._schema, path=str(self._folder / name))
        except ValueError as exc:
            raise IndexUnavailable(
                "检索索引已损坏，打不开。", "请运行 juanzong index rebuild 重建索引；原件和案卷不受影响。"
            ) from exc
        self._open = _Opened(name, index, meta, state)
        return index

    def needed(self) -> str:
        """Name of the generation in use. Raises IndexUnavailable if there is none."""
        name = self.current()
        if name is None:
            raise IndexUnavailable("检索索引尚未建立。", "请运行 juanzong index rebuild。")
        return name

    def replaced(self, fill: Callable[[Path], int], stamp: Stamp) -> int:
        """Fill the next generation aside and swap it in; the one before stays until the next."""
        before = self.current()
        number = int(before[2:]) + 1 if before else 1
        name = f"g-{number:06d}"
        aside = self._folder / name
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        count = fill(aside)
        _put_stamp(aside, stamp)
        _replace(self._folder / "current", name)
        self._open = None
        for old in self._folder.glob("g-*"):
            if old.name not in (name, before):
                shutil.rmtree(old, ignore_errors=True)
        return count

    def reload(self) -> None:
        """See what was written."""
        if self._open is not None:
            self._open.index.reload()

    def close(self) -> None:
        """Let go of the opened generation."""
        self._open = None

    def check_mapping(self) -> None:
        """Raises IndexOutdated if another version of the program built it."""
        stamp = self.stamp()
        if stamp is not None and not stamp.is_current:
            raise IndexOutdated("检索索引是另一版本的程序建立的。", "请运行 juanzong index rebuild 重建索引。")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock of the one who writes. Raises Conflict."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "writer.lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as exc:
                file.seek(0)
                raise Conflict(
                    f"检索索引正由另一个程序写入（进程 {file.read().strip() or '未知'}）。",
                    "请等它结束，或先停掉它。",
                    code="index_locked",
                ) from exc
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield


def _state(meta: Path) -> object:
    """Differs after every commit, which puts another file in the place of ``meta.json``; None if it cannot be told."""
    try:
        return state_of(meta)
    except OSError:
        return None


def _stamp_of(text: str) -> Stamp:
    """Raises ValueError and KeyError."""
    values = json.loads(text)
    words, unsure = (tuple(map(str, values.get(name, ()))) for name in ("words", "unsure"))
    return Stamp(int(values["mapping"]), str(values["segmenter"]), words, unsure)


def _put_stamp(generation: Path, stamp: Stamp) -> None:
    _replace(generation / "stamp.json", json.dumps(asdict(stamp), ensure_ascii=False))


def _replace(path: Path, text: str) -> None:
    """Write a small file so that it is whole or not there, even through a power cut."""
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    with suppress(OSError):
        directory = os.open(path.parent, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)
