"""Pictures of pages, kept beside the originals once they were drawn; the folder can be deleted at any time."""

from __future__ import annotations

import os
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from archive.extract.painter import Painter

MOST_BYTES = 2 * 2**30
"""Bytes kept; beyond, the pictures longest not looked at go first."""
_LOOK_EVERY = 200
"""Pictures drawn between two looks at how much is kept."""


class PagePictures:
    """Pictures of pages, drawn when they are first asked for."""

    def __init__(self, folder: Path, painter: Painter, most_bytes: int = MOST_BYTES) -> None:
        """``folder`` is made when the first picture is kept."""
        self.folder = folder
        self._painter = painter
        self._most = most_bytes
        self._lock = threading.Lock()
        self._drawn = 0

    def get(self, original: Path, sha256: str, number: int, angle: int, width: int) -> bytes:
        """A PNG of page ``number`` of the original with this hash, as ``Painter.draw`` gives it and raises."""
        place = self.folder / sha256[:2] / sha256[2:4] / f"{sha256}-{number}-{angle}-{width}.png"
        with suppress(OSError):
            kept = place.read_bytes()
            os.utime(place)
            return kept
        drawn = self._painter.draw(original, number, angle, width)
        with suppress(OSError):  # a full disk costs time, not the picture
            self._keep(place, drawn)
        return drawn

    def _keep(self, place: Path, drawn: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".drawn-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(drawn)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        with self._lock:
            self._drawn += 1
            if self._drawn % _LOOK_EVERY == 1:
                self._thin_out()

    def _thin_out(self) -> None:
        """Leave four fifths of what may be kept if it has become more."""
        found = []
        for path in self.folder.glob("*/*/*.png"):
            with suppress(FileNotFoundError):
                state = path.stat()
                found.append((state.st_mtime, state.st_size, path))
        held = sum(size for _, size, _ in found)
        if held <= self._most:
            return
        for _, size, path in sorted(found):
            if held <= self._most * 4 // 5:
                return
            path.unlink(missing_ok=True)
            held -= size
