"""The pages whose true text is known: ``CONDITION/NAME.jpg`` beside ``text/NAME.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

SAMPLES = Path(__file__).parent.parent / "tests" / "archive" / "scan" / "pages"
"""The few pages that the project carries itself."""
DOTS = 200
"""Dots an inch at which a page of a PDF is drawn."""


@dataclass(frozen=True, slots=True)
class TruePage:
    """One picture and what stands on it."""

    condition: str
    picture: Path
    text: Path

    @property
    def truth(self) -> str:
        """The true text."""
        return self.text.read_text(encoding="utf-8")

    def load(self) -> NDArray[np.uint8]:
        """The picture as H×W×3, red-green-blue."""
        if self.picture.suffix == ".pdf":
            with pypdfium2.PdfDocument(self.picture) as document:
                return np.asarray(document[0].render(scale=DOTS / 72).to_pil().convert("RGB"), np.uint8)
        with Image.open(self.picture) as picture:
            return np.asarray(picture.convert("RGB"), np.uint8)


def pages_of(root: Path) -> Iterator[TruePage]:
    """All pages with their truth; of ``real`` those that have one."""
    for folder in sorted(each for each in root.iterdir() if each.is_dir()):
        if folder.name == "real":
            yield from _real(folder)
            continue
        for picture in sorted(folder.glob("*.jpg")):
            for text in (
                root / "text" / f"{picture.stem}.txt",
                root / "text" / "hand" / f"{picture.stem}_{folder.name}.txt",
            ):
                if text.exists() and (text.parent.name == "hand") == folder.name.startswith("hand"):
                    yield TruePage(folder.name, picture, text)


def _real(folder: Path) -> Iterator[TruePage]:
    for text in sorted(folder.glob("*.txt")):
        pictures = (folder / f"{text.stem}.jpg", folder / f"{text.stem.removesuffix('_p1')}.pdf")
        for picture in pictures:
            if picture.exists():
                yield TruePage(folder.name, picture, text)
