"""An OCR for tests that keeps what it was shown."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from archive.extract.reading import Line


@dataclass(frozen=True)
class Seen:
    """A page as the fake OCR answers it."""

    lines: tuple[Line, ...]
    angle: int = 0
    confidence: float | None = 0.99
    review: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class Eye:
    """Reads the same line on every picture."""

    pictures: list[NDArray[np.uint8]] = field(default_factory=list)

    def __call__(self, picture: NDArray[np.uint8]) -> Seen:
        self.pictures.append(picture)
        return Seen((Line(f"第{len(self.pictures)}幅图", (0.1, 0.1, 0.9, 0.2), 0.99),))
