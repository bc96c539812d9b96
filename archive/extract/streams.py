"""The compressed streams of a PDF, looked at before a library unpacks them.

A megabyte of deflated zeros unpacks to a gigabyte, and both PDF libraries unpack it whole. They also pass over damaged
streams without a word, so that text is lost silently. Both are found here by unpacking every stream in small pieces
that are thrown away.
"""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.extract import refusals

_STREAM = re.compile(rb"stream\r?\n")
_PIECE = 1 << 20
_RATIO = 1032
"""Deflate cannot do better."""
_LOOKED_AT = 2 << 30
"""Bytes unpacked in all to look for damage; bombs are looked for beyond it."""


@dataclass(frozen=True, slots=True)
class Streams:
    """What was found."""

    damaged: int = 0
    """Streams whose compressed bytes are broken."""
    complete: bool = True
    """The end mark of a PDF stands where it must; False for a file that was cut off."""


def look(path: Path, unpacked: int) -> Streams:
    """Unpack all streams for nothing. ``unpacked``: bytes one stream may have.

    Raises:
        ReadError: ``too_large``.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        complete = data.rfind(b"%%EOF", max(0, len(data) - 2048)) >= 0
        if data.rfind(b"/Encrypt") >= 0:
            return Streams(0, complete)  # enciphered bytes say nothing
        damaged = total = 0
        for start, end in _streams(data):
            if data[start] & 0x0F != 8 or int.from_bytes(data[start : start + 2], "big") % 31:
                continue  # not zlib: a JPEG, say
            if total > _LOOKED_AT and (end - start) * _RATIO < unpacked:
                continue
            size, whole = _unpack(data, start, end, unpacked)
            total += size
            damaged += not whole
            if size > unpacked or _nested_bomb(data, start, end, unpacked):
                raise refusals.too_large(
                    f"PDF 中有解压后超过 {unpacked >> 20} MB 的数据，已拒绝读取。",
                    "文件可能有问题；请把需要的页打印为新的 PDF 后再交。",
                )
    return Streams(damaged, complete)


def _streams(data: mmap.mmap) -> Iterator[tuple[int, int]]:
    at = 0
    while found := _STREAM.search(data, at):
        if data[max(0, found.start() - 3) : found.start()] == b"end":
            at = found.end()
            continue
        end = data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end
        if end - found.end() > 8:
            yield found.end(), end
        at = end


def _unpack(data: mmap.mmap, start: int, end: int, most: int) -> tuple[int, bool]:
    """Bytes the stream unpacks to (counted to a little over ``most``), and whether it is whole."""
    unpacker = zlib.decompressobj()
    size = 0
    try:
        for at in range(start, end, _PIECE):
            piece = data[at : min(at + _PIECE, end)]
            while piece and not unpacker.eof:
                size += len(unpacker.decompress(piece, _PIECE))
                piece = unpacker.unconsumed_tail
                if size > most:
                    return size, True
            if unpacker.eof:
                return size, True
        size += len(unpacker.flush())
    except zlib.error:
        return size, False
    return size, unpacker.eof


def _nested_bomb(data: mmap.mmap, start: int, end: int, most: int) -> bool:
    """A stream deflated twice, whose inner layer unpacks to more than ``most``."""
    head = zlib.decompressobj()
    try:
        first = head.decompress(data[start : min(start + 256, end)], 2)
    except zlib.error:
        return False
    if len(first) < 2 or first[0] & 0x0F != 8 or int.from_bytes(first, "big") % 31:
        return False
    outer, inner = zlib.decompressobj(), zlib.decompressobj()
    size = 0
    try:
        for at in range(start, end, _PIECE):
            piece = data[at : min(at + _PIECE, end)]
            while piece and not outer.eof:
                middle = outer.decompress(piece, _PIECE)
                piece = outer.unconsumed_tail
                while middle and not inner.eof:
                    size += len(inner.decompress(middle, _PIECE))
                    middle = inner.unconsumed_tail
                    if size > most:
                        return True
    except zlib.error:
        return False
    return False
