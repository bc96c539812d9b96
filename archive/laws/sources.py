"""The Markdown files to import: single files, folders, and archives, which are read without being unpacked."""

from __future__ import annotations

import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from typing import BinaryIO

from archive.errors import InvalidInput, JuanzongError
from archive.originals import unreadable

_SUFFIXES = (".md", ".markdown")
_LARGEST_FILE = 16 * 1024 * 1024
_UNPACKED = 512 * 1024 * 1024
_MEMBERS = 200_000
_BROKEN = (tarfile.TarError, zipfile.BadZipFile, zlib.error, LZMAError, EOFError, RuntimeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or why it cannot be read."""

    name: str
    """Its path as given, or ``archive/member``."""
    content: bytes | None
    error: JuanzongError | None = None


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Every Markdown file below ``paths`` in a fixed order, one in memory at a time.

    Other files in folders and archives are passed over; one that is named itself must be Markdown or an archive.
    """
    for path in paths:
        if path.is_dir():
            yield from _folder(path)
        else:
            yield from _file(path, named=True)


def text_of(content: bytes) -> str:
    """Text of utf-8 (with or without a mark), else gb18030. Raises InvalidInput."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise InvalidInput("文件的编码不对，读不出文字。", "请把文件存成 UTF-8 编码。")


def _folder(folder: Path) -> Iterator[Source]:
    failed: list[OSError] = []
    for where, inner, names in os.walk(folder, onerror=failed.append):
        inner.sort()
        for name in sorted(names):
            if name.lower().endswith(_SUFFIXES):
                yield from _file(Path(where) / name, named=False)
    for exc in failed:
        yield Source(str(exc.filename), None, unreadable(Path(str(exc.filename)), exc))


def _file(path: Path, *, named: bool) -> Iterator[Source]:
    try:
        with path.open("rb") as file:
            head = file.read(6)
            file.seek(0)
            if named and head.startswith(b"PK\x03\x04"):
                yield from _zip(path, file)
            elif named and (head.startswith((b"\x1f\x8b", b"\xfd7zXZ\x00", b"BZh")) or tarfile.is_tarfile(path)):
                yield from _tar(path, file)
            elif named and not path.name.lower().endswith((*_SUFFIXES, ".txt")):
                yield Source(
                    str(path),
                    None,
                    InvalidInput("不是 Markdown 文件或压缩包。", "请给出 .md 文件、文件夹、.zip 或 .tar.xz 压缩包。"),
                )
            else:
                size = os.fstat(file.fileno()).st_size
                yield _too_large(str(path)) if size > _LARGEST_FILE else Source(str(path), file.read())
    except OSError as exc:
        yield Source(str(path), None, unreadable(path, exc))


@contextmanager
def _guarded(path: Path, broken: list[Source]) -> Iterator[None]:
    """Turns what a damaged archive raises into one failed source."""
    try:
        yield
    except _BROKEN:
        broken.append(
            Source(str(path), None, InvalidInput("压缩包损坏或有密码，没有读完。", "请重新取得完好的压缩包。"))
        )


def _tar(path: Path, file: BinaryIO) -> Iterator[Source]:
    broken: list[Source] = []
    with _guarded(path, broken), tarfile.open(fileobj=file, mode="r:*") as archive:
        unpacked = 0
        for count, member in enumerate(archive, 1):
            unpacked += member.size
            if unpacked > _UNPACKED or count > _MEMBERS:
                broken.append(_bomb(path))
                break
            if not member.isreg() or not member.name.lower().endswith(_SUFFIXES):
                continue
            name = f"{path}/{member.name}"
            if member.size > _LARGEST_FILE:
                yield _too_large(name)
            elif (content := archive.extractfile(member)) is not None:
                yield Source(name, content.read())
    yield from broken


def _zip(path: Path, file: BinaryIO) -> Iterator[Source]:
    broken: list[Source] = []
    with _guarded(path, broken), zipfile.ZipFile(file) as archive:
        members = sorted(archive.infolist(), key=_member_name)
        if sum(member.file_size for member in members) > _UNPACKED or len(members) > _MEMBERS:
            broken.append(_bomb(path))
            members = []
        for member in members:
            if member.is_dir() or not _member_name(member).lower().endswith(_SUFFIXES):
                continue
            name = f"{path}/{_member_name(member)}"
            yield _too_large(name) if member.file_size > _LARGEST_FILE else Source(name, archive.read(member))
    yield from broken


def _member_name(member: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: without the utf-8 flag, Chinese Windows writes gb18030."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _too_large(name: str) -> Source:
    return Source(
        name, None, InvalidInput(f"文件超过 {_LARGEST_FILE // 1024 // 1024} MB，没有读。", "请确认它是一部法规。")
    )


def _bomb(path: Path) -> Source:
    return Source(
        str(path),
        None,
        InvalidInput(f"压缩包解开后超过 {_UNPACKED // 1024 // 1024} MB，没有读完。", "请分成几个压缩包再导入。"),
    )
