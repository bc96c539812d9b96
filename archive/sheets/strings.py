"""The shared strings of a workbook (ECMA-376, 18.4.9), kept on disk: the table is as long as the file is."""

from __future__ import annotations

import os
import struct
import tempfile
from contextlib import ExitStack
from typing import IO, Any

from lxml import etree

from archive.errors import StorageFull

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ITEM, _TEXT, _RUN = f"{_NS}si", f"{_NS}t", f"{_NS}r"
_PLACE = struct.Struct("<Q")


class SharedStrings:
    """The strings by their place, as a list would have them."""

    def __init__(self, source: IO[bytes]) -> None:
        """Read the part. Raises what lxml raises for a damaged one, StorageFull where the disk does not take it."""
        self._count = 0
        try:
            with ExitStack() as files:
                self._texts = files.enter_context(tempfile.TemporaryFile())
                self._ends = files.enter_context(tempfile.TemporaryFile())
                self._read(source)
                self._files = files.pop_all()
        except OSError as exc:
            raise StorageFull("放临时文件的磁盘写满了。", "请腾出空间后再试一次。") from exc

    def _read(self, source: IO[bytes]) -> None:
        end = 0
        for _, item in etree.iterparse(source, tag=_ITEM, resolve_entities=False, huge_tree=False):
            end += self._texts.write(_text(item).encode("utf-8", "surrogatepass"))
            self._ends.write(_PLACE.pack(end))
            self._count += 1
            item.clear()
            while item.getprevious() is not None:  # or the strings read stay in memory, emptied
                del item.getparent()[0]
        self._texts.flush()
        self._ends.flush()

    def __getitem__(self, at: int) -> str:
        if not 0 <= at < self._count:
            raise IndexError(at)
        begin = self._end(at - 1) if at else 0
        return os.pread(self._texts.fileno(), self._end(at) - begin, begin).decode("utf-8", "surrogatepass")

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        """Give the disk back."""
        self._files.close()

    def _end(self, at: int) -> int:
        found: int = _PLACE.unpack(os.pread(self._ends.fileno(), _PLACE.size, at * _PLACE.size))[0]
        return found


def _text(item: Any) -> str:
    """The text without its looks; how it is pronounced (rPh) is left out."""
    parts = [item.find(_TEXT), *(run.find(_TEXT) for run in item.findall(_RUN))]
    return "".join(part.text or "" for part in parts if part is not None)
