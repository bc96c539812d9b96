"""A small file that is only ever replaced whole, read anew when another stands in its place: every search asks for it."""

from __future__ import annotations

from pathlib import Path


class SmallFile:
    """Its text. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: tuple[object, str] | None = None

    def text(self) -> str:
        """As it is now. Raises OSError."""
        state = state_of(self.path)  # looked at before reading: what is put there meanwhile is read next time
        if self._read is None or self._read[0] != state:
            self._read = (state, self.path.read_text("utf-8"))
        return self._read[1]


def state_of(path: Path) -> object:
    """Differs when another file stands there. Raises OSError."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size
