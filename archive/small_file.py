"""A small file that is only ever replaced whole, read anew when another stands in its place: every search asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

_T = TypeVar("_T")


class SmallFile(Generic[_T]):
    """What stands in it. Safe to use from several threads."""

    def __init__(self, path: Path, understood: Callable[[str], _T]) -> None:
        """``understood`` makes of its text what is wanted of it."""
        self.path = path
        self._understood = understood
        self._read: tuple[object, _T] | None = None

    def now(self) -> _T:
        """As it is now. Raises OSError, and what ``understood`` raises."""
        state = state_of(self.path)  # looked at before reading: what is put there meanwhile is read next time
        read = self._read
        if read is None or read[0] != state:
            read = self._read = (state, self._understood(self.path.read_text("utf-8-sig")))
        return read[1]


def state_of(path: Path) -> object:
    """Differs when another file stands there. Raises OSError."""
    found = os.stat(path)  # noqa: PTH116 -- half as long as through the path
    return found.st_ino, found.st_mtime_ns, found.st_size
